"""推荐: facts and obstacles, blanks with their offers, the way through the office, the sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.store.recognised import add_unit
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps import recommend as recommend_step
from desktop.ui.pages.steps.assess import AssessPage
from desktop.ui.pages.steps.recommend import RecommendStep
from desktop.ui.pages.steps.recommend_form import OPINION, RadioEditor
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.work.after_signing import changed_since
from desktop.work.asking import ask_page
from desktop.work.cases import open_case, start_case
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.materials import check_same, checklist, save_line, set_lines
from desktop.work.office_way import move_stage
from desktop.work.receive import confirm_values, form_page, save_value
from desktop.work.recommend import RecommendPage, recommend_page
from desktop.work.rounds import open_round, scheme_of

EXAMPLE = paths.resources_dir() / "example" / "kunming-platform-2022" / "合格"


def shown(qtbot: QtBot, office: Office, place: Place) -> RecommendStep:
    """The page for one application, on the screen and active."""
    page = RecommendStep(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def kept(desk: Desk, place: Place) -> RecommendPage:
    """The recommendation as kept."""
    return recommend_page(desk, place.application_id or 0)


def text(desk: Desk, place: Place, key: str) -> str:
    """What stands in one blank."""
    value = kept(desk, place).values.get(f"rec.{key}")
    return value.text if value else ""


def radio(page: RecommendStep, key: str) -> RadioEditor:
    """The two buttons of a blank with 是 and 否."""
    editor = page.form.rows[f"rec.{key}"].editor
    assert isinstance(editor, RadioEditor)
    return editor


def test_an_obstacle_of_this_page_leads_to_its_very_blank(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Not to the first one that is empty: what is to be filled in has the cursor."""
    page = shown(qtbot, office, place)
    obstacles = {one.sentence: one for one in kept(desk, place).obstacles if one.at}
    links = {one.toolTip(): one for one in page.facts.findChildren(QPushButton)}
    for sentence in reversed(obstacles):
        links[sentence].click()
        here = page.form.rows[obstacles[sentence].at].editor
        assert here.isAncestorOf(page.focusWidget())
    assert len(obstacles) > 2


@pytest.mark.usefixtures("office")
def test_what_is_filled_in_wrongly_stands_in_the_way(desk: Desk) -> None:
    """A name against the call's rule is told with its sentence, and leads to its blank."""
    round_id = open_round(desk, "national-platform-2017", 2026).value
    number = int(start_case(desk, round_id, "示例").value)
    save_value(desk, number, "rec.platform_name", "示例中心")
    (told,) = [one for one in recommend_page(desk, number).obstacles if "有误" in one.sentence]
    assert told.sentence.startswith("推荐：“平台名称”有误，名称须以“平台”结尾")
    assert (told.step, told.at, told.demanded) == (
        "recommend",
        "rec.platform_name",
        "2019年通知附件2说明（1）",
    )


def test_a_long_choice_is_kept_in_its_own_words(qtbot: QtBot) -> None:
    """It stands on two lines where one is too short, and its text has no break."""
    long = "属于打造大中小企业融通型创新创业特色载体的开发区"
    editor = RadioEditor(["属于省级推荐名额", long, "不占名额", "其他"])
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.finished.connect(told.append)
    short, other, *_ = editor.group.buttons()
    other.click()
    assert (told, editor.text()) == ([long], long)
    assert other.sizeHint().height() > short.sizeHint().height()
    editor.resize(4 * other.sizeHint().width(), editor.sizeHint().height())
    editor.show()
    assert other.sizeHint().height() == short.sizeHint().height()
    editor.put("不占名额")
    assert editor.text() == "不占名额"


