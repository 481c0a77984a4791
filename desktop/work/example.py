"""Works the bundled example through, by the same errands as the window: from files to sheets."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from desktop.domain.assessment import JUDGE, Assessment
from desktop.domain.dates import show_date
from desktop.work import (
    asking,
    assess,
    cases,
    department,
    drawing,
    incoming,
    materials,
    office_way,
    papers,
    receive,
    recommend,
    rosters,
    rounds,
)
from desktop.work.desk import Desk, open_desk

NOTE = "说明.toml"
Level = Literal["district", "city", "province"]
FILE = "示例.review"
OPERATOR = "示例经办人"
UNITS: dict[str, tuple[Level, str, str]] = {
    "kunming-platform-2022": ("district", "昆明市示例区科技和工业信息化局", "云南省"),
    "kunming-base-2022": ("district", "昆明市示例区科技和工业信息化局", "云南省"),
    "yunnan-platform-2022": ("city", "示例州工业和信息化局", "云南省"),
    "national-platform-2017": ("province", "示例省工业和信息化厅", "示例省"),
    "nanchang-platform-2022": ("district", "南昌市示例区中小企业服务主管部门", "江西省"),
}


@dataclass(frozen=True)
class Note:
    """What an example's 说明.toml says: what the reviewer types, judges and hears."""

    scheme: str
    applicant: str
    year: int
    passes: bool
    folder: Path
    values: dict[str, str] = field(default_factory=dict)
    judged: dict[str, list[str]] = field(default_factory=dict)
    materials: dict[str, str] = field(default_factory=dict)
    survey: dict[str, Any] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)


def example_notes(folder: Path) -> list[Note]:
    """Return the notes of all applicants under `folder`, in a fixed order."""
    return [_note(path) for path in sorted(folder.rglob(NOTE))]


def _note(path: Path) -> Note:
    raw = tomllib.loads(path.read_text("utf-8"))
    return Note(
        raw["scheme"],
        raw["applicant"],
        raw["year"],
        raw["pass"],
        path.parent,
        raw.get("values", {}),
        raw.get("judged", {}),
        raw.get("materials", {}),
        raw.get("survey", {}),
        raw.get("expected", {}),
    )


