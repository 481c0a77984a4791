"""Papers poured and ready (一叠): looked at, printed and saved together, and noted one by one."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.sheets.joined import join_pdfs
from desktop.work.desk import Changed, Desk, changed
from desktop.work.paper_shelf import Paper
from desktop.work.papers import note_printed, pour_docx, pour_pdf, pour_xlsx, save_file

Told = Callable[[int, int, str], None]
KINDS = ("pdf", "xlsx", "docx")


@dataclass(frozen=True)
class Sheaf:
    """Papers with their PDFs; `whole` is all of them in one, the very PDF that is printed.

    `name` is offered for its file. One that was kept has no `papers`, only its `whole`.
    """

    title: str
    name: str
    papers: tuple[Paper, ...]
    pdfs: tuple[bytes, ...]
    whole: bytes

    @property
    def draft(self) -> bool:
        """True where 草稿 stands on one of them."""
        return any(paper.facts.draft for paper in self.papers)

    @property
    def font_words(self) -> str:
        """What is to be known of its fonts; empty where all that was chosen is there."""
        return self.papers[0].facts.fonts.words if self.papers else ""


def pour_sheaf(title: str, papers: Sequence[Paper], told: Told) -> Sheaf:
    """Pour papers, one after the other; `told` hears how far it is and may raise to end it.

    UserError where a character can't be printed.
    """
    pdfs: list[bytes] = []
    for number, paper in enumerate(papers):
        pdfs.append(_pour(paper, number, len(papers), told))
    whole = pdfs[0] if len(pdfs) == 1 else join_pdfs(pdfs)
    name = f"{title}（{len(papers)}份）" if len(papers) > 1 else papers[0].name
    return Sheaf(title, name, tuple(papers), tuple(pdfs), whole)


def kept_sheaf(title: str, name: str, pdf: bytes) -> Sheaf:
    """Return a paper that was kept, to be shown and printed as it is."""
    return Sheaf(title, name, (), (), pdf)


def _pour(paper: Paper, number: int, count: int, told: Told) -> bytes:
    if count > 1:
        told(number, count, f"第{number + 1}份，共{count}份")
        return pour_pdf(paper.facts)
    return pour_pdf(
        paper.facts, lambda done, total: told(done, total, f"第{done + 1}页，共{total}页")
    )


def save_sheaf(sheaf: Sheaf, path: Path, told: Told) -> list[Path]:
    """Write the one file `path`, as its ending says; several papers make one PDF.

    UserError where it can't be written, or where several papers should make one workbook.
    """
    kind = path.suffix.removeprefix(".")
    if kind != "pdf" and len(sheaf.papers) != 1:
        raise UserError("几份表不能合成一个这样的文件。", "请选择“一家一个文件”。")
    told(0, 1, path.name)
    save_file(path, sheaf.whole if kind == "pdf" else _poured(sheaf, 0, kind))
    return [path]


def save_each(sheaf: Sheaf, folder: Path, kind: str, told: Told) -> list[Path]:
    """Write each paper as a file of its own into `folder`; a name that is taken gets a number.

    UserError where one can't be written; those before it are there.
    """
    written: list[Path] = []
    for number, paper in enumerate(sheaf.papers):
        told(number, len(sheaf.papers), f"第{number + 1}份，共{len(sheaf.papers)}份")
        path = _free(folder, paper.name, kind)
        save_file(path, _poured(sheaf, number, kind))
        written.append(path)
    return written


def worksheet_words(written: Sequence[Path]) -> str:
    """Say of workbooks of several worksheets how all are printed: Excel prints the one shown."""
    books = [path for path in written if path.suffix.lower() == ".xlsx"]
    if not any(_worksheets(book) > 1 for book in books):
        return ""
    return "长名册以后的内容在名称带“续”的工作表上，打印时请选择“打印整个工作簿”。"


def _worksheets(book: Path) -> int:
    with zipfile.ZipFile(book) as archive:
        return sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist())


def _poured(sheaf: Sheaf, number: int, kind: str) -> bytes:
    pour = {"xlsx": pour_xlsx, "docx": pour_docx}
    return sheaf.pdfs[number] if kind == "pdf" else pour[kind](sheaf.papers[number].facts)


def _free(folder: Path, name: str, kind: str) -> Path:
    path, number = folder / f"{name}.{kind}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}（{number}）.{kind}"
    return path


def note_sheaf(desk: Desk, sheaf: Sheaf, how: str) -> Changed:
    """Note in the journal that each of the papers was printed or saved."""
    for paper, pdf in zip(sheaf.papers, sheaf.pdfs, strict=True):
        note_printed(desk, paper.facts, pdf, how)
    return changed("printed")
