"""Lists of firms split among colleagues (分工名单): written as a workbook, and merged back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.attempt import Attempt, Outcome
from desktop.domain.problem import UserError
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import check_attempt
from desktop.intake.book import Ask, Reading, Refused
from desktop.intake.reading import read
from desktop.work.answers import ACT, Told, attempt_of, drawn_now, in_journal, write_attempt
from desktop.work.asking import AskLine, ask_page
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import Drawn, newest_lock, with_attempts

_KEY = "核对码："
_HEADS = {
    "顺序": "k",
    "企业": "firm",
    "联系人": "contact",
    "电话": "phone",
    "接受的服务": "service",
    "联系结果": "result",
    "受访人": "interviewee",
    "职务": "position",
    "企业原话": "words",
    "抽查方式": "method",
    "联系时间": "called_at",
    "联系人员": "by",
    "再联系时间": "call_back_at",
    "原因": "reason",
}
# What a colleague may note on the list: checks and corrections are done in the window.
_OUTCOMES = (
    Outcome.NOT_REACHED,
    Outcome.NOT_THE_RIGHT_PERSON,
    Outcome.CALL_BACK,
    Outcome.REFUSED,
    Outcome.WRONG_NUMBER,
    Outcome.NO_OPINION,
    Outcome.OUT_OF_FRAME,
    Outcome.NEVER_SERVED,
)
_NOTED = ("phone", "service", "interviewee", "position", "words", "called_at", "by", "call_back_at")
_DIGEST_SHOWN = 16


@dataclass(frozen=True)
class ListRow:
    """One filled row of a returned list: its line in the sheet, firm `i`, and what was noted.

    `why` says why it can't be taken; empty where it can.
    """

    line: int
    i: int
    firm: str
    result: str
    method: int
    noted: Mapping[str, str]
    reason: str = ""
    why: str = ""


@dataclass(frozen=True)
class ListPreview:
    """A returned list before it is kept: rows read = taken + refused; `blank` were not filled."""

    taken: tuple[ListRow, ...]
    refused: tuple[ListRow, ...]
    blank: int

    @property
    def sentence(self) -> str:
        """The counts in words."""
        whole = len(self.taken) + len(self.refused)
        blank = f"；另有{self.blank}行没有填写联系结果" if self.blank else ""
        return f"读到{whole}行，可采纳{len(self.taken)}行，不采纳{len(self.refused)}行{blank}。"


def export_list(desk: Desk, application_id: int, ks: Collection[int]) -> bytes:
    """Return a workbook with the firms at the places `ks` of the order; UserError where none is."""
    from desktop.sheets.call_list import write_call_list  # with openpyxl, 12 MB

    lock = newest_lock(desk, application_id)
    page = ask_page(desk, application_id)
    chosen = [line for line in page.lines if line.k in ks]
    if lock is None or not chosen:
        raise UserError("没有选中要分给同事的企业。", "请先选中几家，再保存分工名单。")
    rule = scheme_of(desk, application_of(desk, application_id).round_id).sample
    notes = (
        f"{_KEY}{lock.digest[:_DIGEST_SHOWN]}（收回时用来核对是同一次抽取，请勿改动）",
        "按顺序联系；“联系结果”填写：" + "、".join(_results(rule)) + "。联系时间如 11-20 14:30。",
    )
    rows = [_row(line) for line in chosen]
    column = list(_HEADS).index("联系结果")
    return write_call_list(notes, list(_HEADS), rows, list(_results(rule)), column)


def _results(rule: SampleRule) -> dict[str, str]:
    """What may stand in 联系结果, and the answer's id or the outcome that it means."""
    answers = {choice.label: choice.id for choice in rule.answers}
    return answers | {outcome.label: outcome.value for outcome in _OUTCOMES}


def _row(line: AskLine) -> list[str]:
    known = {
        "k": str(line.k),
        "firm": line.firm,
        "contact": line.contact,
        "phone": line.phone,
        "service": line.service,
        "interviewee": line.interviewee,
        "position": line.position,
    }
    return [known.get(key, "") for key in _HEADS.values()]


def read_list(path: Path) -> Reading:
    """Read a returned list; slow. UserError where it is no workbook."""
    data = path.read_bytes() if path.is_file() else b""
    found = read(data, path.name, Ask(documents=False, count=False))
    if isinstance(found, Refused):
        raise UserError(found.sentence, found.hint)
    return found


