"""Turns a short text into the dark and light modules of a QR code, for paper."""

from io import BytesIO

QUIET = 4  # light modules around the code, which readers need (ISO/IEC 18004)


def modules(text: str) -> list[list[bool]]:
    """The rows of the code for `text`, True where a module is dark, with the quiet zone around.

    Equal texts give equal codes. Raises ValueError for a text that no code can hold.
    """
    import segno

    code = segno.make_qr(text, error="m", boost_error=False, encoding="utf-8")
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]


def png(text: str) -> bytes:
    """The same code as a PNG of eight pixels a module, for files that hold pictures."""
    import segno

    out = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False, encoding="utf-8")
    code.save(out, kind="png", scale=8, border=QUIET)
    return out.getvalue()
