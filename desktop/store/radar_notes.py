"""Keeps what was noted of a finding over a round's rosters (已核)."""

from dataclasses import dataclass

from desktop.store.store import Store


@dataclass(frozen=True)
class RadarNote:
    """What somebody found out about one finding."""

    key: str
    note: str
    by_whom: str
    at: str


def put_note(store: Store, round_id: int, key: str, note: str, by_whom: str) -> None:
    """Keep a note in place of the one before; an empty one takes it away."""
    store.write("DELETE FROM radar_note WHERE round_id = ? AND key = ?", (round_id, key))
    if note:
        store.write(
            "INSERT INTO radar_note (round_id, key, note, by_whom, at) VALUES (?, ?, ?, ?, ?)",
            (round_id, key, note, by_whom, store.now()),
        )


def notes(store: Store, round_id: int) -> dict[str, RadarNote]:
    """Return a round's notes by the findings' keys."""
    rows = store.read(
        "SELECT key, note, by_whom, at FROM radar_note WHERE round_id = ?", (round_id,)
    )
    return {row[0]: RadarNote(*row) for row in rows}
