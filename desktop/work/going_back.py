"""What taking a case back (退回修改) would contradict: its unit is noted as recognised by now."""

from desktop.domain.dates import parse_date, show_date
from desktop.store import recognised
from desktop.store.recognised import KeptUnit
from desktop.work.desk import Desk


def told_before(desk: Desk, application_id: int) -> str:
    """Say that the outcome (认定, 未认定) of a case is noted; empty where none is.

    It stays noted in 动态管理: what is changed of the application is no longer what it is about.
    """
    units = recognised.units(desk.store)
    found = [one for one in units if one.application_id == application_id and one.outcome]
    if not found:
        return ""
    return (
        f"动态管理中已登记这份申报的认定结果：{_outcome(found[-1])}。"
        "退回修改后，这里的内容与已报出、已作结论的不再一致，认定结果的登记不随之改变。"
    )


def _outcome(unit: KeptUnit) -> str:
    day = parse_date(unit.recognised_on) if unit.recognised_on else None
    return f"{unit.outcome}（{show_date(day)}）" if day else unit.outcome