def merge_list(desk: Desk, application_id: int, found: Reading) -> ListPreview:
    """Look at a returned list; nothing is kept. UserError where it is of another draw."""
    lock = newest_lock(desk, application_id)
    cells, first = _cells(found)
    keys = [row[0] for row in cells if row and row[0].startswith(_KEY)]
    if lock is None or not keys or lock.digest[:_DIGEST_SHOWN] not in keys[0]:
        raise UserError("这不是本次抽取的分工名单。", "请选择由本申报“分工”保存后填写的工作簿。")
    at = next((n for n, row in enumerate(cells) if row[:2] == ["顺序", "企业"]), None)
    if at is None:
        raise UserError("分工名单的表头不见了。", "请保留“顺序、企业……”这一行。")
    columns = [_HEADS.get(head.strip(), "") for head in cells[at]]
    lines = {str(line.k): line for line in ask_page(desk, application_id).lines}
    rule = scheme_of(desk, application_of(desk, application_id).round_id).sample
    read_rows = [
        _looked(dict(zip(columns, row, strict=False)), first + at + 1 + n, lines, rule)
        for n, row in enumerate(cells[at + 1 :])
        if any(cell.strip() for cell in row)
    ]
    filled = [row for row in read_rows if row.result]
    plain = [row for row in filled if not row.why]
    _good, late = _in_turn(desk, application_id, drawn_now(desk, application_id), plain)
    why = {row.line: row.why for row in late}
    looked = [replace(row, why=row.why or why.get(row.line, "")) for row in filled]
    return ListPreview(
        tuple(row for row in looked if not row.why),
        tuple(row for row in looked if row.why),
        len(read_rows) - len(filled),
    )


def _cells(found: Reading) -> tuple[Sequence[list[str]], int]:
    if found.book is None or not found.book.sheets:
        raise UserError("文件里没有工作表。", "请选择填写后的分工名单（.xlsx）。")
    grid = found.book.sheets[0]
    return grid.cells, grid.first_line


def _looked(
    cells: Mapping[str, str], at: int, lines: Mapping[str, AskLine], rule: SampleRule
) -> ListRow:
    line = lines.get(cells.get("k", "").strip().split("/")[0])
    firm, result = cells.get("firm", "").strip(), cells.get("result", "").strip()
    results = _results(rule)
    method = cells.get("method", "").strip()
    noted = {key: cells[key].strip() for key in _NOTED if cells.get(key, "").strip()}
    faults = (
        (line is None, "顺序不在应联系的企业之中。"),
        (line is not None and line.firm != firm, "企业名称与顺序不符。"),
        (result not in results, f"联系结果“{result}”不在可填的结果之中。"),
        (bool(method) and method not in rule.methods, f"抽查方式“{method}”不在规定之中。"),
    )
    why = next((sentence for wrong, sentence in faults if wrong), "")
    number = rule.methods.index(method) + 1 if method in rule.methods else 0
    reason = cells.get("reason", "").strip()
    return ListRow(at, line.i if line else 0, firm, result, number, noted, reason, why)


def keep_list(desk: Desk, application_id: int, rows: Sequence[ListRow]) -> Changed:
    """Keep the rows of a returned list in their order: all of them, or none.

    `value` holds (how many were kept, the rows that can't be, each with its reason). Where one
    can't be, because the case has changed since the list was looked at, nothing is kept.
    """
    found = drawn_now(desk, application_id)
    attempts, refused = _in_turn(desk, application_id, found, rows)
    if refused:
        return changed("answers", value=(0, refused))
    subject = case_subject(application_id)
    with desk.act("收回分工名单", subject, lock=found.kept.id, rows=len(rows)) as act:
        for attempt in attempts:
            write_attempt(desk, found, attempt)
            act.also(ACT, subject, **in_journal(found, attempt))
    return changed("answers", value=(len(attempts), ()))


def _in_turn(
    desk: Desk, application_id: int, found: Drawn, rows: Sequence[ListRow]
) -> tuple[list[Attempt], tuple[ListRow, ...]]:
    """Check each row as if those before it were kept; return the good, and the bad with why."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    good: list[Attempt] = []
    refused: list[ListRow] = []
    now = found
    for row in rows:
        try:
            told = _told(row, scheme.sample)
            attempt = attempt_of(desk, application_id, scheme, now, row.i, told, row.noted)
        except UserError as error:
            refused.append(replace(row, why=f"{error.sentence}{error.hint}"))
            continue
        if wrong := check_attempt(attempt, now.standing, scheme.sample):
            why = "".join(problem.sentence for problem in wrong)
            refused.append(replace(row, why=why))
            continue
        good.append(attempt)
        # An id of its own until it is written, so that no two rows are taken for one.
        now = with_attempts(desk, now, scheme, [replace(attempt, id=-len(good))])
    return good, tuple(refused)


def _told(row: ListRow, rule: SampleRule) -> Told:
    meant = _results(rule)[row.result]
    if meant in {choice.id for choice in rule.answers}:
        return Told(Outcome.ANSWERED, row.method, meant)
    return Told(Outcome(meant), row.method, reason=clean_text(row.reason))
