"""A table in a form is read by its columns until a heading; the form's words in it are answers."""

from collections.abc import Iterator

import pytest

from desktop.domain.form import Form, FormTable
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.intake.book import Document, WordCell, WordTable
from desktop.intake.word import FormReading, take_form
from desktop.schemes.reader import read_scheme
from tests.intake.papers import FORMS

SCHEMES = [
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
]


def _document(rows: list[list[str]]) -> Document:
    cells = [
        WordCell(text, at, place, 1, 1, place + 1)
        for at, row in enumerate(rows)
        for place, text in enumerate(row)
    ]
    return Document("申请表.docx", (), (WordTable(1, tuple(cells)),))


def _scheme(name: str) -> Scheme:
    return read_scheme(FORMS / name, frozenset(computations()))


def _taken(scheme: Scheme, rows: list[list[str]]) -> FormReading:
    return take_form(_document(rows), scheme.form, (), scheme.functions)


def _words(form: Form) -> Iterator[str]:
    for table in form.tables:
        yield from (column.label for column in table.columns)
        yield from (row.label for row in table.fixed_rows)


def _tables() -> Iterator[tuple[str, str]]:
    for name in SCHEMES:
        yield from ((name, table.key) for table in _scheme(name).form.tables)


def _said(scheme: Scheme, table: FormTable) -> list[str]:
    """Return what an applicant may write: names of functions, and words of the other tables."""
    own = {one for column in table.columns for one in (column.label, *column.aliases)}
    words = [*(one.name for one in scheme.functions), *_words(scheme.form), "培训服务"]
    return [one for one in dict.fromkeys(words) if one not in own]


@pytest.mark.parametrize(("name", "key"), [one for one in _tables() if one[1] != "functions"])
def test_a_word_of_the_form_in_a_cell_is_an_answer(name: str, key: str):
    """Rows with any function's or column's name are read on, up to the next heading."""
    scheme = _scheme(name)
    table = next(one for one in scheme.form.tables if one.key == key)
    heads = [column.label for column in table.columns]
    rest = [""] * (len(heads) - 2)
    said = _said(scheme, table)
    place = int(heads[0] == "年度")
    rows = [["2025", word, *rest] if place else [word, "8", *rest] for word in said]
    end = [[scheme.form.sections[-1], "", *rest], ["其后的话", "9", *rest]]
    read = _taken(scheme, [heads, *rows, *end])
    column = table.columns[place].key
    kept = [read.values[f"{key}.{at}.{column}"].text for at in range(1, len(rows) + 1)]
    assert kept == said
    assert f"{key}.{len(rows) + 1}.{column}" not in read.values
    assert [value.text for value in read.unread] == ["其后的话", "9"]


@pytest.mark.parametrize("name", SCHEMES)
def test_a_header_that_is_printed_again_is_no_answer(name: str):
    """Where a table goes on on the next page below its header, its rows go on being counted."""
    scheme = _scheme(name)
    table = next(one for one in scheme.form.tables if one.rows == "years")
    heads = [column.label for column in table.columns]
    rows = [[year, *["7"] * (len(heads) - 1)] for year in ("2024", "2025")]
    read = _taken(scheme, [heads, rows[0], heads, rows[1]])
    years = {path: value.text for path, value in read.values.items() if path.endswith(".year")}
    assert years == {f"{table.key}.1.year": "2024", f"{table.key}.2.year": "2025"}
    assert read.unread == ()


def test_a_function_named_below_a_header_is_no_printed_row():
    """Among printed rows the same words under a column are what somebody wrote there."""
    scheme = _scheme("kunming-platform-2022")
    heads = ["服务内容", "上一年度服务企业户数（户）", "上一年度相关服务活动（场）"]
    read = _taken(
        scheme,
        [heads, ["信息服务", "120", "6"], ["技术服务", "培训服务", ""], ["培训服务", "9", "4"]],
    )
    assert {path: value.text for path, value in read.values.items()} == {
        "functions.info.firms": "120",
        "functions.info.activities": "6",
        "functions.tech.firms": "培训服务",
        "functions.training.firms": "9",
        "functions.training.activities": "4",
    }
    assert [problem.sentence for problem in read.problems] == [
        "“培训服务”不是以户为单位的数字，已照原样保留，请核对后改正。"
    ]


@pytest.mark.parametrize("name", SCHEMES)
def test_no_word_of_an_answer_vanishes(name: str):
    """In a row that was not understood the form's own words are shown with the others."""
    scheme = _scheme(name)
    read = _taken(scheme, [["甲乙丙丁", "戊己"], [scheme.functions[0].name, "庚辛壬"]])
    said = ["甲乙丙丁", "戊己", scheme.functions[0].name, "庚辛壬"]
    assert [value.text for value in read.unread] == said


@pytest.mark.parametrize("name", ["national-platform-2017", "nanchang-platform-2022"])
def test_both_investors_are_read(name: str):
    """The annex prints two rows below 主要投资方: each has its own fields; a third is shown."""
    scheme = _scheme(name)
    label = next(one.label for one in scheme.form.fields if one.key == "investor")
    rows = [["甲公司", "国有"], ["乙公司", "民营"], ["丙公司", "外资"]]
    read = _taken(scheme, [[label, "性质"], *rows])
    assert {path: value.text for path, value in read.values.items()} == {
        "investor": "甲公司",
        "investor_kind": "国有",
        "investor_2": "乙公司",
        "investor_kind_2": "民营",
    }
    assert [value.text for value in read.unread] == ["丙公司", "外资"]
