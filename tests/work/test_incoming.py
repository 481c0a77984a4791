"""What an applicant sends comes in however it is handed over, and nothing is read twice."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import moving, parcel
from desktop.work import cases, incoming, receive, rosters, rounds
from desktop.work.desk import Desk

KUNMING, NANCHANG = "kunming-platform-2022", "nanchang-platform-2022"
HEADERS = ("序号", "企业名称", "联系人", "联系电话", "服务内容简述")
STATED = "上一年度共服务企业 3 家"


@pytest.fixture
def case(desk: Desk) -> int:
    """A new application in Kunming's round."""
    return new_case(desk, KUNMING)


def new_case(desk: Desk, scheme: str) -> int:
    """A new application."""
    return cases.start_case(desk, rounds.open_round(desk, scheme, 2026).value, "甲平台").value


def workbook(path: Path, *names: str, foot: tuple[str, ...] = ()) -> Path:
    """A roster of these firms, with a line below."""
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(HEADERS)
    for number, name in enumerate(names, 1):
        book.active.append((number, name, "甲某", f"154{number:08}", "培训"))
    if foot:
        book.active.append(foot)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def read(desk: Desk, *paths: Path, scheme: str = KUNMING) -> list[incoming.Incoming]:
    """Read files as the window does."""
    return incoming.read_incoming(paths, desk.schemes[scheme], lambda *_: None, lambda: False)


def firms(desk: Desk, case: int) -> list[str]:
    """The names in the roster."""
    return [row.cells["name"] for row in rosters.roster_page(desk, case, "firms")]


@pytest.mark.parametrize(
    ("scheme", "path", "foot"),
    [
        (KUNMING, "served_last_year", ("上一年度共服务企业120家",)),
        (KUNMING, "served_last_year", ("上一年度共服务企业", "120", "家")),
        (KUNMING, "served_last_year", ("注： 2025年共服务企业 ＿120＿ 家。",)),
        (NANCHANG, "served_actual", ("注：实际服务（120）家企业，名单必须100家以上。",)),
        (NANCHANG, "served_actual", ("注:实际服务( __120__ )家企业，名单必须 100 家以上。",)),
    ],
)
def test_what_a_rosters_foot_states_is_kept_for_the_form(
    desk: Desk, tmp_path: Path, scheme: str, path: str, foot: tuple[str, ...]
):
    """The figure stands in the form's blank with its file, sheet and line, to be confirmed."""
    case = new_case(desk, scheme)
    got = read(desk, workbook(tmp_path / "名单.xlsx", "甲", "乙", foot=foot), scheme=scheme)
    incoming.keep_incoming(desk, case, got)
    page = receive.form_page(desk, case)
    assert page.values[path] == Value("120", "名单.xlsx 名单 第4行", confirmed=False)
    assert (firms(desk, case), page.unread) == (["甲", "乙"], ())


def test_a_foot_that_states_nothing_keeps_nothing(desk: Desk, case: int, tmp_path: Path):
    """The line as it is printed, with its blank left empty, is no total."""
    path = workbook(tmp_path / "名单.xlsx", "甲", foot=("上一年度共服务企业      家",))
    incoming.keep_incoming(desk, case, read(desk, path))
    page = receive.form_page(desk, case)
    assert ("served_last_year" in page.values, page.unread) == (False, ())


def test_a_total_that_differs_from_what_was_said_is_shown(desk: Desk, case: int, tmp_path: Path):
    """The reviewer's figure stays, and a line says what the roster states."""
    receive.save_value(desk, case, "served_last_year", "5")
    incoming.keep_incoming(desk, case, read(desk, workbook(tmp_path / "一.xlsx", foot=(STATED,))))
    page = receive.form_page(desk, case)
    assert page.values["served_last_year"].text == "5"
    assert page.unread == (
        "一.xlsx 名单 第2行：名单下方写的是“3”家，与已填写的“5”不同，未采用，请核对",
    )


