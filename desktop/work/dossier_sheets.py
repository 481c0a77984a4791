"""The official sheets made again from a dossier's data, and compared with those that lie in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.problem import UserError
from desktop.domain.role import prepares
from desktop.domain.scheme import Scheme
from desktop.dossier.data import SheetData, WholeData
from desktop.sheets.document import Document
from desktop.sheets.docx import write_docx
from desktop.sheets.fonts import Fonts
from desktop.sheets.pdf import write_pdf
from desktop.sheets.readback import ReadbackError, texts_in
from desktop.sheets.xlsx import write_xlsx
from desktop.work.asking import AskPage
from desktop.work.casedata import Loaded
from desktop.work.papers import SheetFacts, case_facts, composed, summary_row
from desktop.work.role import ROLE

KINDS = ("pdf", "xlsx", "docx")
_LETTERS = ("推荐函", "预审材料报送函")  # what the letter is called by who recommends, and who not


@dataclass(frozen=True)
class Restored:
    """One application of a dossier as the rules look at it, and where its survey stands."""

    loaded: Loaded
    asking: AskPage


@dataclass(frozen=True)
class Bench:
    """What sheets are made with: the scheme, the folder of its sheets, the faces."""

    scheme: Scheme
    folder: Path
    fonts: Fonts


def sheet_facts(
    bench: Bench, whole: WholeData, sheet: SheetData, cases: Mapping[str, Restored]
) -> SheetFacts:
    """Return what stands on a sheet by the data alone. KeyError for an unknown sheet or case."""
    ref = {one.id: one for one in bench.scheme.sheets}[sheet.id]
    facts = common_facts(whole, bench.scheme)
    if ref.made_for == "round":
        facts["rows"] = summary_rows([cases[number] for number in whole.applications])
    else:
        one = cases[sheet.application]
        facts |= case_facts(one.loaded, one.asking)
    if sheet.mark:
        facts["annex"] = sheet.mark
    made = SheetFacts(ref, bench.folder / ref.file, bench.fonts, facts, sheet.draft, 0, ())
    return replace(made, foot=sheet.foot)


def unit_prepares(whole: WholeData, scheme: Scheme) -> bool:
    """Whether the sheets leave the recommending unit's own words empty (预审)."""
    return prepares(scheme.levels, whole.unit.level, whole.call.get(ROLE, ""))


def common_facts(whole: WholeData, scheme: Scheme) -> dict[str, Any]:
    """Return what every sheet bears. ValueError where the day is none."""
    return {
        "unit": "" if unit_prepares(whole, scheme) else whole.unit.name,
        "filler": whole.unit.filler,
        "filler_phone": whole.unit.phone,
        "region": whole.unit.region,
        "date": date.fromisoformat(whole.date),
        "year": whole.year,
    }


def summary_rows(cases: Sequence[Restored]) -> list[dict[str, Any]]:
    """Return the rows of the summary sheet, numbered anew."""
    return [summary_row(serial, one.loaded, one.asking) for serial, one in enumerate(cases, 1)]


def as_said(one: Restored) -> Restored:
    """Return an application with what its department said of it, also where the sheet is silent.

    In 预审 the sheets leave that to the recommending unit, which wants to see it all the same.
    """
    return replace(one, loaded=replace(one.loaded, preparing=False))


def wanted_sheets(scheme: Scheme, numbers: Sequence[str]) -> set[tuple[str, str]]:
    """Return which official sheets a dossier must have: (sheet, application or "")."""
    outward = [ref for ref in scheme.sheets if ref.outward]
    return {
        (ref.id, number)
        for ref in outward
        for number in (("",) if ref.made_for == "round" else numbers)
    }


def wrong_sheet(facts: SheetFacts, sheet: SheetData, read: Callable[[str], bytes]) -> str:
    """Pour a sheet from the data and compare it; returns a sentence, empty where all agree.

    The same bytes are the same sheet. Other bytes (another program version, other faces) are read
    back, and their texts compared, wherever their lines end.
    """
    document: Document | None = None
    if sorted(sheet.members) != sorted(KINDS):
        return f"“{facts.ref.title}”缺少PDF、Excel或Word中的一种。"
    for kind in KINDS:
        given = read(sheet.members[kind])
        try:
            document = document or composed(facts)
            own = _poured(kind, document, facts)
            if given != own and _flat(kind, given) != _flat(kind, own):
                return f"“{facts.ref.title}”的{kind}与数据不同{_first(kind, given, own)}。"
        except UserError as error:
            return f"“{facts.ref.title}”不能由数据生成：{error.sentence}"
        except ReadbackError as error:
            return f"“{facts.ref.title}”的{kind}：{error}"
    return ""


def wrong_letters(
    whole: WholeData, agreed: Sequence[str], paths: Sequence[str], read: Callable[[str], bytes]
) -> Iterator[str]:
    """Look whether 推荐函 and 报送材料清单 are such, and whose: unit, key, who is recommended.

    They are not made again (their day may be another one); what they must say is looked for in
    them. `agreed` are the names of the recommended, `paths` all members of the dossier.
    """
    signed = (whole.unit.name, whole.key)
    known = [one for one in _LETTERS if any(p.endswith(f"{one}.pdf") for p in paths)]
    letter = (*known, *_LETTERS)[0], ("的函", *signed, *agreed), ("pdf", "docx")
    wanted = (letter, ("报送材料清单", ("接收人（签名）", *signed), KINDS))
    for title, words, kinds in wanted if agreed else wanted[1:]:
        for kind in kinds:
            path = next(
                (p for p in paths if p.startswith("表/") and p.endswith(f"{title}.{kind}")), ""
            )
            if why := _lacks(path, kind, words, read):
                yield f"“{title}”{why}"


def _lacks(path: str, kind: str, words: Sequence[str], read: Callable[[str], bytes]) -> str:
    if not path:
        return f"没有{kind}。"
    try:
        text = "".join("".join(texts_in(kind, read(path))).split())
    except ReadbackError as error:
        return f"的{kind}：{error}"
    missing = [one for one in words if "".join(one.split()) not in text]
    return f"的{kind}上没有“{missing[0]}”。" if missing else ""


def _poured(kind: str, document: Document, facts: SheetFacts) -> bytes:
    if kind == "pdf":
        return write_pdf(document, facts.fonts, draft=facts.draft)
    return (write_xlsx if kind == "xlsx" else write_docx)(document, draft=facts.draft)


def _flat(kind: str, data: bytes) -> str:
    return "".join("".join(texts_in(kind, data)).split())


def _first(kind: str, given: bytes, own: bytes) -> str:
    """The first text that differs, so that a reader finds it on the sheet."""
    theirs, ours = _words(kind, given), _words(kind, own)
    for one, other in zip(theirs, ours, strict=False):
        if one != other:
            return f"：表上为“{one[:40]}”，按数据应为“{other[:40]}”"
    return "：表上的内容多出或缺少"


def _words(kind: str, data: bytes) -> list[str]:
    return [line for text in texts_in(kind, data) for line in text.splitlines() if line.strip()]