def test_obstacles_lead_to_their_steps(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Each obstacle is a link to its step and says which article demands it, or that none does."""
    page = shown(qtbot, office, place)
    gone: list[str] = []
    page.go.connect(lambda there: gone.append(there.step))
    links = {one.toolTip(): one for one in page.facts.findChildren(QPushButton)}
    obstacles = kept(desk, place).obstacles
    assert list(links) == [one.sentence for one in obstacles]
    for one in obstacles:
        if one.step != "recommend":
            links[one.sentence].click()
    assert gone == [one.step for one in obstacles if one.step != "recommend"]
    words = [label.text() for label in page.facts.findChildren(type(page.draws))]
    assert all(f"{one.demanded}要求" in words for one in obstacles if one.demanded)


def test_yes_and_no_are_two_buttons_and_neither_is_chosen_beforehand(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A click chooses, another changes; what is kept is the printed word."""
    page = shown(qtbot, office, place)
    editor = radio(page, "agrees")
    assert editor.group.checkedButton() is None
    editor.group.button(0).click()
    assert text(desk, place, "agrees") == "是"
    qtbot.keyClick(editor.group.button(1), Qt.Key.Key_Space)
    assert (text(desk, place, "agrees"), editor.text()) == ("否", "否")
    assert editor.group.button(1).accessibleName() == "是否同意推荐：否"


def test_offers_are_taken_by_a_click_and_never_by_themselves(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """采用 takes one blank, 全部采用 the others; what is filled is not offered."""
    number = place.application_id or 0
    for path, value in (("legal_person", "赵示例"), ("contact", "钱示例")):
        save_value(desk, number, path, value)
    save_value(desk, number, "registered_address", "昆明市五华区示例路1号")
    page = shown(qtbot, office, place)
    assert [text(desk, place, key) for key in ("principal", "contact", "address")] == [""] * 3
    assert page.form.offer_words.text() == "申请表和测评中有3项内容可以采用"
    page.form.rows["rec.principal"].marks.offer.click()
    assert [text(desk, place, key) for key in ("principal", "contact")] == ["赵示例", ""]
    page.form.take_all.click()
    assert [text(desk, place, key) for key in ("contact", "address")] == [
        "钱示例",
        "昆明市五华区示例路1号",
    ]
    assert not page.form.offers.isVisible()
    # The cursor stays at what is still to be filled in.
    empty = [one.editor for one in page.form.rows.values() if not one.editor.text()]
    assert page.focusWidget() is empty[0].focusProxy()


def test_the_draft_is_taken_and_given_back(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """采用草稿 puts the draft into the opinion; an opinion that it replaced can come back."""
    page = shown(qtbot, office, place)
    page.form.rows[OPINION].editor.take("同意。")
    page.form.take_draft.click()
    assert text(desk, place, "opinion") == kept(desk, place).draft_opinion
    page.form.give_back.click()
    assert text(desk, place, "opinion") == "同意。"


def test_wrong_sentences_stand_below_their_blank(qtbot: QtBot, office: Office, desk: Desk) -> None:
    """A name that the regulation forbids and a text that is too long are told, and both stay."""
    round_id = open_round(desk, "national-platform-2017", 2026).value
    place = Place("case", round_id, start_case(desk, round_id, "示例平台").value)
    page = shown(qtbot, office, place)
    name, long = page.form.rows["rec.platform_name"], page.form.rows["rec.demonstration"]
    name.editor.take("国家示范服务中心")
    long.editor.take("优" * 151)
    assert name.wrong.isVisibleTo(page)
    assert name.editor.text() == "国家示范服务中心"
    assert long.counter.text() == "151 / 150 字，超出上限"
    assert text(desk, place, "demonstration") == "优" * 151


def test_the_way_through_the_office_keeps_who_and_why(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Each step names who did it; going back needs a reason; the history shows it all."""
    page = shown(qtbot, office, place)
    way = page.way
    assert (way.to.currentText(), way.by.text()) == ("拟办", "王测试")
    way.go.click()
    assert way.by.text() == ""
    way.go.click()
    assert way.wrong.text().startswith("请填写办理人，即做这一步的人。")
    qtbot.keyClicks(way.by, "Zhao")
    qtbot.keyClick(way.by, Qt.Key.Key_Return)
    way.to.setCurrentText("退回修改")
    way.by.setText("Zhao")
    way.go.click()
    assert way.wrong.text().startswith("退回修改须写明原因。")
    assert page.focusWidget() is way.why
    qtbot.keyClicks(way.why, "check staff")
    qtbot.keyClick(way.why, Qt.Key.Key_Return)
    steps = [(d.by, d.from_stage, d.to_stage, d.why) for d in kept(desk, place).steps]
    assert steps == [
        ("王测试", "初审", "拟办", ""),
        ("Zhao", "拟办", "科室审核", ""),
        ("Zhao", "科室审核", "退回修改", "check staff"),
    ]
    told = [line.partition("　")[2] for line in way.history.text().splitlines()]
    assert told == [
        "拟办：王测试",
        "科室审核：Zhao",
        "退回修改（由科室审核退回）：Zhao　check staff",
    ]


def test_what_was_changed_after_the_signature_is_told_and_asked_about(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """审签 was on other facts: the change is named, and 定稿 asks before it is made."""
    page = shown(qtbot, office, place)
    application = place.application_id or 0
    move_stage(desk, application, "领导审签", "赵局长")
    assert changed_since(desk, application).sentence == ""
    save_value(desk, application, "rec.agrees", "否")
    page.reload()
    told = "领导审签后改动了1处：填写 是否同意推荐→否。"
    assert page.way.since.text() == f"{told}请核对；要重新呈批的，请退回修改。"
    answers, asked = [False, True], []

    def answer(_parent: QWidget, _question: str, _yes: str, detail: str, _no: str) -> bool:
        asked.append(detail)
        return answers.pop(0)

    monkeypatch.setattr(recommend_step, "ask_yes", answer)
    page.way.finish.click()
    assert kept(desk, place).stage == "审签"
    page.way.finish.click()
    last = kept(desk, place).steps[-1]
    assert (asked, last.to_stage, last.why) == ([told, told], "定稿", "领导审签后的改动已核对")


def test_the_boxes_of_the_way_stay_where_they_are(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """From step to step, with red lines and without; 退回修改 is never chosen by itself."""
    page = shown(qtbot, office, place)
    way, number = page.way, place.application_id or 0
    save_value(desk, number, "rec.agrees", "否")

    def boxes() -> list[tuple[int, int]]:
        qtbot.wait(1)
        return [(one.x(), one.y()) for one in (way.to, way.by, way.why, way.go)]

    before, chosen = boxes(), []
    for step in ("拟办", "科室审核", "领导审签"):
        chosen.append(way.to.currentText())
        way.by.clear()
        way.go.click()
        assert (way.wrong.isVisibleTo(page), boxes()) == (True, before), step
        way.by.setText("某人")
        way.go.click()
        save_value(desk, number, "rec.remark", step)
        page.reload()
        assert (way.since.isVisibleTo(page), boxes()) == (True, before), step
    chosen.append(way.to.currentText())
    move_stage(desk, number, "定稿", "某人", checked=True)
    page.reload()
    chosen.append(way.to.currentText())
    assert boxes() == before
    move_stage(desk, number, "报送", "某人")
    page.reload()
    assert [*chosen, way.to.currentText()] == ["拟办", "科室审核", "领导审签", "定稿", "报送", ""]


def test_final_by_the_button_of_the_way_needs_its_name(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A second press of 办理 after 领导审签 neither sends back nor makes final."""
    page = shown(qtbot, office, place)
    way = page.way
    save_value(desk, place.application_id or 0, "rec.agrees", "否")
    way.to.setCurrentText("领导审签")
    way.by.setText("赵局长")
    way.go.setFocus()
    way.go.click()
    assert page.focusWidget() is way.by
    way.go.click()
    assert (kept(desk, place).stage, way.wrong.text()) == (
        "审签",
        "请填写办理人，即由谁定稿；由经办人定稿的，按“定稿”。",
    )
    way.by.setText("王测试")
    way.go.click()
    assert kept(desk, place).stage == "定稿"


def test_what_was_changed_after_going_back_wants_the_chief_again(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk's own 定稿 asks first, and the way says for good that nobody signed again."""
    page = shown(qtbot, office, place)
    number = place.application_id or 0
    for stage in ("领导审签", "退回修改"):
        move_stage(desk, number, stage, "赵局长", "改")
    save_value(desk, number, "rec.agrees", "否")
    page.reload()
    told = "领导审签退回修改后改动了1处：填写 是否同意推荐→否。"
    assert page.way.since.text() == f"{told}还没有重新领导审签：请先办“领导审签”，签过再定稿。"
    asked = []

    def answer(_parent: QWidget, question: str, *_words: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(recommend_step, "ask_yes", answer)
    page.way.finish.click()
    assert kept(desk, place).stage == "退回"
    page.way.finish.click()
    last = kept(desk, place).steps[-1]
    assert asked == ["退回修改后有过改动，还没有重新领导审签，仍要定稿吗？"] * 2
    assert (last.to_stage, last.why) == ("定稿", "退回修改后的改动未重新领导审签")


def test_a_case_with_an_outcome_is_taken_back_on_purpose_alone(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """认定 is noted in 动态管理: 退回修改 says so and asks first."""
    number = place.application_id or 0
    save_value(desk, number, "rec.agrees", "否")
    move_stage(desk, number, "定稿", "王测试")
    with desk.act("登记认定", "recognised"):
        add_unit(
            desk.store,
            {
                "scheme_id": "kunming-platform-2022",
                "application_id": number,
                "name": "示例平台",
                "outcome": "认定",
                "recognised_on": "2026-12-30",
                "year": 2026,
            },
        )
    page = shown(qtbot, office, place)
    asked = []

    def answer(_parent: QWidget, _question: str, _yes: str, detail: str, _no: str) -> bool:
        asked.append(detail)
        return len(asked) > 1

    monkeypatch.setattr(recommend_step, "ask_yes", answer)
    page.way.to.setCurrentText("退回修改")
    page.way.why.setText("改")
    found = []
    for _ in range(2):
        page.way.go.click()
        found.append(kept(desk, place).stage)
    told = "动态管理中已登记这份申报的认定结果：认定（2026年12月30日）。"
    assert (found, asked[0].startswith(told)) == (["定稿", "退回"], True)


def test_going_back_ends_what_the_clerk_signed(place: Place, desk: Desk) -> None:
    """拟办 is the clerk's own: after 退回修改 changes are what it is for."""
    application = place.application_id or 0
    move_stage(desk, application, "拟办", "王测试")
    move_stage(desk, application, "退回修改", "王测试", "改")
    save_value(desk, application, "rec.agrees", "否")
    assert changed_since(desk, application).changes == ()


def test_what_is_not_decided_is_not_final(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """定稿 without 是否同意推荐 is refused below the way, and the name stays."""
    page = shown(qtbot, office, place)
    page.way.by.setText("赵科长")
    page.way.finish.click()
    qtbot.wait(1)
    wrong = page.way.wrong
    assert wrong.text() == "还没有填写是否同意推荐，不能定稿。请在“是否同意推荐”一栏选择。"
    assert wrong.visibleRegion().boundingRect() == wrong.rect()
    assert (kept(desk, place).stage, page.way.by.text()) == ("初审", "赵科长")


def test_a_recommendation_with_something_in_it_is_begun(place: Place, desk: Desk) -> None:
    """An opinion without 是否同意推荐 is 未完成 and says what is not filled in."""
    number = place.application_id or 0
    found = [open_case(desk, number).steps[-1]]
    save_value(desk, number, "rec.opinion", "拟同意推荐。")
    found.append(open_case(desk, number).steps[-1])
    assert [(one.state, one.sentence) for one in found] == [
        ("未开始", "还没有提出推荐意见"),
        ("未完成", "还没有填写是否同意推荐"),
    ]


def test_sheets_are_drafts_until_final_and_can_be_saved(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """预览和打印 shows the very PDF, marked 草稿; Esc leads back; it is saved as it is shown."""
    page = shown(qtbot, office, place)
    page.preview.click()
    assert page.stack.currentWidget() is page.sheets
    assert page.sheets.paper.out.view.pdf().startswith(b"%PDF")
    assert page.sheets.paper.out.note.text().startswith("草稿")
    page.sheets.paper.out.save_to(tmp_path / "表.pdf")
    assert (tmp_path / "表.pdf").read_bytes() == page.sheets.paper.out.view.pdf()
    qtbot.keyClick(page.sheets.paper.sheets, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is not page.sheets


def test_a_saved_sheet_is_offered_by_the_applicants_name(
    qtbot: QtBot, office: Office, place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two applicants' sheets don't replace each other; the next one goes to the same folder."""
    offered: list[Path] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name))
        return str(tmp_path / Path(name).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    page = shown(qtbot, office, place)
    page.preview.click()
    for _ in range(2):
        page.sheets.paper.out.pdf.click()
    name = f"0001 滇池平台 {page.sheets.paper.sheets.currentText()}.pdf"
    assert [one.name for one in offered] == [name, name]
    assert (offered[0].is_absolute(), offered[1].parent) == (True, tmp_path)
    assert (tmp_path / name).is_file()
    assert page.sheets.paper.out.saved.text() == f"已另存：{tmp_path / name}"


@pytest.fixture
def worked(desk: Desk) -> Place:
    """The bundled applicant: its files read and confirmed, its materials looked through."""
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    number = int(start_case(desk, round_id, "示例").value)
    scheme = scheme_of(desk, round_id)
    keep_incoming(desk, number, read_incoming([EXAMPLE], scheme, lambda *_: None, lambda: False))
    confirm_values(desk, number, form_page(desk, number).values)
    lines = [line.id for item in checklist(desk, number).items for line in item.lines]
    set_lines(desk, number, lines, "complete")
    save_line(desk, number, lines[0], how="见原件", by="王测试", on="20261120", result="相符")
    check_same(desk, number, lines[0], lines[1:])
    return Place("case", round_id, number)


class Acts:
    """Counts the reviewer's acts: each finished field, choice or press is one."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self.count = 0

    def do(self, act: Callable[..., object], *given: object) -> None:
        """Do one act."""
        self.count += 1
        act(*given)


def assess_all(acts: Acts, page: AssessPage) -> None:
    """Fill the asked figures in and judge the rest."""
    figures = {"platform_since": "2018年6月15日", "public_share": "34", "partner_count": "5"}
    for key, figure in (figures | {"training_persons": "1860"}).items():
        acts.do(page.asked.rows[f"asked.{key}"].figure.editor.take, figure)
    acts.do(page.rest.click)


def draw_and_ask(acts: Acts, page: SurveyPage, qtbot: QtBot) -> None:
    """Lock, type digits, confirm; the answers themselves are not counted."""
    acts.do(page.open_act, "lock")
    acts.do(page.lock.lock.click)
    acts.do(page.code.digits.setText, "042042")
    acts.do(page.code.supervisor.setText, "李测试")
    acts.do(page.code.look.click)
    acts.do(page.code.confirm.click)
    for _line in list(page.ask.rows.rows()):
        qtbot.keyClicks(page.ask.table, "1")


def decide(acts: Acts, page: RecommendStep) -> None:
    """Take what is offered, decide, make it final, look at the sheet."""
    acts.do(page.form.take_all.click)
    acts.do(radio(page, "meets").group.button(0).click)
    acts.do(radio(page, "agrees").group.button(0).click)
    acts.do(page.form.take_draft.click)
    acts.do(page.way.by.setText, "赵科长")
    acts.do(page.way.finish.click)


def test_three_steps_take_few_acts(qtbot: QtBot, office: Office, worked: Place, desk: Desk) -> None:
    """From figures that are asked to the final sheet: at most 24 acts, besides the answers."""
    acts = Acts()
    pages = [kind(office) for kind in (AssessPage, SurveyPage, RecommendStep)]
    assessing, survey, last = pages
    for page in pages:
        qtbot.addWidget(page)
        page.show_for(worked)
        page.show()
        acts.count += 1  # the step is chosen on the rail
    assert isinstance(assessing, AssessPage)
    assert isinstance(survey, SurveyPage)
    assert isinstance(last, RecommendStep)
    assess_all(acts, assessing)
    draw_and_ask(acts, survey, qtbot)
    assert ask_page(desk, worked.application_id or 0).finished
    decide(acts, last)
    found = kept(desk, worked)
    assert (found.stage, found.obstacles) == ("定稿", ())
    assert last.facts.clear_words.isVisibleTo(last.facts)
    sheaf = last.sheets.paper.out.sheaf
    assert sheaf is not None
    assert not sheaf.draft
    assert acts.count <= 24