def test_a_newer_roster_brings_its_own_total(desk: Desk, case: int, tmp_path: Path):
    """A total that nobody confirmed goes with the roster that it came from."""
    for name, foot in (("一.xlsx", "上一年度共服务企业3家"), ("二.xlsx", "上一年度共服务企业4家")):
        incoming.keep_incoming(
            desk, case, read(desk, workbook(tmp_path / name, "甲", foot=(foot,)))
        )
    page = receive.form_page(desk, case)
    assert (page.values["served_last_year"].text, page.unread) == ("4", ())


def test_the_same_file_twice_is_read_once(desk: Desk, case: int, tmp_path: Path):
    """Dropped twice, or with its folder, it is one file; a copy of it is kept and not read."""
    path = workbook(tmp_path / "来件" / "名单.xlsx", "甲", "乙")
    copy = path.with_name("名单副本.xlsx")
    copy.write_bytes(path.read_bytes())
    got = read(desk, path, path, path.parent, path.parent / ".." / "来件" / "名单.xlsx")
    assert [(one.name, one.what) for one in got] == [
        ("名单.xlsx", "roster"),
        ("名单副本.xlsx", "other"),
    ]
    assert got[1].sentence == "内容与“名单.xlsx”完全相同，不重复读入，将作为附件保存。"
    incoming.keep_incoming(desk, case, got)
    assert firms(desk, case) == ["甲", "乙"]


def test_two_files_of_one_roster_come_one_after_the_other(desk: Desk, case: int, tmp_path: Path):
    """A roster in two workbooks is one roster, in the order of the files."""
    first = workbook(tmp_path / "名单1.xlsx", "甲", "乙")
    second = workbook(tmp_path / "名单2.xlsx", "丙")
    kept = incoming.keep_incoming(desk, case, read(desk, first, second)).value
    assert [(one.name, one.read, one.taken, one.refused) for one in kept] == [
        ("名单1.xlsx", 2, 2, 0),
        ("名单2.xlsx", 1, 1, 0),
    ]
    assert firms(desk, case) == ["甲", "乙", "丙"]


