"""The example forms as people in a hurry leave them: at least 95 % of their blanks are read."""

import copy
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from desktop.intake.book import Document as Read
from desktop.intake.documents import read_document
from desktop.intake.word import take_form

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from make_example import every_applicant  # noqa: E402 - found by the line above

LEAST = 95  # percent
HEADINGS = ("二、", "三、", "四、", "五、", "六、")


def cells_of(document: Any) -> list[Any]:
    """Every distinct cell of every table."""
    seen = {}
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                seen[id(cell._tc)] = cell
    return list(seen.values())


def more_paragraphs(document: Any) -> None:
    """Return keys are pressed before and after each text."""
    for cell in cells_of(document):
        cell.paragraphs[0].insert_paragraph_before("")
        cell.add_paragraph("")


def other_marks(document: Any) -> None:
    """Boxes are ticked in other signs, and colons are half-width."""
    for text in document.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    ):
        text.text = (text.text or "").replace("☑", "☒").replace("√", "✔").replace("：", ":")


def split_tables(document: Any) -> None:
    """Each table is cut before each of its headings (二、…) by an empty line."""
    for table in document.tables:
        heads = [row._tr for row in table.rows if row.cells[0].text.strip()[:2] in HEADINGS]
        for head in reversed(heads):
            lower = copy.deepcopy(table._tbl)
            at = table._tbl.tr_lst.index(head)
            for row in table._tbl.tr_lst[at:]:
                table._tbl.remove(row)
            for row in lower.tr_lst[:at]:
                lower.remove(row)
            gap = document.add_paragraph("")._p
            table._tbl.addnext(gap)
            gap.addnext(lower)


def headings_moved(document: Any) -> None:
    """A cover letter stands before the form, and a remark behind it."""
    document.paragraphs[0].insert_paragraph_before("现将我单位申报材料报上，请予审核。")
    document.add_paragraph("以上内容均属实。")


@pytest.mark.parametrize("hurry", [more_paragraphs, other_marks, split_tables, headings_moved])
def test_most_blanks_of_a_hurried_form_are_read(hurry: Callable[[Any], None]) -> None:
    """One form of each scheme; the share is printed, and no blank is read wrong in silence."""
    right = told = 0
    silent = []
    for facts in list(every_applicant(ROOT / "forms"))[::2]:
        path = ROOT / "resources/example" / facts.scheme.id / facts.spec["folder"] / "申请表.docx"
        document = Document(str(path))
        hurry(document)
        file = io.BytesIO()
        document.save(file)
        read = read_document(file.getvalue(), path.name)
        assert isinstance(read, Read)
        scheme = facts.scheme
        taken = take_form(read, scheme.form, scheme.rosters, scheme.functions)
        texts = {key: value.text.replace(":", "：") for key, value in taken.values.items()}
        own = {key: text.replace(":", "：") for key, text in facts.values.items()}
        told += len(own)
        right += sum(texts.get(key, "") == text for key, text in own.items())
        silent += [key for key, text in texts.items() if own.get(key, text) != text]
    print(f"{hurry.__name__}: {right} of {told} ({right * 100 // told} %)")  # noqa: T201 - the share
    assert right * 100 >= LEAST * told
    assert silent == []
