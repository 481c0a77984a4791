"""What the number of firms to be asked means, before the list is locked (抽查数提示)."""

from dataclasses import dataclass

from desktop.domain.adviser import (
    Advice,
    advise,
    chance_sentence,
    cheap_sentence,
    needed_sentence,
    possible_sizes,
    series,
)
from desktop.domain.hypergeometric import FRAME_LIMIT
from desktop.work.casedata import load
from desktop.work.desk import Desk
from desktop.work.framing import frame_of, size_of

_FEWER_SIZES = 8  # of a very long list, so that the picture comes soon


@dataclass(frozen=True)
class SizeQuestion:
    """What the advice is asked about; `size` is the number as raised by the reviewer."""

    frame: int
    required: int
    size: int
    threshold: tuple[int, int]


@dataclass(frozen=True)
class SizeAdvice:
    """The advice for the chosen size in sentences, and for the sizes one may choose from."""

    chosen: Advice
    series: tuple[Advice, ...]
    sentences: tuple[str, ...]


def size_question(desk: Desk, application_id: int) -> SizeQuestion:
    """Return what the advice for one application is asked about."""
    loaded = load(desk, application_id)
    frame = frame_of(desk, loaded)
    size = size_of(loaded, frame)
    return SizeQuestion(len(frame.firms), size.required, size.n, loaded.scheme.sample.threshold)


def size_advice(asked: SizeQuestion) -> SizeAdvice | None:
    """Return the advice, exact; None for an empty list. Slow for long lists: off the window."""
    if not asked.frame:
        return None
    size = min(asked.size, asked.frame)
    chosen = advise(size, asked.frame, asked.threshold)
    sizes = list(possible_sizes(asked.required, asked.frame))
    if asked.frame > FRAME_LIMIT:
        sizes = sizes[:: max(len(sizes) // _FEWER_SIZES, 1)]
    shown = sorted({*sizes, size})
    sentences = (
        needed_sentence(chosen),
        *(chance_sentence(one) for one in chosen.chances),
        cheap_sentence(asked.required, asked.frame, asked.threshold),
    )
    return SizeAdvice(chosen, series(asked.frame, shown, asked.threshold), sentences)
