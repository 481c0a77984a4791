"""From an empty file to the sheet on the disk, by mouse and keyboard, for each of the schemes."""

from collections.abc import Callable
from pathlib import Path

import clerk_walk
import pytest
from clerk_walk import Walk
from PySide6.QtGui import QGuiApplication

from desktop import paths
from desktop.work.example import Note, example_notes

GOLDEN = Path(__file__).parent.parent / "golden" / "e2e"
BUILD = Path(__file__).parents[2] / "build" / "e2e"
MOST_ACTS = 30
# Whose sheet ends the way and goes up, the case's own or the round's. The national platforms have
# both: the 推荐表 ends the way, the 汇总表 is compared too.
ENDS: dict[str, tuple[str, ...]] = {
    "kunming-platform-2022": ("round",),
    "kunming-base-2022": ("round",),
    "yunnan-platform-2022": ("round",),
    "national-platform-2017": ("case", "round"),
    "nanchang-platform-2022": ("case",),
}
STEPS = (
    clerk_walk.receive,
    clerk_walk.materials,
    clerk_walk.assess,
    clerk_walk.survey,
    clerk_walk.recommend,
)
SAVES = {"case": clerk_walk.save_case_sheet, "round": clerk_walk.save_round_sheet}


def _lay_out(scheme: str, told: str, text: str) -> None:
    """Put the acts and the text into build/, to be looked at, and copied to golden/ if right."""
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / f"{scheme}.acts.txt").write_text(told, "utf-8")
    (BUILD / f"{scheme}.txt").write_text(text, "utf-8")


def _applicant(scheme: str) -> Note:
    notes = example_notes(paths.resources_dir() / "example" / scheme)
    return next(note for note in notes if note.passes)


@pytest.mark.parametrize(
    "scheme", [pytest.param(one, marks=pytest.mark.xdist_group(one)) for one in ENDS]
)
def test_from_an_empty_file_to_the_printed_sheet(
    scheme: str,
    start_walk: Callable[[Note], Walk],
    text_of: Callable[[Path], str],
    record_property: Callable[[str, object], None],
) -> None:
    """The first start, the six steps and the sheet; from 申报初审 on 30 acts at most.

    The lines of materials, the judged conditions and the survey's answers are not counted.
    What the PDF says is compared whole with a text that was checked against the annex.
    """
    lost: list[object] = []
    QGuiApplication.instance().focusWindowChanged.connect(  # nothing takes the keyboard away
        lambda window: lost.append(window) if window is None else None
    )
    walk = start_walk(_applicant(scheme))
    clerk_walk.first_start(walk)
    walk.navigate("cases")
    walk.hand.acts.clear()
    walk.hand.clicks_into = 0
    for step in STEPS:
        step(walk)
    first, *more = ENDS[scheme]
    texts = [text_of(SAVES[first](walk))]
    acts = list(walk.hand.acts)
    texts += [text_of(SAVES[one](walk)) for one in more]
    into = f"{len(acts) + walk.hand.clicks_into} with the clicks into fields"
    told = f"{scheme}: {len(acts)} acts, {into}\n{walk.hand.told(acts)}"
    print(f"\n{told}")  # noqa: T201 - the count is read in the run's report (-rP)
    record_property("acts", len(acts))
    _lay_out(scheme, told, "\n".join(texts))
    assert "\n".join(texts) == (GOLDEN / f"{scheme}.txt").read_text("utf-8")
    assert len(acts) <= MOST_ACTS
    assert lost == []
