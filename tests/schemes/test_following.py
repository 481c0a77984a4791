"""dynamic/after.toml is read strictly, beside [after], which says the same more shortly."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.following import plain_following
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.following import read_following
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import folder_digest, read_shelf

KUNMING = "kunming-platform-2022"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """Kunming's platforms as they are shipped."""
    return read_shelf(paths.forms_dir(), frozenset(computations()))[KUNMING]


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A copy of the scheme's folder that a test may spoil."""
    shutil.copytree(paths.forms_dir() / KUNMING, tmp_path / KUNMING)
    return tmp_path


def wrong(forms: Path, scheme: Scheme, *changes: tuple[str, str]) -> list[str]:
    """What the reader says after each text was replaced once."""
    path = forms / KUNMING / "dynamic" / "after.toml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    with pytest.raises(SchemeError) as caught:
        read_following(forms, scheme)
    return [f"{one.where} {one.sentence}" for one in caught.value.problems]


def test_each_shipped_scheme_says_what_follows() -> None:
    """One step of each is the recognition, one lasts as long as [after] says, three years hold."""
    shelf = read_shelf(paths.forms_dir(), frozenset(computations()))
    found = {}
    for one in shelf.values():
        following = read_following(paths.forms_dir(), one)
        notice = next(step for step in following.steps if step.working_days)
        found[one.id] = (
            following.award.name,
            notice.working_days,
            notice.at_least,
            len(following.duties),
            following.valid_years,
            [(ground.article, ground.plaque) for ground in following.grounds],
            following.evaluation_article,
            following.change.working_days if following.change else 0,
        )
    assert found == {
        "kunming-base-2022": (
            "认定授牌", 10, True, 4, 3, [("第十五条", False), ("第十八条", True)], "第十八条", 10,
        ),
        "kunming-platform-2022": (
            "认定授牌", 10, True, 4, 3, [("第十六条", False), ("第十九条", True)], "第十九条", 10,
        ),
        "nanchang-platform-2022": (
            "发文认定、公布", 5, False, 0, 3, [("第十条", False)], "", 0,
        ),
        "national-platform-2017": (
            "授予称号、公布", 15, False, 3, 3,
            [("第二十三条", False), ("第二十四条", False)], "第二十四条", 0,
        ),
        "yunnan-platform-2022": (
            "公告、公布", 15, False, 5, 3,
            [("第十四条", False), ("第十七条", False)], "第十七条", 0,
        ),
    }  # fmt: skip  # a line for each scheme


def test_an_unknown_key_and_a_wrong_type_are_named(forms: Path, scheme: Scheme) -> None:
    """All at once, each with its place in the file."""
    told = wrong(forms, scheme, ("month = 1", 'month = "1"'), ("at_least = true", "at_lest = true"))
    assert told == [
        "after.toml: steps[2] 不认识的键：at_lest。",
        "after.toml: duties[0].month 此处应为整数，而不是 “1”。",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("awards = true", "awards = false", "应当有且只有一步是认定（awards = true）。"),
        (
            "working_days = 10",
            "working_days = 9",
            "公示的天数或条款与 scheme.toml 的 [after] 不同。",
        ),
        ("month = 2", "month = 3", "年度总结和计划的月份或条款与 scheme.toml 的 [after] 不同。"),
        ('key = "plan"', 'key = "summary"', "key 不能重复、不能为空、不能有点号。"),
        (
            "awards = true",
            'awards = true\nresults = ["是"]',
            "认定一步的结果是固定的（认定、未认定），不写 results。",
        ),
    ],
)
def test_it_may_not_differ_from_the_scheme(
    forms: Path, scheme: Scheme, old: str, new: str, sentence: str
) -> None:
    """Days, months and articles are those of [after]; keys are apart."""
    assert wrong(forms, scheme, (old, new)) == [f"after.toml {sentence}"]


def test_a_text_that_is_no_toml(forms: Path, scheme: Scheme) -> None:
    """Said with the file's name."""
    assert wrong(forms, scheme, ("[[steps]]", "[[steps]"))[0].startswith("after.toml 不是规范的")


def test_a_scheme_without_the_file_has_its_steps_and_validity(
    tmp_path: Path, scheme: Scheme
) -> None:
    """What [after] alone says; its last step is the recognition."""
    found = read_following(tmp_path, scheme)
    assert found == plain_following(scheme.after)
    assert ([one.name for one in found.steps][-1], found.award.key) == (
        "认定授牌（第十五条）",
        "step4",
    )
    bare = replace(scheme.after, steps=(), changes=())
    assert plain_following(bare).award.name == "认定"


def test_the_file_leaves_the_schemes_digest_alone(forms: Path) -> None:
    """A case is not reviewed by it: rounds that are under way keep their edition."""
    before = folder_digest(forms / KUNMING)
    (forms / KUNMING / "dynamic" / "after.toml").write_text("# leer", "utf-8")
    assert folder_digest(forms / KUNMING) == before
