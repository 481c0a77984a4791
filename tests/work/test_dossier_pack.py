"""报送材料包 at the district: what may go into one, what is in it, and how it is written."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from dossier_maker import KEY, OTHER_KEY, desk_at, packed, tools_of, worked

from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.dossier.signing import fingerprint
from desktop.sheets.fonts import Fonts
from desktop.store import files, journal
from desktop.work import papers
from desktop.work.cases import start_case
from desktop.work.department import get_setting
from desktop.work.desk import Desk
from desktop.work.dossier_gather import begin_dossier, gather_dossier, prepare_dossier
from desktop.work.dossier_pack import KEY_FILE, Dossier, note_packed, save_dossier
from desktop.work.dossier_stale import told_stale
from desktop.work.dossier_verify import verify_file
from desktop.work.inward_papers import SENDING, gather_inward
from desktop.work.office_way import move_stage, reopen
from desktop.work.receive import save_value
from desktop.work.rounds import save_call

KUNMING = "kunming-platform-2022"


@pytest.fixture(scope="module")
def district(
    tmp_path_factory: pytest.TempPathFactory, shelf: Mapping[str, Scheme], faces: Fonts
) -> Iterator[tuple[Desk, int, list[int]]]:
    """A district with one application at 定稿: the desk, the round, and the application."""
    desk = desk_at(tmp_path_factory.mktemp("district") / "示例.review", shelf, faces)
    round_id, ids = worked(desk, KUNMING)
    save_call(desk, round_id, "copies", "3")
    yield desk, round_id, ids
    desk.close()


def test_a_dossier_has_all_that_goes_up(
    district: tuple[Desk, int, list[int]], tmp_path: Path
) -> None:
    """Letter, list, sheets in three kinds, contents, the applicant's files, draw, data, scheme."""
    desk, round_id, ids = district
    made = packed(desk, round_id, ids, tmp_path / "包.rdpack", whole=True)
    with zipfile.ZipFile(made.path) as archive:
        names = archive.namelist()
    folder = "申报/0001 霁衡中小企业综合服务平台"
    summary = "表/03 昆明市中小企业公共服务示范平台推荐汇总表"
    wanted = {
        *("说明.txt", "公钥.pem", "数据/报送.json", "数据/0001.json", "数据/dossier.schema.json"),
        *("办法/scheme.toml", "表/01 推荐函.pdf", "表/01 推荐函.docx", "表/02 报送材料清单.xlsx"),
        *(f"{summary}.{ending}" for ending in ("pdf", "xlsx", "docx")),
        *(f"{folder}/卷内文件目录.pdf", f"{folder}/申报材料目录.pdf"),
        *(f"{folder}/抽查/抽取记录.json", f"{folder}/抽查/抽取记录 核验页.html"),
        *(f"{folder}/抽查/03 满意度随机抽查结果汇总表.pdf",),
    }
    handed = [one for one in names if one.startswith(f"{folder}/申报材料/")]
    assert (wanted - set(names), len(handed), names[-2:]) == (
        set(),
        len(files.files(desk.store, ids[0])),
        ["manifest.json", "signature.json"],
    )


def _few(dossier: Dossier) -> Dossier:
    """The dossier with two of its papers only, which is written sooner."""
    return replace(dossier, leaves=dossier.leaves[:2])


def test_the_same_dossier_has_the_same_bytes(
    district: tuple[Desk, int, list[int]], tmp_path: Path, private_mode: int
) -> None:
    """Made twice at the same moment, it is the same; its owner alone may read it."""
    desk, round_id, ids = district
    dossier = _few(gather_dossier(desk, round_id, ids, KEY))
    one, two = (save_dossier(dossier, tmp_path / n, lambda *_: None) for n in ("1", "2"))
    assert (one.sha256, one.path.stat().st_mode & 0o777) == (two.sha256, private_mode)


def test_the_key_is_made_once_and_stands_on_the_papers(
    district: tuple[Desk, int, list[int]], tmp_path: Path
) -> None:
    """The fingerprint is on 报送材料清单 with the call's copies; the secret is not in the file."""
    desk, round_id, ids = district
    prepared = prepare_dossier(desk, round_id, ids, tmp_path).value
    again = prepare_dossier(desk, round_id, ids, tmp_path).value
    facts = gather_inward(desk, SENDING, round_id, ids).facts
    secret = (tmp_path / KEY_FILE).read_text("ascii").strip()
    told = str([one.detail for one in journal.history(desk.store, "department")])
    assert (prepared.key, prepared.count, prepared.copies) == (again.key, 1, "3")
    assert (
        prepared.key == fingerprint(prepared.signer.public) == get_setting(desk, "dossier.key", "")
    )
    assert facts["key"] == f"报送材料包（电子）的核对码（签名密钥指纹）：{prepared.key}"
    assert {row["copies"] for row in facts["rows"]} == {"3"}
    assert secret not in told + str(get_setting(desk, "dossier.key", ""))


