"""A link at the edge of its column, on one line or two, and the frame of the focus around it."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.layouts import Flow, boxed, column, holder, row, scrolled
from desktop.ui.kit.link import Link
from desktop.ui.kit.parts import link
from desktop.ui.kit.ring import Ring
from desktop.ui.kit.theme import Theme, dress
from desktop.ui.kit.tied import TiedLabel

LONG = "滇澜中小企业技术服务平台：变更待备案，还没有填更改完成的日期（向所属县区备案）"


def _nothing() -> None:
    return None


def _shown(qtbot: QtBot, page: QWidget, width: int) -> QWidget:
    qtbot.addWidget(page)
    page.resize(width, 300)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_sentence_longer_than_its_room_takes_a_second_line_and_no_third(qtbot: QtBot):
    """All of it is read, or the end of the second line is an ellipsis; nothing is lost before."""
    made = link(LONG, _nothing, lines=2)
    page = Flow()
    page.setLayout(column(row(made, None), None))
    _shown(qtbot, page, 1200)
    one = made.height()
    assert made.text() == LONG
    page.resize(made.sizeHint().width() * 2 // 3, 300)
    first, second = made.text().split("\n")
    assert (first + second, made.height()) == (LONG, one + made.fontMetrics().lineSpacing())
    page.resize(made.sizeHint().width() // 3, 300)
    lines = made.text().split("\n")
    assert (len(lines), lines[1][-1]) == (2, "…")
    assert (made.toolTip(), made.accessibleName()) == (LONG, LONG)


def test_the_second_line_is_no_stray_letter(qtbot: QtBot):
    """At no width."""
    made = link(LONG, _nothing, lines=2)
    qtbot.addWidget(made)
    whole = made.sizeHint().width()
    ends = []
    for width in range(whole * 2 // 3, whole + 2):
        made.resize(width, 40)
        ends.append(made.text().partition("\n")[2])
    assert "" in ends
    assert {len(end) for end in ends if len(end) < 4} == {0}


def test_letters_beyond_the_first_65536_are_broken_whole(qtbot: QtBot):
    """Qt counts them twice."""
    made = link("𬭎" * 40, _nothing, lines=2)
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width() * 2 // 3, 40)
    assert made.text().replace("\n", "") == "𬭎" * 40


def test_an_ampersand_is_one_of_the_name_and_no_key(qtbot: QtBot):
    """It is seen, and Alt with the letter behind it presses nothing."""
    made = link("A&B公司", _nothing)
    qtbot.addWidget(made)
    assert (made.text(), made.shortcut().isEmpty()) == ("A&B公司", True)


@pytest.fixture
def page(qtbot: QtBot) -> QScrollArea:
    """A link in a block, and one in a holder without margins inside of that."""
    made = link("采用：昆明", _nothing)
    inside = holder(row(made, None))
    above = QLabel("一行\n两行")
    above.hide()
    content = QWidget()
    content.setLayout(column(boxed(above, QLabel("地址"), inside), None))
    area = scrolled(content)
    _shown(qtbot, area, 400)
    return area


def _frame(made: Link) -> QRect:
    ring = made.window().findChild(Ring)
    return QRect(ring.mapTo(made.window(), QPoint(0, 0)), ring.size())


def _place(made: Link) -> QRect:
    return QRect(made.mapTo(made.window(), QPoint(0, 0)), made.size())


def test_the_focus_is_framed_beyond_the_edge_at_which_the_text_stands(page: QScrollArea):
    """The link begins where the label above it does, its frame 4 px left of both."""
    made = page.findChild(Link)
    label = page.findChildren(QLabel)[-1]
    page.activateWindow()
    made.setFocus()
    assert _place(made).left() == label.mapTo(page, QPoint(0, 0)).x()
    assert _frame(made) == _place(made).adjusted(-4, 0, 0, 0)
    page.setFocus()
    left = [one for one in page.findChildren(Ring) if not one.isHidden()]
    assert left == []


def test_the_frame_goes_where_the_link_goes(qtbot: QtBot, page: QScrollArea):
    """What appears above pushes both down, though the link's own holder has not moved in it."""
    made = page.findChild(Link)
    made.setFocus()
    before = _place(made)
    page.findChildren(QLabel)[0].show()
    qtbot.waitUntil(lambda: _place(made) != before)
    assert _frame(made) == _place(made).adjusted(-4, 0, 0, 0)
    made.hide()
    assert [one for one in page.findChildren(Ring) if not one.isHidden()] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("服务平台具有良好的发展前景：待定（由审核人判断）", "（由审核人判断）"),
        ("申请示范平台服务功能类别 *", "类别 *"),
        ("运营两年以上：待定（自平台开始运营日期起的年数未填）", "未填）"),
    ],
)
def test_the_end_of_a_label_stays_on_one_line(qtbot: QtBot, text: str, kept: str):
    """The last lines are as many as without what is kept, which is never torn; it is not read."""
    label = TiedLabel(text)
    label.setWordWrap(True)
    plain = QLabel(text)
    plain.setWordWrap(True)
    for one in (label, plain):
        qtbot.addWidget(one)
    least = label.fontMetrics().horizontalAdvance(kept) + 4
    widths = range(least, plain.sizeHint().width() * 2, 3)
    heights = [label.heightForWidth(width) for width in widths]
    assert heights == [plain.heightForWidth(width) for width in widths]
    assert label.text() == text
    assert QLabel.text(label) == text.removesuffix(kept) + "\N{WORD JOINER}".join(kept)


def test_a_height_that_is_remembered_follows_the_text_and_its_size(qtbot: QtBot, theme: Theme):
    """What was measured for one text, or one text size, is not the height of another."""
    window, link = QWidget(), Link("甲" * 30, lines=2)
    qtbot.addWidget(window)
    window.setLayout(column(link))
    dress(window)
    window.show()
    two = link.heightForWidth(200)
    link.setText("甲")
    one = link.heightForWidth(200)
    theme.apply("light", 150)
    larger = link.heightForWidth(200)
    theme.apply("light", 100)
    again = link.heightForWidth(200)
    assert (two > one, larger > one, again) == (True, True, one)
