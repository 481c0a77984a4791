"""What an applicant is asked to put right (问题清单): of files just read, or of what was kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop import paths
from desktop.domain.case import Row
from desktop.domain.fieldcheck import column_sentences
from desktop.domain.form import Column, Roster
from desktop.domain.issues import HEADS, Issue, table_of, what_to_do
from desktop.domain.plausible import roster_hints
from desktop.domain.problem import Problem, Severity, UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.sheets.fonts import Fonts
from desktop.store import files as kept_files
from desktop.store import rosters, values
from desktop.work.blank_names import labels_of
from desktop.work.casedata import application_of
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.incoming_file import OTHER, REFUSED, Incoming
from desktop.work.papers import SheetFacts, pour_docx, pour_pdf
from desktop.work.preview_lines import TAKEN, FileLines, PreviewLine, checked_lines
from desktop.work.receive import figure_hints, page_of
from desktop.work.rosters import parts_now
from desktop.work.rounds import scheme_of
from desktop.work.scans import is_scan, is_wanted_otherwise

# Rows that are no entries: nobody needs to do anything about them.
_NO_MATTER = ("不作为名单内容", "只有表上印好的文字", "只有序号")
_SCANNED = "只有扫描件，读不出其中的内容。"
_FORM_SHEET = "申请表"
LIST = SheetRef("problem_list", "问题清单", "problem_list.toml", "application", outward=False)
_PATHS = ("serial", "file", "sheet", "line", "column", "text", "wrong", "todo")  # as HEADS


def issues_of(incoming: Sequence[Incoming], scheme: Scheme) -> list[Issue]:
    """Return what is wrong in files that were read, file by file. For the slow worker."""
    return [issue for one in incoming for issue in _file_issues(one, incoming, scheme)]


def _file_issues(one: Incoming, every: Sequence[Incoming], scheme: Scheme) -> Iterator[Issue]:
    if is_wanted_otherwise(one, every, scheme):
        yield Issue(one.name, "", 0, "", "", _SCANNED, "请提供 Word 或 Excel 原件。")
    wanted = one.what == REFUSED and not is_scan(one)
    if wanted or (one.what == OTHER and one.book is not None):
        yield Issue(one.name, "", 0, "", "", _plain(one.sentence), "请按说明重新提供。")
    for problem in one.problems:
        if problem.severity is not Severity.NOTE:
            yield _problem_issue(one.name, problem)
    for key, found in checked_lines(one, scheme).items():
        labels = {column.key: column.label for column in scheme.roster(key).columns}
        yield from (issue for line in found.lines for issue in _row_issues(one.name, line, labels))
        yield from _double_issues(one.name, found)
    for unread in one.form.unread if one.form is not None else ():
        told = "未能对应到申请表栏目，没有读入。"
        yield Issue(one.name, unread.source, 0, "", unread.text, told, "请按附件的申请表格式填写。")


def _plain(sentence: str) -> str:
    for words in ("文件将作为附件保存。", "将作为附件保存。", "；需要时可“一并导入”"):
        sentence = sentence.replace(words, "")
    return sentence


def _problem_issue(name: str, problem: Problem) -> Issue:
    told = _plain(problem.sentence)
    return Issue(name, problem.where, 0, "", "", told, what_to_do(told))


def _row_issues(name: str, one: PreviewLine, labels: dict[str, str]) -> Iterator[Issue]:
    _, sheet, line = one.at
    if one.state != TAKEN:
        if not any(words in one.reason for words in _NO_MATTER):
            text = one.text or " ".join(text for text in one.cells.values() if text)
            yield Issue(name, sheet, line, "", text, one.reason, what_to_do(one.reason))
        return
    told_twice = tuple(told for wrong in one.wrong.values() for told in wrong)
    heads = tuple(f"{labels.get(key, key)}：" for key in one.wrong)
    for note in one.notes:
        if "请核对" in note and not note.endswith(told_twice) and not note.startswith(heads):
            yield Issue(name, sheet, line, "", "", note, what_to_do(note))
    for key, wrong in one.wrong.items():
        for told in wrong:
            text = one.cells.get(key, "")
            yield Issue(name, sheet, line, labels.get(key, key), text, told, what_to_do(told))


def _double_issues(name: str, found: FileLines) -> Iterator[Issue]:
    for pair in (*found.certain, *found.likely):
        first, second = pair.first, pair.second
        told = f"与第{first.line}行“{first.cells.get('name', '')}”：{pair.sentence}"
        text = second.cells.get("name", "")
        yield Issue(name, second.at[1], second.line, "", text, told, what_to_do(pair.sentence))


def kept_issues(desk: Desk, application_id: int) -> list[Issue]:
    """Return what is still wrong in what was kept: the form's blanks, rows refused, cells."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    page = page_of(scheme, values.values(desk.store, application_id))
    names = labels_of(scheme)
    found = [
        Issue(_FORM_SHEET, page.values[path].source, 0, names.get(path, path), text, told, todo)
        for path, many in page.problems.items()
        if not path.startswith(("asked.", "rec."))
        for told in many
        for text, todo in [(page.values[path].text, what_to_do(told))]
    ]
    found += [
        Issue(_FORM_SHEET, "", 0, label, "", "必填，没有填写。", "请填写。")
        for label in page.missing
    ]
    for hint in figure_hints(desk, application_id, scheme):
        first, *_ = hint.paths
        text = page.values[first].text if first in page.values else ""
        source = page.values[first].source if first in page.values else ""
        todo = what_to_do(hint.sentence)
        found.append(
            Issue(_FORM_SHEET, source, 0, names.get(first, first), text, hint.sentence, todo)
        )
    return [*found, *_kept_rows(desk, application_id, scheme)]


