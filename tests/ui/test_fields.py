"""A form keeps what was typed, tells each edit once, and says what is wrong where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.dates import show_date
from desktop.ui.kit.editors import ChoicesEditor, LongEditor
from desktop.ui.kit.fields import FieldForm

FIELDS = (
    Field("name", "平台名称", required=True, section="基本情况"),
    Field("assets", "资产总额", "figure", "基本情况", "万元"),
    Field("founded", "成立日期", "date", "基本情况"),
    Field("nature", "单位性质", "choice", "类型", choices=("企业", "事业单位")),
    Field("kinds", "服务功能", "choices", "类型", choices=("信息服务", "技术服务")),
    Field("words", "示范性表述", "long", "类型", max_chars=3),
)


@pytest.fixture
def form(qtbot: QtBot) -> FieldForm:
    """The form on the screen."""
    made = FieldForm(FIELDS, "f.")
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_edit_is_told_once(form: FieldForm):
    """Enter and then leaving the blank tell one edit; nothing changed tells none."""
    told: list[tuple[str, str]] = []
    form.finished.connect(lambda path, text: told.append((path, text)))
    line = form.rows["f.assets"].editor.inner
    QTest.keyClicks(line, "200")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    form.finish()
    assert told == [("f.assets", "200")]


def test_what_is_typed_replaces_what_the_program_filled_in_meanwhile(form: FieldForm):
    """The first click into such a blank marks all of it; the next one puts the cursor there."""
    row, other = form.rows["f.name"], form.rows["f.assets"].editor.inner
    line = row.editor.inner
    form.resize(900, 700)
    QApplication.processEvents()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    for _ in range(2):  # a page is read again after each act
        row.show_value(Value("Li"))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClicks(line, "Li")
    once = row.editor.text()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, " A")
    assert (once, row.editor.text()) == ("Li", "Li A")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("20261120", "2026年11月20日"),
        ("2026.11.20", "2026年11月20日"),
        ("2026-1-5", "2026年1月5日"),
        ("2026年11月20日", "2026年11月20日"),
        ("２０２６／１１／２０", "2026年11月20日"),
        ("2026-13-40", "2026-13-40"),
        ("去年春天", "去年春天"),
    ],
)
def test_dates_are_typed_loosely_and_shown_in_full(form: FieldForm, typed: str, shown: str):
    """A date is read in every usual way of writing; what is no date stays as it was typed."""
    told: list[str] = []
    form.finished.connect(lambda _path, text: told.append(text))
    line = form.rows["f.founded"].editor
    line.inner.setText(typed)
    QTest.keyClick(line.inner, Qt.Key.Key_Return)
    assert (told, line.text(), show_date(typed)) == ([shown], shown, shown)


def test_what_is_wrong_stands_below_and_the_text_is_kept(form: FieldForm):
    """A bad figure stays in the blank, with a sentence that a screen reader reads too."""
    form.show_values({"f.assets": Value("二百万")}, {"f.assets": ("请只填数字。",)})
    row = form.rows["f.assets"]
    found = (
        row.editor.text(),
        row.wrong.text(),
        row.wrong.isVisible(),
        row.editor.inner.accessibleName(),
        row.editor.inner.accessibleDescription(),
    )
    assert found == ("二百万", "请只填数字。", True, "资产总额（万元）", "请只填数字。")


def test_a_read_value_is_marked_until_it_is_confirmed(form: FieldForm):
    """A word in the blank's own row, the place in its tip; one click confirms and clears it."""
    seen: list[str] = []
    form.confirmed.connect(seen.append)
    row = form.rows["f.name"]
    form.show_values({"f.name": Value("甲平台", "申请表.docx 表1 第2行", confirmed=False)}, {})
    grown = row.sizeHint().height() - form.rows["f.assets"].sizeHint().height()
    read_out = row.editor.inner.accessibleDescription()
    before = (row.confirm.isVisible(), row.confirm.toolTip().split("\n")[0], read_out)
    row.confirm.click()
    form.show_values({"f.name": Value("甲平台", "申请表.docx 表1 第2行")}, {})
    after = (row.confirm.isVisible(), row.editor.inner.accessibleDescription())
    place = "来自 申请表.docx 表1 第2行"
    assert (before, seen, after) == ((True, place, f"{place}，待核对"), ["f.name"], (False, ""))
    assert grown <= 1  # px: a link is as high as a blank


