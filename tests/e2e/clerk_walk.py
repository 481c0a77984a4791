"""The way of one application through the window, from the first start to the sheet on the disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clerk_hand import Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.dates import parse_date
from desktop.ui.kit.page import Page, Place
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.steps.judged import RULE
from desktop.ui.pages.steps.recommend_form import RadioEditor
from desktop.work.example import UNITS, Note

DIGITS = {n: Qt.Key(Qt.Key.Key_0.value + n) for n in range(10)}
STATES = ("unseen", "complete", "missing", "mend", "na")  # the keys 0 to 4 of a paper
VERDICTS = {"met": 1, "unmet": 2, "relaxed": 3, "na": 4}
LEVELS = {"district": "县（市、区）", "city": "州（市）", "province": "省"}
KEYED = 3  # so many conditions are judged by a key each, the rest in one act


@dataclass
class Walk:
    """What the steps of the way need."""

    hand: Hand
    note: Note
    answer_save: Callable[[Path], None]  # what the system's own dialog is to answer next
    folder: Path
    window: MainWindow = field(init=False)

    def __post_init__(self) -> None:
        """The window is the hand's."""
        self.window = self.hand.window

    def page(self, key: str) -> Any:
        """A page of the window."""
        return self.window.page(key)

    def step(self, key: str) -> Any:
        """A step of the application, gone to by 下一步 where that leads there, else by the rail."""
        case = self.page("case")
        if case.foot.following == key:
            self.hand.click(case.foot.next, f"{case.foot.next.text()}")
        elif not case.steps[key].isChecked():
            self.hand.click(case.steps[key], f"rail {key}")
        made: Page = case.step(key)
        self.hand.wait_for(made)
        return made

    def navigate(self, key: str) -> Any:
        """A page, gone to by a click at the left."""
        self.hand.click(self.window.navigation.buttons[key], f"navigation {key}")
        return self.page(key)


def first_start(walk: Walk) -> None:
    """Answer the three questions: department, scheme and year, where the file lies."""
    hand, page = walk.hand, walk.page("first_start")
    walk.window.go(Place("first_start"))
    hand.wait_for(page.begin)
    level, name, region = UNITS[walk.note.scheme]
    texts = {"name": name, "region": region, "filler": "王测试", "phone": "0871-60000000"}
    for key, text in texts.items():
        _fill(hand, page.department.rows[key].editor.inner, text, key)
    combo = page.department.rows["level"].editor.combo
    words = next(
        w for n in range(combo.count()) if (w := combo.itemText(n))[:1] == LEVELS[level][0]
    )
    hand.choose(combo, words, "level")
    number = page.scheme.findData(walk.note.scheme)
    hand.choose(page.scheme, page.scheme.itemText(number), "scheme")
    hand.choose(page.year, f"{walk.note.year}年度", "year")
    _fill(hand, page.file, str(walk.folder / "初审.review"), "file")
    hand.click(page.begin, "begin")
    hand.wait_for(walk.page("todo"))


def receive(walk: Walk) -> None:
    """Drop the folder on the list, keep what was read, say that it was looked through."""
    hand = walk.hand
    hand.drop([walk.note.folder], "the applicant's folder")
    keep = walk.page("incoming").keep
    hand.click(keep, "keep")
    hand.wait_for(walk.page("case").step("receive").confirm)


def materials(walk: Walk) -> None:
    """Note the papers that this applicant needs not bring, then all others as complete."""
    page = walk.step("materials")
    with walk.hand.uncounted():
        for line, state in walk.note.materials.items():
            if state != "complete":
                walk.hand.click(page.rows[line], line)
                walk.hand.key(page.rows[line], DIGITS[STATES.index(state)], state)
    walk.hand.click(page.rest, "the rest is complete")


def assess(walk: Walk) -> None:
    """Type the figures that no form carries; judge some lines by a key, the rest in one act."""
    page = walk.step("assess")
    _asked(walk, page)
    with walk.hand.uncounted():
        _judge(walk, page)
    if page.rest.isEnabled():
        walk.hand.click(page.rest, "the rest is met")


def _asked(walk: Walk, page: Any) -> None:
    if page.asked.body.isHidden() and {*page.asked.rows} & {*walk.note.values}:
        walk.hand.click(page.asked.fold, "the figures, folded on a low screen")
    for path, one in page.asked.rows.items():
        if path in walk.note.values:
            line = one.figure.editor.inner
            _fill(walk.hand, line, _typed(walk.note.values[path]), path)
            walk.hand.enter(line)