def _kept_rows(desk: Desk, application_id: int, scheme: Scheme) -> Iterator[Issue]:
    files = {ref.id: ref.name for ref in kept_files.files(desk.store, application_id)}
    for roster in scheme.rosters:
        for batch in parts_now(desk, application_id, roster.key):
            name = files.get(batch.file_id or 0, "")
            for row in rosters.refused(desk.store, batch.id):
                if not any(words in row.reason for words in _NO_MATTER):
                    text = " ".join(text for text in row.cells.values() if text)
                    told, todo = row.reason, what_to_do(row.reason)
                    yield Issue(name, row.sheet, row.line, "", text, told, todo)
        checked = [column for column in roster.columns if column.kind not in ("text", "long")]
        entries = desk.rows(application_id, roster.key)
        yield from _vast(roster, entries)
        for entry in entries:
            yield from (
                Issue(entry.file, entry.sheet, entry.line, column.label, text, told, todo)
                for column, text, told, todo in _cells(entry.cells, checked)
            )


def _vast(roster: Roster, entries: Sequence[Row]) -> Iterator[Issue]:
    labels = {column.key: column.label for column in roster.columns}
    for place, key, told in roster_hints(roster, [entry.cells for entry in entries]):
        one = entries[place]
        text = one.cells[key]
        yield Issue(one.file, one.sheet, one.line, labels[key], text, told, what_to_do(told))


def _cells(
    cells: Mapping[str, str], columns: Sequence[Column]
) -> Iterator[tuple[Column, str, str, str]]:
    for column in columns:
        text = cells.get(column.key, "")
        for told in column_sentences(column, text):
            yield column, text, told, what_to_do(told)


@dataclass(frozen=True)
class ProblemList:
    """What is to be put right by the applicant `name`, who asks for it, when, and the fonts."""

    name: str
    department: str
    day: date
    fonts: Fonts
    issues: tuple[Issue, ...] = ()


def list_for(desk: Desk, name: str, issues: Sequence[Issue] = ()) -> ProblemList:
    """Return the list for an applicant; its issues may be found later, by the slow worker."""
    ours = department(desk)
    whose = ours.name if ours is not None else ""
    day = date.fromisoformat(desk.local(desk.now())[:10])
    return ProblemList(name or "申报单位", whose, day, desk.fonts, tuple(issues))


def kept_list(desk: Desk, application_id: int) -> ProblemList:
    """Return the list of what is still wrong in what was kept."""
    name = application_of(desk, application_id).name
    return list_for(desk, name, kept_issues(desk, application_id))


def pour_list(found: ProblemList, kind: str) -> bytes:
    """Return the list as xlsx, docx or pdf (which is printed too).

    UserError where there is nothing to put right, or a character can't be printed.
    """
    if kind == "xlsx":
        return write_issues(found.name, found.department, found.issues)
    _refuse_nothing(found.issues)
    rows = [dict(zip(_PATHS, row, strict=True)) for row in table_of(found.issues)]
    facts = {
        "name": found.name,
        "unit": found.department,
        "count": str(len(rows)),
        "date": found.day,
        "rows": rows,
    }
    description = paths.resources_dir() / "papers" / LIST.file
    made = SheetFacts(
        LIST, description, found.fonts, facts, draft=False, round_id=0, application_ids=()
    )
    return pour_docx(made) if kind == "docx" else pour_pdf(made)


def _refuse_nothing(issues: Sequence[Issue]) -> None:
    if not issues:
        raise UserError("没有需要申报单位处理的问题。", "不必发送问题清单。")


def write_issues(name: str, department: str, issues: Sequence[Issue]) -> bytes:
    """Return the list as a workbook for the applicant `name`; UserError where there is nothing."""
    from desktop.sheets.problem_list import write_problem_list  # with openpyxl, 12 MB

    _refuse_nothing(issues)
    notes = (
        f"共{len(issues)}处。请按“请这样处理”一栏更正后重新提供文件；对所列问题有疑问的请来电说明。",
        f"发出单位：{department}　　（号码只显示首尾，供核对）",
    )
    return write_problem_list(f"问题清单：{name}", notes, HEADS, table_of(issues))


def note_sent(desk: Desk, application_id: int, count: int) -> Changed:
    """Note in the journal that the list was written out."""
    with desk.act("导出问题清单", case_subject(application_id), count=count):
        pass
    return changed()
