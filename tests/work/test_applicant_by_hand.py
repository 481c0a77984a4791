"""A blank Word form that a person filled in is read right, whichever way its blanks are made."""

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from applicant_case import open_for
from docx.table import Table, _Cell

from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.desk import Desk
from desktop.work.incoming import recognise
from desktop.work.papers import pour_docx

ROOM = "　　"
# What the person writes: beside a label, behind its colon, under a header, or into a line's blanks.
BESIDE = {
    "kunming-platform-2022": {
        "平台名称": ("platform_name", "滇池芯火中小企业公共服务平台"),
        "运营单位名称": ("operator_name", "昆明云岭创新服务有限公司"),
        "注册地址": ("registered_address", "昆明市盘龙区北京路1188号"),
        "联系电话（手机）": ("phone", "13908710001"),
        "获得专业资质情况": ("qualifications", "人力资源服务许可证"),
    },
    "kunming-base-2022": {
        "基地名称": ("platform_name", "岚谷小微企业创业创新基地"),
        "主营业务属于主导产业的入驻企业数（户）": ("leading_firms", "61"),
        "邮箱": ("email", "base@example.com"),
        "得到政府扶持的情况": ("support", "2024年获补助30万元"),
    },
    "yunnan-platform-2022": {
        "所属州（市）、县区": ("district", "曲靖市麒麟区"),
        "单位性质": ("unit_type", "民办非企业单位"),
        "各级政府或省级行业协会授予称号、荣誉": ("honours", "省级优秀服务机构"),
    },
    "national-platform-2017": {"得到政府扶持的情况": ("support", "补助80万元")},
    "nanchang-platform-2022": {"申报服务功能": ("claimed_functions", "信息查询、培训服务")},
}
BEHIND = {
    "national-platform-2017": {
        "注册地址:": ("registered_address", "佛山市顺德区示例大道1号"),
        "传真:": ("fax", "0757-66660001"),
        "手机:": ("mobile", "15400033086"),
    },
    "nanchang-platform-2022": {
        "统一社会信用代码：": ("credit_code", "91360111EXA4023760"),
        "法定代表人：": ("legal_person", "宋清晏"),
        "五、得到政府扶持的情况": ("support", "\n2024年获补助15万元"),
    },
}
BELOW = {
    "national-platform-2017": {
        "其中: 主要投资方名称": (("investor", "纪南乔"), ("investor_2", "岭南投资有限公司")),
        "性质": (("investor_kind", "自然人"), ("investor_kind_2", "民营")),
        "投资比例 %": (("investor_share", "65"), ("investor_share_2", "35")),
    },
    "nanchang-platform-2022": {
        "其中：主要投资方名称": (("investor", "宋清晏"), ("investor_2", "赣江投资有限公司")),
        "性质": (("investor_kind", "自然人"), ("investor_kind_2", "国有")),
    },
}
LINES = {
    "kunming-platform-2022": {
        "服务场地面积": {"area": "860", "area_own": "320", "area_rented": "540"},
        "上年末总资产": {"total_assets": "1286"},
    },
    "kunming-base-2022": {"总场地面积": {"area": "18600", "area_public": "2350"}},
    "yunnan-platform-2022": {"从业人员": {"staff_total": "30"}},
    "national-platform-2017": {"从业人数": {"staff_total": "67"}},
    "nanchang-platform-2022": {
        "从业人数": {"staff_total": "19", "staff_qualified": "17", "staff_qualified_share": "89.4"}
    },
}


@pytest.mark.parametrize("scheme", list(BESIDE))
def test_what_a_person_writes_into_the_blank_form_is_read(scheme: str, desk: Desk):
    """Nothing but what was written is read, each text in its own blank, and nothing is left."""
    round_id = open_for(desk, scheme)
    [form, *_] = applicant_forms(desk, round_id)
    blank = pour_docx(gather_applicant_form(desk, form.ref, round_id, None))
    data, told = _written(blank, scheme)
    back = recognise("申请表.docx", data, desk.schemes[scheme])
    assert back.form is not None
    read = {path: value.text for path, value in back.form.values.items()}
    assert (read, back.form.unread, back.problems) == (told, (), ())


def _written(blank: bytes, scheme: str) -> tuple[bytes, dict[str, str]]:
    """Fill the form in, and one year's row of its table; returns it with what was written."""
    paper = docx.Document(BytesIO(blank))
    told: dict[str, str] = {}
    for table in paper.tables:
        rows = [_distinct(table, at) for at in range(len(table.rows))]
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                _fill(cell, row[place + 1 :], (scheme, told))
                for down, hit in enumerate(BELOW.get(scheme, {}).get(_text(cell), ()), 1):
                    _put(rows[at + down][place], hit, told)
                if _text(cell) == "年度" and not any(".1.year" in path for path in told):
                    _put(rows[at + 1][place], (f"{_table(scheme)}.1.year", "2025"), told)
    out = BytesIO()
    paper.save(out)
    return out.getvalue(), told


def _table(scheme: str) -> str:
    return "startups" if scheme == "kunming-base-2022" else "operations"


def _distinct(table: Table, at: int) -> list[_Cell]:
    cells: list[_Cell] = []
    for cell in table.rows[at].cells:
        if not cells or cell._tc is not cells[-1]._tc:
            cells.append(cell)
    return cells


def _text(cell: _Cell) -> str:
    return cell.text.replace("\n", "")


def _fill(cell: _Cell, right: list[_Cell], case: tuple[str, dict[str, str]]) -> None:
    scheme, told = case
    text = _text(cell)
    if (hit := BESIDE[scheme].get(text)) is not None:
        _put(right[0], hit, told)
    elif (hit := BEHIND.get(scheme, {}).get(text.strip())) is not None and hit[0] not in told:
        cell.paragraphs[-1].add_run(hit[1])
        told[hit[0]] = hit[1].strip()
    for start, blanks in LINES[scheme].items():
        if text.startswith(start) and ROOM in text:
            _fill_line(cell, iter(blanks.items()), told)


def _put(cell: _Cell, hit: tuple[str, str], told: dict[str, str]) -> None:
    if hit[0] not in told:
        cell.paragraphs[0].add_run(hit[1])
        told[hit[0]] = hit[1]


def _fill_line(cell: _Cell, blanks: Iterator[tuple[str, str]], told: dict[str, str]) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            for path, text in blanks:
                run.text = run.text.replace(ROOM, f" {text} ", 1)
                told[path] = text
