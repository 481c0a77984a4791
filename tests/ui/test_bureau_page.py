"""上级汇总 in the window: dossiers come in, what differs is told, and one sheet is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.check import Check
from desktop.domain.edition_diff import Difference
from desktop.domain.problem import UserError
from desktop.dossier.checks import told
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import bureau as room
from desktop.ui.pages.bureau import Bureau
from desktop.work.bureau_desk import known_keys
from desktop.work.desk import Changed
from desktop.work.dossier_report import CaseReport, EditionSeen, Report, SummaryRow, refused

KUNMING, KEY = "kunming-platform-2022", "ab" * 32


def _report(unit: str, file: str, *, why: str = "") -> Report:
    row = SummaryRow(
        *(1, f"{unit}平台", f"{unit}公司", "地址", "负责人", "联系人", "13900000000", True, True),
        *("", "信息服务", "", "", "抽查7家，满意6家（85.7%），达到80%", ""),
    )
    case = CaseReport("0001", f"{unit}平台", f"{unit}公司", "", row, (), 0)
    checks = (told("container", []), told("sheets", [why] if why else []))
    return replace(
        refused(file, "0" * 64, 1, told("container", [])),
        unit=unit,
        level="district",
        scheme_id=KUNMING,
        scheme_name="昆明市中小企业公共服务示范平台",
        year=2026,
        key=KEY,
        call_quota="2",
        checks=checks,
        cases=(case,),
    )


@pytest.fixture
def page(qtbot: QtBot, office: Office, round_id: int) -> Bureau:
    """The page of a file that has the year open already."""
    made = Bureau(office)
    qtbot.addWidget(made)
    made.show_for(Place("bureau", round_id))
    made.show()
    return made


@pytest.fixture
def come(
    page: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[list[Report]], None]:
    """Lets reports come in, as if these dossiers had been dropped and verified."""

    def drop(reports: list[Report]) -> None:
        monkeypatch.setattr(room, "verify_many", lambda *_asked: reports)
        for one in reports:
            (tmp_path / one.file).write_bytes(b"x")
        page.take_files([tmp_path])

    return drop


def test_an_empty_page_says_what_belongs_there(page: Bureau):
    """The focus is on the button that chooses files; files may be dropped."""
    assert (page.stack.currentWidget(), page.takes_files(), page.starts_at()) == (
        page.empty,
        True,
        page.first[0],
    )


def test_what_differs_is_told_and_one_sheet_is_shown(
    page: Bureau, come: Callable[[list[Report]], None]
):
    """Each dossier's outcome, the chosen one's findings below, 草稿 on the sheet."""
    come([_report("甲区", "a.rdpack"), _report("乙区", "b.rdpack", why="表上为“是”。")])
    shown = [(one.unit, one.outcome) for one in page.rows.rows()]
    page.table.choose("b.rdpack")
    lines = page.detail.toPlainText().splitlines()
    assert shown == [("甲区", "待核对"), ("乙区", "有不符")]
    assert lines[1] == "不成立　表上的内容与数据一致：表上为“是”。"
    assert lines[-1] == "0001　乙区平台　同意推荐　抽查7家，满意6家（85.7%），达到80%"
    assert page.said.text() == "共2个包、2份申报：1个有不符，1个待核对。"
    sheaf = page.out.sheaf
    assert sheaf is not None
    rows = sheaf.papers[0].facts.facts["rows"]
    units = [row["remark"] for row in rows]
    assert (sheaf.draft, units) == (True, ["推荐单位：乙区", "推荐单位：甲区"])


def test_a_key_is_confirmed_once(
    page: Bureau,
    come: Callable[[list[Report]], None],
    answer: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
):
    """After the question the dossier holds, and the button has nothing more to ask."""
    asked: list[str] = []

    def yes(_parent: object, question: str, _yes: str, detail: str) -> bool:
        asked.append(question + detail)
        return True

    monkeypatch.setattr(room, "ask_yes", yes)
    come([_report("甲区", "a.rdpack")])
    before = page.key.isEnabled()
    page.key.click()
    [after] = [one.outcome for one in page.rows.rows()]
    assert (before, page.key.isEnabled(), after) == (True, False, "一致")
    assert answer(known_keys) == {"甲区": KEY}
    assert page.said.text() == "共1个包、1份申报：核验全部成立。"
    assert page.detail.toPlainText().splitlines()[1].startswith("全部")
    assert asked[0].startswith("甲区的核对码（签名密钥指纹）与盖章的纸件一致吗？")
    assert "abab abab" in asked[0]


def test_the_sheet_is_saved_and_noted_in_this_file(
    page: Bureau, come: Callable[[list[Report]], None], tmp_path: Path
):
    """PDF and workbook come from the same buttons as on 汇总报送."""
    come([_report("甲区", "a.rdpack")])
    page.out.save_to(tmp_path / "汇总.pdf")
    page.out.save_to(tmp_path / "汇总.xlsx")
    assert (tmp_path / "汇总.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "汇总.xlsx").read_bytes()[:2] == b"PK"


def test_a_passphrase_is_asked_for_where_one_is_needed(
    page: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It goes to the verification as it was typed; who thinks better of it sees nothing change."""
    used: list[str] = []

    def verify(_files: object, _told: object, passphrase: str) -> list[Report]:
        used.append(passphrase)
        return [_report("甲区", "a.rdpack.age")]

    monkeypatch.setattr(room, "verify_many", verify)
    (tmp_path / "a.rdpack.age").write_bytes(b"age-encryption.org/v1\n")
    for word in (None, "一句口令"):
        monkeypatch.setattr(room, "ask_text", lambda *_asked, word=word, **_more: word)
        page.take_files([tmp_path])
    assert (used, page.stack.currentIndex()) == (["一句口令"], 1)


