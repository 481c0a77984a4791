"""Each page of the window does its one errand: begin, list, send, explain, set."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages import cases as cases_page
from desktop.ui.pages.archive import ArchivePage
from desktop.ui.pages.case import Case
from desktop.ui.pages.cases import Cases
from desktop.ui.pages.first_start import Beginning, FirstStart
from desktop.ui.pages.round import Round
from desktop.ui.pages.scheme_text import scheme_html
from desktop.ui.pages.schemes import Schemes
from desktop.ui.pages.send import Send
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.todo import Todo
from desktop.work.cases import list_cases, open_case, start_case
from desktop.work.department import Department, department, operators
from desktop.work.desk import Desk
from desktop.work.editions import editions
from desktop.work.papers import pages_of
from desktop.work.rounds import call_of, list_rounds, save_call

Answer = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def three(office: Office, round_id: int) -> list[int]:
    """Three applications in the round."""
    made: list[int] = []
    for name in ("甲平台", "乙平台", "丙平台"):
        office.keep(
            lambda desk, name=name: start_case(desk, round_id, name),
            lambda changed: made.append(changed.value),
            owner=office,
        )
    return made


def _shown(qtbot: QtBot, page: Page, place: Place) -> list[Place]:
    """Show `page`; what it wants to go to is noted in the list."""
    qtbot.addWidget(page)
    page.resize(1100, 700)
    went: list[Place] = []
    page.go.connect(went.append)
    page.show()
    page.show_for(place)
    return went


def _beginning(make_desk: Callable[[Path], Desk], folder: Path) -> Beginning:
    return Beginning(
        open=make_desk,
        schemes=lambda: [
            ("kunming-platform-2022", "昆明市平台"),
            ("kunming-base-2022", "昆明市基地"),
        ],
        folder=folder,
        recent=[],
        examples=paths.resources_dir() / "example" / "kunming-platform-2022",
        example_file=folder / "示例.review",
    )


def test_three_answers_make_a_file_that_can_be_worked_in(
    qtbot: QtBot,
    empty_office: Office,
    make_desk: Callable[[Path], Desk],
    tmp_path: Path,
):
    """Department, scheme and year, and place: one button, and the file, its round are there."""
    page = FirstStart(empty_office, _beginning(make_desk, tmp_path))
    _shown(qtbot, page, Place("first_start"))
    page.begin.setFocus()
    page.begin.click()
    lacking = page.wrong.text()
    assert page.focusWidget() is page.starts_at()  # where the name is typed
    page.department.rows["name"].editor.put("昆明市示例区工信局")
    page.department.rows["filler"].editor.put("王测试")
    page.scheme.setCurrentIndex(1)
    page.year.setValue(2026)
    page.begin.click()
    heard: list[object] = []
    empty_office.ask(lambda desk: department(desk), heard.append, owner=page)
    empty_office.ask(
        lambda desk: [line.label for line in list_rounds(desk)], heard.append, owner=page
    )
    expected = [
        Department("昆明市示例区工信局", "district", "", "王测试", ""),
        ["2026年度 昆明市小型微型企业创业创新示范基地"],
    ]
    assert (lacking, heard, (tmp_path / "初审推荐.review").is_file()) == (
        "请填写部门名称：它要印在表上的“推荐单位”处。",
        expected,
        True,
    )


def test_the_own_provinces_scheme_is_offered_first(
    qtbot: QtBot, empty_office: Office, make_desk: Callable[[Path], Desk], tmp_path: Path
):
    """After 云南省 its scheme stands first and is chosen; one that was chosen by hand stays."""
    names = [("n", "南昌市平台"), ("y", "云南省平台")]
    beginning = replace(_beginning(make_desk, tmp_path), schemes=lambda: names)
    page = FirstStart(empty_office, beginning)
    _shown(qtbot, page, Place("first_start"))
    chosen = [page.scheme.currentData()]
    page.department.rows["region"].editor.take("云南省")
    chosen.append(page.scheme.currentData())
    page.scheme.setCurrentIndex(1)
    page.scheme.activated.emit(1)
    page.department.rows["name"].editor.take("曲靖市示例区工信局")
    chosen.append(page.scheme.currentData())
    assert chosen == ["n", "y", "n"]


def test_the_list_shows_each_application_with_its_steps(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """Six steps stand beside each name; Enter opens the chosen one, where one was."""
    page = Cases(office)
    went = _shown(qtbot, page, Place("cases", round_id))
    shown = [[c.text(line) for c in page.rows.columns][1:8] for line in page.rows.rows()]
    page.table.choose(three[1])
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    names = [line[0] for line in shown]
    states = {state for line in shown for state in line[1:]}
    assert (names, states <= {"未开始", "未完成", "有问题", "完成"}, went) == (
        ["甲平台", "乙平台", "丙平台"],
        True,
        [Place("case", round_id, three[1])],
    )


def test_a_state_needs_its_reason_and_is_shown(
    qtbot: QtBot,
    office: Office,
    round_id: int,
    three: list[int],
    monkeypatch: pytest.MonkeyPatch,
):
    """撤回 asks why; thinking better of it changes nothing."""
    page = Cases(office)
    _shown(qtbot, page, Place("cases", round_id))
    answers = iter([None, "单位来函撤回"])
    monkeypatch.setattr(cases_page, "ask_text", lambda *_words, **_more: next(answers))
    chosen = page.rows.rows()[0]
    states = []
    for _press in range(2):
        page._change_state(chosen, "withdrawn", "撤回申报")
        states.append(page.rows.columns[-4].text(page.rows.rows()[0]))
    assert states == ["初审", "撤回"]


def test_an_empty_round_says_what_belongs_there(qtbot: QtBot, office: Office, round_id: int):
    """Nothing there: a sentence says what belongs there and how to get it."""
    page = Cases(office)
    _shown(qtbot, page, Place("cases", round_id))
    assert (
        page.empty.isVisible(),
        page.empty.what.text(),
        "拖到" in page.empty.how.text(),
    ) == (
        True,
        "这里列出本年度的申报。",
        True,
    )


def test_home_lists_what_is_to_be_done_as_links(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """A sentence for each thing to do; it leads to the application's step."""
    page = Todo(office)
    went = _shown(qtbot, page, Place("todo", round_id))
    sentences = page.sentences()
    page._follow(page._shown.lines[0])
    assert (len(sentences) >= 3, sentences[0].startswith("甲平台："), went[0].application_id) == (
        True,
        True,
        three[0],
    )


