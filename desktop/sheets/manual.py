"""The manual as it is written: its chapters in their order, and the blocks of each text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

INDEX = "index"
_CHAPTER = re.compile(r"^- \[(.+?)\]\((\w+)\.md\)")
_NUMBERED = re.compile(r"^(\d+\.) (.*)")
_PICTURE = re.compile(r"^!\[(.*?)\]\((.+?)\)$")
Kind = Literal["heading", "text", "item", "code", "picture", "table"]


@dataclass(frozen=True)
class Chapter:
    """A chapter: its file's name without .md, its title, and the part of the manual it is in."""

    key: str
    title: str
    part: str


@dataclass(frozen=True)
class Block:
    """A piece of a text, with its marks (`**…**`, `[…](…)`, 【…】) as they are written.

    `level` is a heading's; `mark` is an item's number or dot, or a picture's path beside the
    text; a table's rows stand line by line, each with its cells between upright strokes.
    """

    kind: Kind
    text: str
    level: int = 0
    mark: str = ""


def chapter_file(folder: Path, key: str) -> Path:
    """Where a chapter's text lies in resources/help."""
    return folder / f"{key}.md"


def read_chapters(folder: Path) -> tuple[Chapter, ...]:
    """The chapters in their order, from the index. Raises OSError where it is missing."""
    found: list[Chapter] = []
    part = ""
    for line in chapter_file(folder, INDEX).read_text("utf-8").splitlines():
        part = line.removeprefix("## ") if line.startswith("## ") else part
        match = _CHAPTER.match(line)
        if match:
            found.append(Chapter(match[2], match[1], part))
    return tuple(found)


def read_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in markdown: only what the manual uses of it is known."""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield Block("table", "\n".join(_without_rule(rows)))
            rows = []
        if line.strip():
            yield _block(line)


def _without_rule(rows: Sequence[str]) -> list[str]:
    return [row for row in rows if not set(row) <= set("|-: ")]


def _block(line: str) -> Block:
    picture, numbered = _PICTURE.match(line.strip()), _NUMBERED.match(line)
    if picture:
        return Block("picture", picture[1], mark=picture[2])
    if line.startswith("#"):
        marks, _blank, words = line.partition(" ")
        return Block("heading", words, level=len(marks))
    if numbered:
        return Block("item", numbered[2], mark=numbered[1])
    if line.startswith("- "):
        return Block("item", line.removeprefix("- "), mark="•")
    if line.startswith("    "):
        return Block("code", line.strip())
    return Block("text", line.strip())


def cells(row: str) -> list[str]:
    """The cells of a table's row."""
    return [one.strip() for one in row.strip("|").split("|")]
