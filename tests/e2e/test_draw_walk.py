"""抽查 from the kept list to its four papers, by key and mouse on the real window (Nanchang)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clerk_walk
import openpyxl
import pytest
from clerk_walk import DIGITS, Walk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.work.example import Note, example_notes

GOLDEN = Path(__file__).parent.parent / "golden" / "e2e" / "nanchang-draw"
BUILD = Path(__file__).parents[2] / "build" / "e2e" / "nanchang-draw"
SCHEME = "nanchang-platform-2022"
LIST, RECORD, ASKING, RESULT = PAPERS = (
    "满意度随机抽查企业名单确认表",
    "满意度随机抽查抽取记录",
    "满意度随机抽查记录表",
    "满意度随机抽查结果汇总表",
)
SIZE = 12
REFUSES, ALLEGES, UNSATISFIED = 2, 3, 5  # places in the order of the draw
SEALED = (
    "第1次封存，2026年11月20日 12:00：名单236家，抽查12家，随机码：监督人在场掷出。"
    "名单、抽查数和办法自此固定，以后改动名单不影响本次抽取。"
)
VERDICT = (
    "应有12家　已有12家　满意10家",
    "达到80%",
    "抽查12家，满意10家（83.3%），达到80%",
    "未取得评价的1家如为不满意，则为10/13（76.9%，未达到80%）；仅供参考，不作结论。\n"
    "经核实未接受服务1家，按本程序约定计为不满意。",
)
# The journal is salted, so its head is another one each time.
HEAD = re.compile(r"日志校验 (?:[0-9a-f]{4} ){4}[0-9a-f]{4}")
REPRINT = "为补印，不能代替抽取前签字的原件"
PROMISE = "d65df89f702eec58ca3c7bf2001c9ffc7cd80553ae01d42a799ba26756142d96"
# The test's own digest of the scheme is none that its files could have.
PINNED = ("办法数据与封存文本中的校验码一致",)


@pytest.fixture
def walk(start_walk: Callable[[Note], Walk]) -> Walk:
    """The window with one application, whose list of firms is kept."""
    notes = example_notes(paths.resources_dir() / "example" / SCHEME)
    made = start_walk(next(one for one in notes if one.passes))
    clerk_walk.first_start(made)
    made.navigate("cases")
    clerk_walk.receive(made)
    return made


def test_one_draw_from_the_list_to_its_papers(
    walk: Walk, text_of: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed, locked, signed for, drawn, asked, judged, printed and verified.

    Each wish that would bend the draw is met by a sentence on the screen, and changes nothing.
    """
    page = walk.step("survey")
    _look_at_list(walk, page)
    _lock(walk, page)
    signed = _flat(text_of(_save(walk, page, LIST)))
    _draw(walk, page)
    _refuse_substitute(walk, page, monkeypatch)
    _ask(walk, page)
    _read_verdict(page)
    _refuse_second_draw(walk, page)
    _leave_out_drawn(walk, page)
    _refuse_change(walk, page)
    _verify(walk, page)
    texts = {title: _flat(text_of(_save(walk, page, title))) for title in PAPERS}
    _lay_out(texts)
    assert (REPRINT in signed.replace("\n", ""), PROMISE in signed) == (False, True)
    assert (REPRINT in texts[LIST].replace("\n", ""), PROMISE in texts[LIST]) == (True, True)
    assert [f"{k}/13" in texts[ASKING] for k in range(1, 14)] == [True] * 13
    assert texts[ASKING].count("已登记：") == SIZE + 1
    for title in (RECORD, RESULT):
        assert texts[title] == (GOLDEN / f"{title}.txt").read_text("utf-8")


def _flat(text: str) -> str:
    """A paper's text without its blanks' widths, which hang on the code, and without the code."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return HEAD.sub("日志校验 ……", "\n".join(filter(None, lines)) + "\n")


def _lay_out(texts: dict[str, str]) -> None:
    """Put the texts into build/, to be looked at, and copied to golden/ if right."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for title, text in texts.items():
        (BUILD / f"{title}.txt").write_text(text, "utf-8")


def _open(walk: Walk, page: Any, key: str) -> None:
    """Open an act by its heading, or by its link where the acts stand in one line."""
    short = page.done.links.get(key)
    head = short if short is not None and short.isVisible() else page.acts[key].head
    walk.hand.click(head, f"open {key}")


def _look_at_list(walk: Walk, page: Any) -> None:
    hand, shown = walk.hand, page.list
    if not page.acts["list"].is_open():  # nothing is in doubt: the page opened at 封存
        _open(walk, page, "list")
    assert shown.size_words.text() == (
        "上一年度服务的中小企业：名单236家，附件5注“实际服务（＿＿）家企业”236家，"
        "以236家为基数，至少抽查12家；满意10家以上为达到80%"
    )
    assert shown.shown_note.text() == "只列出前200家，共236家；其余请查找"
    field = shown.wanted.inner
    hand.enter_field(field)
    hand.type(field, str(SIZE - 1), "fewer firms")
    hand.enter(field)
    assert shown.size_wrong.text() == "抽查企业数不能少于12家。可以增加，不能减少。"


