"""The sheets (表): gathers what stands on them, and pours them into PDF and xlsx."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.domain.assessment import MET
from desktop.domain.dates import parse_date
from desktop.domain.phone import printed_phones
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.domain.survey import REPLACED
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import Document, picture
from desktop.sheets.docx import write_docx
from desktop.sheets.fonts import Fonts
from desktop.sheets.pdf import write_pdf
from desktop.sheets.picture import Picture, draw_page, page_sizes
from desktop.sheets.xlsx import write_xlsx
from desktop.store import files, printed
from desktop.store.chain import short_code
from desktop.store.file import drop, sync_folder
from desktop.store.final import FINAL
from desktop.store.luck import disk_words
from desktop.work.asking import AskLine, AskPage, ask_page
from desktop.work.assess import assessed
from desktop.work.casedata import NO_NAME, Loaded, application_of, case_names, load
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, changed
from desktop.work.role import sheet_unit
from desktop.work.rounds import round_of, scheme_of

YES, NO = ("是", "同意"), ("否", "不同意")
KEPT_KIND = "printed"
CODE = "{code}"  # in a foot: equal sheets have equal codes


@dataclass(frozen=True)
class SheetLine:
    """One sheet that can be made now."""

    ref: SheetRef
    scheme_id: str
    title: str


@dataclass(frozen=True)
class SheetFacts:
    """Everything that one sheet needs, as plain values: it can be poured on any thread.

    `draft` is True while one of its applications is not 定稿. `foot` stands at the foot of every
    page of an outward sheet, where the department wants one there. A paper of no round (its
    `round_id` is 0) belongs to an `owner`, by the name that the journal has for it.
    """

    ref: SheetRef
    description: Path
    fonts: Fonts
    facts: Mapping[str, Any]
    draft: bool
    round_id: int
    application_ids: tuple[int, ...]
    foot: str = ""
    owner: str = ""


def sheets_of_round(desk: Desk, round_id: int) -> list[SheetLine]:
    """Return the sheets that are made for all applications of a round."""
    return _lines(scheme_of(desk, round_id), "round")


def sheets_of_case(desk: Desk, application_id: int) -> list[SheetLine]:
    """Return the sheets that are made for one application."""
    return _lines(scheme_of(desk, application_of(desk, application_id).round_id), "application")


def _lines(scheme: Scheme, made_for: str) -> list[SheetLine]:
    return [SheetLine(s, scheme.id, s.title) for s in scheme.sheets if s.made_for == made_for]


def gather(
    desk: Desk, sheet: SheetRef, round_id: int, application_ids: Sequence[int]
) -> SheetFacts:
    """Gather what stands on a sheet: all applications in the given order, or just the one."""
    if not application_ids:
        raise UserError("还没有选择申报单位。", "请先勾选要列入表中的申报。")
    scheme = scheme_of(desk, round_id)
    loaded = [load(desk, application_id) for application_id in application_ids]
    facts = _common(desk, round_id)
    if sheet.made_for == "round":
        facts["rows"] = [
            summary_row(serial, one, ask_page(desk, one.application.id))
            for serial, one in enumerate(loaded, 1)
        ]
    else:
        facts |= case_facts(loaded[0], ask_page(desk, application_ids[0]))
    draft = any(one.application.stage not in FINAL for one in loaded)
    description = desk.folder(scheme.id) / sheet.file
    return SheetFacts(
        sheet, description, desk.fonts, facts, draft, round_id, tuple(application_ids)
    )


def _common(desk: Desk, round_id: int) -> dict[str, Any]:
    ours = department(desk)
    return {
        "unit": sheet_unit(desk, round_id),
        "filler": ours.filler if ours else "",
        "filler_phone": printed_phones(ours.phone) if ours else "",
        "region": ours.region if ours else "",
        "date": desk.clock().date(),
        "year": round_of(desk, round_id).year,
    }


def _truth(text: str) -> bool | None:
    return True if text in YES else False if text in NO else None


def _rec(loaded: Loaded, key: str, *fallback: str) -> str:
    """What the recommendation says, else what the form says in the blanks of the same name."""
    texts = [loaded.case.text(f"rec.{key}"), *(loaded.case.text(path) for path in fallback)]
    return next((text for text in texts if text), "")


def _stated(loaded: Loaded, key: str) -> str:
    """What the recommending unit says; in 预审 that is for the unit above to write."""
    return "" if loaded.preparing else _rec(loaded, key)


def _names(loaded: Loaded) -> tuple[str, str]:
    name, operator = case_names(loaded)
    return "" if name == NO_NAME else name, operator


def summary_row(serial: int, loaded: Loaded, asking: AskPage) -> dict[str, Any]:
    """Return what the summary sheet (推荐汇总表) says of one application."""
    name, operator = _names(loaded)
    return {
        "serial": serial,
        "name": name,
        "operator": operator,
        "address": _rec(loaded, "address"),
        "principal": _rec(loaded, "principal"),
        "contact": _rec(loaded, "contact", "contact"),
        "phone": printed_phones(_rec(loaded, "phone", "mobile", "phone")),
        "meets": _truth(_stated(loaded, "meets")),
        "agrees": _truth(_stated(loaded, "agrees")),
        "remark": _rec(loaded, "remark"),
        "functions": _rec(loaded, "functions") or _met_functions(loaded),
        "demonstration": _rec(loaded, "demonstration"),
        "quota": _rec(loaded, "quota"),
        "satisfaction": asking.sentence,
        "code": _code(loaded),
    }


def _code(loaded: Loaded) -> str:
    """Return the applicant's 统一社会信用代码, as the reviewer or the applicant wrote it."""
    fields = loaded.scheme.form.fields
    return _rec(loaded, "code", *(field.key for field in fields if field.kind == "code"))


