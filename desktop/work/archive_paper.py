"""What stands on 单位档案: one organisation's applications and recognitions over the years."""

from typing import Any

from desktop.work.archive import file_of
from desktop.work.desk import Desk


def archive_facts(desk: Desk, organisation_id: int) -> dict[str, Any]:
    """Return what stands on 单位档案 of an organisation that applied or was recognised."""
    found = file_of(desk, organisation_id)
    rows = [
        {
            "serial": serial,
            "kind": one.kind,
            "scheme": one.scheme,
            "year": f"{one.year}年" if one.year else "",
            "number": one.number,
            "name": one.name,
            "outcome": one.outcome,
        }
        for serial, one in enumerate(found.entries, 1)
    ]
    return {
        "organisation": found.name,
        "organisation_code": found.code or "（未填）",
        "earlier": "、".join(found.earlier) or "无",
        "rows": rows,
    }
