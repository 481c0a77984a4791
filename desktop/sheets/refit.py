"""Looks through a whole form of someone else's (上级表样), and fills the chosen table of it."""

from typing import Any

from desktop.sheets.refit_columns import Offer
from desktop.sheets.refit_docx import fill_docx, read_docx
from desktop.sheets.refit_find import find
from desktop.sheets.refit_match import spelled
from desktop.sheets.refit_package import open_package
from desktop.sheets.refit_table import Filled, filling_of, plain_found
from desktop.sheets.refit_xlsx import read_xlsx
from desktop.sheets.refit_xlsx_fill import fill_xlsx


def look_at_form(kind: str, data: bytes, lists: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """Return, for each list of offers, the tables that are like it; all as plain values.

    `kind` is docx or xlsx. OddFormError where the form can't be filled.
    """
    package = open_package(data)
    raws = read_docx(package) if kind == "docx" else read_xlsx(package)
    found = [find(raws, spelled([Offer(**offer) for offer in offers])) for offers in lists]
    return {"kind": kind, "tables": len(raws), "found": [plain_found(one) for one in found]}


def fill_form(kind: str, data: bytes, filling: Any) -> Filled:
    """Fill a form; `filling` is plain. OddFormError where the form can't be filled."""
    package = open_package(data)
    return (fill_docx if kind == "docx" else fill_xlsx)(package, filling_of(filling))
