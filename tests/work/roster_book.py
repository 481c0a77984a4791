"""A roster of invented firms as an applicant sends it."""

from pathlib import Path

import openpyxl

FIRMS = 30
HEADERS = ("序号", "企业名称", "所属县区", "所属产业类型", "服务内容简述", "联系人", "联系电话")


def workbook(path: Path, count: int = FIRMS) -> Path:
    """A workbook with `count` firms below the annex's headers."""
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    for i in range(1, count + 1):
        book.active.append(
            (i, f"昆明示例{i}号公司", "五华区", "制造业", "培训", f"联系人{i}", f"154{i:08}")
        )
    book.save(path)
    return path
