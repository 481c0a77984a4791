"""The tables of a new edition: every kind of cell, rows that come, go and move, faults beside."""

import shutil
import tomllib
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.edition_diff import Difference, differences
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import Draft, check_edition, sections, texts_of_sheets
from desktop.schemes.edition_names import in_words
from desktop.schemes.edition_paper import fit_papers
from desktop.schemes.edition_sections import placed
from desktop.schemes.edition_sheets import sheet_differences
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf

MEASURES = frozenset(computations())
KUNMING, NEW = "kunming-platform-2022", "kunming-platform-2027"
ALL = sorted(path.parent.name for path in paths.forms_dir().glob("*/scheme.toml"))


def _draft(scheme_id: str = KUNMING) -> Draft:
    return Draft(paths.forms_dir() / scheme_id)


def _old(scheme_id: str = KUNMING) -> Scheme:
    return Shelf(paths.forms_dir(), MEASURES)[scheme_id]


def _write(draft: Draft, path: str, text: str) -> None:
    """Type into a cell, as the table does."""
    cells = (c for one in sections(draft) for _path, row in one.rows for c in row)
    cell = next(one for one in cells if one.path == path)
    draft.put(path, text, cell.kind, optional=cell.optional, words=cell.words)


def _changes(draft: Draft) -> list[tuple[str, str, str]]:
    found = differences(_old(), check_edition(draft.written(NEW), MEASURES))
    return [(one.about, one.old, one.new) for one in found]


def _faults(draft: Draft) -> dict[str, str]:
    with pytest.raises(SchemeError) as wrong:
        check_edition(draft.written(NEW), MEASURES)
    told, lost = placed(wrong.value.problems, sections(draft))
    assert lost == ()
    return dict(told)


@pytest.mark.parametrize("scheme_id", ALL)
def test_every_cell_says_what_it_would_write(scheme_id: str) -> None:
    """Each cell of each table, typed as it stands, leaves the files byte for byte as they were."""
    draft = _draft(scheme_id)
    cells = [cell for one in sections(draft) for _path, row in one.rows for cell in row]
    for cell in cells:
        if cell.path:
            draft.put(cell.path, cell.text, cell.kind, optional=cell.optional, words=cell.words)
    texts = draft.written(scheme_id).texts
    folder = paths.forms_dir() / scheme_id
    assert {name for name in texts if texts[name] != (folder / name).read_text("utf-8")} == set()
    assert {one.name for one in folder.glob("*.toml")} == set(texts)


@pytest.mark.parametrize("scheme_id", ALL)
def test_the_papers_of_what_ships_fit_already(scheme_id: str, tmp_path: Path) -> None:
    """No blank of an applicant's paper is without its field, and no field without its blank."""
    folder = tmp_path / scheme_id
    shutil.copytree(paths.forms_dir() / scheme_id, folder)
    fit_papers(folder, _old(scheme_id))
    shipped = paths.forms_dir() / scheme_id / "applicant"
    for one in (folder / "applicant").iterdir():
        assert one.read_bytes() == (shipped / one.name).read_bytes()


def test_fields_come_go_and_move_and_each_change_is_told() -> None:
    """A new blank after the fifth, a label, a kind, a blank that is gone, one that moved up."""
    draft = _draft()
    added = draft.add("fields", after="form.fields[4]")
    assert added == "form.fields[5]"
    for key, text in (("label", "数字化服务收入"), ("kind", "数字"), ("unit", "万元")):
        _write(draft, f"{added}.{key}", text)
    _write(draft, f"{added}.section", "一、服务平台基本情况")
    _write(draft, "form.fields[2].label", "所在县区")
    _write(draft, "form.fields[2].aliases", "县区；区县")
    website = next(
        n for n, o in enumerate(draft.whole()["form"]["fields"]) if o["key"] == "website"
    )
    assert draft.remove(f"form.fields[{website}]") == ""
    assert draft.move(f"form.fields[{website}]", -1) == f"form.fields[{website - 1}]"
    told = _changes(draft)
    assert told == [
        ("申请表：所在县区：名称", "所属县区", "所在县区"),
        ("申请表：所在县区：别的栏名", "", "县区"),
        ("申请表：所在县区：别的栏名", "", "区县"),
        ("申请表", "网址及备案号（已建网站的填写）", ""),
        ("申请表", "", "数字化服务收入"),
        ("申请表：电子邮件：次序", "在“联系电话（手机）”之后", "在“联系人”之后"),
    ]


