"""A new edition: edited in its tables, read strictly, told as a difference, kept beside its own."""

from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.edition_diff import Difference, differences
from desktop.domain.measures import computations
from desktop.schemes.edition import Draft, check_edition, origin_of, save_edition, sections
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf

MEASURES = frozenset(computations())
KUNMING = "kunming-platform-2022"
ALL = sorted(path.parent.name for path in paths.forms_dir().glob("*/scheme.toml"))


def _draft(scheme_id: str = KUNMING) -> Draft:
    return Draft(paths.forms_dir() / scheme_id)


def _path(draft: Draft, section: str, text: str) -> str:
    """The row's path whose cells show `text`."""
    rows = next(one.rows for one in sections(draft) if one.key == section)
    return next(path for path, cells in rows if text in [cell.text for cell in cells])


@pytest.mark.parametrize("scheme_id", ALL)
def test_what_was_not_touched_is_byte_for_byte_as_it_was(scheme_id: str) -> None:
    """Comments, order and blanks of all five schemes; every table of the editor has rows."""
    draft = _draft(scheme_id)
    written = draft.written(scheme_id)
    folder = paths.forms_dir() / scheme_id
    assert written.texts == {name: (folder / name).read_text("utf-8") for name in written.texts}
    assert [one.title for one in sections(draft) if not one.rows] == []


def test_every_change_is_told_with_its_article() -> None:
    """A threshold, a date, a function's figure, a material, the sample and a convention."""
    draft = _draft()
    draft.put("document.number", "昆工信规〔2027〕9号")
    draft.put("document.in_force_from", "20270101", "day")
    draft.put(f"{_path(draft, 'conditions', '资产总额不低于人民币200万元')}.threshold", "300")
    draft.put(f"{_path(draft, 'figures', '年培训人次')}.threshold", "1500")
    draft.put("sample.share", "1/5", "share")
    draft.put("conventions[0]", "“多种服务功能”按三项以上理解。")
    draft.add("materials")
    for key, text in (("article", "第九条（九）"), ("text", "信用报告"), ("lines[0].text", "报告")):
        draft.put(f"materials[8].{key}", text)
    old = Shelf(paths.forms_dir(), MEASURES)[KUNMING]
    new = check_edition(draft.written("kunming-platform-2027"), MEASURES)
    found = differences(old, new)
    assert found[-1] == Difference(
        "", "本程序约定", old.conventions[0], "“多种服务功能”按三项以上理解。"
    )
    assert found[:-1] == (
        Difference("", "文件：施行日期", "2022年10月8日", "2027年1月1日"),
        Difference("", "文件：文号", "昆工信规〔2022〕2号", "昆工信规〔2027〕9号"),
        Difference("第七条（二）", "条件：资产总额不低于人民币200万元：要求", "200", "300"),
        Difference("第八条（四）", "服务功能：培训服务：年培训人次：要求", "1000", "1500"),
        Difference("第九条（九）", "申报材料", "", "信用报告"),
        Difference("第十一条", "满意度随机抽查：比例", "1/10", "1/5"),
    )
    assert new.document.in_force_from == date(2027, 1, 1)


def test_every_fault_is_told_at_its_own_cell() -> None:
    """A day that is none, a blank new condition, a share that is none, an empty convention."""
    draft = _draft()
    draft.put("document.issued_on", "明年", "day")
    draft.put("sample.share", "一成", "share")
    with pytest.raises(SchemeError) as types:
        check_edition(draft.written("kunming-platform-2027"), MEASURES)
    assert [(one.where, one.sentence) for one in types.value.problems] == [
        (
            "scheme.toml: document.issued_on",
            "此处应为日期（如 2022-10-08），而不是 “明年”。",
        ),
        ("scheme.toml: sample.share", "此处应为列表，而不是 “一成”。"),
    ]
    draft.put("document.issued_on", "2027.1.1", "day")
    draft.put("sample.share", "1/10", "share")
    draft.add("conditions")
    with pytest.raises(SchemeError) as blanks:
        check_edition(draft.written("kunming-platform-2027"), MEASURES)
    assert [one.where for one in blanks.value.problems] == [
        "scheme.toml: conditions[32].article",
        "scheme.toml: conditions[32].text",
    ]
    draft.remove("conditions[32]")
    draft.add("conventions")
    with pytest.raises(SchemeError) as empty:
        check_edition(draft.written("kunming-platform-2027"), MEASURES)
    assert [one.where for one in empty.value.problems] == ["scheme.toml: conventions[14]"]


def test_an_edition_is_a_scheme_of_its_own(tmp_path: Path) -> None:
    """Its own id and digest on the shelf, its origin known; the one that ships is untouched."""
    shelf = Shelf(paths.forms_dir(), MEASURES, need_sheets=True, own=tmp_path / "forms")
    draft = _draft()
    draft.put("name", "昆明市新示范平台")
    save_edition(draft.written("kunming-platform-2027"), shelf, tmp_path / "forms", MEASURES)
    shelf.look_again()
    made = shelf["kunming-platform-2027"]
    assert (made.name, shelf.is_own(made.id), shelf.is_own(KUNMING)) == (
        "昆明市新示范平台",
        True,
        False,
    )
    assert made.digest != shelf[KUNMING].digest
    assert origin_of(shelf.folder(made.id)) == KUNMING
    assert [path.name for path in (tmp_path / "forms").iterdir()] == ["kunming-platform-2027"]


@pytest.mark.parametrize("wrong", ["", "../x", "昆明", "Kunming-2027", KUNMING])
def test_an_id_that_is_no_folder_or_taken_is_refused(wrong: str, tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(SchemeError) as refused:
        save_edition(_draft().written(wrong), {KUNMING: 1}, tmp_path / "forms", MEASURES)
    assert [one.where for one in refused.value.problems] == ["id"]
    assert not (tmp_path / "forms").exists()
