"""What a new edition of a scheme changes against the old one, entry by entry, with its article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from desktop.domain.edition_words import KEYS, PARTS, VALUES, Labels, labels_of
from desktop.domain.scheme import Scheme

_SKIPPED = frozenset({"id", "digest", "key"})


@dataclass(frozen=True)
class Difference:
    """One change: the article it stands under, what it is about, what was said and is said now.

    `old` is empty for what is new, `new` for what is gone.
    """

    article: str
    about: str
    old: str
    new: str


def differences(old: Scheme, new: Scheme) -> tuple[Difference, ...]:
    """Return everything that differs but the ids, in the order of the data."""
    names = _Names(labels_of(old), labels_of(new))
    return tuple(_of_parts(old, new, _Place("", "", names)))


@dataclass(frozen=True)
class _Names:
    """What each edition calls the parts that others refer to."""

    old: Labels
    new: Labels


@dataclass(frozen=True)
class _Place:
    """Where in the scheme: the article, what it is about so far, the names."""

    article: str
    about: str
    names: _Names

    def at(self, about: str, article: str = "") -> "_Place":
        return _Place(article or self.article, about, self.names)


def _of_parts(old: Any, new: Any, place: _Place) -> Iterator[Difference]:
    below = _article(new) or _article(old)
    for one in fields(old):
        if one.name in _SKIPPED:
            continue
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before != after:
            named = _join(place.about, PARTS.get(one.name, ""))
            yield from _of_values(before, after, place.at(named, below), one.name, (old, new))


def _of_values(
    old: Any, new: Any, place: _Place, key: str, owners: tuple[Any, Any]
) -> Iterator[Difference]:
    if is_dataclass(old) and is_dataclass(new):
        yield from _of_parts(old, new, place.at(place.about, _article(new)))
    elif isinstance(old, tuple) and isinstance(new, tuple) and _named(old + new):
        yield from _of_lists(old, new, place)
    elif isinstance(old, tuple) and isinstance(new, tuple) and not _whole(old + new):
        about = _join(place.about, KEYS.get(key, ""))
        yield from _of_texts(
            _labelled(old, key, owners[0], place.names.old),
            _labelled(new, key, owners[1], place.names.new),
            place.at(about),
        )
    else:
        was = _labelled((old,), key, owners[0], place.names.old)
        now = _labelled((new,), key, owners[1], place.names.new)
        about = _join(place.about, KEYS.get(key, ""))
        yield Difference(place.article, about, "".join(was), "".join(now))


def _of_texts(old: list[str], new: list[str], place: _Place) -> Iterator[Difference]:
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    for at in range(max(len(gone), len(come))):
        before, after = gone[at : at + 1], come[at : at + 1]
        yield Difference(place.article, place.about, "".join(before), "".join(after))
    if not gone and not come:
        yield Difference(place.article, f"{place.about}：次序", "；".join(old), "；".join(new))


def _of_lists(old: Any, new: Any, place: _Place) -> Iterator[Difference]:
    before = {_key(one): one for one in old}
    after = {_key(one): one for one in new}
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        one = now if now is not None else was
        below, named = _article(one) or place.article, _join(place.about, _title(one))
        if was is None or now is None:
            text = _title(one)
            yield Difference(below, place.about, text if was else "", text if now else "")
        else:
            yield from _of_parts(was, now, place.at(named, below))
    yield from _moved(before, after, place)


def _moved(
    before: Mapping[str, Any], after: Mapping[str, Any], place: _Place
) -> Iterator[Difference]:
    """What stands in another order: each that was moved, and after what it stood and stands."""
    old = [key for key in before if key in after]
    new = [key for key in after if key in before]
    stays = {
        key
        for one in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for key in old[one.a : one.a + one.size]
    }
    for key in (one for one in new if one not in stays):
        about = _join(place.about, f"{_title(after[key])}：次序")
        yield Difference(place.article, about, _after(old, key, before), _after(new, key, after))


def _after(keys: list[str], key: str, entries: Mapping[str, Any]) -> str:
    at = keys.index(key)
    return f"在“{_title(entries[keys[at - 1]])}”之后" if at else "第一"


def _labelled(values: tuple[Any, ...], key: str, owner: Any, names: Labels) -> list[str]:
    """What values say; those that refer to another part, by what that is called."""
    known = names.get(key, {})
    inner = getattr(owner, "roster", "") or getattr(owner, "table", "")
    return [known.get(f"{inner}.{one}") or known.get(str(one)) or _said(one) for one in values]


def _named(values: tuple[Any, ...]) -> bool:
    return bool(values) and all(is_dataclass(one) and _key(one) for one in values)


def _whole(values: tuple[Any, ...]) -> bool:
    return all(isinstance(one, int) for one in values)


def _key(value: Any) -> str:
    return str(getattr(value, "id", "") or getattr(value, "key", ""))


def _title(value: Any) -> str:
    for name in ("name", "label", "title", "text"):
        if getattr(value, name, ""):
            return str(getattr(value, name))
    return _key(value)


def _article(value: Any) -> str:
    return str(getattr(value, "article", "") or "")


def _join(about: str, more: str) -> str:
    return "：".join(filter(None, (about, more)))


def _said(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return ("/" if _whole(value) else "、").join(map(_said, value))
    if is_dataclass(value):
        return _title(value) or VALUES.get(str(getattr(value, "kind", "")), "")
    return "" if value is None else VALUES.get(str(value), str(value))