def test_what_a_rule_goes_by_is_not_taken_away() -> None:
    """A field, a column, a filter, a number asked for, a part of the form: who uses it is said."""
    draft = _draft()
    whole = draft.whole()
    fields = [one["key"] for one in whole["form"]["fields"]]
    firms = next(n for n, one in enumerate(whole["rosters"]) if one["key"] == "firms")
    asked = [one["key"] for one in whole["asked"]]
    filters = [one["id"] for one in whole["filters"]]
    told = [
        draft.remove(path)
        for path in (
            f"form.fields[{fields.index('total_assets')}]",
            f"form.fields[{fields.index('platform_name')}]",
            f"rosters[{firms}].columns[1]",
            f"asked[{asked.index('public_share')}]",
            f"filters[{filters.index('degree')}]#3",
            "form.sections[1]",
        )
    ]
    assert told == [
        "填空行“上年末总资产{total_assets}万元”、条件“资产总额不低于人民币200万元”（第七条（二））用到这一行，"
        "不能删去；请先改那里。",
        "申请表的单位名称用到这一行，不能删去；请先改那里。",
        "满意度随机抽查、条件“年服务中小企业100家以上”（第七条（三））、条件“其中：“专精特新”中小企业3家以上”"
        "（第七条（三））用到这一行，不能删去；请先改那里。",
        "条件“提供的公益性服务或低收费服务不少于总服务”（第七条（五））用到这一行，不能删去；请先改那里。",
        "筛选“本科及以上学历和中级及以上技术职称人员（”用到这一行，不能删去；请先改那里。",
        "“平台名称”、“所属县区”、“运营单位名称”等24处用到这一行，不能删去；请先改那里。",
    ]
    assert draft.whole() == whole


def test_a_measure_that_leads_nowhere_is_said_at_its_cell() -> None:
    """Another column, a kind that is no figure, a filter of another roster, an empty filter."""
    draft = _draft()
    at = {one["id"]: n for n, one in enumerate(draft.whole()["conditions"])}
    assets, served = f"conditions[{at['total_assets']}]", f"conditions[{at['served']}]"
    _write(draft, f"{assets}.declared.field", "联系人")
    _write(draft, f"{served}.declared.column", "没有的栏")
    _write(draft, f"{served}.counted.where", "本科及以上学历")
    _write(draft, "filters[0].contains", "")
    _write(draft, "filters[0].columns", "专精特新；没有的栏")
    assert _faults(draft) == {
        f"{assets}.declared.field": "据以计算的栏须填数字或百分比，现在不是。",
        f"{served}.declared.column": "表 operations 没有 没有的栏 这一栏。",
        f"{served}.counted.where": "degree 看的是另一个名单。",
        "filters[0].columns": "名单 firms 没有 没有的栏 这一栏。",
        "filters[0].contains": "contains 和 filled 须有且只有一项。",
    }


@pytest.mark.parametrize(
    ("said", "worded"),
    [
        ("表 operations 没有 甲 这一栏。", "表“平台运营管理（单位：万元、户）”没有 甲 这一栏。"),
        ("degree 看的是另一个名单。", "“本科及以上学历”看的是另一个名单。"),
        (
            "contains 和 filled 须有且只有一项。",
            "“有其中的字样即计入”和“填了就计入”须有且只有一项。",
        ),
        ("{unit} 不是原来这一处的空格。", "{unit} 不是原来这一处的空格。"),
        ("此处应为日期（如 2022-10-08）。", "此处应为日期（如 2022-10-08）。"),
    ],
)
def test_what_the_reader_says_of_keys_is_said_in_the_tables_words(said: str, worded: str) -> None:
    """A clerk has never seen a key."""
    assert in_words(said, _draft().whole()) == worded


def test_a_new_condition_is_measured_from_a_new_number() -> None:
    """数字 asks for its measure at once; made judged again, nothing of it stays."""
    draft = _draft()
    asked = draft.add("asked")
    _write(draft, f"{asked}.label", "发明专利件数")
    _write(draft, f"{asked}.article", "第七条（九）")
    new = draft.add("conditions")
    for key, text in (("article", "第七条（九）"), ("text", "发明专利2件以上"), ("kind", "数字")):
        _write(draft, f"{new}.{key}", text)
    assert _faults(draft) == {
        f"{new}.threshold": "“”不是数字。",
        f"{new}.unit": "数值须有单位。",
        f"{new}.declared.asked": "asked 这种算法缺少这一项。",
    }
    _write(draft, f"{new}.threshold", "2")
    _write(draft, f"{new}.unit", "件")
    _write(draft, f"{new}.declared.asked", "发明专利件数")
    assert _changes(draft) == [
        ("条件", "", "发明专利2件以上"),
        ("审核人填写的数", "", "发明专利件数"),
    ]
    _write(draft, f"{new}.kind", "审核人判断")
    assert draft.whole()["conditions"][-1] == {
        "id": "added_1",
        "article": "第七条（九）",
        "text": "发明专利2件以上",
        "kind": "judged",
    }


