"""The form of one application (收件登记): what stands in its blanks, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from desktop.domain.address import district_hint
from desktop.domain.case import Value
from desktop.domain.clean import clean
from desktop.domain.dates import parse_date, show_date
from desktop.domain.fieldcheck import column_sentences, field_sentences, says_nothing
from desktop.domain.figure import without_unit
from desktop.domain.form import Column, Form, FormTable
from desktop.domain.holes import shown_form, shown_label
from desktop.domain.plausible import Hint, equipment_hints, form_hints
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.store import applications, origins, values
from desktop.work.casedata import application_of, reference_day
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.rounds import scheme_of

UNREAD = "unread"
_DEVICES = "equipment"
_SETTLED = "office.unread."  # among the notes of the office: no blank of the form
LONGEST = 20_000


@dataclass(frozen=True)
class FormPage:
    """The form as the screen shows it.

    `values` and `problems` go by path: a field's key, or table.row.column. `unread` is what a file
    said and nobody understood; `missing` names the required blanks that are empty. `read` is what
    a file said where something else was typed over it. `hints` are reminders that decide nothing.
    `settled` are those of the `unread` lines that the reviewer has seen to (已处理). `received` is
    the day of receipt (收件日期), 2026年11月20日.
    """

    form: Form
    values: Mapping[str, Value]
    problems: Mapping[str, tuple[str, ...]]
    unread: tuple[str, ...]
    missing: tuple[str, ...]
    read: Mapping[str, Value] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    received: str = ""


def form_page(desk: Desk, application_id: int) -> FormPage:
    """Return the form of one application with everything that is wrong with it."""
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    found = values.values(desk.store, application_id)
    page = page_of(scheme, found)
    hints = hints_of(desk, application_id, scheme, found)
    done = values.texts_under(desk.store, application_id, _SETTLED)
    settled = frozenset(line for line in page.unread if done.get(_settled(line)))
    read = _typed_over(desk, application_id, found)
    day = show_date(reference_day(desk, application))
    return replace(page, read=read, hints=hints, settled=settled, received=day)


def settle_unread(desk: Desk, application_id: int, line: str, *, done: bool) -> Changed:
    """Tick off a line that no blank took (已处理), or take the tick back.

    Which line is kept by its hash alone: it may hold somebody's data.
    """
    path = _settled(line)
    with desk.act("处理未采用内容", case_subject(application_id), path=path, done=done):
        values.put_values(desk.store, application_id, [(path, Value("是" if done else ""))])
    return changed("values")


def _settled(line: str) -> str:
    return f"{_SETTLED}{sha256(line.encode()).hexdigest()[:16]}"


def figure_hints(desk: Desk, application_id: int, scheme: Scheme) -> tuple[Hint, ...]:
    """Return what is out of proportion among an application's figures (提醒)."""
    found = values.values(desk.store, application_id)
    texts = {path: value.text for path, value in found.items()}
    has_list = any(roster.key == _DEVICES for roster in scheme.rosters)
    rows = desk.rows(application_id, _DEVICES) if has_list else ()
    listed = [(row.line, row.cells) for row in rows]
    return (*form_hints(scheme.form, texts), *equipment_hints(scheme.form, texts, listed))


def hints_of(
    desk: Desk, application_id: int, scheme: Scheme, found: Mapping[str, Value]
) -> dict[str, str]:
    """Return by path what to remind of: an address elsewhere, figures out of proportion."""
    told = _district_hints(desk, scheme, found)
    for hint in figure_hints(desk, application_id, scheme):
        before = told.get(hint.paths[0], "")
        told[hint.paths[0]] = f"{before}{hint.sentence}"
    return told


def _district_hints(desk: Desk, scheme: Scheme, found: Mapping[str, Value]) -> dict[str, str]:
    """An address in another district than the form's 所属县区, else than the department's own."""
    ours = department(desk)
    own = found["district"].text if "district" in found else ""
    if not own and ours is not None and ours.level == "district":
        own = ours.name
    told = {
        field.key: district_hint(found[field.key].text, own)
        for field in scheme.form.fields
        if field.key.endswith("address") and field.key in found
    }
    return {path: hint for path, hint in told.items() if hint}


