"""A scheme's folder is read strictly, and everything that is wrong with it is told at once."""

import shutil
from pathlib import Path

import pytest

from desktop.domain.measures import computations
from desktop.schemes.reader import SchemeError, read_scheme

SAMPLE = Path(__file__).parents[1] / "data" / "schemes" / "qingshi-station-2030"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the invented scheme to a folder of the same name that a test may spoil."""
    return Path(shutil.copytree(SAMPLE, tmp_path / SAMPLE.name))


def spoil(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    """Replace the first of each text in a file; a text that is not there fails the test."""
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, encoding="utf-8")


def problems(folder: Path, *, need_sheets: bool = False) -> list[tuple[str, str]]:
    """Return what the reader refuses, as (place, sentence)."""
    with pytest.raises(SchemeError) as caught:
        read_scheme(folder, frozenset(computations()), need_sheets=need_sheets)
    return [(one.where, one.sentence) for one in caught.value.problems]


def test_wrong_types_missing_items_and_unknown_keys_come_together(folder: Path):
    """One reading tells of every table that doesn't fit, each with its file and place."""
    spoil(
        folder,
        "scheme.toml",
        ("truth_check = true", 'truth_check = "yes"'),
        ('article = "第四条（二）"\n', ""),
        ('threshold = "20"', "threshold = 20"),
        ('kind = "judged"', 'kind = "felt"'),
        ("notice_days = 7", "notice_days = true"),
        ("share = [1, 5]", "share = 5"),
        ("threshold = [3, 4]", "threshold = [3, 4, 5]"),
        ("issued_on = 2030-01-10", "issued_on = 2030-01-10T08:00:00"),
        ('id = "street"', 'id = "street"\nlimt = 3'),
    )
    spoil(folder, "form.toml", ('kind = "figure", unit = "个"', 'kind = "number", unit = "个"'))
    kinds = "text、long、figure、percent、date、phone、code、idcard、choice、choices"
    assert sorted(problems(folder)) == [
        ("form.toml: form.fields[6].kind", f"此处只能是 {kinds} 之一，而不是 “number”。"),
        ("scheme.toml: after.notice_days", "此处应为整数，而不是 True。"),
        ("scheme.toml: conditions[1].article", "缺少必填的一项。"),
        ("scheme.toml: conditions[1].threshold", "此处应为文字，而不是 20。"),
        (
            "scheme.toml: conditions[5].kind",
            "此处只能是 figure、judged、outcome 之一，而不是 “felt”。",
        ),
        (
            "scheme.toml: document.issued_on",
            "此处应为日期（如 2022-10-08），而不是 2030-01-10 08:00:00。",
        ),
        ("scheme.toml: quotas[0]", "不认识的键：limt。"),
        ("scheme.toml: sample.share", "此处应为列表，而不是 5。"),
        ("scheme.toml: sample.threshold", "此处应有 2 项，现有 3 项。"),
        ("scheme.toml: truth_check", "此处应为true 或 false，而不是 “yes”。"),
    ]


def test_what_leads_nowhere_and_makes_no_sense_comes_together(folder: Path):
    """References, thresholds, twins and groups of one are all told in one reading."""
    spoil(
        folder,
        "scheme.toml",
        ('article = "第四条（六）"', 'article = " "'),
        ('id = "counters"', 'id = "guests"'),
        ('threshold = "20"', 'threshold = "二十"'),
        ('kind = "yearly"', 'kind = "guessed"'),
        ('roster = "firms", text = "到站企业登记簿" }', 'roster = "staff", text = "登记簿" }'),
        ('where = "micro"', 'where = "tiny"'),
        ('field = "counters"', 'field = "windows"'),
        ('row = "errands"\nfigures', 'row = "tea"\nfigures'),
        ('asked = "listeners"', 'asked = "hearers"'),
        ('any_of = "house"', 'any_of = "home"'),
        ('id = "loan_paper"', 'id = "application_form"'),
        ('offer = "legal_person"', 'offer = "mayor"'),
        ("needed = 1", "needed = 3"),
        ('made_for = "round"', 'made_for = "round"\noutward = false'),
        ('file = "summary.toml"', 'file = "list.toml"'),
        ('id = "qingshi-station-2030"', 'id = "qingshi"'),
    )
    spoil(
        folder,
        "form.toml",
        ("{counters}", "{windows}"),
        ('columns = ["kind"]', 'columns = ["sort"]'),
        ('label = "来人电话"', 'label = "来人电话", aliases = ["来人"]'),
    )
    assert sorted(problems(folder, need_sheets=True)) == [
        ("form.toml: filters[0].columns", "名单 firms 没有 sort 这一栏。"),
        ("form.toml: form.patterns[0].text", "申请表没有 windows 这一栏。"),
        ("form.toml: rosters[0].columns[5]", "栏名“来人”与 contact 重复。"),
        ("scheme.toml: conditions[1].counted.roster", "没有 staff 这个名单。"),
        ("scheme.toml: conditions[1].declared.kind", "没有 guessed 这种算法。"),
        ("scheme.toml: conditions[1].threshold", "“二十”不是数字。"),
        ("scheme.toml: conditions[2]", "guests 重复。"),
        ("scheme.toml: conditions[2].declared.field", "申请表没有 windows 这一栏。"),
        ("scheme.toml: conditions[3].counted.where", "没有 tiny 这一项筛选。"),
        ("scheme.toml: conditions[5].article", "不能为空。"),
        ("scheme.toml: function_rule.needed", "共 2 项功能，不能要求 3 项。"),
        ("scheme.toml: functions[0].row", "申请表没有 tea 这一行。"),
        ("scheme.toml: functions[1].figures[1].measure.asked", "没有 hearers 这一项询问。"),
        ("scheme.toml: id", "应与文件夹同名（qingshi-station-2030），现为 qingshi。"),
        ("scheme.toml: materials[1].lines[0].any_of", "home 这一组只有一行。"),
        ("scheme.toml: materials[1].lines[1]", "application_form 与 materials[0].lines[0] 重复。"),
        ("scheme.toml: materials[1].lines[1].any_of", "house 这一组只有一行。"),
        ("scheme.toml: recommendation[0].offer", "申请表没有 mayor 这一栏。"),
        ("scheme.toml: sheets[0].file", "文件夹中没有 list.toml。"),
    ]


