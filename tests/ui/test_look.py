"""Light and dark are readable, every icon is there, and the style sheet knows its tones."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.kit import icons, states
from desktop.ui.kit.frame import Navigation
from desktop.ui.kit.layouts import column
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button
from desktop.ui.kit.theme import DARK, LIGHT, Theme, Tones, dress, sheet_of
from desktop.ui.main_window import ENTRIES
from desktop.ui.pages.cases import Cases
from desktop.ui.pages.history import History

READABLE = 45  # tenths: WCAG's 4.5 for small text


def _light(colour: str) -> float:
    parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> int:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return int((high + 0.05) / (low + 0.05) * 10)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_every_ground(tones: Tones):
    """Each tone that carries text has WCAG's contrast on paper, bands and the chosen row."""
    texts = ("ink", "quiet", "accent", "good", "part", "wrong")
    pairs = [(text, ground) for text in texts for ground in ("paper", "band")]
    pairs += [("ink", "chosen"), ("ink", "desk"), ("quiet", "desk"), ("on_accent", "accent")]
    pairs += [("ink", "notice"), ("part", "notice")]
    words = asdict(tones)
    faint = [pair for pair in pairs if _contrast(words[pair[0]], words[pair[1]]) < READABLE]
    assert faint == []


def test_the_style_sheet_is_whole():
    """Every token is known, and nothing of the template is left over."""
    assert [re.findall(r"@\w+", sheet_of(tones, 125)) for tones in (LIGHT, DARK)] == [[], []]


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["QPushButton", "QToolButton"])
def test_a_button_under_the_pointer_does_not_look_chosen(tones: Tones, kind: str):
    """The chosen one is tinted, and what has words has them bold; the other is grey."""
    rules = re.findall(r"([^{}]*){([^}]*)}", sheet_of(tones, 100))
    looks = {
        state: "".join(look for names, look in rules if f"{kind}:{state}" in _names(names))
        for state in ("hover", "checked")
    }
    grounds = {state: re.findall(r"background: (\S+);", look) for state, look in looks.items()}
    words = asdict(tones)
    assert {state: found[-1] for state, found in grounds.items()} == {
        "hover": words["desk"],
        "checked": words["chosen"],
    }
    assert ("bold" in looks["checked"], "bold" in looks["hover"]) == (kind == "QPushButton", False)


def _names(before: str) -> list[str]:
    """The selectors of one rule, without the remark that may stand before it."""
    return [one.strip() for one in before.rpartition("*/")[2].split(",")]


def test_another_text_size_is_had_at_once(qtbot: QtBot, theme: Theme):
    """Every label, button and choice has the size that was chosen last, and not the one before."""
    window, parts = QWidget(), (QLabel("甲"), QPushButton("乙"), Combo("丙"))
    qtbot.addWidget(window)
    dress(window)
    window.setLayout(column(*parts))
    window.show()
    seen = []
    for scale in (150, 125, 100):
        theme.apply("light", scale)
        qtbot.wait(20)
        seen.append({one.font().pointSizeF() for one in (*parts, parts[2].view())})
    assert seen == [{15.0}, {12.5}, {10.0}]


def test_every_icon_is_drawn_in_the_tone_it_is_asked_for(qapp: QApplication):
    """Each SVG of the family draws something, in the palette's colour and no other."""
    folder = paths.resources_dir() / "icons"
    names = sorted(file.stem for file in folder.glob("*.svg") if not file.stem.startswith("qss-"))
    wrong = []
    for name in names:
        image = icons.picture(name, "#ff0000", 96).toImage()
        seen = [image.pixelColor(x, y).getRgb() for x in range(96) for y in range(96)]
        colours = {pixel[:3] for pixel in seen if pixel[3] == 255}
        if colours != {(255, 0, 0)}:
            wrong.append((name, colours))
    assert (wrong, len(names) > 30) == ([], True)


def test_each_kind_of_state_has_its_own_icon():
    """未开始, 未完成, 有问题 and 完成 differ in shape; 缺件 and 需补正 differ too."""
    words = ("未开始", "未完成", "有问题", "完成", "缺件", "不涉及")
    looks = [states.look_of(word).icon for word in words]
    assert (len(set(looks)), states.look_of("尚不能判定（2家未联系上）").icon) == (6, "state-part")


def test_icons_follow_the_theme(qtbot: QtBot, qapp: QApplication):
    """A button made in the light is drawn anew in the dark."""
    theme = Theme(qapp)
    theme.apply("light", 100)
    made = button("打印", lambda: None, "print")
    qtbot.addWidget(made)
    before = _darkest(made)
    theme.apply("dark", 100)
    after = _darkest(made)
    theme.apply("light", 100)
    assert (before, after) == (LIGHT.ink, DARK.ink)


def test_the_text_size_is_chosen_in_per_cent(qapp: QApplication):
    """150 % is one and a half times the size of 100 %."""
    theme = Theme(qapp)
    sizes = []
    for scale in (100, 150):
        theme.apply("light", scale)
        sizes.append(qapp.font().pointSizeF())
    theme.apply("light", 100)
    assert sizes == [10.0, 15.0]


def _darkest(made: QPushButton) -> str:
    image = made.icon().pixmap(48).toImage()
    full = [
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return max(set(full), key=full.count)


def test_words_are_whole_at_any_text_size(qtbot: QtBot, office: Office, theme: Theme):
    """The navigation and the columns of a table are as wide as larger text needs."""
    theme.apply("light", 150)
    navigation = Navigation(ENTRIES)
    cases = Cases(office)
    for one in (navigation, cases):
        qtbot.addWidget(one)
        one.show()
    cut = [b.text() for b in navigation.buttons.values() if b.width() < b.sizeHint().width()]
    header = cases.table.horizontalHeader()
    words = [column.title for column in cases.rows.columns]
    letters = header.fontMetrics().horizontalAdvance
    narrow = [word for n, word in enumerate(words) if header.sectionSize(n) < letters(word)]
    theme.apply("light", 100)
    assert (cut, narrow, cases.table.verticalHeader().isVisible()) == ([], [], False)


@pytest.mark.parametrize("scale", [100, 150])
def test_a_search_box_s_cross_stands_in_its_middle(
    qtbot: QtBot, theme: Theme, office: Office, scale: int
):
    """The style of other small buttons doesn't push it down, however large the text is."""
    theme.apply("light", scale)
    page = History(office)
    dress(page)
    qtbot.addWidget(page)
    page.search.setText("昆明")
    page.show()
    [cross] = page.search.findChildren(QToolButton)
    off = page.search.height() - (2 * cross.y() + cross.height())
    theme.apply("light", 100)
    assert abs(off) <= 1