def _lock(walk: Walk, page: Any) -> None:
    hand = walk.hand
    _open(walk, page, "lock")
    hand.click(page.lock.lock, "lock")
    assert page.acts["code"].is_open()
    _open(walk, page, "list")
    assert not page.list.leave.isEnabled()
    _open(walk, page, "lock")
    assert page.lock.sealed.text() == SEALED
    assert page.lock.digests.text().endswith(f"机内随机数校验码（随机码承诺） {PROMISE}")
    _open(walk, page, "code")


def _save(walk: Walk, page: Any, title: str) -> Path:
    """Save a paper through the panel of the papers; returns the file."""
    hand, target = walk.hand, walk.folder / f"{title}.pdf"
    hand.click(page.tools.buttons["papers"], "papers")
    panel = page.tools.made("papers")
    paper = panel.paper
    hand.wait_for(paper.out.pdf)
    hand.choose(paper.sheets, title, title)
    hand.wait_for(paper.out.pdf)
    walk.answer_save(target)
    hand.click(paper.out.pdf, f"save {title}")
    hand.wait_for(paper.out.pdf)
    assert paper.out.saved.text() == f"已另存：{target}"
    hand.click(panel.back, "back to the acts")
    return target


def _draw(walk: Walk, page: Any) -> None:
    hand, code = walk.hand, page.code
    hand.enter_field(code.digits)
    hand.type(code.digits, str(walk.note.survey["digits"]), "digits")
    hand.enter(code.digits)
    hand.type(code.supervisor, str(walk.note.survey["supervisor"]), "supervisor")
    hand.enter(code.supervisor)
    asked = "随机码 1 7 3 6 4 9，共6位，监督人：顾明远。确认后不能更改。"
    assert code.question.text() == asked
    hand.key(code.confirm, Qt.Key.Key_Return, "confirm the digits")


def _ask(walk: Walk, page: Any) -> None:
    hand, ask = walk.hand, page.ask
    for k in range(1, SIZE + 1):
        assert ask.table.current().k == k
        if k == REFUSES:
            _choose(walk, page, "拒绝评价")
        elif k == ALLEGES:
            _choose(walk, page, "反映未接受服务（待核实）")
        else:
            hand.key(ask.table, DIGITS[2 if k == UNSATISFIED else 1], f"answer {k}")
    line = ask.table.current()
    assert (line.k, line.n, line.substitute) == (SIZE + 1, SIZE + 1, True)
    hand.key(ask.table, DIGITS[1], "answer of the substitute")
    told = page.acts["ask"].state.words
    assert told == "应有12家评价，已有11家，尚不能判定（1家反映待核实）"
    _check(walk, page)


def _choose(walk: Walk, page: Any, word: str) -> None:
    """Open the other outcomes by 0 and take one by the number it bears."""
    hand, menu = walk.hand, page.ask.firm.menu
    hand.key(page.ask.table, DIGITS[0], "other outcomes")
    hand.wait_for(menu)
    number = next(n for n, one in enumerate(menu.actions(), 1) if one.text().endswith(word))
    QTest.keyClick(menu, DIGITS[number])
    assert not menu.isVisible()
    hand.activate()
    hand.wait_for(page.ask.table)


def _go_to(walk: Walk, page: Any, k: int) -> None:
    """Walk along the order by the arrow keys."""
    table = page.ask.table
    while (here := table.current().k) != k:
        key = Qt.Key.Key_Up if here > k else Qt.Key.Key_Down
        walk.hand.key(table, key, "along the order")


def _check(walk: Walk, page: Any) -> None:
    """The firm that says it was never served: asked again, with somebody by name."""
    hand, firm = walk.hand, page.ask.firm
    _go_to(walk, page, ALLEGES)
    _choose(walk, page, "核实：未接受服务")
    who, words = firm.fields["interviewee"].inner, firm.fields["words"].inner
    hand.enter(who)
    assert firm.wrong.text() == "请填写向谁、以何方式核实。"
    position = firm.fields["position"].inner
    assert position.text() == ""  # not that of the roster's contact
    for field, text in ((words, "未签过服务协议"), (who, "周某")):
        hand.enter_field(field)
        hand.type(field, text, text)
    hand.enter(who)