def test_a_folder_without_dossiers_and_a_cancel_are_told(
    page: Bureau, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Both say so in the window's bar, and the page stays as it was."""
    heard: list[str] = []
    office.refused.connect(lambda words, _hint: heard.append(words))
    (tmp_path / "空").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "空"))
    page.first[1].click()

    def cancel(*_asked: object) -> list[Report]:
        raise UserError("已取消。")

    monkeypatch.setattr(room, "verify_many", cancel)
    (tmp_path / "a.rdpack").write_bytes(b"x")
    page.take_files([tmp_path / "a.rdpack"])
    assert (heard, page.stack.currentWidget()) == (["没有找到报送材料包。", "已取消。"], page.empty)


def test_a_file_that_is_no_dossier_stands_in_the_list(
    page: Bureau, come: Callable[[list[Report]], None]
):
    """Nothing is known of it but why; the others are poured without it."""
    check: Check = told("container", ["这不是报送材料包，或文件不完整。"])
    come([_report("甲区", "a.rdpack"), refused("z.rdpack", "", 3, check)])
    page.table.choose("z.rdpack")
    assert page.detail.toPlainText().splitlines()[:2] == [
        "z.rdpack",
        "不成立　报送材料包完整，没有多余的内容：这不是报送材料包，或文件不完整。",
    ]
    assert page.out.sheaf is not None
    assert not page.key.isEnabled()


def test_an_edition_is_shown_and_kept_only_when_a_person_says_so(
    page: Bureau,
    come: Callable[[list[Report]], None],
    monkeypatch: pytest.MonkeyPatch,
):
    """Each change stands in the detail and in the question; without an edition no button stands."""
    asked: list[str] = []
    taken: list[tuple[str, str]] = []

    def ask(_parent: object, question: str, _yes: str, detail: str = "") -> bool:
        asked.extend((question, detail))
        return True

    def take(_desk: object, report: Report, path: Path, _word: str) -> Changed:
        taken.append((report.unit, path.name))
        return Changed(frozenset())

    monkeypatch.setattr(room, "ask_yes", ask)
    monkeypatch.setattr(room, "take_edition", take)
    change = Difference("第七条", "条件：资产总额：要求", "200", "300")
    seen = EditionSeen("kunming-platform-2027", "新平台", "ab", "旧平台", "甲区", False, (change,))
    come([replace(_report("甲区", "甲.rdpack"), edition=seen), _report("乙区", "乙.rdpack")])
    page.table.choose("甲.rdpack")
    assert page.take.isVisible()
    assert "第七条　条件：资产总额：要求：200 → 300" in page.detail.toPlainText()
    page.take.click()
    assert asked == [
        "把“新平台”（kunming-platform-2027）留在本机？",
        "第七条　条件：资产总额：要求：200 → 300",
    ]
    assert taken == [("甲区", "甲.rdpack")]
    page.table.choose("乙.rdpack")
    assert not page.take.isVisible()


def test_a_regulation_without_a_summary_sheet_says_so(
    page: Bureau, come: Callable[[list[Report]], None]
):
    """南昌 has 推荐表 alone: the choice is shut, and nobody waits for a sheet."""
    name = "南昌市中小企业公共服务示范平台"
    one = _report("甲区", "a.rdpack")
    come([replace(one, scheme_id="nanchang-platform-2022", scheme_name=name)])
    assert (page.rounds.count(), page.rounds.isEnabled()) == (0, False)
    told = f"《{name}》没有推荐汇总表，各份推荐表在报送材料包里，不用再汇总。"
    assert told in [label.text() for label in page.out.findChildren(QLabel)]
