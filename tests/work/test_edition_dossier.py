"""A dossier under an edition at a bureau that lacks it: told, shown, checked, kept if wanted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from dossier_maker import KEY, NOON, SECRET, Taken, notes_of, packed, taken_apart, tools_of

from desktop import cli, paths
from desktop.domain.measures import computations
from desktop.domain.plain import from_plain, to_plain
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.domain.verify_lock import scheme_digest
from desktop.schemes.edition import origin_of
from desktop.schemes.shelf import Shelf
from desktop.sheets.fonts import Fonts
from desktop.work.bureau_desk import summary_paper
from desktop.work.bureau_edition import can_take, take_edition
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk, open_desk
from desktop.work.dossier_report import Report, edition_lines
from desktop.work.dossier_scheme import Tools
from desktop.work.dossier_verify import verify_file
from desktop.work.edition_keep import draft_of, save_draft
from desktop.work.example import start_department, work_applicant
from desktop.work.record import export_record, roster_of_file, verify_record

KUNMING, NEW = "kunming-platform-2022", "kunming-platform-2099"
FORMS, FONTS = paths.forms_dir(), paths.fonts_dir()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A district's dossier under its own edition, and the draw's record, made once."""
    folder = tmp_path_factory.mktemp("district")
    district = open_desk(
        folder / "区.review", FORMS, FONTS, lambda: NOON, lambda: SECRET, own=folder / "forms"
    )
    draft = draft_of(district, KUNMING)
    draft.put("document.number", "昆工信规〔2099〕1号")
    column = draft.add("columns", "rosters[0]")
    draft.put(f"{column}.label", "新加的名单栏")
    assert save_draft(district, draft.written(NEW)).value.problems == ()
    note = replace(notes_of(KUNMING)[0], scheme=NEW)
    round_id = start_department(district, NEW, note.year)
    case = work_applicant(district, round_id, note)
    path = packed(district, round_id, [case], folder / "包.rdpack").path
    record = export_record(district, case).record
    district.close()
    return path, record


@pytest.fixture
def bureau(tmp_path: Path, faces: Fonts) -> Iterator[Desk]:
    """The bureau's file, on a machine that may keep editions."""
    desk = open_desk(tmp_path / "市.review", FORMS, FONTS, lambda: NOON, own=tmp_path / "own")
    desk.fonts = faces
    save_department(desk, Department("示例市工业和信息化局", "city", "示例省"))
    yield desk
    desk.close()


def _tools(desk: Desk, scratch: Path) -> Tools:
    assert desk.own_forms is not None
    shelf = Shelf(FORMS, frozenset(computations()), need_sheets=True, own=desk.own_forms)
    return Tools(shelf, FORMS, desk.fonts, scratch, desk.own_forms)


def test_the_bureau_is_told_and_may_keep_it(
    made: tuple[Path, str], bureau: Desk, tmp_path: Path
) -> None:
    """Open to a person's eye, never kept by itself; once it is kept, its summary can be poured."""
    path, _record = made
    report = verify_file(path, _tools(bureau, tmp_path / "scratch"))
    assert ([one.why for one in report.failed], report.outcome) == ([], "待核对")
    assert from_plain(Report, to_plain(report)) == report  # as the verifying process hands it on
    (check,) = report.open
    assert check.why.startswith("办法是示例区主管部门自己另存的新版本“昆明市")
    assert report.scheme_digest in check.why
    assert edition_lines(report) == [
        "—　文件：文号：昆工信规〔2022〕2号 → 昆工信规〔2099〕1号",
        "—　名单：管理和专职服务人员情况表：（无） → 新加的名单栏",
    ]
    assert (list((tmp_path / "scratch").iterdir()), (tmp_path / "own").exists()) == ([], False)
    with pytest.raises(UserError, match="本机没有办法数据"):
        summary_paper(bureau, [report], NEW, report.year)
    take_edition(bureau, report, path)
    again = verify_file(path, _tools(bureau, tmp_path / "scratch"))
    assert (again.outcome, can_take(report), can_take(again)) == ("一致", True, False)
    assert edition_lines(again)[0].startswith("办法是示例区主管部门")
    paper = summary_paper(bureau, [again], NEW, again.year).value
    assert paper.facts.draft is False
    with pytest.raises(UserError, match="本机已有"):
        take_edition(bureau, report, path)


def test_the_dossier_itself_says_whose_edition_it_is(made: tuple[Path, str]) -> None:
    """Its page of text for people without the program bears the words and the digest."""
    whole = taken_apart(made[0].read_bytes())
    text = whole.data("说明.txt").decode()
    assert "★ 这是报送单位自己另存的新版本，不是程序随附的办法数据。" in text
    assert f"校验码：{whole.heading.scheme_digest}" in text


