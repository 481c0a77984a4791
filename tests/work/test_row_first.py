"""Where a firm of the list to draw from was read: its row comes first, where columns are narrow."""

from desktop.work.framing import row_first


def test_the_row_stands_before_the_file() -> None:
    """A sheet named as its file is not said twice; what has no row stays as it is."""
    places = (
        "评价表.xlsx!评价表!5",
        "名单.xlsx!第一批!12",
        "纸质名单!第2页!3",
        "手工录入",
    )
    assert tuple(map(row_first, places)) == (
        "第5行 评价表.xlsx",
        "第一批第12行 名单.xlsx",
        "第2页第3行 纸质名单",
        "手工录入",
    )
