"""What a sample's size means before the lock: answers needed, and how often the line is reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.figure import percent
from desktop.domain.hypergeometric import chance_of_missing, needed_satisfied

TRUE_RATES = (90, 85, 80, 70)
SHOWN_SIZES = 40
CHEAP_SHOWN = 4


@dataclass(frozen=True)
class Chance:
    """How often a platform of which `satisfied` firms are satisfied in truth reaches the line.

    `rate` is in percent; `satisfied` is the smallest number of the roster's firms that is at least
    this share. `reaches` and `misses` are exact and add up to one.
    """

    rate: int
    satisfied: int
    reaches: Fraction
    misses: Fraction


@dataclass(frozen=True)
class Advice:
    """What size `n` of `frame` firms means: `needed` satisfied answers, and the chances.

    `cheap`: the line falls on a whole number of firms (5, 10, 15, 20 at 80 %), so that the sample
    has to show no more than the line itself.
    """

    n: int
    frame: int
    needed: int
    cheap: bool
    chances: tuple[Chance, ...]


def advise(
    n: int,
    frame: int,
    threshold: tuple[int, int] = (4, 5),
    rates: Sequence[int] = TRUE_RATES,
) -> Advice:
    """Return what asking `n` of `frame` firms means; ValueError where n is not 1 to `frame`."""
    chances = tuple(_chance(n, frame, threshold, rate) for rate in rates)
    return Advice(n, frame, needed_satisfied(n, threshold), is_cheap(n, threshold), chances)


def _chance(n: int, frame: int, threshold: tuple[int, int], rate: int) -> Chance:
    satisfied = -(-frame * rate // 100)
    misses = chance_of_missing(n, frame, satisfied, threshold)
    return Chance(rate, satisfied, 1 - misses, misses)


def series(
    frame: int,
    sizes: Iterable[int],
    threshold: tuple[int, int] = (4, 5),
    rates: Sequence[int] = TRUE_RATES,
) -> tuple[Advice, ...]:
    """Return the advice for each of `sizes`, for the small picture.

    Rosters of more than 5,000 firms take seconds: a caller stays off the window's thread.
    """
    return tuple(advise(n, frame, threshold, rates) for n in sizes)


def possible_sizes(required: int, frame: int, most: int = SHOWN_SIZES) -> range:
    """Return the sizes that the reviewer may choose from: the rule's own and the next ones.

    At most `most` of them, never beyond the roster; the whole roster where it is no longer than
    what is required; none for an empty one.
    """
    lowest = min(required, frame)
    return range(lowest, min(frame, lowest + most - 1) + 1) if lowest else range(0)


def is_cheap(n: int, threshold: tuple[int, int] = (4, 5)) -> bool:
    """Whether the line falls on a whole number of `n` answers."""
    part, whole = threshold
    return n * part % whole == 0


def cheap_sizes(
    required: int, frame: int, threshold: tuple[int, int] = (4, 5), most: int = CHEAP_SHOWN
) -> tuple[int, ...]:
    """Return the sizes from `required` on at which the line costs least (5, 10, 15, 20 at 80 %)."""
    step = threshold[1]
    first = max(-(-required // step), 1) * step
    return tuple(range(first, frame + 1, step))[:most]


def needed_sentence(advice: Advice) -> str:
    """Return what must be answered, in words: `抽查12家，至少10家满意（83.3%）才达到。`"""
    share = percent(advice.needed, advice.n)
    return f"抽查{advice.n}家，至少{advice.needed}家满意（{share}）才达到。"


def chance_sentence(chance: Chance) -> str:
    """Return one chance in words; a share is cut and never rounded up, so 100% is certain."""
    reaches, misses = (
        percent(share.numerator, share.denominator) for share in (chance.reaches, chance.misses)
    )
    return f"实际{chance.rate}%满意时，达到的可能为{reaches}，未达到的可能为{misses}。"


def cheap_sentence(required: int, frame: int, threshold: tuple[int, int] = (4, 5)) -> str:
    """Return the hint which sizes cost least; empty where the roster has none."""
    sizes = cheap_sizes(required, frame, threshold)
    if not sizes:
        return ""
    listed = "、".join(str(size) for size in sizes)
    line = percent(*threshold)
    return f"抽查{listed}家时，所需满意家数恰为{line}，不因取整而偏严（本程序提示，可不采用）。"
