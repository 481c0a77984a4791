"""An edition is edited again and deleted while nothing goes by it; a file keeps its own content."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop import cli, paths
from desktop.domain.check import CheckState
from desktop.domain.problem import UserError
from desktop.schemes.texts import folder_texts
from desktop.store import departments, journal, rounds
from desktop.work.assess import assessment
from desktop.work.cases import start_case
from desktop.work.checking import check_closed, now
from desktop.work.desk import Desk, open_desk
from desktop.work.edition_keep import (
    begin_draft,
    check_draft,
    delete_edition,
    draft_of,
    in_use,
    save_draft,
)
from desktop.work.edition_restore import PINNED, put_edition, restore_editions
from desktop.work.editions import editions
from desktop.work.record import SCHEME_TEXTS, export_record, verify_case
from desktop.work.rounds import open_round

KUNMING, NEW = "kunming-platform-2022", "kunming-platform-2027"


def opened(tmp_path: Path, name: str) -> Desk:
    """A file on this machine, whose editions lie in one place."""
    desk = open_desk(tmp_path / name, paths.forms_dir(), paths.fonts_dir(), own=tmp_path / "forms")
    desk.operator = "王测试"
    restore_editions(desk)
    return desk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A desk that may keep editions of its own, in the test's folder."""
    desk = opened(tmp_path, "测试.review")
    yield desk
    desk.close()


def put(desk: Desk, assets: str, *, again: bool = False) -> None:
    """Keep the edition, its assets raised to so many."""
    draft = draft_of(desk, NEW if again else KUNMING)
    at = [one.id for one in desk.schemes[KUNMING].conditions].index("total_assets")
    draft.put(f"conditions[{at}].threshold", assets)
    assert save_draft(desk, draft.written(NEW)).value.problems == ()


def asked(desk: Desk, case: int) -> str:
    """The assets that a case is asked for."""
    found = assessment(desk, case).conditions
    return next(one.threshold for one in found if one.id == "total_assets")


def test_an_edition_is_edited_again_while_it_has_no_case(office: Desk) -> None:
    """A new digest for the year that was opened; still compared with what it was made of."""
    put(office, "300")
    round_id = int(open_round(office, NEW, 2027).value)
    before = office.schemes[NEW].digest
    begun = begin_draft(office, NEW, again=True)
    assert (begun.old.id, begun.old_folder) == (KUNMING, paths.forms_dir() / KUNMING)
    put(office, "400", again=True)
    after = office.schemes[NEW].digest
    assert before != after
    assert rounds.round_(office.store, round_id).scheme_digest == after
    told = journal.history(office.store, f"round:{round_id}")[-1]
    assert (told.act, told.detail) == ("修改新版本", {"old_digest": before, "new_digest": after})
    (own,) = [one for one in editions(office) if one.is_own]
    assert (own.origin, [(one.old, one.new) for one in own.changes]) == (KUNMING, [("200", "400")])
    same = check_draft(begun.draft.written(NEW), begun.old, begun.old_folder)
    assert [(one.old, one.new) for one in same.changes] == [("200", "300")]


def test_what_is_used_is_neither_edited_nor_deleted(office: Desk, tmp_path: Path) -> None:
    """Who uses it is said; without a case it goes, unless a year was opened; what ships never."""
    put(office, "300")
    round_id = int(open_round(office, NEW, 2027).value)
    with pytest.raises(UserError, match="不能删除，正在使用：2027年度已经建立"):
        delete_edition(office, NEW)
    start_case(office, round_id, "滇池芯火平台")
    assert in_use(office, NEW) == ["2027年度有1份申报"]
    draft = draft_of(office, NEW)
    draft.put("short_name", "新平台")
    with pytest.raises(UserError, match="这个版本已在使用：2027年度有1份申报"):
        save_draft(office, draft.written(NEW))
    with pytest.raises(UserError, match="不能删除，正在使用：2027年度有1份申报"):
        delete_edition(office, NEW)
    with pytest.raises(UserError, match="随附的办法不能删除"):
        delete_edition(office, KUNMING)
    other = draft_of(office, KUNMING)
    save_draft(office, other.written("kunming-platform-2028"))
    delete_edition(office, "kunming-platform-2028")
    assert sorted(one.name for one in (tmp_path / "forms").iterdir()) == [NEW]
    assert "kunming-platform-2028" not in office.schemes