def _met_functions(loaded: Loaded) -> str:
    return "、".join(line.name for line in assessed(loaded).functions if line.verdict == MET)


def case_facts(loaded: Loaded, asking: AskPage) -> dict[str, Any]:
    """Return what stands on a sheet that is made for one application."""
    day = parse_date(_stated(loaded, "opinion_date"))
    name, operator = _names(loaded)
    return {
        "name": name,
        "operator": operator,
        "methods": [str(number) for number in asking.survey_methods],
        "method_labels": [asking.methods[number - 1] for number in asking.survey_methods],
        "survey": [_survey_row(serial, line, loaded) for serial, line in _listed(asking)],
        "survey_summary": asking.sentence if asking.drawn else "",
        "influence": _rec(loaded, "influence"),
        "demonstration": _rec(loaded, "demonstration"),
        "opinion": _stated(loaded, "opinion"),
        "opinion_date": day,
    }


def _listed(asking: AskPage) -> list[tuple[int, AskLine]]:
    return list(enumerate((line for line in asking.lines if line.on_sheet), 1))


def _survey_row(serial: int, line: AskLine, loaded: Loaded) -> dict[str, Any]:
    asked = not (line.remark and not line.answer)  # else nobody was interviewed
    return {
        "serial": serial,
        "firm": line.firm,
        "interviewee": line.interviewee if asked else "",
        "position": line.position if asked else "",
        "phone": printed_phones(line.phone),
        "service": _service(line, loaded),
        "answer": line.answer,
        "answer_label": line.answer_label,
        "method_number": str(line.method) if line.outcome else "",
        "code": line.code,
        "remark": line.remark,
    }


def _service(line: AskLine, loaded: Loaded) -> str:
    """What the firm was served with; of one without an answer, what came of it.

    The annexes that fix the methods (推荐表) have no column for a remark: a drawn firm stays on the
    list (随机抽取), and without a word its empty boxes would look forgotten.
    """
    if line.answer or not line.remark or not loaded.scheme.sample.methods_fixed:
        return line.service
    replaced = "，由递补企业替代" if line.next_act == REPLACED else ""
    return f"（{line.remark}{replaced}）"


def _nobody(_done: int, _total: int) -> None:
    return None


def composed(facts: SheetFacts) -> Document:
    """Compose a sheet into plain cells; `CODE` in its foot is what the text on it gives."""
    made = compose(read_sheet(facts.description), facts.facts)
    if not facts.foot:
        return made
    code = short_code(hashlib.sha256(picture(made).encode()).hexdigest())
    return replace(made, foot=facts.foot.replace(CODE, code))


def pour_pdf(facts: SheetFacts, told: Callable[[int, int], None] = _nobody) -> bytes:
    """Return the sheet as PDF; UserError names a character that no face has.

    `told` hears of each page as it is written: how many are done, how many there are.
    """
    return write_pdf(composed(facts), facts.fonts, draft=facts.draft, told=told)


def pour_xlsx(facts: SheetFacts) -> bytes:
    """Return the sheet as an xlsx workbook."""
    return write_xlsx(composed(facts), draft=facts.draft)


def pour_docx(facts: SheetFacts) -> bytes:
    """Return the sheet as a Word file with real tables."""
    return write_docx(composed(facts), draft=facts.draft)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(page_sizes(pdf))


def page_picture(pdf: bytes, index: int, scale: float) -> Picture:
    """Return one page (0-based) as a picture; at scale 1 a point is a pixel."""
    return draw_page(pdf, index, scale)


def save_file(path: Path, data: bytes) -> None:
    """Write a file whole: to a temporary name in the same folder, synced, then renamed.

    UserError where the folder can't be written.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        drop(fresh)
        why = disk_words(error)
        hint = "请检查磁盘空间和写入权限，或关闭已打开的同名文件后再试。"
        raise UserError(f"文件“{path.name}”没有存成（{why}）。", hint) from error


def note_printed(desk: Desk, facts: SheetFacts, pdf: bytes, how: str) -> Changed:
    """Note in the journal that a sheet was printed or saved, with the SHA-256 of its PDF.

    What bears no 草稿 is kept beside the data file, so that it can be printed again as it was.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    own = facts.ref.made_for == "application" and not facts.owner
    alone = facts.application_ids[0] if own else None
    subject = f"application:{alone}" if alone else facts.owner or f"round:{facts.round_id}"
    with desk.act(
        "打印" if how == "print" else "另存",
        subject,
        sheet=facts.ref.id,
        how=how,
        sha256=digest,
        applications=list(facts.application_ids),
    ):
        if not facts.draft:
            _keep_once(desk, f"{facts.ref.title}.pdf", digest, pdf)
        if not facts.owner:  # of no round: the journal alone has it
            printed.add_printed(
                desk.store,
                facts.ref.id,
                digest,
                facts.draft,
                application_id=alone,
                round_id=None if alone else facts.round_id,
            )
    return changed("printed")


def _keep_once(desk: Desk, name: str, digest: str, pdf: bytes) -> None:
    """Keep a PDF's bytes; what is kept already, and still right, isn't noted a second time."""
    if digest in {one.sha256 for one in files.files(desk.store, None)}:
        files.put_back(desk.store, digest, pdf)
    else:
        files.keep_file(desk.store, None, name, pdf, KEPT_KIND)