def test_folders_are_walked_to_a_limit(desk: Desk, tmp_path: Path):
    """Sub-folders are read too, what Office leaves behind is not, and 600 files are too many."""
    workbook(tmp_path / "来件" / "附件" / "名单.xlsx", "甲")
    (tmp_path / "来件" / "附件" / "~$名单.xlsx").write_bytes(b"x")
    (tmp_path / "来件" / "Thumbs.db").write_bytes(b"x")
    assert [one.name for one in read(desk, tmp_path / "来件")] == ["名单.xlsx"]
    for number in range(600):
        (tmp_path / "来件" / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(UserError) as refused:
        read(desk, tmp_path / "来件")
    assert refused.value.sentence == "共有601个文件，一次最多读入500个。"


def test_a_zip_is_read_as_the_files_in_it(desk: Desk, case: int, tmp_path: Path):
    """Each file bears its path inside; what can't be unpacked is kept and says what to do."""
    roster = workbook(tmp_path / "名单.xlsx", "甲")
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(roster, "附件/名单.xlsx")
        archive.writestr("说明.txt", "x")
    got = read(desk, path)
    assert [(one.name, one.what) for one in got] == [
        ("附件/名单.xlsx", "roster"),
        ("说明.txt", "other"),
    ]
    incoming.keep_incoming(desk, case, got)
    assert firms(desk, case) == ["甲"]
    empty = tmp_path / "空.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("Thumbs.db", b"x")
    [refused] = read(desk, empty)
    assert (refused.what, refused.sentence) == (
        "refused",
        "压缩包里没有文件。请向申报单位重新要一份。文件将作为附件保存。",
    )


def test_long_and_broken_names_come_through(desk: Desk, case: int, tmp_path: Path):
    """A name of 200 characters is kept whole; one that is no text gets question marks."""
    long = workbook(tmp_path / ("n" * 195 + ".xlsx"), "甲")
    broken = tmp_path / "\udcff.txt"
    broken.write_bytes("企业名称,联系人\n乙,丙\n".encode())
    got = read(desk, long, broken)
    assert [(len(one.name), one.what) for one in got] == [(200, "roster"), (5, "roster")]
    incoming.keep_incoming(desk, case, got)
    assert firms(desk, case) == ["甲", "乙"]
    wide = incoming.recognise("名" * 195 + ".xlsx", long.read_bytes(), desk.schemes[KUNMING])
    [kept] = incoming.keep_incoming(desk, case, [wide]).value
    assert (kept.name, kept.taken) == ("名" * 195 + ".xlsx", 1)


def test_a_file_that_vanishes_is_told(desk: Desk, case: int, tmp_path: Path):
    """Gone between the listing and the reading, it has its sentence; the others are read."""
    paths = [workbook(tmp_path / "来件" / name, "甲") for name in ("一.xlsx", "二.xlsx")]

    def take_away(done: int, _: int, name: str) -> None:
        if done == 1:
            paths[1].unlink()

    scheme = desk.schemes[KUNMING]
    got = incoming.read_incoming([tmp_path / "来件"], scheme, take_away, lambda: False)
    assert [(one.name, one.what) for one in got] == [("一.xlsx", "roster"), ("二.xlsx", "refused")]
    assert got[1].sentence == "文件已不在原处，可能被移动、改名或删除了。"
    kept = incoming.keep_incoming(desk, case, got).value
    assert [one.taken for one in kept] == [1, 0]


@pytest.mark.parametrize("last", [0, 1])
def test_cancelling_keeps_nothing(desk: Desk, tmp_path: Path, last: int):
    """Cancelled at the first or at the last file, the whole reading is given up."""
    seen: list[int] = []
    for name in ("一.xlsx", "二.xlsx"):
        workbook(tmp_path / "来件" / name, name)
    with pytest.raises(UserError, match="已取消读入"):
        incoming.read_incoming(
            [tmp_path / "来件"],
            desk.schemes[KUNMING],
            lambda done, *_: seen.append(done),
            lambda: last in seen,
        )
    assert seen == list(range(last + 1))


def test_a_table_that_is_no_roster_is_named_with_its_place(desk: Desk, tmp_path: Path) -> None:
    """What stands below the roster, or on another sheet, is not passed over without a word."""
    path = workbook(tmp_path / "名单.xlsx", "甲公司", "乙公司")
    book = openpyxl.load_workbook(path)
    for line in ((), ("园区绿化情况",), ("序号", "树种", "棵数", "备注"), (1, "桂花", 3, "")):
        book["名单"].append(line)
    book.create_sheet("说明").append(("请如实填写",))
    book.save(path)
    [one] = read(desk, path)
    assert one.taken is not None
    assert [row.cells["name"] for row in one.taken.rows] == ["甲公司", "乙公司"]
    told = [(p.where, p.sentence) for p in one.problems if "没有认出" in p.sentence]
    below = "第5行起还有一张表（3行），没有认出是哪份名单，没有导入；"
    assert told == [
        ("名单", f"{below}需要时可“一并导入”，并指明标题行。"),
        ("说明", "工作表“说明”（1行）没有认出是哪份名单，没有导入。"),
    ]


def test_a_colleagues_parcel_is_no_applicants_zip(desk: Desk, case: int, tmp_path: Path):
    """移交件 and 迁移包 are told where they are opened; none of their files is taken in."""
    sent = workbook(tmp_path / "名单.xlsx", "甲公司").read_bytes()
    told = {}
    for name, own in (
        ("移交.zip", parcel.HANDED),
        ("迁移包.zip", moving.DATA),
        ("申报.zip", "说明.txt"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as made:
            if own != "说明.txt":
                made.writestr(parcel.MANIFEST, "{}")
            made.writestr(own, "{}")
            made.writestr("附件/名单.xlsx", sent)
        told[name] = [
            (one.what, bool(one.data), one.sentence[:9]) for one in read(desk, tmp_path / name)
        ]
    assert told["移交.zip"] == [("refused", False, "这是同事移交来的申")]
    assert told["迁移包.zip"] == [("refused", False, "这是本程序的迁移包")]
    assert len(told["申报.zip"]) == 2