def _typed_over(desk: Desk, application_id: int, found: Mapping[str, Value]) -> dict[str, Value]:
    """Return what files said where another text stands now that is not from a file."""
    read = origins.values_read(desk.store, application_id)
    return {
        path: value
        for path, value in read.items()
        if path in found and not found[path].source and found[path].text != value.text
    }


def give_back(desk: Desk, application_id: int, path: str) -> Changed:
    """Put back what the file said in place of what was typed (还原读入值); UserError: nothing.

    It is to be seen again (核对): one who typed something else there had a reason.
    """
    found = values.values(desk.store, application_id)
    read = _typed_over(desk, application_id, found).get(path)
    if read is None:
        raise UserError("这一栏没有可以还原的读入值。", "这里就是文件中的内容，或从未读入过。")
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    old = found[path].text
    with desk.act("还原读入值", case_subject(application_id), path=path, old=old, new=read.text):
        unseen = replace(read, confirmed=False)
        values.put_values(desk.store, application_id, [(path, unseen)])
        follow_name(desk, application_id, scheme, {path: read.text})
    return changed("values", value=sentences_for(scheme, path, read.text))


def page_of(scheme: Scheme, found: Mapping[str, Value]) -> FormPage:
    """Return the form page of values that are at hand."""
    problems = {
        path: wrong
        for path, value in found.items()
        if (wrong := sentences_for(scheme, path, value.text))
    }
    unread = found[UNREAD].text.split("\n") if UNREAD in found and found[UNREAD].text else []
    return FormPage(
        shown_form(scheme.form), found, problems, tuple(unread), missing_blanks(scheme, found)
    )


