"""Looks through a whole form of someone else's (上级表样), and fills the chosen table of it."""

from typing import Any

from desktop.sheets.refit_find import find
from desktop.sheets.refit_match import spelled
from desktop.sheets.refit_offers import Offer
from desktop.sheets.refit_package import Package, open_package
from desktop.sheets.refit_table import Filled, RawTable, filling_of, plain_found


def look_at_form(kind: str, data: bytes, lists: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """Return, for each list of offers, the tables that are like it; all as plain values.

    `kind` is docx or xlsx. OddFormError where the form can't be filled.
    """
    package = open_package(data)
    raws = _read(kind, package)
    found = [find(raws, spelled([Offer(**offer) for offer in offers])) for offers in lists]
    return {"kind": kind, "tables": len(raws), "found": [plain_found(one) for one in found]}


def fill_form(kind: str, data: bytes, filling: Any) -> Filled:
    """Fill a form; `filling` is plain. OddFormError where the form can't be filled."""
    package = open_package(data)
    wanted = filling_of(filling)
    if kind == "docx":
        from desktop.sheets.refit_docx import fill_docx

        return fill_docx(package, wanted)
    from desktop.sheets.refit_xlsx_fill import fill_xlsx  # openpyxl is slow to import

    return fill_xlsx(package, wanted)


def _read(kind: str, package: Package) -> tuple[RawTable, ...]:
    if kind == "docx":
        from desktop.sheets.refit_docx import read_docx

        return read_docx(package)
    from desktop.sheets.refit_xlsx import read_xlsx

    return read_xlsx(package)