def test_a_reload_leaves_the_blank_alone_that_is_being_typed_into(form: FieldForm, qtbot: QtBot):
    """What comes back from the file never overwrites half-typed text."""
    row = form.rows["f.name"]
    row.editor.inner.setFocus()
    qtbot.waitUntil(row.editor.inner.hasFocus)
    QTest.keyClicks(row.editor.inner, "half")
    form.show_values({"f.name": Value("旧名称")}, {})
    assert row.editor.text() == "half"


def test_escape_gives_back_what_was_kept(form: FieldForm, qtbot: QtBot):
    """Escape in a changed blank brings back the kept text and tells nothing."""
    told: list[str] = []
    form.finished.connect(lambda _path, text: told.append(text))
    form.show_values({"f.name": Value("甲平台")}, {})
    line = form.rows["f.name"].editor.inner
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), told) == ("甲平台", [])


def test_the_counter_counts_characters_and_cuts_nothing(form: FieldForm):
    """𬭎 and 𠮷 are one character each; one too many is said, and kept."""
    row = form.rows["f.words"]
    form.show_values({"f.words": Value("𬭎𠮷甲")}, {})
    exact = row.counter.text()
    form.show_values({"f.words": Value("𬭎𠮷甲乙")}, {})
    found = (exact, row.counter.text(), row.editor.text())
    assert found == ("3 / 3 字", "4 / 3 字，超出上限", "𬭎𠮷甲乙")


def test_choices_keep_what_was_read_and_is_not_printed(form: FieldForm):
    """A value that is none of the printed choices is shown and kept, and can be unticked."""
    told: list[tuple[str, str]] = []
    form.finished.connect(lambda path, text: told.append((path, text)))
    form.show_values({"f.nature": Value("民办非企业"), "f.kinds": Value("技术服务、法律服务")}, {})
    kinds = form.rows["f.kinds"].editor
    assert isinstance(kinds, ChoicesEditor)
    before = (form.rows["f.nature"].editor.text(), kinds.text())
    kinds.boxes[0].click()
    after = [("f.kinds", "信息服务、技术服务、法律服务")]
    assert (before, told) == (("民办非企业", "技术服务、法律服务"), after)


def test_what_was_read_is_not_changed_by_being_shown(form: FieldForm):
    """Words in another order, none of them printed, twice, or with blanks: leaving changes nothing.

    What one application named is no box of the next one's.
    """
    told: list[tuple[str, str]] = []
    form.finished.connect(lambda path, text: told.append((path, text)))
    kinds = form.rows["f.kinds"].editor
    assert isinstance(kinds, ChoicesEditor)
    for text in ("法律服务、技术服务、信息服务", "技术服务、 信息服务", "法律服务、法律服务"):
        form.show_values({"f.kinds": Value(text)}, {})
        form.finish()
        assert (kinds.text(), kinds.is_changed()) == (text, False)
    form.show_values({"f.kinds": Value("技术服务")}, {})
    words = [box.text() for box in kinds.boxes if not box.isHidden()]
    assert (told, words) == ([], ["信息服务", "技术服务"])


def test_an_offer_is_taken_by_a_click_only(form: FieldForm):
    """What another blank holds is offered, and written only when the reviewer takes it."""
    told: list[tuple[str, str]] = []
    form.finished.connect(lambda path, text: told.append((path, text)))
    form.rows["f.name"].show_offer("王某某")
    row = form.rows["f.name"]
    before = (row.marks.offer.text(), row.editor.text())
    row.marks.offer.click()
    assert (before, told) == (("采用：王某某", ""), [("f.name", "王某某")])


def test_tab_leaves_a_long_blank(form: FieldForm, qtbot: QtBot):
    """Everything is reached by Tab: a long text doesn't swallow it."""
    area = form.rows["f.words"].editor
    assert isinstance(area, LongEditor)
    area.inner.setFocus()
    qtbot.waitUntil(area.inner.hasFocus)
    QTest.keyClick(area.inner, Qt.Key.Key_Tab)
    assert (area.text(), area.inner.hasFocus()) == ("", False)


def test_a_long_blank_that_is_made_narrower_grows(qtbot: QtBot):
    """A text that was put in before the page has its width is not left behind a scroll bar."""
    editor = LongEditor()
    qtbot.addWidget(editor)
    editor.put("线上登记需求、线下专家上门，形成闭环服务。" * 4)
    editor.resize(900, 80)
    editor.show()
    before = editor.area.height()
    editor.resize(300, 80)
    qtbot.waitUntil(lambda: editor.area.height() > before)
