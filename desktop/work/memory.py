"""What was reckoned and still holds: a few large values, each with the version it is of."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
# One application of 10,000 firms takes some 15 MB, and one works at a few at a time.
_KEPT = 16


class Memory:
    """Values by key, the least used forgotten first; another version makes a value anew."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()

    def recall(self, key: Hashable, version: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key` at `version`, made by `make` where it isn't known.

        One of another version is let go before: of a long list two are not held at once.
        """
        if self.outdated(key, version):
            del self._known[key]
        if key not in self._known:
            self._known[key] = (version, make())
        self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        value: T = self._known[key][1]
        return value

    def outdated(self, key: Hashable, version: Hashable) -> bool:
        """Whether a value of `key` is known, and of another version."""
        known = self._known.get(key)
        return known is not None and known[0] != version

    def forget(self, application_id: int) -> None:
        """Forget what is known of one application: another look will reckon it anew."""
        for key in [one for one in self._known if _is_of(one, application_id)]:
            del self._known[key]


def _is_of(key: Hashable, application_id: int) -> bool:
    return isinstance(key, tuple) and len(key) > 1 and key[1] == application_id