def test_a_measure_has_its_parameters_and_no_others(folder: Path):
    """A missing, a superfluous and a doubled parameter, and a column of another table, are told."""
    spoil(
        folder,
        "scheme.toml",
        ('table = "seasons", column = "guests", text', 'table = "work", column = "cases", text'),
        (
            'kind = "field", field = "counters"',
            'kind = "years", field = "counters", asked = "listeners"',
        ),
        ('where = "micro"', 'column = "kind"'),
        ('kind = "survey"', 'kind = "survey", roster = "firms"'),
        ('column = "cases", text = "帮办代办件数"', 'column = "guests", text = "帮办代办件数"'),
    )
    assert problems(folder) == [
        ("scheme.toml: conditions[1].declared.table", "表 work 不是按年度填写的。"),
        ("scheme.toml: conditions[1].declared.table", "表 work 没有 year（年度）这一栏。"),
        ("scheme.toml: conditions[2].declared", "years 须有 field 或 asked，且只有一项。"),
        ("scheme.toml: conditions[3].counted.where", "share 这种算法缺少这一项。"),
        ("scheme.toml: conditions[3].counted.column", "share 这种算法用不到这一项。"),
        ("scheme.toml: conditions[4].counted.roster", "survey 这种算法用不到这一项。"),
        ("scheme.toml: functions[0].figures[0].measure.column", "表 work 没有 guests 这一栏。"),
    ]


def test_filters_end_somewhere(folder: Path):
    """A filter that reaches itself, looks nowhere, or counts and doesn't count a word is told."""
    with (folder / "form.toml").open("a", encoding="utf-8") as form:
        form.write(
            '\n[[filters]]\nid = "round"\nroster = "firms"\ntext = "圈"\nfilters = ["turn"]\n'
            '\n[[filters]]\nid = "turn"\nroster = "firms"\ntext = "圈"\nfilters = ["round"]\n'
            '\n[[filters]]\nid = "both"\nroster = "firms"\ntext = "又"\ncolumns = ["kind"]\n'
            'contains = ["微"]\nunless = ["微"]\n'
            '\n[[filters]]\nid = "bare"\nroster = "firms"\ntext = "空"\n'
        )
    assert problems(folder) == [
        ("form.toml: filters[1].filters", "绕了一圈又回到自身。"),
        ("form.toml: filters[2].filters", "绕了一圈又回到自身。"),
        ("form.toml: filters[3].contains", "“微”既算又不算。"),
        ("form.toml: filters[4].columns", "没有说看哪几栏。"),
        ("form.toml: filters[4].contains", "contains 和 filled 须有且只有一项。"),
    ]


def test_a_file_that_is_no_toml_and_a_part_that_stands_twice(folder: Path):
    """What can't be read, and what two files both say, are told before anything else."""
    (folder / "functions.toml").write_bytes("[function_rule]\nid = '能".encode("gb18030"))
    spoil(folder, "form.toml", ("[form]", "[[conditions]]\n[form]"))
    assert problems(folder) == [
        ("form.toml: conditions", "scheme.toml 中已有这一项。"),
        ("functions.toml", "不是 UTF-8 文字（第23字节）。"),
    ]
    (folder / "scheme.toml").write_text("id = ", encoding="utf-8")
    assert problems(folder)[0] == (
        "scheme.toml",
        "不是规范的 TOML：Invalid value (at end of document)。",
    )
    (folder / "scheme.toml").unlink()
    assert problems(folder)[0] == ("scheme.toml", "没有这个文件。")
