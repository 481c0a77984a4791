"""The department that uses the program, its people, and the settings kept in the file."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from desktop.domain.dates import show_date
from desktop.domain.fieldcheck import kind_sentences
from desktop.store import departments as kept
from desktop.work.desk import Changed, Desk, changed

LEVELS = (
    ("district", "县（市、区）、开发区主管部门"),
    ("city", "州（市）、地级市主管部门"),
    ("province", "省级主管部门"),
)


@dataclass(frozen=True)
class Department:
    """The recommending department: `name` is printed as 推荐单位.

    `region` is its 省（区、市）; `filler` and `phone` are the 填表人 and 联系电话 of the sheets.
    """

    name: str
    level: Literal["district", "city", "province"] = "district"
    region: str = ""
    filler: str = ""
    phone: str = ""


def department(desk: Desk) -> Department | None:
    """Return the department, or None before the first start has asked for it."""
    found = kept.department(desk.store)
    if found is None:
        return None
    return Department(found.name, found.kind, found.region, found.contact, found.phone)


def department_problems(wanted: Department) -> dict[str, tuple[str, ...]]:
    """Return what is wrong with a department's blanks, by key: no name, a phone that is none."""
    found = {"phone": kind_sentences("phone", "", wanted.phone) if wanted.phone.strip() else ()}
    if not wanted.name.strip():
        found["name"] = ("请填写部门名称，表上的推荐单位要用。",)
    return {key: sentences for key, sentences in found.items() if sentences}


def save_department(desk: Desk, wanted: Department) -> Changed:
    """Keep the department; its earlier names stay in the journal."""
    with desk.act("填写部门", "department", **asdict(wanted)):
        kept.save_department(
            desk.store,
            kept.Department(
                wanted.name,
                wanted.level,
                wanted.region,
                wanted.filler,
                wanted.phone,
                desk.clock().date().isoformat(),
            ),
        )
    return changed("department")


def names_told(desk: Desk) -> str:
    """Say from which day on the department is called so, and how it was called before."""
    found = [
        f"自{show_date(date.fromisoformat(day))}起名称为“{name}”"
        for name, day in reversed(kept.names(desk.store))
    ]
    return "；".join(found[:1] + [f"此前{one}" for one in found[1:]]) + ("。" if found else "")


def operators(desk: Desk) -> list[str]:
    """Return the names of the 经办人, as they were added."""
    return list(kept.operators(desk.store))


def use_operator(desk: Desk, name: str) -> Changed:
    """Work under this name from now on; a new name is added to the list."""
    desk.operator = name
    if name and name not in operators(desk):
        with desk.act("新增经办人", "department", name=name):
            kept.add_operator(desk.store, name)
    if get_setting(desk, "operator", "") != name:
        put_setting(desk, "operator", name)
    return changed("department")


def get_setting(desk: Desk, key: str, default: Any) -> Any:
    """Return a setting of this file, or `default`."""
    return kept.setting(desk.store, key, default)


def put_setting(desk: Desk, key: str, value: Any) -> Changed:
    """Keep a setting (any JSON value) in this file."""
    with desk.act("更改设置", "department", key=key, value=value):
        kept.put_setting(desk.store, key, value)
    return changed("department")
