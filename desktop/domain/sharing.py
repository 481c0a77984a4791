"""Equal texts of a long list held once: services, districts, 是 and 否 stand in every row anew."""

from collections.abc import Callable

_MOST = 10_000  # texts that are looked for at once


def sharing(known: dict[str, str]) -> Callable[[str, str], str]:
    """Return what gives, called with a text twice, the equal text that came first.

    To be asked for with the same `known` for some thousand rows at a time: then a list whose
    texts are all different fills no table of its own.
    """
    if len(known) > _MOST:
        known.clear()
    return known.setdefault
