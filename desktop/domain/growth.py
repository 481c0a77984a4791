"""Growth over the year before (增长率), judged in whole numbers because floats fail at the line."""

from desktop.domain.figure import MILLION, figure

TEN_PERCENT = figure(10)


def grew(new: int, old: int, percent: int = TEN_PERCENT) -> bool | None:
    """Return whether `new` is at least `percent` more than `old`: `10*new >= 11*old` for ten.

    `percent` is a figure in millionths of a percent (10 % is 10000000); `new` and `old` are in
    any one unit, counts or millionths. From zero nothing can be said: None, the reviewer judges.
    """
    if old <= 0:
        return None
    hundred = 100 * MILLION
    return hundred * new >= (hundred + percent) * old
