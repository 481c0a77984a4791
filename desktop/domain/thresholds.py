"""A figure against a threshold: met, not met, or for the reviewer to judge."""

from fractions import Fraction

from desktop.domain.assessment import CANNOT, JUDGE, MET, PENDING, UNMET
from desktop.domain.figure import MILLION, parse_figure
from desktop.domain.measures import Measured


def compare(found: Measured, threshold: str, at_least: bool = True) -> tuple[str, str]:
    """Return (verdict, why) of `found` against `threshold` (decimal text, same unit)."""
    if found.low is None or found.high is None:
        if found.pending:
            return PENDING, found.why
        return (JUDGE if found.judged else CANNOT), found.why
    limit = Fraction(parse_figure(threshold) or 0, MILLION)
    low, high = (found.low, found.high) if at_least else (-found.high, -found.low)
    limit = limit if at_least else -limit
    if low >= limit:
        return MET, ""
    if high < limit:
        return UNMET, ""
    return JUDGE, "部分行无法判断，请在名单中标明后再看"