def missing_blanks(scheme: Scheme, found: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the labels of the required blanks that are still empty."""
    empty = [
        shown_label(field.label)
        for field in scheme.form.fields
        if field.required and not (field.key in found and found[field.key].text.strip())
    ]
    return tuple(empty)


def sentences_for(scheme: Scheme, path: str, text: str) -> tuple[str, ...]:
    """Return what is wrong with `text` at `path`; an unknown path has no say."""
    fields = {field.key: field for field in scheme.form.fields}
    if path in fields:
        return field_sentences(fields[path], text, scheme.naming)
    if path.startswith("rec."):
        wanted = {f"rec.{field.key}": field for field in scheme.recommendation}
        return field_sentences(wanted[path], text, scheme.naming) if path in wanted else ()
    column = column_at(scheme, path)
    return column_sentences(column, text) if column and not says_nothing(text) else ()


def column_at(scheme: Scheme, path: str) -> Column | None:
    """Return the column of a form's table that `path` (table.row.column) names, or None."""
    table, _, rest = path.partition(".")
    key = rest.rpartition(".")[2]
    for wanted in scheme.form.tables:
        if wanted.key == table:
            return next((column for column in wanted.columns if column.key == key), None)
    return None


def save_value(desk: Desk, application_id: int, path: str, text: str) -> Changed:
    """Keep what was typed into a blank, whatever it is; `value` says what is wrong with it."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    before = values.values(desk.store, application_id).get(path)
    kept = clean_text(text, is_long=_is_long(scheme, path))
    kept = _in_one_way(scheme, path, kept)
    wrong = sentences_for(scheme, path, kept)
    if before and before.text == kept and before.confirmed:
        return changed("values", value=wrong)
    source = before.source if before and before.text == kept else ""
    subject = case_subject(application_id)
    old = before.text if before else ""
    with desk.act("填写", subject, path=path, old=old, new=kept):
        values.put_values(desk.store, application_id, [(path, Value(kept, source))])
        follow_name(desk, application_id, scheme, {path: kept})
    return changed("values", value=wrong, said=taken_out(text))


def follow_name(desk: Desk, application_id: int, scheme: Scheme, texts: Mapping[str, str]) -> None:
    """Let the application's own name follow the form's; inside an act."""
    form = scheme.form
    if form.name_field not in texts and form.operator_field not in texts:
        return
    application = application_of(desk, application_id)
    name = texts.get(form.name_field) or application.name
    operator = texts.get(form.operator_field) or application.operator_name
    if (name, operator) != (application.name, application.operator_name):
        applications.rename(desk.store, application_id, name, operator)


def clean_text(text: str, *, is_long: bool = False) -> str:
    """Return `text` as it is kept; a long text keeps its paragraphs. UserError if it can't be."""
    if len(text) > LONGEST:
        raise UserError(f"这里最多可填{LONGEST}字，现有{len(text)}字。", "请删减后再保存。")
    lines = [clean(line) for line in (re.split(r"\r\n|\r|\n", text) if is_long else [text])]
    for line in lines:
        if line.refused:
            raise UserError(line.notes[0].sentence, "原来的内容没有改动。")
    return "\n".join(line.text for line in lines).strip()


def taken_out(text: str) -> str:
    """Return what is to be said of characters that a typed text lost when it was cleaned."""
    notes = {note.sentence for line in text.splitlines() for note in clean(line).notes}
    return "".join(sorted(notes))


def _is_long(scheme: Scheme, path: str) -> bool:
    every = {f.key: f for f in scheme.form.fields}
    every |= {f"rec.{f.key}": f for f in scheme.recommendation}
    return path in every and every[path].kind == "long"


def _in_one_way(scheme: Scheme, path: str, text: str) -> str:
    fields = {f.key: f for f in scheme.form.fields}
    field = fields.get(path)
    blank = field or column_at(scheme, path)
    if blank is not None and blank.kind == "figure":
        return without_unit(text, blank.unit)
    if field is None or field.kind != "date":
        return text
    day = parse_date(text)
    is_whole = day is not None and len(re.findall(r"\d", text)) >= 6 and re.search(r"\d日?$", text)
    return show_date(day) if day and is_whole and not re.fullmatch(r"\d{6}", text) else text


def confirm_values(desk: Desk, application_id: int, paths: Iterable[str]) -> Changed:
    """Take the values at `paths`, as read from a file, for seen."""
    wanted = list(paths)
    if wanted:
        with desk.act("核对", case_subject(application_id), paths=wanted):
            values.confirm(desk.store, application_id, wanted)
    return changed("values")


def open_values(desk: Desk, application_id: int, paths: Iterable[str]) -> Changed:
    """Take back that the values at `paths` were seen; what was typed since stays as it is."""
    found, wanted = values.values(desk.store, application_id), list(paths)
    again = [
        (path, replace(found[path], confirmed=False))
        for path in wanted
        if path in found and found[path].source and found[path].confirmed
    ]
    if again:
        with desk.act("撤回核对", case_subject(application_id), paths=[path for path, _ in again]):
            values.put_values(desk.store, application_id, again)
    return changed("values")


def drop_table_row(desk: Desk, application_id: int, table: str, row: str) -> Changed:
    """Take one row out of a form's table (years or free); the rows after it move up."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    wanted = {t.key: t for t in scheme.form.tables}[table]
    if wanted.rows == "fixed":
        raise UserError("这一行是表上印好的，不能删除。", "不涉及的可留空。")
    found = values.values(desk.store, application_id)
    prefix = f"{table}."
    old = {path: value for path, value in found.items() if path.startswith(prefix)}
    new = _without_row(wanted, old, int(row))
    removed = {p: v.text for p, v in old.items() if p.split(".")[1] == row}
    with desk.act("删除表行", case_subject(application_id), table=table, removed=removed):
        values.drop_values(desk.store, application_id, list(old))
        values.put_values(desk.store, application_id, new.items())
    return changed("values")


def _without_row(table: FormTable, old: Mapping[str, Value], gone: int) -> dict[str, Value]:
    kept: dict[str, Value] = {}
    for path, value in old.items():
        _, row, column = path.split(".", 2)
        number = int(row)
        if number != gone:
            kept[f"{table.key}.{number - (number > gone)}.{column}"] = replace(value)
    return kept
