"""What the sheets' tests share: the bundled faces, and the facts of an invented department."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop import paths
from desktop.sheets.fonts import Fonts

Facts = dict[str, Any]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """The bundled faces, loaded once."""
    return Fonts(paths.fonts_dir())


@pytest.fixture
def make_facts() -> Callable[[int], Facts]:
    """Facts with as many recommended cases and as many surveyed firms as asked."""
    return facts_of


def facts_of(count: int) -> Facts:
    """Everything that a sheet may use (the contract in compose.py), with `count` rows."""
    return {
        "unit": "昆明市盘龙区工业和信息化局",
        "date": date(2026, 11, 20),
        "year": 2026,
        "filler": "李䶮",
        "filler_phone": "0871-63131234",
        "rows": [_case(number) for number in range(1, count + 1)],
        "name": "滇池芯火中小企业公共服务平台",
        "operator": "昆明云岭创新服务有限公司",
        "region": "云南省",
        "methods": ["visit", "phone"],
        "method_labels": ["上门拜访", "电话询问"],
        "survey": [_answer(number) for number in range(1, count + 1)],
        "survey_summary": "抽查3家，满意2家，满意度66.67％。",
        "influence": "立足盘龙区，服务全市。\n近两年服务企业1,200余家（次），带动就业3,000余人。",
        "demonstration": "创新服务模式，集聚创新资源。",
        "opinion_date": date(2026, 11, 21),
        "opinion": "经审查，该平台符合规定的条件，同意推荐。",
    }


def _case(number: int) -> Facts:
    return {
        "serial": number,
        "name": f"滇池芯火{number}号中小企业公共服务平台",
        "operator": f"昆明云岭创新服务有限公司第{number}分公司",
        "address": "昆明市盘龙区北京路延长线1188号3幢1501室",
        "principal": "段𬭎",
        "contact": "杨𠮷祥",
        "phone": f"1390871{number:04d}",
        "meets": True,
        "agrees": number % 3 != 0,
        "remark": "" if number % 2 else "第二次申报",
        "functions": "信息服务、培训服务",
        "demonstration": "线上线下结合，92.5％的需求3日内办结。",
        "quota": "属于省级推荐名额",
    }


def _answer(number: int) -> Facts:
    return {
        "serial": number,
        "firm": f"昆明㛃玉第{number}精密机械有限公司",
        "interviewee": "赵六",
        "position": "总经理",
        "phone": f"0871-6313{number:04d}",
        "service": "政策咨询、融资对接",
        "answer": ("very", "fair", "bad")[number % 3],
        "answer_label": ("很满意", "基本满意", "不满意")[number % 3],
        "method_number": number % 5 + 1,
        "remark": "",
    }
