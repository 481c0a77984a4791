"""The palette: a few named tones, light and dark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tones:
    """The palette's tones, as #rrggbb. Each that carries text is readable on `paper`."""

    desk: str
    paper: str
    band: str
    ink: str
    quiet: str
    line: str
    strong_line: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    part: str
    wrong: str
    notice: str
    tone: str


LIGHT = Tones(
    desk="#eceef0",
    paper="#ffffff",
    band="#f5f7f8",
    ink="#1b2126",
    quiet="#56616b",
    line="#d5dade",
    strong_line="#828c96",
    accent="#1f5a99",
    on_accent="#ffffff",
    chosen="#dbe8f5",
    good="#1d6b3c",
    part="#8a5a00",
    wrong="#b3261e",
    notice="#fff6df",
    tone="light",
)
DARK = Tones(
    desk="#171b1f",
    paper="#1f2429",
    band="#252b31",
    ink="#e6eaed",
    quiet="#a7b1ba",
    line="#39414a",
    strong_line="#6b7782",
    accent="#86b8ec",
    on_accent="#0f151b",
    chosen="#2b4057",
    good="#7fcf9c",
    part="#e3b55c",
    wrong="#ff9a90",
    notice="#3a331f",
    tone="dark",
)