def test_a_file_keeps_the_edition_that_its_cases_were_judged_by(tmp_path: Path) -> None:
    """Edited from another file, the one with a draw goes on with its own content, and checks."""
    first = opened(tmp_path, "一.review")
    put(first, "300")
    case = start(first, NEW, 20)
    lock_and_draw(first, case)
    first.close()
    second = opened(tmp_path, "二.review")
    put(second, "500", again=True)
    fresh = start(second, NEW, 20)
    assert asked(second, fresh) == "500"
    second.close()
    again = opened(tmp_path, "一.review")
    assert asked(again, case) == "300"
    assert [one for one in verify_case(again, case) if one.state == CheckState.FAILS] == []
    assert in_use(again, NEW)[-1] == "本文件所用的内容与本机另存的不同，只能照用"
    again.close()
    kept = [one.name for one in (tmp_path / "forms" / PINNED).iterdir()]
    (tmp_path / "forms" / PINNED / kept[0] / NEW / "scheme.toml").write_text("spoilt", "utf-8")
    mended = opened(tmp_path, "一.review")
    assert asked(mended, case) == "300"
    mended.close()


def test_a_file_is_checked_where_nobody_has_its_edition(tmp_path: Path) -> None:
    """The check of a closed file takes the edition out of the file, and leaves nothing behind."""
    desk = opened(tmp_path, "一.review")
    put(desk, "300")
    lock_and_draw(desk, start(desk, NEW, 20))
    desk.close()
    places = (tmp_path / "scratch", paths.forms_dir(), paths.fonts_dir())
    report = check_closed(tmp_path / "一.review", *places, now, lambda *_: None)
    assert [one for one in report.lines if one.found] == []
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize(
    "bend",
    [
        lambda texts: texts | {"../x.toml": ""},
        lambda texts: texts | {"scheme.toml": "a = " + "[" * 5000},
        lambda texts: texts | {"big.toml": "#" * 3_000_000},
        lambda texts: texts | {f"x{n}.toml": "" for n in range(60)},
        lambda texts: texts | {"summary.toml": texts["summary.toml"].replace("{unit}", "{secret}")},
        lambda texts: texts | {"summary.toml": 'title = "x"'},
        lambda texts: {name: text for name, text in texts.items() if name != "summary.toml"},
        lambda texts: texts | {"scheme.toml": texts["scheme.toml"] + "\nunknown = 1\n"},
    ],
    ids=["outside", "deep", "large", "many", "blank", "no-sheet", "lacking", "unknown"],
)
def test_a_strange_edition_is_not_kept(office: Desk, tmp_path: Path, bend) -> None:
    """Odd names, too deep, too much, an unknown blank, a sheet that is none: nothing is written."""
    from desktop.domain.verify_lock import scheme_digest

    put(office, "300")
    texts = bend(folder_texts(tmp_path / "forms" / NEW))
    own = tmp_path / "away"
    assert put_edition(own, paths.forms_dir(), NEW, texts, scheme_digest(texts)) is False
    assert list(own.iterdir()) == []


def test_an_edition_that_lacks_its_texts_is_not_made_up(tmp_path: Path) -> None:
    """A file whose texts were changed does not lend them: the digest must be the round's."""
    desk = opened(tmp_path, "一.review")
    put(desk, "300")
    open_round(desk, NEW, 2027)
    key = f"{SCHEME_TEXTS}{desk.schemes[NEW].digest}"
    texts = departments.setting(desk.store, key)
    bent = texts | {"scheme.toml": texts["scheme.toml"].replace('"300"', '"3"')}
    with desk.act("test", "round:1"):
        departments.put_setting(desk.store, key, bent)
    desk.close()
    away = open_desk(
        tmp_path / "一.review", paths.forms_dir(), paths.fonts_dir(), own=tmp_path / "else"
    )
    assert (restore_editions(away), NEW in away.schemes) == ([], False)
    away.close()


def test_a_record_is_verified_against_a_file_with_its_own_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`verify --file` takes the edition out of the file; this machine's own are not asked."""
    desk = opened(tmp_path, "一.review")
    put(desk, "300")
    case = start(desk, NEW, 20)
    lock_and_draw(desk, case)
    record = tmp_path / "抽取记录.json"
    record.write_text(export_record(desk, case).record, "utf-8")
    desk.close()
    words = ["verify", str(record), "--file", str(tmp_path / "一.review")]
    assert (cli.run(words), capsys.readouterr().out.splitlines()[-1]) == (0, "没有发现不符。")
