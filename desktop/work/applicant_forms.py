"""The applicant's own papers (申请表、承诺书、名单), blank or filled in, and all in a zip."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.sheets.roster_book import RosterPage, write_roster_book
from desktop.store import values
from desktop.work.applicant_facts import Filled, form_facts, roster_facts
from desktop.work.applicant_words import BOOK, guide_lines, note_text, roster_pages
from desktop.work.casedata import application_of
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.papers import SheetFacts, SheetLine, pour_docx, pour_pdf
from desktop.work.rounds import call_of, round_of, scheme_of

FOLDER = "applicant"  # beside scheme.toml; how papers look is no rule, so no digest covers it
NOTE, BLANKS = "说明.txt", "空白表（PDF，供打印）"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True)
class FormsPackage:
    """All that an applicant of one round needs, as plain values: it is zipped on any thread.

    `name` is what the zip is called, without its ending; `made_at` the files' time inside.
    """

    name: str
    note: str
    sheets: tuple[SheetFacts, ...]
    title: str
    guide: tuple[str, ...]
    pages: tuple[RosterPage, ...]
    made_at: datetime


def applicant_forms(desk: Desk, round_id: int) -> list[SheetLine]:
    """Return the papers that an applicant fills in, in the annexes' order: form, rosters, letters.

    They are the files `forms/<scheme>/applicant/<place>_<key>.toml`, where the key is
    `application`, a roster's or a printed text's.
    """
    scheme = scheme_of(desk, round_id)
    files = sorted((desk.folder(scheme.id) / FOLDER).glob("*_*.toml"))
    return [SheetLine(_ref(scheme, file), scheme.id, _title(scheme, _key(file))) for file in files]


def _key(file: Path) -> str:
    return file.stem.partition("_")[2]


def _ref(scheme: Scheme, file: Path) -> SheetRef:
    key = _key(file)
    return SheetRef(key, _title(scheme, key), f"{FOLDER}/{file.name}", "application")


def _title(scheme: Scheme, key: str) -> str:
    titles = {roster.key: roster.title for roster in scheme.rosters}
    titles |= {text.key: text.title for text in scheme.form.texts}
    return {"application": scheme.form.title, **titles}[key]


def gather_applicant_form(
    desk: Desk, sheet: SheetRef, round_id: int, application_id: int | None
) -> SheetFacts:
    """Gather one of the papers, blank where no application is named. It is never a 草稿.

    What is blank belongs to the round. UserError where the application is not in the file.
    """
    scheme = scheme_of(desk, round_id)
    ids = () if application_id is None else (application_of(desk, application_id).id,)
    ref = sheet if ids else replace(sheet, made_for="round")
    facts = _facts(desk, scheme, sheet.id, application_id)
    description = desk.folder(scheme.id) / sheet.file
    return SheetFacts(
        ref, description, desk.fonts, facts, draft=False, round_id=round_id, application_ids=ids
    )


def _facts(desk: Desk, scheme: Scheme, key: str, application_id: int | None) -> dict[str, Any]:
    filled = Filled(_texts(desk, application_id))
    facts = form_facts(scheme.form, filled)
    facts["operator"] = filled.text(scheme.form.operator_field)
    roster = next((one for one in scheme.rosters if one.key == key), None)
    if roster is None:
        return facts
    rows = desk.rows(application_id, key) if application_id is not None else ()
    return facts | roster_facts(roster, rows, filled.text(roster.total_field))


def _texts(desk: Desk, application_id: int | None) -> Mapping[str, str]:
    if application_id is None:
        return {}
    return {path: value.text for path, value in values.values(desk.store, application_id).items()}


def gather_forms_package(desk: Desk, round_id: int) -> FormsPackage:
    """Gather what the zip of a round's papers needs: pour it with `forms_zip`."""
    scheme = scheme_of(desk, round_id)
    lines = applicant_forms(desk, round_id)
    keys = {roster.key for roster in scheme.rosters}
    pages = roster_pages(scheme, [line.ref.id for line in lines if line.ref.id in keys])
    year = round_of(desk, round_id).year
    files = [NOTE, *_names(lines, ".docx"), BOOK, f"{BLANKS}/"]
    return FormsPackage(
        f"{scheme.name}申报用表（{year}年度）",
        note_text(scheme, year, call_of(desk, round_id), department(desk), files),
        tuple(gather_applicant_form(desk, line.ref, round_id, None) for line in lines),
        scheme.name,
        guide_lines(pages),
        pages,
        desk.clock(),
    )


def forms_zip(
    package: FormsPackage, told: Callable[[int, int], None] = lambda _done, _all: None
) -> bytes:
    """Return the zip: Word files, blank PDFs, the workbook and 说明.txt. It takes some seconds.

    `told` hears how many papers are done, and how many there are. Names are UTF-8 and say so (the
    flag of APPNOTE 4.4.4, bit 11), which Windows, WPS and the archivers of this country read;
    说明.txt has the mark and the line ends that every Notepad knows. UserError where a character
    can't be printed.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _files(package, told):
            entry = zipfile.ZipInfo(name, package.made_at.timetuple()[:6])
            entry.create_system, entry.external_attr = 0, 0x20  # as Windows itself packs a file
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(package: FormsPackage, told: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    yield NOTE, package.note.replace("\n", "\r\n").encode("utf-8-sig")
    yield BOOK, workbook_of(package)
    words = _names(package.sheets, ".docx")
    papers = _names(package.sheets, ".pdf")
    for done, (facts, word, paper) in enumerate(zip(package.sheets, words, papers, strict=True)):
        told(done, len(words))
        yield word, pour_docx(facts)
        yield f"{BLANKS}/{paper}", pour_pdf(facts)
    told(len(words), len(words))


def workbook_of(package: FormsPackage) -> bytes:
    """Return the workbook (.xlsx) whose sheets the import reads, a sheet for each roster."""
    return write_roster_book(package.title, package.guide, package.pages)


def _names(papers: Sequence[SheetLine] | Sequence[SheetFacts], ending: str) -> list[str]:
    titles = (_FORBIDDEN.sub("", one.ref.title) for one in papers)
    return [f"{at} {title}{ending}" for at, title in enumerate(titles, 1)]
