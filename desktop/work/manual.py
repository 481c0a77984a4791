"""The manual: its chapters, where a text is found in it, and the whole of it as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.sheets.manual import Block, Chapter, chapter_file, read_blocks, read_chapters

PROGRAM = "示范平台（基地）初审推荐系统"
# Pages of the window that another page's chapter speaks of.
_ALSO = {
    "case": "cases",
    "survey": "draw",
    "unit": "dynamic#登记结果和各项事",
    "handover": "moving",
}
_MARKS = str.maketrans("", "", "*`")
_CANCELLED = UserError("已取消，没有保存。")


@dataclass(frozen=True)
class Manual:
    """The manual's folder, its chapters in their order, and each one's plain text by its key.

    `heads` are the headings in each chapter, plain too.
    """

    folder: Path
    chapters: tuple[Chapter, ...]
    texts: dict[str, str]
    heads: dict[str, str]

    def holding(self, words: str) -> list[str]:
        """The keys of the chapters that hold `words`, in the manual's order; capitals are alike.

        Those that have the words in a heading explain them and come first.
        """
        wanted = words.casefold()
        found = [key for key, text in self.texts.items() if wanted in text]
        return sorted(found, key=lambda key: wanted not in self.heads[key])


def read_manual(folder: Path) -> Manual:
    """Read resources/help. Raises UserError where a text is missing."""
    try:
        chapters = read_chapters(folder)
        blocks = {one.key: _blocks(folder, one.key) for one in chapters}
    except OSError as error:
        raise UserError("手册读不出来。", f"请重新安装本程序（{error}）。") from error
    texts = {key: _plain(one) for key, one in blocks.items()}
    heads = {key: _plain([b for b in one if b.level]) for key, one in blocks.items()}
    return Manual(folder, chapters, texts, heads)


def topic_file(manual: Manual, topic: str) -> tuple[Path, str]:
    """The file and the heading of a topic (`draw#核验`); an unknown one is the first page."""
    key, _mark, heading = _ALSO.get(topic, topic).partition("#")
    if key not in manual.texts:
        return chapter_file(manual.folder, "index"), ""
    return chapter_file(manual.folder, key), heading


def save_manual(
    manual: Manual,
    fonts_folder: Path,
    target: Path,
    told: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Write the whole manual as a PDF to `target`; `told` hears each page's number.

    Raises UserError where it can't be written, or was cancelled.
    """
    from desktop.sheets.fonts import Fonts
    from desktop.sheets.manual_pdf import Writing, write_manual
    from desktop.work.papers import save_file
    from desktop.work.record import program_version

    def tell(page: int) -> None:
        told(page)
        if cancelled():
            raise _CANCELLED

    writing = Writing(manual.folder, manual.chapters, PROGRAM, program_version())
    save_file(target, write_manual(writing, Fonts(fonts_folder), tell))


def parts(chapters: Sequence[Chapter]) -> dict[str, list[Chapter]]:
    """The chapters by the parts of the manual, both in their order."""
    found: dict[str, list[Chapter]] = {}
    for one in chapters:
        found.setdefault(one.part, []).append(one)
    return found


def _blocks(folder: Path, key: str) -> Sequence[Block]:
    return tuple(read_blocks(chapter_file(folder, key).read_text("utf-8")))


def _plain(blocks: Sequence[Block]) -> str:
    return "\n".join(one.text for one in blocks).translate(_MARKS).casefold()