def test_initials_leave_the_list_of_what_is_to_be_done_whole(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """They stand in no sentence, and what they mean is listed below the search box."""
    page = Todo(office)
    _shown(qtbot, page, Place("todo", round_id))
    whole = page.sentences()
    shown = []
    for text in ("jpt", "甲平台", "没有的"):
        page.filter(text)
        shown.append(page.sentences())
    assert shown == [whole, [one for one in whole if "甲平台" in one], []]


def test_the_sheet_holds_what_is_ticked_in_its_order(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """Unticking and moving change the very PDF, and are there again the next time."""
    page = Send(office)
    _shown(qtbot, page, Place("send", round_id))
    first = (page.ids(), pages_of(page.paper.out.view.pdf()))
    page.table.choose(three[2])
    page.up.click()
    page.rows.edited.emit(page.rows.rows()[0], "tick", "")
    changed = page.ids()
    again = Send(office)
    _shown(qtbot, again, Place("send", round_id))
    expected = ((three, 1), [three[2], three[1]], [three[2], three[1]])
    assert (first, changed, again.ids()) == expected


def test_what_is_saved_is_what_is_shown(
    qtbot: QtBot, office: Office, round_id: int, three: list[int], tmp_path: Path
):
    """另存 writes the previewed bytes as PDF, or a workbook; both stand in the journal."""
    page = Send(office)
    _shown(qtbot, page, Place("send", round_id))
    kinds: list[frozenset[str]] = []
    office.changed.connect(kinds.append)
    pdf, xlsx = tmp_path / "表.pdf", tmp_path / "表.xlsx"
    page.paper.out.save_to(pdf)
    page.paper.out.save_to(xlsx)
    assert (pdf.read_bytes() == page.paper.out.view.pdf(), xlsx.read_bytes()[:2]) == (True, b"PK")
    assert ["printed" in one for one in kinds] == [True, True]


def test_with_nothing_ticked_there_is_a_sentence_and_no_button(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """An empty sheet is not printed: the page says what to do."""
    page = Send(office)
    _shown(qtbot, page, Place("send", round_id))
    page.none.click()
    out = page.paper.out
    shown = (out.view.picture.text(), out.print.isEnabled(), out.more.isEnabled())
    assert shown == ("还没有列入任何申报，请在左边勾选。", False, False)


def test_every_scheme_is_written_out_with_its_articles(office: Office, answer: Answer):
    """Each condition, function and material stands on 办法 with its article, escaped."""
    shelf = answer(editions)
    lacking = {
        one.scheme.id: [
            entry.article
            for entry in (
                *one.scheme.conditions,
                *one.scheme.functions,
                *one.scheme.materials,
                *one.following.steps,
                *one.following.duties,
                *one.following.grounds,
            )
            if entry.article not in scheme_html(one, "#000000", "#ffffff")
        ]
        for one in shelf
    }
    assert lacking == {one.scheme.id: [] for one in shelf}
    assert all(one.scheme.digest in scheme_html(one, "#000000", "#ffffff") for one in shelf)


def test_markup_in_a_name_stays_text(office: Office, answer: Answer):
    """A name with angle brackets is shown as it is and never read as markup."""
    edition = answer(editions)[0]
    named = replace(edition.scheme, scope="昆明<某>公司<img src=x>")
    shown = scheme_html(replace(edition, scheme=named), "#000000", "#ffffff")
    assert "昆明&lt;某&gt;公司&lt;img src=x&gt;" in shown


def test_a_scheme_with_a_successor_says_so(qtbot: QtBot, office: Office):
    """The national scheme of 2017 has a newer one: 已有新办法，请核对."""
    page = Schemes(office)
    _shown(qtbot, page, Place("schemes"))
    notes = []
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        if page.note.isVisible():
            notes.append((page.name.text(), page.note.text()[:5]))
    assert notes == [("国家中小企业公共服务示范平台", "已有新办法")]


def test_the_years_call_is_kept_line_by_line(
    qtbot: QtBot, office: Office, round_id: int, answer: Answer
):
    """Each blank of the call keeps itself; a loose date is kept in full."""
    page = Round(office)
    _shown(qtbot, page, Place("round", round_id))
    for key, text in (("number", "昆工信通〔2026〕9号"), ("bureau_due", "20261220")):
        line = page.form.rows[f"call.{key}"].editor.inner
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    kept = answer(lambda desk: call_of(desk, round_id))
    assert kept == {"number": "昆工信通〔2026〕9号", "bureau_due": "2026年12月20日"}


def test_the_settings_keep_the_department_and_the_people(
    qtbot: QtBot, office: Office, theme: Theme, answer: Answer
):
    """Each blank keeps itself; a new 经办人 is added and used."""
    page = SettingsPage(office, theme)
    _shown(qtbot, page, Place("settings"))
    page.department.rows["level"].editor.take("州（市）、地级市主管部门")
    page.person.setText("李新来")
    page.add.click()
    kept = answer(lambda desk: (department(desk), operators(desk), desk.operator))
    ours = Department("昆明市示例区工信局", "city", "云南省", "王测试", "0871-60000000")
    assert kept == (ours, ["王测试", "李新来"], "李新来")


def test_the_look_is_chosen_in_the_settings(qtbot: QtBot, office: Office, theme: Theme):
    """深色 and 125 % show at once and are told, so that they are remembered."""
    page = SettingsPage(office, theme)
    _shown(qtbot, page, Place("settings"))
    told: list[tuple[str, int]] = []
    theme.chosen.connect(lambda mode, scale: told.append((mode, scale)))
    page.mode_buttons["dark"].click()
    page.scale.setCurrentIndex(2)
    page.scale.activated.emit(2)
    shown = theme.tones.tone
    theme.apply("light", 100)
    assert (told, shown) == ([("dark", 100), ("dark", 125)], "dark")


def test_the_archive_lists_each_application(qtbot: QtBot, office: Office, three: list[int]):
    """单位档案 lists each application by organisation."""
    archive = ArchivePage(office)
    _shown(qtbot, archive, Place("archive"))
    names = [line.entry.name for line in archive.rows.rows()]
    assert sorted(names) == sorted(["甲平台", "乙平台", "丙平台"])


class _Step(Page):
    """A step that shows only where it is."""


def test_the_rail_leads_through_the_steps(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """Each step stands on the rail with its state in words; a click asks to go there."""
    keys = ("receive", "rosters", "materials", "assess", "survey", "recommend")
    page = Case(office, dict.fromkeys(keys, _Step))
    went = _shown(qtbot, page, Place("case", round_id, three[0], "materials"))
    words = [made.text().split() for made in page.steps.values()]
    shown = page.stack.currentWidget()
    page.steps["survey"].click()
    titles = ["收件登记", "名单", "材料", "测评", "抽查", "推荐"]
    assert [word[:2] for word in words] == [[str(n), t] for n, t in enumerate(titles, 1)]
    assert {word[2] for word in words} <= {"未开始", "未完成", "有问题", "完成"}
    assert isinstance(shown, _Step)
    assert shown.place == Place("case", round_id, three[0], "materials")
    assert went == [Place("case", round_id, three[0], "survey")]


def test_a_case_is_opened_where_one_was(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """The list names no step: the one where one was, and at first the first with something open."""
    keys = ("receive", "rosters", "materials", "assess", "survey", "recommend")
    page = Case(office, dict.fromkeys(keys, _Step))
    _shown(qtbot, page, Place("case", round_id, three[0], "assess"))
    steps = []
    for number in (three[1], three[0]):
        page.show_for(Place("case", round_id, number))
        shown = page.stack.currentWidget()
        assert isinstance(shown, _Step)
        steps.append(shown.place.step)
    assert steps == ["receive", "assess"]


def test_the_example_is_received_applicant_by_applicant(
    qtbot: QtBot, empty_office: Office, make_desk: Callable[[Path], Desk], tmp_path: Path
):
    """用示例数据试一试: each applicant's own files are read and kept, in its scheme's round."""
    page = FirstStart(empty_office, _beginning(make_desk, tmp_path))
    _shown(qtbot, page, Place("first_start"))
    page.example.click()
    heard: list[list[int]] = []
    empty_office.ask(
        lambda desk: [len(list_cases(desk, one.id)) for one in list_rounds(desk)],
        heard.append,
        owner=page,
    )
    assert heard == [[2]]


def test_the_header_names_the_application(
    qtbot: QtBot, office: Office, round_id: int, three: list[int], answer: Answer
):
    """Name, number, scheme, year and stage stand above the steps."""
    page = Case(office, dict.fromkeys(["receive"], _Step))
    _shown(qtbot, page, Place("case", round_id, three[0], "receive"))
    number = answer(lambda desk: open_case(desk, three[0]).number)
    expected = ("甲平台", f"{number}　昆明市中小企业公共服务示范平台　2026年度　初审")
    assert (page.head.name.text(), page.head.facts.text()) == expected


def test_home_counts_the_days_to_the_calls_dates(qtbot: QtBot, office: Office, round_id: int):
    """A date of the call that can be read is told with its distance and leads to the call."""
    for key, text in (("department_due", "20261130"), ("bureau_due", "下旬")):
        office.keep(
            lambda desk, key=key, text=text: save_call(desk, round_id, key, text), owner=office
        )
    page = Todo(office)
    went = _shown(qtbot, page, Place("todo", round_id))
    page._follow(page._shown.lines[0])
    assert page.sentences()[0] == "本部门受理截止日期2026年11月30日，还有6个工作日"
    assert [(place.page, place.detail) for place in went] == [("round", "")]


def test_home_shows_every_application_with_its_steps(
    qtbot: QtBot, office: Office, round_id: int, three: list[int]
):
    """The one that was edited last stands first; its name leads to its next step."""
    page = Todo(office)
    went = _shown(qtbot, page, Place("todo", round_id))
    cells = page.grid.cells
    name = cells.itemAtPosition(1, 0).widget()
    steps = [cells.itemAtPosition(1, n).widget().accessibleName() for n in range(1, 7)]
    name.click()
    assert (name.text(), steps[0], len(steps)) == ("丙平台", "收件登记，未开始", 6)
    assert went == [Place("case", round_id, three[2], "receive")]