def test_what_is_not_final_is_a_draft_that_says_so(
    district: tuple[Desk, int, list[int]], shelf: Mapping[str, Scheme], faces: Fonts, tmp_path: Path
) -> None:
    """Refused by name; as 草稿包 it is named so, its sheets bear 草稿, and the bureau sees it."""
    desk, round_id, ids = district
    fresh = int(start_case(desk, round_id, "没有办完的平台").value)
    with pytest.raises(UserError, match="“没有办完的平台”尚未定稿，不能制作正式的报送材料包"):
        begin_dossier(desk, round_id, [*ids, fresh], KEY)
    dossier = gather_dossier(desk, round_id, [fresh], KEY, draft=True)
    path = save_dossier(dossier, tmp_path / "稿.rdpack", lambda *_: None).path
    report = verify_file(path, tools_of(shelf, faces, tmp_path))
    outward = [leaf.facts.draft for leaf in dossier.leaves if leaf.facts.ref in SHEETS(desk)]
    assert (dossier.name[:3], all(outward), report.draft, report.outcome) == (
        "草稿包",
        True,
        True,
        "有不符",
    )
    assert [one.why for one in report.failed] == ["这是草稿包，尚未定稿：没有办完的平台。"]


def SHEETS(desk: Desk) -> tuple[object, ...]:
    """The official sheets of Kunming's platforms."""
    return desk.schemes[KUNMING].sheets


def test_nothing_stands_where_a_dossier_was_not_finished(
    district: tuple[Desk, int, list[int]], tmp_path: Path
) -> None:
    """Cancelled half-way, an attachment changed, a folder gone: what was there stays."""
    desk, round_id, ids = district
    dossier = _few(gather_dossier(desk, round_id, ids, KEY))
    target = tmp_path / "包.rdpack"
    target.write_bytes(b"before")

    def cancel(done: int, _total: int, _words: str) -> None:
        if done == 1:
            raise UserError("已取消。")

    with pytest.raises(UserError, match="已取消"):
        save_dossier(dossier, target, cancel)
    place = dossier.kept[0].place
    honest = place.read_bytes()
    place.write_bytes(honest + b" ")
    with pytest.raises(UserError, match="被改动过，与登记的校验码不符"):
        save_dossier(dossier, target, lambda *_: None)
    place.write_bytes(honest)
    with pytest.raises(UserError, match="报送材料包没有写成（文件夹不存在"):
        save_dossier(dossier, tmp_path / "没有" / "包", lambda *_: None)
    with pytest.raises(UserError, match="口令太短"):
        save_dossier(dossier, target, lambda *_: None, "1234567")
    assert (target.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (
        b"before",
        ["包.rdpack"],
    )


def test_what_was_made_is_noted(district: tuple[Desk, int, list[int]], tmp_path: Path) -> None:
    """The journal has its SHA-256 and the key, under the round."""
    desk, round_id, ids = district
    dossier = _few(gather_dossier(desk, round_id, ids, OTHER_KEY))
    written = save_dossier(dossier, tmp_path / "包.rdpack", lambda *_: None)
    note_packed(desk, dossier, written, round_id)
    newest = journal.history(desk.store, f"round:{round_id}")[-1]
    detail = newest.detail or {}
    assert (newest.act, detail["sha256"], detail["key"]) == (
        "制作报送材料包",
        written.sha256,
        OTHER_KEY.public,
    )


def test_a_dossier_that_is_out_of_date_is_told(
    district: tuple[Desk, int, list[int]], tmp_path: Path
) -> None:
    """Nothing at first; then what was taken back, what was changed, and who else is on the list."""
    desk, round_id, ids = district
    dossier = _few(gather_dossier(desk, round_id, ids, OTHER_KEY))
    written = save_dossier(dossier, tmp_path / "包.rdpack", lambda *_: None)
    note_packed(desk, dossier, written, round_id)
    told = [told_stale(desk, round_id, ids)]
    reopen(desk, ids[0], "改备注")
    told.append(told_stale(desk, round_id, ids))
    save_value(desk, ids[0], "rec.remark", "另有说明")
    move_stage(desk, ids[0], "定稿", "王测试", checked=True)
    told.append(told_stale(desk, round_id, ids))
    told.append(told_stale(desk, round_id, []))
    name = "“霁衡中小企业综合服务平台”"
    assert [one.partition("已不是最新内容：")[2] for one in told] == [
        "",
        f"{name}已退回修改。要报送的，请重新制作。",
        f"{name}此后有改动。要报送的，请重新制作。",
        "列入的申报与包里的不同。要报送的，请重新制作。",
    ]


def test_the_list_of_materials_is_in_the_regulation_s_order(
    district: tuple[Desk, int, list[int]], tmp_path: Path
) -> None:
    """申报材料目录 goes through the article's items in turn, and names every file with its sum."""
    desk, round_id, ids = district
    dossier = gather_dossier(desk, round_id, ids, KEY)
    leaf = next(one for one in dossier.leaves if one.facts.ref.id == "materials_list")
    articles = list(dict.fromkeys(row["article"] for row in leaf.facts.facts["rows"]))
    sums = {row["digest"].replace("\n", "") for row in leaf.facts.facts["files"]}
    known = [item.article for item in desk.schemes[KUNMING].materials]
    assert articles == list(dict.fromkeys(known))
    assert sums == {one.sha256 for one in files.files(desk.store, ids[0])}
    assert papers.pages_of(papers.pour_pdf(leaf.facts)) >= 1
    assert zipfile.is_zipfile(io.BytesIO(papers.pour_docx(leaf.facts)))