def _refuse_substitute(walk: Walk, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague's list comes back with a firm whose turn has not come: it is not taken."""
    hand, path = walk.hand, walk.folder / "分工名单.xlsx"
    hand.click(page.tools.buttons["lists"], "lists")
    panel = page.tools.made("lists")
    hand.click(panel.all, "all firms")
    walk.answer_save(path)
    hand.click(panel.save, "save the list")
    drawn = {line.firm for line in page.ask.rows.rows()}
    other = next(firm.name for firm in page.list.firm_rows.rows() if firm.name not in drawn)
    _fill_first(path, {"顺序": f"{SIZE + 1}", "企业": other, "联系结果": "满意"})
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    hand.click(panel.read, "read the list")
    told = [(row.firm, row.result, row.why) for row in panel.rows.rows()]
    assert told == [(other, "满意", "顺序不在应联系的企业之中。")]
    assert panel.counts.text() == "读到1行，可采纳0行，不采纳1行；另有11行没有填写联系结果。"
    assert not panel.keep.isEnabled()
    hand.click(panel.back, "back to the acts")


def _fill_first(path: Path, cells: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "顺序")
    for cell in head:
        if cell.value in cells:
            sheet.cell(cell.row + 1, cell.column).value = cells[cell.value]
    book.save(path)


def _refuse_second_draw(walk: Walk, page: Any) -> None:
    """The digits can't be typed again; a new lock asks for its reason and its 监督人."""
    hand = walk.hand
    _open(walk, page, "code")
    assert (page.code.entry.isVisible(), page.code.kept.text()) == (False, "173649")
    assert page.code.kept_words.text() == "监督人：顾明远。抽取顺序已由此确定，不能更改。"
    _open(walk, page, "lock")
    assert page.lock.lock.text() == "重新封存名单"
    hand.click(page.lock.lock, "lock again")
    why = "已经抽取过，重新封存须说明原因，并有监督人。请填写原因和监督人。"
    assert page.lock.wrong.text() == why


def _leave_out_drawn(walk: Walk, page: Any) -> None:
    """A drawn firm is left out of the list of now; the lock's list and its order stay."""
    hand, shown = walk.hand, page.list
    sealed, order = page.lock.sealed.text(), page.ask.rows.rows()
    _open(walk, page, "list")
    hand.enter_field(shown.search)
    hand.type(shown.search, order[0].firm, "a drawn firm")
    hand.key(shown.search, Qt.Key.Key_Tab, "on")
    hand.key(shown.paper, Qt.Key.Key_Tab, "to the list")
    hand.key(shown.firms, Qt.Key.Key_Down, "the firm")
    hand.click(shown.leave, "leave out")
    assert shown.leave_wrong.text() == "请写明不列入抽查名单的原因。原因会印在名单确认表上。"
    hand.enter_field(shown.reason.lineEdit())
    hand.type(shown.reason, "不属于中小企业", "the reason")
    hand.click(shown.leave, "leave out")
    assert [one.name for one in shown.out_rows.rows()] == [order[0].firm]
    assert page.acts["list"].state.words == "235家，抽查12家"
    assert (page.lock.sealed.text(), page.ask.rows.rows()) == (sealed, order)
    assert sealed == SEALED


def _refuse_change(walk: Walk, page: Any) -> None:
    """Another answer for a firm that has answered waits for its reason."""
    hand, ask = walk.hand, page.ask
    _open(walk, page, "ask")
    _go_to(walk, page, 1)
    hand.key(ask.table, DIGITS[2], "another answer")
    hand.key(ask.firm.reason.inner, Qt.Key.Key_Return, "no reason")
    why = "更正须写明原因，写好后按回车；原来的答案会保留并一并打印。"
    assert ask.firm.wrong.text() == why
    assert [(one.answer_label, len(one.attempts)) for one in ask.rows.rows()[:1]] == [("满意", 1)]


def _read_verdict(page: Any) -> None:
    ask = page.ask
    told = (ask.counts.text(), ask.verdict.word(), page.acts["ask"].state.words, ask.notes.text())
    assert told == VERDICT
    assert [(one.state, one.answer_label, one.substitute) for one in ask.rows.rows()] == [
        ("拒绝评价", "", False)
        if k == REFUSES
        else ("未接受服务（已核实）", "", False)
        if k == ALLEGES
        else ("已评价", "不满意" if k == UNSATISFIED else "满意", k > SIZE)
        for k in range(1, SIZE + 2)
    ]


def _verify(walk: Walk, page: Any) -> None:
    walk.hand.click(page.tools.buttons["check"], "verification")
    panel = page.tools.made("check")
    walk.hand.click(panel.case, "verify")
    walk.hand.wait_for(panel.checks)
    failing = tuple(one.name for one in panel.rows.rows() if one.state.label == "不成立")
    assert failing == PINNED
    told = "有1项不成立：26项成立，2项不能核验（原因见下）。"
    assert panel.outcome.text() == told
    walk.hand.click(panel.back, "back to the acts")
