"""All schemes stand on one shelf, in a fixed order, each with the digest of its files."""

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop.domain.measures import computations
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf, folder_digest, read_shelf

TOP = Path(__file__).parents[2]
INVENTED = TOP / "tests" / "data" / "schemes"


def test_the_shipped_shelf_holds_the_five_schemes_in_order():
    """Order and names are fixed, every sheet is there, and no two schemes have one digest."""
    shelf = read_shelf(TOP / "forms", frozenset(computations()), need_sheets=True)
    assert [(key, scheme.name) for key, scheme in shelf.items()] == [
        ("kunming-base-2022", "昆明市小型微型企业创业创新示范基地"),
        ("kunming-platform-2022", "昆明市中小企业公共服务示范平台"),
        ("nanchang-platform-2022", "南昌市中小企业公共服务示范平台"),
        ("national-platform-2017", "国家中小企业公共服务示范平台"),
        ("yunnan-platform-2022", "云南省中小企业公共服务示范平台"),
    ]
    assert len({scheme.digest for scheme in shelf.values()}) == 5


def test_a_sixth_scheme_is_read_without_a_line_of_code():
    """An invented regulation with other words, rosters and answers, sheets and all."""
    shelf = read_shelf(INVENTED, frozenset(computations()), need_sheets=True)
    scheme = shelf["qingshi-station-2030"]
    assert [column.label for column in scheme.roster("firms").columns] == [
        "号数",
        "来客单位",
        "个头",
        "办了什么事",
        "来人",
        "来人电话",
    ]
    assert (scheme.sample.share, scheme.sample.minimum, scheme.sample.threshold) == (
        (1, 5),
        6,
        (3, 4),
    )


def test_the_digest_is_over_names_lengths_and_bytes_in_order(tmp_path: Path):
    """The digest can be done again by hand; a moved, renamed or changed byte changes it."""
    (tmp_path / "b.toml").write_bytes(b"two")
    (tmp_path / "a.toml").write_bytes(b"one")
    by_hand = hashlib.sha256(b"a.toml\n3\noneb.toml\n3\ntwo").hexdigest()
    assert folder_digest(tmp_path) == by_hand
    (tmp_path / "b.toml").rename(tmp_path / "c.toml")
    renamed = folder_digest(tmp_path)
    (tmp_path / "a.toml").write_bytes(b"onet")
    (tmp_path / "c.toml").write_bytes(b"wo")
    assert len({by_hand, renamed, folder_digest(tmp_path)}) == 3


def test_what_is_wrong_in_two_folders_comes_together(tmp_path: Path):
    """Each problem's place begins with the folder that it stands in."""
    for name in ("one", "two"):
        shutil.copytree(INVENTED / "qingshi-station-2030", tmp_path / name)
    with pytest.raises(SchemeError) as caught:
        read_shelf(tmp_path, frozenset(computations()))
    assert [one.where for one in caught.value.problems] == [
        "one/scheme.toml: id",
        "two/scheme.toml: id",
    ]


def test_a_shelf_reads_each_scheme_when_it_is_first_used(tmp_path: Path):
    """One that can't be used hinders nobody who uses another, and is told whole when it is used."""
    for name in ("kunming-base-2022", "yunnan-platform-2022"):
        shutil.copytree(TOP / "forms" / name, tmp_path / name)
    (tmp_path / "yunnan-platform-2022" / "form.toml").write_text("wrong", "utf-8")
    shelf = Shelf(tmp_path, frozenset(computations()), need_sheets=True)
    good = shelf["kunming-base-2022"]
    with pytest.raises(SchemeError) as told:
        shelf["yunnan-platform-2022"]
    whole = read_shelf(TOP / "forms", frozenset(computations()), need_sheets=True)
    assert (list(shelf), len(shelf), "unknown" in shelf, good) == (
        ["kunming-base-2022", "yunnan-platform-2022"],
        2,
        False,
        whole["kunming-base-2022"],
    )
    assert told.value.problems[0].where.startswith("yunnan-platform-2022/form.toml")