def test_a_file_that_is_another_by_now_brings_nothing(
    made: tuple[Path, str], bureau: Desk, tmp_path: Path
) -> None:
    """What was verified is what is kept."""
    report = verify_file(made[0], _tools(bureau, tmp_path / "scratch"))
    other = tmp_path / "包.rdpack"
    other.write_bytes(made[0].read_bytes() + b" ")
    with pytest.raises(UserError, match="核验以后被改动过"):
        take_edition(bureau, report, other)
    assert not (tmp_path / "own").exists()


def _origin(texts: dict[str, str], what: str) -> dict[str, str]:
    return texts | {"origin.toml": what}


@pytest.mark.parametrize(
    ("bend", "told"),
    [
        (lambda t: _origin(t, 'from = "../../etc"\n'), "本机没有此办法"),
        (lambda t: t | {"scheme.toml": "a = " + "[" * 9000}, "包内的办法数据不能使用"),
        (lambda t: t | {f"x{n}.toml": "" for n in range(60)}, "包内的办法数据与其校验码不符"),
        (lambda t: t | {"x.toml": "#" * 9_000_000}, "包内的办法数据与其校验码不符"),
    ],
    ids=["outside", "deep", "many", "large"],
)
def test_a_hostile_edition_is_refused(
    made: tuple[Path, str],
    bend: Callable[[dict[str, str]], dict[str, str]],
    told: str,
    shelf: Mapping[str, Scheme],
    faces: Fonts,
    tmp_path: Path,
) -> None:
    """It fails with a sentence, it can't be kept, and nothing of it is left on the disk."""
    whole = taken_apart(made[0].read_bytes())
    path = tmp_path / "坏.rdpack"
    path.write_bytes(_bent(whole, bend))
    report = verify_file(path, tools_of(shelf, faces, tmp_path / "scratch"))
    (check,) = [one for one in report.failed if one.key == "scheme"]
    assert (told in check.why, can_take(report)) == (True, False)
    left = tmp_path / "scratch"
    assert list(left.iterdir() if left.exists() else ()) == []


def _bent(whole: Taken, bend: Callable[[dict[str, str]], dict[str, str]]) -> bytes:
    """The dossier with another edition in it, digests and all, as its maker would sign it."""
    texts = {
        one.path.removeprefix("办法/"): one.data.decode()
        for one in whole.parts
        if one.path.startswith("办法/")
    }
    new = bend(texts)
    first = next(one for one in whole.parts if one.path.startswith("办法/"))
    others = tuple(one for one in whole.parts if not one.path.startswith("办法/"))
    parts = tuple(replace(first, path=f"办法/{n}", data=t.encode()) for n, t in new.items())
    digest = scheme_digest(new)
    bent = replace(whole, parts=(*others, *parts))
    before = whole.heading.scheme_digest
    data = whole.data("数据/报送.json").replace(before.encode(), digest.encode())
    bent = bent.with_part("数据/报送.json", data)
    return replace(bent, heading=replace(bent.heading, scheme_digest=digest)).together(KEY)


def test_a_record_brings_the_scheme_that_its_roster_is_read_by(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    """`verify --roster` needs no edition on this machine; a bent one is refused."""
    _path, record = made
    folder = notes_of(KUNMING)[0].folder
    roster = next(
        one for one in folder.rglob("*.xlsx") if "服务" in one.name and "企业" in one.name
    )
    files = roster_of_file(record, roster, FORMS)
    assert [one for one in verify_record(record, roster=files) if one.state == "fails"] == []
    with pytest.raises(UserError, match=r"与其校验码不符|不能使用"):
        roster_of_file(record.replace("昆工信规〔2099〕1号", "昆工信规〔2098〕1号"), roster, FORMS)


def test_the_command_line_tells_of_it_too(
    made: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`bureau` prints whose edition it is and each change, and pours no sheet for it."""
    out = ["--out", str(tmp_path / "出"), "--unit", "示例市工业和信息化局"]
    assert cli.run(["bureau", str(made[0]), *out]) == 0
    said = capsys.readouterr().out
    assert "待核对　示例区主管部门" in said
    assert "自己另存的新版本" in said
    assert "文件：文号：昆工信规〔2022〕2号 → 昆工信规〔2099〕1号" in said
    assert f"没有汇总表　{NEW}：本机没有这个办法" in said


@pytest.mark.parametrize("said", ["from = 3", 'from = "../x"', "digest = 1", "[[", "from = ["])
def test_what_names_no_origin_has_none(said: str, tmp_path: Path) -> None:
    """A stranger's origin.toml may say anything: what is no id is none."""
    (tmp_path / "origin.toml").write_text(said, "utf-8")
    assert origin_of(tmp_path) == ""
