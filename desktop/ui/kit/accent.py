"""Takes the hue of the system's accent colour, as light or dark as it must be to be readable."""

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette

from desktop.ui.kit.tones import Tones

TEXT, EDGE = 4.5, 3.0  # WCAG AA: small text, and what is no text
_GROUNDS = {"paper": TEXT, "band": TEXT, "notice": TEXT, "desk": EDGE, "chosen": EDGE}
_FUSION = "#308cc6"  # what Qt has where the system names none
_GREY = 0.15  # of saturation: below it there is no hue to take
_STEP = 0.02


def accent_of(palette: QPalette) -> str:
    """The accent (#rrggbb) that the system's palette names; empty where it names none."""
    colour = palette.color(QPalette.ColorRole.Accent)
    named = colour.name()
    return "" if named == _FUSION or colour.hslSaturationF() < _GREY else named


def with_accent(tones: Tones, accent: str) -> Tones:
    """Return the tones with an accent of this hue that is readable wherever theirs is."""
    wanted, dark = QColor(accent), tones.tone == "dark"
    if not accent or not wanted.isValid():
        return tones
    lightness = max(wanted.lightnessF(), 0.5) if dark else min(wanted.lightnessF(), 0.5)
    while 0 < lightness < 1:
        tried = QColor.fromHslF(wanted.hslHueF(), wanted.hslSaturationF(), lightness).name()
        if _readable(tones, tried):
            return replace(tones, accent=tried)
        lightness += _STEP if dark else -_STEP
    return tones


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it, from 1 to 21."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _readable(tones: Tones, accent: str) -> bool:
    behind = all(contrast(accent, getattr(tones, key)) >= least for key, least in _GROUNDS.items())
    return behind and contrast(accent, tones.on_accent) >= TEXT


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
