"""An answer typed straight behind its label is read; what only begins like a label is not."""

import pytest

from desktop.domain.form import Field, Form
from desktop.domain.problem import Severity
from desktop.intake.book import Document, Reading
from desktop.intake.reading import read
from desktop.intake.word import FormReading, take_form
from tests.intake.papers import document_of, form_of

SCHEMES = (
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
)


def document(data: bytes) -> Document:
    answer = read(data, "申请表.docx")
    assert isinstance(answer, Reading), answer
    assert answer.document is not None
    return answer.document


def texts(reading: FormReading) -> dict[str, str]:
    return {path: value.text for path, value in reading.values.items()}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("before", ["", "四、"])
def test_an_answer_straight_behind_its_label_is_read(scheme: str, before: str) -> None:
    """Typed into the label's own cell with nothing between: read, and asked about."""
    form, rosters = form_of(scheme)
    said = "参加了三次服务活动，惠及企业80家。"
    labels = {f.label: f.key for f in form.fields if f.kind == "long" and len(f.label) > 3}
    paper = document_of([f"{before}{label}{said}" for label in labels])
    taken = take_form(document(paper), form, rosters)
    assert texts(taken) == dict.fromkeys(labels.values(), said)
    assert taken.unread == ()
    asked = {one.sentence for one in taken.problems if one.severity is Severity.WARNING}
    lines = {label for label, key in labels.items() if key == "facilities"}  # a line with a blank
    assert asked == {
        f"这里写在“{label}”这几个字后面的，已读作这一栏的内容，请核对。"
        for label in labels.keys() - lines
    }


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("联系电话0791-86660012（办公）|", {"phone": "0791-86660012（办公）"}),
        ("资产总额1200万元|", {"assets": "1200"}),
        ("单位名称 甲公司|", {"name": "甲公司"}),
        ("单位名称变更说明|", {}),
        ("服务开展情况表|", {}),
        ("服务开展情况及成效、经验|", {}),
        (
            "服务开展情况|甲\n服务开展情况良好，企业满意。",
            {"work": "甲\n服务开展情况良好，企业满意。"},
        ),
    ],
)
def test_what_only_begins_like_a_label_is_no_answer(line: str, read: dict[str, str]) -> None:
    """Figures, phones and names are taken where they are such; a longer word is shown."""
    fields = (
        Field("name", "单位名称"),
        Field("phone", "联系电话", "phone"),
        Field("assets", "资产总额", "figure", unit="万元"),
        Field("work", "服务开展情况", "long"),
    )
    taken = take_form(document(document_of([line])), Form("表", "", (), fields), ())
    assert texts(taken) == read