def work_example(
    out: Path,
    examples: Path,
    forms: Path,
    fonts: Path,
    say: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Work every applicant of every scheme through to the sheets; returns the files written.

    Each scheme gets a folder of its own under `out` with its data file and its sheets.
    """
    written: list[Path] = []
    notes = example_notes(examples)
    for scheme_id in dict.fromkeys(note.scheme for note in notes):
        own = [note for note in notes if note.scheme == scheme_id]
        written += _work_scheme(out / scheme_id, own, forms, fonts, say)
    return written


def _work_scheme(
    out: Path, notes: list[Note], forms: Path, fonts: Path, say: Callable[[str], None]
) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    desk = open_desk(out / FILE, forms, fonts)
    try:
        round_id = start_department(desk, notes[0].scheme, notes[0].year)
        say(f"{desk.schemes[notes[0].scheme].name}（{notes[0].year}年度）")
        done = [work_applicant(desk, round_id, note, say) for note in notes]
        return [out / FILE, *_sheets(desk, round_id, done, out)]
    finally:
        desk.close()


def start_department(desk: Desk, scheme_id: str, year: int) -> int:
    """Fill in an invented department and open the round; returns the round's id."""
    level, name, region = UNITS.get(scheme_id, ("district", "示例区主管部门", "示例省"))
    department.use_operator(desk, OPERATOR)
    department.save_department(
        desk, department.Department(name, level, region, OPERATOR, "0871-60000000")
    )
    return int(rounds.open_round(desk, scheme_id, year).value)


def work_applicant(
    desk: Desk, round_id: int, note: Note, say: Callable[[str], None] = lambda _: None
) -> int:
    """Take one applicant from its files to 定稿; returns the application's id."""
    application_id = int(cases.start_case(desk, round_id, note.applicant).value)
    scheme = desk.schemes[note.scheme]
    read = incoming.read_incoming(_files(note), scheme, lambda *_: None, lambda: False)
    incoming.keep_incoming(desk, application_id, read)
    receive.confirm_values(desk, application_id, receive.form_page(desk, application_id).values)
    _type_values(desk, application_id, note)
    _see_materials(desk, application_id, note)
    _judge(desk, application_id, note)
    _survey(desk, application_id, note)
    found = _recommend(desk, application_id, note)
    rows = sum(card.count for card in rosters.roster_cards(desk, application_id))
    say(f"  {note.applicant}：读入{len(read)}个文件，名单{rows}行；{found.sentence}")
    return application_id


def _files(note: Note) -> list[Path]:
    """What the applicant handed in: all but the note, which is for whoever works the example."""
    return sorted(one for one in note.folder.iterdir() if one.name != NOTE)


def _type_values(desk: Desk, application_id: int, note: Note) -> None:
    for path, text in note.values.items():
        if path.startswith("asked.") and not path.endswith(".ground"):
            ground = note.values.get(f"{path}.ground", "申报材料")
            assess.save_asked(desk, application_id, path, text, ground)
        elif not path.startswith("asked."):
            receive.save_value(desk, application_id, path, text)


def _see_materials(desk: Desk, application_id: int, note: Note) -> None:
    found = materials.checklist(desk, application_id)
    lines = [line.id for item in found.items for line in item.lines]
    for state in ("complete", "missing", "mend", "na"):
        wanted = [line for line in lines if note.materials.get(line, "complete") == state]
        if wanted:
            materials.set_lines(desk, application_id, wanted, state)
        if wanted and state == "complete":
            today = desk.clock().date().isoformat()
            noted = {"how": materials.HOW[0], "by": desk.operator, "on": today}
            materials.save_line(desk, application_id, wanted[0], **noted, result="相符")
            materials.check_same(desk, application_id, wanted[0], wanted[1:])


def _judge(desk: Desk, application_id: int, note: Note) -> None:
    for key, (verdict, ground) in note.judged.items():
        assess.judge(desk, application_id, key, verdict, ground)
    found = assess.assessment(desk, application_id)
    qualities = [
        f"q:{quality.id}"
        for line in found.functions
        if line.claimed
        for quality in line.qualities
        if not quality.own
    ]
    assess.judge_many(desk, application_id, qualities + _unsaid(found), "met", "经查阅申报材料")
    found = assess.assessment(desk, application_id)
    assess.judge_many(desk, application_id, _unsaid(found), "met", "经查阅申报材料")


def _unsaid(found: Assessment) -> list[str]:
    return [
        line.id
        for line in found.conditions
        if line.verdict == JUDGE and line.kind == "judged" and not line.own
    ]


def _survey(desk: Desk, application_id: int, note: Note) -> None:
    lock_id = int(drawing.lock_frame(desk, application_id).value)
    digits, witness = str(note.survey["digits"]), str(note.survey["supervisor"])
    drawing.draw_sample(desk, application_id, lock_id, digits, witness)
    page = asking.ask_page(desk, application_id)
    unsatisfied = int(note.survey.get("unsatisfied", 0))
    yes = next(choice.id for choice in page.answers if choice.satisfied)
    no = next(choice.id for choice in page.answers if not choice.satisfied)
    for line in page.lines:
        answer = no if line.k <= unsatisfied else yes
        asking.answer(desk, application_id, line.i, answer, method=2)
    if page.method_for == "survey":
        asking.set_survey_methods(desk, application_id, (2,))


def _recommend(desk: Desk, application_id: int, note: Note) -> Assessment:
    page = recommend.recommend_page(desk, application_id)
    asked = {field.key for field in page.fields}
    recommend.take_offers(desk, application_id, list(page.offers))
    for key, text in (
        ("meets", "是" if note.passes else "否"),
        ("agrees", "是" if note.passes else "否"),
        ("opinion", page.draft_opinion),
        ("opinion_date", show_date(desk.clock().date())),
    ):
        if key in asked and f"rec.{key}" not in note.values:
            receive.save_value(desk, application_id, f"rec.{key}", text)
    office_way.move_stage(desk, application_id, "定稿", "示例负责人")
    return assess.assessment(desk, application_id)


def _sheets(desk: Desk, round_id: int, done: list[int], out: Path) -> list[Path]:
    written: list[Path] = []
    for sheet in papers.sheets_of_round(desk, round_id):
        written += _pour(desk, sheet, round_id, done, out / sheet.title)
    for application_id in done:
        number = cases.open_case(desk, application_id).number
        for sheet in papers.sheets_of_case(desk, application_id):
            target = out / f"{number} {sheet.title}"
            written += _pour(desk, sheet, round_id, [application_id], target)
    return written


def _pour(
    desk: Desk, sheet: papers.SheetLine, round_id: int, ids: list[int], target: Path
) -> list[Path]:
    facts = papers.gather(desk, sheet.ref, round_id, ids)
    pdf = papers.pour_pdf(facts)
    paths = [target.with_name(f"{target.name}.pdf")]
    papers.save_file(paths[0], pdf)
    if sheet.ref.made_for == "round":
        paths.append(target.with_name(f"{target.name}.xlsx"))
        papers.save_file(paths[1], papers.pour_xlsx(facts))
    papers.note_printed(desk, facts, pdf, "save")
    return paths