def test_a_section_that_is_renamed_takes_its_fields_along() -> None:
    """The one change is told once, and for each field that stands there."""
    draft = _draft()
    _write(draft, "form.sections[4]", "四、支持情况")
    named = [one for one in draft.whole()["form"]["fields"] if one.get("section") == "四、支持情况"]
    assert [one["key"] for one in named] == ["support", "honours"]
    assert ("申请表：各部分", "四、政府支持情况", "四、支持情况") in _changes(draft)


def test_the_wording_of_a_sheet_is_edited_and_its_blanks_are_not() -> None:
    """A column's heading with its line break; a blank that nothing fills is told at its cell."""
    draft = _draft()
    label = next(one for one in draft.sheets() if "联系电话" in one.text and "手机" in one.text)
    _write(draft, label.path, "联系电话⏎（手机、座机）")
    check_edition(draft.written(NEW), MEASURES)
    before = {p.name: p.read_text("utf-8") for p in draft.folder.glob("*.toml")}
    after = draft.written(NEW).texts
    assert sheet_differences(texts_of_sheets(before), texts_of_sheets(after)) == (
        Difference(
            "",
            "报送的表：昆明市中小企业公共服务示范平台推荐汇总表：第4块表第7栏",
            "联系电话\n（手机）",
            "联系电话\n（手机、座机）",
        ),
    )
    filler = next(one for one in draft.sheets() if "{filler}" in one.text)
    _write(draft, filler.path, "填表人：{filer}")
    assert _faults(draft) == {
        filler.path: "{filer} 不是原来这一处的空格，不会有内容填入；空格须照抄原文。"
    }


def test_the_application_form_follows_its_fields(tmp_path: Path) -> None:
    """A new blank gets its row after the one before it; a row whose blanks are gone goes too."""
    draft = _draft()
    phone = [one["key"] for one in draft.whole()["form"]["fields"]].index("phone")
    added = draft.add("fields", after=f"form.fields[{phone}]")
    _write(draft, f"{added}.label", "传真")
    _write(draft, f"{added}.section", "一、服务平台基本情况")
    for key in ("website", "email", "unit_type"):
        keys = [one["key"] for one in draft.whole()["form"]["fields"]]
        assert draft.remove(f"form.fields[{keys.index(key)}]") == ""
    folder = tmp_path / NEW
    shutil.copytree(draft.folder, folder)
    new = check_edition(draft.written(NEW), MEASURES)
    fit_papers(folder, new)
    paper = tomllib.loads((folder / "applicant" / "1_application.toml").read_text("utf-8"))
    rows = next(one for one in paper["blocks"] if one["kind"] == "grid")["rows"]
    texts = [[cell["text"] for cell in one["cells"]] for one in rows]
    at = texts.index(["{label.contact}", "{v.contact}", "{label.phone}", "{v.phone}"])
    assert texts[at + 1] == ["{label.blank_1}", "{v.blank_1}"]
    assert texts[at + 2][0] == "{line.total_assets}"
    assert texts[2] == [
        *("{label.operator_name}", "{v.operator_name}", "", ""),
        *("{label.legal_person}", "{v.legal_person}"),
    ]


def test_a_list_on_paper_follows_its_columns(tmp_path: Path) -> None:
    """A column that is gone leaves the grid with its header, and its width goes beside it."""
    draft = _draft()
    firms = next(n for n, one in enumerate(draft.whole()["rosters"]) if one["key"] == "firms")
    keys = [one["key"] for one in draft.whole()["rosters"][firms]["columns"]]
    assert draft.remove(f"rosters[{firms}].columns[{keys.index('industry')}]") == ""
    folder = tmp_path / NEW
    shutil.copytree(draft.folder, folder)
    fit_papers(folder, check_edition(draft.written(NEW), MEASURES))
    paper = tomllib.loads((folder / "applicant" / "4_firms.toml").read_text("utf-8"))
    grid = next(one for one in paper["blocks"] if one["kind"] == "grid")
    shipped = tomllib.loads((draft.folder / "applicant" / "4_firms.toml").read_text("utf-8"))
    before = next(one for one in shipped["blocks"] if one["kind"] == "grid")
    texts = [[cell["text"] for cell in one["cells"]] for one in grid["rows"]]
    wanted = [
        [cell["text"] for cell in one["cells"] if "industry" not in cell["text"]]
        for one in before["rows"]
    ]
    assert (texts, sum(grid["widths"])) == (wanted, sum(before["widths"]))
    assert len(grid["widths"]) == len(before["widths"]) - 1