def _typed(text: str) -> str:
    date = parse_date(text)
    return f"{date:%Y%m%d}" if date and "年" in text else text


def _judge(walk: Walk, page: Any) -> None:
    keyed = 0
    for key, (verdict, reason) in walk.note.judged.items():
        if (verdict == "met" and keyed >= KEYED) or key == RULE:
            continue
        keyed += verdict == "met"
        walk.hand.click(page.rows[key], key)
        walk.hand.click(page.side.reason.inner, f"{key} reason")
        walk.hand.type(page.side.reason.inner, reason, f"{key} reason")
        walk.hand.click(page.rows[key], key)
        walk.hand.key(page.rows[key], DIGITS[VERDICTS[verdict]], verdict)


def survey(walk: Walk) -> None:
    """Lock the list, type the witnessed digits, draw, and note every answer by its key."""
    hand, page = walk.hand, walk.step("survey")
    if not page.acts["lock"].is_open():
        hand.click(page.acts["lock"].head, "open the lock")
    hand.click(page.lock.lock, "lock")
    hand.type(page.code.digits, str(walk.note.survey["digits"]), "digits")
    hand.enter(page.code.digits)
    hand.type(page.code.supervisor, str(walk.note.survey["supervisor"]), "supervisor")
    hand.enter(page.code.supervisor)
    hand.key(page.code.confirm, Qt.Key.Key_Return, "confirm the digits")
    with hand.uncounted():
        _answers(walk, page)
    if page.ask.methods_box.isVisible():
        assert [box.text() for box in page.ask.boxes if box.isChecked()] == ["2 电话询问"]


def _answers(walk: Walk, page: Any) -> None:
    shown = page.ask.page
    keys = [n for n, _choice in enumerate(shown.answers, 1)]
    yes = next(n for n in keys if shown.answers[n - 1].satisfied)
    no = next(n for n in keys if not shown.answers[n - 1].satisfied)
    unsatisfied = int(walk.note.survey.get("unsatisfied", 0))
    while not page.ask.page.finished:
        line = page.ask.table.current()
        key = no if line.k <= unsatisfied else yes
        walk.hand.key(page.ask.table, DIGITS[key], f"answer of {line.firm}")
        assert page.ask.table.current() != line


def recommend(walk: Walk) -> None:
    """Take what the form offers, fill what is still demanded, take the draft, make it final."""
    hand, page = walk.hand, walk.step("recommend")
    if page.form.offers.isVisible():
        hand.click(page.form.take_all, "take all offers")
    for path, one in page.form.rows.items():
        lacking = one.field.required and not one.editor.text()
        if path != "rec.opinion" and (lacking or one.wrong.isVisible()):
            _blank(walk, one, walk.note.values[path])
    hand.click(page.form.take_draft, "take the draft opinion")
    hand.click(page.way.finish, "make it final")


def _blank(walk: Walk, row: Any, text: str) -> None:
    if isinstance(row.editor, RadioEditor):
        wanted = next(one for one in row.editor.group.buttons() if one.text() == text)
        walk.hand.click(wanted, f"{row.path}：{text}")
    elif row.field.kind == "choice":
        walk.hand.choose(row.editor.combo, text, row.path)
    elif row.field.kind == "choices":
        for box in row.editor.boxes:
            if box.text() in text.split("、"):
                walk.hand.click(box, f"{row.path}：{box.text()}")
    else:
        _fill(walk.hand, row.editor.inner, _typed(text), row.path)


def save_case_sheet(walk: Walk) -> Path:
    """Save the first of the case's own sheets, which 定稿 has shown, as PDF; returns the file."""
    paper = walk.page("case").step("recommend").sheets.paper
    walk.hand.wait_for(paper)
    return _save(walk, paper.out.pdf, paper.sheets.titles()[0])


def save_round_sheet(walk: Walk) -> Path:
    """Look at the first of the round's sheets and save it as PDF; returns the file."""
    page = walk.navigate("send")
    return _save(walk, page.paper.out.pdf, page.paper.sheets.titles()[0])


def _save(walk: Walk, button: QWidget, title: str) -> Path:
    target = walk.folder / f"{title}.pdf"
    walk.answer_save(target)
    walk.hand.click(button, f"save {title}")
    walk.hand.acts.append("answer the system's dialog")
    assert target.is_file()
    return target


def _fill(hand: Hand, widget: QWidget, text: str, what: str) -> None:
    if QApplication.focusWidget() is not widget:
        hand.enter_field(widget)
    hand.type(widget, text, what)
