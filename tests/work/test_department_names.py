"""设置 says from which day on the department bears its name, and how it was called before."""

from datetime import datetime, timedelta, timezone

from desktop.work.department import Department, names_told, save_department
from desktop.work.desk import Desk

CHINA = timezone(timedelta(hours=8))


def test_each_name_is_told_with_its_first_day(desk: Desk):
    """A new phone is no new name; of two names on one day the later one holds."""
    old, slip, new = "云岭区经济贸易局", "云岭区工信", "云岭区工业和信息化局"
    told = [names_told(desk)]
    for month, name, phone in (
        (3, old, ""),
        (5, old, "0871-60000000"),
        (9, slip, ""),
        (9, new, ""),
    ):
        now = datetime(2026, month, 2, 9, tzinfo=CHINA)
        desk.clock = lambda now=now: now
        save_department(desk, Department(name, phone=phone))
        told.append(names_told(desk))
    assert told == [
        "",
        f"自2026年3月2日起名称为“{old}”。",
        f"自2026年3月2日起名称为“{old}”。",
        f"自2026年9月2日起名称为“{slip}”；此前自2026年3月2日起名称为“{old}”。",
        f"自2026年9月2日起名称为“{new}”；此前自2026年3月2日起名称为“{old}”。",
    ]
