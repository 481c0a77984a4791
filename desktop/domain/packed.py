"""Rows' cells packed: a long list in a third of the memory, each row taken apart when looked at."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from sys import intern
from typing import TypeVar, overload

T = TypeVar("T")
_BETWEEN = "\x1f"  # ASCII's own sign between units; a row that has it in a text is not packed
_ROWS = "\x1e"  # and that between records
_CODE, _ERRORS = "utf-8", "surrogatepass"


class Frame:
    """The keys that many rows have in common, and the row that was looked at last.

    Who goes through a list asks for several cells of a row before the next one: it is taken apart
    once. Several threads may look: each reads or puts the whole of `last` at once.
    """

    __slots__ = ("keys", "last", "places")

    def __init__(self, keys: Sequence[str]) -> None:
        """`keys` in the order of the texts."""
        self.keys = tuple(map(intern, keys))
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.last: tuple[bytes | None, list[str]] = (None, [])

    def pack(self, texts: Sequence[str]) -> Mapping[str, str]:
        """Return the cells whose texts these are, one for each key; packed where that can be."""
        whole = _BETWEEN.join(texts)
        if whole.count(_BETWEEN) != len(self.keys) - 1:
            return dict(zip(self.keys, texts, strict=True))
        return Packed(self, whole.encode(_CODE, _ERRORS))

    def pack_columns(self, columns: Sequence[Sequence[str]]) -> list[Mapping[str, str]]:
        """Return the rows whose texts these are, a column for each key, as `pack` does."""
        rows = list(map(_BETWEEN.join, zip(*columns, strict=True)))
        whole = _ROWS.join(rows)
        signs = whole.count(_BETWEEN), whole.count(_ROWS)
        if signs != (len(rows) * (len(self.keys) - 1), len(rows) - 1):
            return [self.pack(texts) for texts in zip(*columns, strict=True)]
        packed = whole.encode(_CODE, _ERRORS).split(_ROWS.encode())
        return [Packed(self, texts) for texts in packed]


class Packed(Mapping[str, str]):
    """One row's cells by key; equal to a dict of the same cells."""

    __slots__ = ("_frame", "_texts")

    def __init__(self, frame: Frame, texts: bytes) -> None:
        """`texts` are the frame's own way to hold them."""
        self._frame, self._texts = frame, texts

    def _open(self) -> list[str]:
        """Return the texts in the order of the keys."""
        last = self._frame.last
        if last[0] is not self._texts:
            last = self._texts, self._texts.decode(_CODE, _ERRORS).split(_BETWEEN)
            self._frame.last = last
        return last[1]

    def _dict(self) -> dict[str, str]:
        return dict(zip(self._frame.keys, self._open(), strict=True))

    def __getitem__(self, key: str) -> str:
        """Return one cell's text."""
        return self._open()[self._frame.places[key]]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys."""
        return iter(self._frame.keys)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._frame.keys)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a cell."""
        return key in self._frame.places

    @overload
    def get(self, key: str, default: None = None, /) -> str | None: ...
    @overload
    def get(self, key: str, default: str | T, /) -> str | T: ...
    def get(self, key: str, default: object = None, /) -> object:
        """Return one cell's text, `default` where there is none."""
        frame = self._frame
        last, place = frame.last, frame.places.get(key)
        if place is None:
            return default
        return last[1][place] if last[0] is self._texts else self._open()[place]

    def keys(self) -> KeysView[str]:
        """Return the keys."""
        return self._dict().keys()

    def values(self) -> ValuesView[str]:
        """Return the texts."""
        return self._dict().values()

    def items(self) -> ItemsView[str, str]:
        """Return keys and texts."""
        return self._dict().items()

    def __eq__(self, other: object) -> bool:
        """Compare as dicts are compared."""
        if isinstance(other, Packed) and self._frame.keys == other._frame.keys:
            return self._texts == other._texts
        return isinstance(other, Mapping) and self._dict() == dict(other)

    __hash__ = None  # type: ignore[assignment] # as a dict has none

    def __repr__(self) -> str:
        """Show the cells as a dict does."""
        return repr(self._dict())


def keys_of(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of a row's cells in their order."""
    return cells._frame.keys if isinstance(cells, Packed) else tuple(cells)


def columns_of(keys: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[Sequence[str]]:
    """Return, for each key, the texts of all rows, which must all have these keys in this order.

    Rows that are all packed are taken apart in one go.
    """
    packed = [one._texts for one in rows if isinstance(one, Packed)]
    if not packed or len(packed) < len(rows):
        return list(zip(*[one.values() for one in rows], strict=True))
    texts = _BETWEEN.encode().join(packed).decode(_CODE, _ERRORS).split(_BETWEEN)
    return [texts[at :: len(keys)] for at in range(len(keys))]


def pack_all(
    rows: Sequence[Mapping[str, str]], frames: dict[tuple[str, ...], Frame]
) -> list[Mapping[str, str]]:
    """Return the rows packed; those with the same keys share a frame of `frames`."""
    packed = []
    for row in rows:
        keys = tuple(row)
        if keys not in frames:
            frames[keys] = Frame(keys)
        packed.append(frames[keys].pack(tuple(row.values())))
    return packed
