"""The system's accent colour: its hue is taken, and stays readable whatever it is."""

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop.ui.kit.accent import accent_of, contrast, with_accent
from desktop.ui.kit.theme import DARK, LIGHT, Tones

READABLE, EDGE = 4.5, 3.0  # WCAG AA


def _palette(accent: str) -> QPalette:
    found = QPalette()
    found.setColor(QPalette.ColorRole.Accent, QColor(accent))
    return found


def test_only_a_colour_that_the_system_names_is_taken():
    """Neither Qt's own blue, where the system has none, nor grey."""
    named = [accent_of(_palette(one)) for one in ("#308cc6", "#777777", "#e81123")]
    assert named == ["", "", "#e81123"]
    assert with_accent(LIGHT, "") is LIGHT


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("hue", range(0, 360, 12))
@pytest.mark.parametrize("lightness", [0.15, 0.5, 0.9])
def test_every_accent_is_readable(tones: Tones, hue: int, lightness: float):
    """As text on paper, bands and notices, as edge on all grounds, and below its own text."""
    wanted = QColor.fromHslF(hue / 360, 0.9, lightness)
    made = with_accent(tones, wanted.name())
    text = [contrast(made.accent, one) for one in (made.paper, made.band, made.notice)]
    edge = [contrast(made.accent, one) for one in (made.desk, made.chosen)]
    assert min(*text, contrast(made.on_accent, made.accent)) >= READABLE
    assert min(edge) >= EDGE
    kept = abs(QColor(made.accent).hslHueF() - wanted.hslHueF())
    assert min(kept, 1 - kept) < 0.02


def test_black_on_white_is_the_most_there_is():
    """WCAG's own example: 21 to 1."""
    assert round(contrast("#000000", "#ffffff"), 6) == 21
