"""An applicant's files with invented content: a form's lines, lists of firms and staff."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FORM = (
    ("平台名称", "滇池𬭎𠮷中小企业服务平台", "所属县区", "五华区"),
    ("运营单位名称", "昆明示例服务有限公司", "单位性质", "民营"),
    ("法人代表", "赵示例", "注册日期", "20150101"),
    ("注册地址", "昆明市五华区示例路1号", "联系人", "钱示例"),
    ("联系电话（手机）", "13800000000", "电子邮件", "a@example.com"),
)
FIRM_HEAD = ("序号", "企业名称", "所属县区", "联系人", "联系电话", "专精特新")
STAFF_HEAD = ("序号", "姓名", "岗位", "学历", "毕业院校及专业", "资格证名称", "联系电话")


def put_book(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook of one sheet called 名单."""
    book = Workbook()
    sheet = book.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def firms(count: int) -> list[Sequence[Any]]:
    """A list of firms: its title, its header, and `count` firms; every fifth is 专精特新."""
    rows = [
        (
            n,
            f"昆明第{n}号科技有限公司",
            "五华区",
            "李示例",
            f"1380000{n:04d}",
            "" if n % 5 else "是",
        )
        for n in range(1, count + 1)
    ]
    return [("服务中小微企业及服务评价表",), FIRM_HEAD, *rows]
