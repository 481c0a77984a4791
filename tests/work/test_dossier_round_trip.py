"""A dossier made on one file opens, verifies and pours on another, for all five schemes."""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from dossier_maker import KEY, NOON, Taken, desk_at, packed, taken_apart, tools_of, worked

from desktop.domain.scheme import Scheme
from desktop.domain.verify_lock import scheme_digest
from desktop.dossier.manifest import MANIFEST
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.sheets.fonts import Fonts
from desktop.work.bureau import summary_sheet
from desktop.work.bureau_desk import confirm_key, looked_at, summary_paper
from desktop.work.casedata import load
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.dossier_data import page_of_data
from desktop.work.dossier_export import write_postgres
from desktop.work.dossier_report import Report, SummaryRow
from desktop.work.dossier_verify import verify_file
from desktop.work.papers import pour_pdf, summary_row
from desktop.work.rounds import open_round

SCHEMES = (
    "kunming-base-2022",
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)
FIELDS = [one.name for one in fields(SummaryRow)]
BUREAU = Department("示例市工业和信息化局", "city", "示例省", "李汇总", "0000-1")


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, shelf: Mapping[str, Scheme], faces: Fonts
) -> Callable[[str], Path]:
    """A scheme's dossier, made by a district of its own, once for all tests."""

    @cache
    def make(scheme: str) -> Path:
        folder = tmp_path_factory.mktemp("district")
        district = desk_at(folder / "区.review", shelf, faces)
        path = packed(district, *worked(district, scheme), folder / "包.rdpack").path
        district.close()
        return path

    return make


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_dossier_verifies_and_pours_at_the_bureau(
    scheme: str,
    made: Callable[[str], Path],
    desk: Desk,
    shelf: Mapping[str, Scheme],
    faces: Fonts,
    tmp_path: Path,
) -> None:
    """Everything holds; the key is compared once; the row stands anew with its unit kept."""
    path = made(scheme)
    report = verify_file(path, tools_of(shelf, faces, tmp_path))
    assert [one.why for one in (*report.failed, *report.open)] == []
    assert (report.outcome, report.key, len(report.cases)) == ("一致", KEY.public, 1)
    save_department(desk, BUREAU)
    first = {one.key for one in looked_at(desk, [report])[0].open}
    confirm_key(desk, report.unit, report.key)
    then = {one.key for one in looked_at(desk, [report])[0].open}
    assert (first - then, then - {"quota"}) == ({"key"}, set())
    _pours(desk, report, scheme)
    _exports(path, report, tmp_path / "出.sql")


def _pours(desk: Desk, report: Report, scheme: str) -> None:
    if summary_sheet(desk.schemes[scheme]) is None:
        return
    paper = summary_paper(desk, [report], scheme, report.year).value
    text = picture(compose(read_sheet(paper.facts.description), paper.facts.facts))
    [case] = report.cases
    shown = (BUREAU.name, f"推荐单位：{report.unit}", case.name, case.operator)
    assert [one for one in shown if one not in text] == []
    assert (paper.facts.draft, pour_pdf(paper.facts)[:5]) == (False, b"%PDF-")


def _exports(path: Path, report: Report, out: Path) -> None:
    done = write_postgres(out, [path], [report], lambda *_told: None)
    text = out.read_text("utf-8")
    assert (done.dossiers, done.applications, done.left) == (1, 1, ())
    assert text.count("\n\\.\n") >= 8
    assert sum(not line.startswith(("--", " ")) for line in text.split("COPY")[1].splitlines())
    assert done.rows > 100


def test_the_summary_row_has_every_column_that_a_sheet_may_ask_for(
    desk: Desk, shelf: Mapping[str, Scheme]
) -> None:
    """What a district's own summary sheet is filled from, the bureau's is filled from too."""
    round_id = int(open_round(desk, SCHEMES[0], 2026).value)
    loaded = load(desk, int(start_case(desk, round_id, "甲").value))
    row = summary_row(1, loaded, page_of_data(loaded, None))
    assert list(row) == FIELDS


def test_a_strange_scheme_is_told_and_used_for_its_own_dossier(
    made: Callable[[str], Path], shelf: Mapping[str, Scheme], faces: Fonts, tmp_path: Path
) -> None:
    """A threshold that a district edited is named; other words are left to people."""
    whole = taken_apart(made(SCHEMES[1]).read_bytes())
    tools = tools_of(shelf, faces, tmp_path / "scratch")
    found = {
        what: verify_file(_with_scheme(whole, tmp_path, *edit), tools)
        for what, edit in {
            "figure": ('threshold = "200"', 'threshold = "20"'),
            "words": ("[document]", "# 本地说明\n[document]"),
            "outside": ('file = "summary.toml"', 'file = "../../../etc/passwd"'),
        }.items()
    }
    rule, words, outside = (
        next(one for one in found[what].checks if one.key == "scheme")
        for what in ("figure", "words", "outside")
    )
    assert (rule.state, "条件的规定不同" in rule.why) == ("fails", True)
    assert (words.state, "规定都相同" in words.why) == ("open", True)
    assert (outside.state, outside.why) == ("fails", "包内的办法数据不能使用，无法重算。")
    assert list((tmp_path / "scratch").iterdir()) == []


def _with_scheme(whole: Taken, folder: Path, old: str, new: str) -> Path:
    """The dossier as a district would have made it with another scheme.toml, digests and all."""
    text = whole.data("办法/scheme.toml").decode()
    assert old in text
    bent = whole.with_part("办法/scheme.toml", text.replace(old, new, 1).encode())
    texts = {
        one.path.removeprefix("办法/"): one.data.decode()
        for one in bent.parts
        if one.path.startswith("办法/")
    }
    digest, before = scheme_digest(texts), whole.heading.scheme_digest
    data = whole.data("数据/报送.json").replace(before.encode(), digest.encode())
    bent = bent.with_part("数据/报送.json", data)
    path = folder / "另一种.rdpack"
    path.write_bytes(replace(bent, heading=replace(bent.heading, scheme_digest=digest)).together())
    return path


def test_the_manifest_is_for_people_too(made: Callable[[str], Path]) -> None:
    """Plain JSON that names the unit, the applications and every member with its sum."""
    with zipfile.ZipFile(made(SCHEMES[2])) as archive:
        told = json.loads(archive.read(MANIFEST))
        inside = {one.filename: one.file_size for one in archive.infolist()}
    assert told["unit"] == "南昌市示例区中小企业服务主管部门"
    assert told["made_at"].startswith(NOON.astimezone().isoformat()[:4])
    assert {one["path"]: one["size"] for one in told["members"]}.items() <= inside.items()
