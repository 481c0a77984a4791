"""A new edition and the cases under way: both results, the choice, the reason, and what forbids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop import paths
from desktop.domain.check import CheckState
from desktop.domain.problem import UserError
from desktop.store import journal
from desktop.work.cases import list_cases
from desktop.work.desk import Desk, open_desk
from desktop.work.edition_keep import check_draft, draft_of, save_draft
from desktop.work.edition_restore import restore_editions
from desktop.work.editions import cases_under_way, change_over, editions
from desktop.work.inward_papers import ASSESSMENT, gather_inward
from desktop.work.receive import save_value
from desktop.work.record import verify_case
from desktop.work.rounds import call_of, list_rounds, open_round, save_call

KUNMING, NEW = "kunming-platform-2022", "kunming-platform-2027"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A desk that may keep editions of its own, in the test's folder."""
    opened = open_desk(
        tmp_path / "测试.review", paths.forms_dir(), paths.fonts_dir(), own=tmp_path / "forms"
    )
    opened.operator = "王测试"
    yield opened
    opened.close()


def _edition(desk: Desk, **cells: str) -> None:
    """Keep an edition whose assets are raised to 300, with these cells besides."""
    draft = draft_of(desk, KUNMING)
    at = [one.id for one in desk.schemes[KUNMING].conditions].index("total_assets")
    draft.put(f"conditions[{at}].threshold", "300")
    for path, text in cells.items():
        draft.put(path.replace("__", "."), text, "share")
    assert save_draft(desk, draft.written(NEW)).value.problems == ()


def test_a_case_goes_over_with_both_results_and_its_reason(office: Desk) -> None:
    """By default all stays; what is chosen goes into the new round of the year with the call."""
    case = start(office, KUNMING, 20)
    old_round = list_rounds(office)[0].id
    save_call(office, old_round, "number", "昆工信通〔2026〕1号")
    save_value(office, case, "total_assets", "250")
    _edition(office)
    (under,) = cases_under_way(office, NEW)
    assert under.differing == ("第七条（二）资产总额不低于人民币200万元：符合 → 不符合",)
    assert (under.refused, [one.id for one in list_cases(office, old_round)]) == ("", [case])

    change_over(office, [case], NEW, "新办法施行前未办结")
    new_round = next(one for one in list_rounds(office) if one.scheme_id == NEW)
    assert new_round.label == "2026年度 昆明市中小企业公共服务示范平台（非随附版本）"
    assert [[one.id for one in list_cases(office, at)] for at in (old_round, new_round.id)] == [
        [],
        [case],
    ]
    assert call_of(office, new_round.id) == call_of(office, old_round)
    told = journal.history(office.store, f"application:{case}")[-1]
    detail = dict(told.detail or {})
    assert (told.act, detail.pop("why"), detail.pop("old"), detail.pop("new")) == (
        "换用新办法",
        "新办法施行前未办结",
        KUNMING,
        NEW,
    )
    assert (detail["by_old"], detail["by_new"]) == (under.old, under.new)
    assert detail["old_digest"] != detail["new_digest"]
    paper = gather_inward(office, ASSESSMENT, new_round.id, [case])
    assert str(paper.facts["document"]).endswith("（办法数据非随附版本）")


def test_after_the_lock_only_an_edition_with_the_same_sample_rule_serves(office: Desk) -> None:
    """Another share is refused and said; the same rule goes over, and the draw still verifies."""
    case = start(office, KUNMING, 20)
    lock_and_draw(office, case)
    _edition(office, sample__share="1/5")
    (under,) = cases_under_way(office, NEW)
    assert under.refused == "抽查企业名单已封存，而新办法的抽查规定不同，按原办法"
    with pytest.raises(UserError, match="抽查规定不同"):
        change_over(office, [case], NEW, "理由")
    draft = draft_of(office, KUNMING)
    draft.put("document.number", "昆工信规〔2027〕9号")
    save_draft(office, draft.written("kunming-platform-2028"))
    change_over(office, [case], "kunming-platform-2028", "理由")
    failing = [one for one in verify_case(office, case) if one.state == CheckState.FAILS]
    assert failing == []


def test_no_reason_and_no_case_is_refused(office: Desk) -> None:
    """Nothing is journaled."""
    case = start(office, KUNMING, 3)
    _edition(office)
    with pytest.raises(UserError, match="请写明换用新办法的理由"):
        change_over(office, [case], NEW, " ")
    with pytest.raises(UserError, match="还没有选择申报"):
        change_over(office, [], NEW, "理由")
    assert [one.scheme_id for one in list_rounds(office)] == [KUNMING]


def test_what_is_wrong_is_kept_nowhere_and_told(office: Desk) -> None:
    """A fault in a cell and an id that is taken; editions list what was made of what."""
    draft = draft_of(office, KUNMING)
    draft.put("scope", "")
    written = draft.written(NEW)
    found = check_draft(written, office.schemes[KUNMING])
    assert [one.where for one in found.problems] == ["scheme.toml: scope"]
    assert save_draft(office, written).value == found
    assert [one.where for one in save_draft(office, draft.written(KUNMING)).value.problems] == [
        "id"
    ]
    assert (NEW in office.schemes, any(one.is_own for one in editions(office))) == (False, False)
    _edition(office)
    (own,) = [one for one in editions(office) if one.is_own]
    assert (own.scheme.id, own.origin, [(one.old, one.new) for one in own.changes]) == (
        NEW,
        KUNMING,
        [("200", "300")],
    )


def test_a_file_brings_its_edition_to_another_machine(office: Desk, tmp_path: Path) -> None:
    """What the round was opened with is read strictly and kept there, with the same digest."""
    _edition(office)
    open_round(office, NEW, 2027)
    digest = office.schemes[NEW].digest
    office.close()
    away = tmp_path / "另一台"
    there = open_desk(tmp_path / "测试.review", paths.forms_dir(), paths.fonts_dir(), own=away)
    assert NEW not in there.schemes
    assert (restore_editions(there), there.schemes[NEW].digest) == ([NEW], digest)
    assert (restore_editions(there), [one.name for one in away.iterdir()]) == ([], [NEW])
    there.close()


def test_an_edition_that_was_spoilt_by_hand_is_said_and_not_a_bug(
    office: Desk, tmp_path: Path
) -> None:
    """The sentence names the folder and the first fault."""
    _edition(office)
    (tmp_path / "forms" / NEW / "scheme.toml").write_text("id = 3\n", "utf-8")
    office.close()
    again = open_desk(
        tmp_path / "又一.review", paths.forms_dir(), paths.fonts_dir(), own=tmp_path / "forms"
    )
    with pytest.raises(UserError, match=f"自编的办法数据“{NEW}”不能使用") as told:
        again.schemes[NEW]
    again.close()
    assert str(tmp_path / "forms" / NEW) in told.value.hint
