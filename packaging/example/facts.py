"""Turns an applicant's few figures into everything that its form and rosters say."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from desktop.domain.scheme import Scheme
from example.names import Firm, Mint, identity_number, services_of, spread

Row = dict[str, str]
_POSTS = (
    "服务专员",
    "咨询顾问",
    "培训讲师",
    "技术服务工程师",
    "信息服务专员",
    "融资对接专员",
    "创业辅导员",
    "客服专员",
    "项目经理",
    "知识产权专员",
    "市场拓展专员",
    "数字化服务工程师",
)
_TITLES = ("工程师", "经济师", "高级工程师", "会计师", "高级经济师", "统计师")
_SCHOOLS = ("工商管理", "机械工程", "计算机应用", "会计学", "市场营销", "环境工程", "法学")
_EQUIPMENT = (
    ("服务平台网站及后台管理系统", 1, 46, "2021年5月", "自主开发"),
    ("企业服务线上预约系统", 1, 22, "2022年3月", ""),
    ("机架式服务器", 4, 12, "2021年6月", ""),
    ("台式电脑", 28, 13, "2022年4月", ""),
    ("笔记本电脑", 12, 8, "2023年3月", ""),
    ("多媒体培训教室设备", 2, 17, "2021年9月", ""),
    ("视频会议系统", 1, 9, "2022年11月", ""),
    ("高速彩色打印复印一体机", 3, 6, "2023年5月", ""),
    ("政策信息数据库", 1, 15, "2023年8月", "每月更新"),
    ("融资对接小程序", 1, 11, "2024年4月", ""),
)
_PLACES = ("青岚大学", "澍川学院", "栖梧职业技术学院", "砚山湖理工学院")


@dataclass(frozen=True)
class Facts:
    """One applicant whole: the form's values by path, and each roster's rows by column key."""

    spec: Mapping[str, Any]
    scheme: Scheme
    values: Mapping[str, str]
    rosters: Mapping[str, tuple[Row, ...]]

    @property
    def name(self) -> str:
        """The name that the application goes by."""
        return self.values[self.scheme.form.name_field]


def make_facts(spec: Mapping[str, Any], scheme: Scheme, number: int) -> Facts:
    """Return the applicant that `spec` describes; `number` keeps its phones and codes apart."""
    mint = Mint(Random(f"{spec['scheme']} {spec['folder']}"), number * 5_000)
    rosters: dict[str, tuple[Row, ...]] = {"equipment": _equipment()}
    rosters["staff"] = tuple(_staff(spec, mint))
    if scheme.unit_kind == "base":
        rosters |= _tenants(spec, mint)
    else:
        rosters["firms"] = tuple(_firms(spec, mint))
    if any(roster.key == "activities" for roster in scheme.rosters):
        rosters["activities"] = tuple(_activities(spec, scheme))
    kept = {key: rows for key, rows in rosters.items() if key in {r.key for r in scheme.rosters}}
    values = _values(spec, scheme, mint, rosters)
    return Facts(spec, scheme, values, kept)


def _equipment() -> tuple[Row, ...]:
    return tuple(
        {
            "name": name,
            "quantity": str(quantity),
            "price": str(price),
            "bought": bought,
            "remark": remark,
        }
        for name, quantity, price, bought, remark in _EQUIPMENT
    )


def _staff(spec: Mapping[str, Any], mint: Mint) -> list[Row]:
    wanted = spec["staff"]
    rows = [_person(spec, mint, post, good=True) for post in wanted["managers"]]
    flags = spread(mint.random, wanted["service"], wanted["qualified"])
    rows += [_person(spec, mint, mint.random.choice(_POSTS), good=good) for good in flags]
    mentors = wanted.get("mentors", 0)
    for index, row in enumerate(rows):
        row["mentor"] = "是" if 0 < index <= mentors else "否"
    rows[0]["name"] = spec["legal_person"]
    return rows


def _person(spec: Mapping[str, Any], mint: Mint, post: str, *, good: bool) -> Row:
    random = mint.random
    if good:
        education = random.choice(("本科", "本科", "硕士研究生", *spec["staff"]["degrees"]))
        title = random.choice((*_TITLES, "助理工程师", "无"))
    else:
        education, title = random.choice(spec["staff"]["below"]), "无"
    issuer = "" if title == "无" else spec["province"] + "人力资源和社会保障厅"
    school = "" if education in ("高中", "中专") else random.choice(_PLACES)
    return {
        "name": mint.person(),
        "age": str(random.randint(26, 52)),
        "post": post,
        "education": education,
        "school": f"{school}（{random.choice(_SCHOOLS)}）" if school else "—",
        "certificate": title,
        "title": title,
        "issuer": issuer or "—",
        "years": str(random.randint(2, 6)),
        "phone": mint.mobile(),
    }


def _firms(spec: Mapping[str, Any], mint: Mint) -> list[Row]:
    total = spec["firms"]
    special = spread(mint.random, total, spec["special"])
    unhappy = spread(mint.random, total, spec["unhappy"])
    offered = tuple(spec["offers"])
    rows = []
    for is_special, is_unhappy in zip(special, unhappy, strict=True):
        firm = mint.firm(tuple(spec["cities"]), tuple(spec["districts"]), spec["area_code"])
        row = _row_of(firm) | {"service": mint.service(offered)}
        row |= {"special": "是" if is_special else "否"}
        row |= {"satisfied": "" if is_unhappy else "√", "dissatisfied": "√" if is_unhappy else ""}
        if mint.random.random() < 0.08:
            row["code"] = ""
        rows.append(row)
    return rows


def _row_of(firm: Firm) -> Row:
    return {
        "name": firm.name,
        "district": firm.district,
        "industry": firm.industry,
        "business": firm.business,
        "contact": firm.contact,
        "position": firm.position,
        "phone": firm.phone,
        "code": firm.code,
        "size": firm.size,
    }


def _tenants(spec: Mapping[str, Any], mint: Mint) -> dict[str, tuple[Row, ...]]:
    total, offered = spec["tenants"], tuple(spec["offers"])
    leading = list(spread(mint.random, total, spec["leading"]))
    medium = list(spread(mint.random, total, spec["medium"]))
    unhappy = list(spread(mint.random, total - spec["medium"], spec["unhappy"]))
    entered = sorted(mint.random.randint(2019, 2024) for _ in range(total))
    tenants, feedback = [], []
    for index in range(total):
        row = _tenant(spec, mint, is_leading=leading[index], is_medium=medium[index])
        row["entered"] = f"{entered[index]}年{mint.random.randint(1, 12)}月"
        tenants.append(row)
        if not medium[index]:
            bad = unhappy[len(feedback)]
            marks = {"satisfied": "" if bad else "√", "dissatisfied": "√" if bad else ""}
            shared = {key: row[key] for key in ("name", "contact", "phone", "code")}
            feedback.append(shared | marks | {"service": mint.service(offered)})
    return {"tenants": tuple(tenants), "feedback": tuple(feedback)}


def _tenant(spec: Mapping[str, Any], mint: Mint, *, is_leading: bool, is_medium: bool) -> Row:
    random = mint.random
    while True:
        firm = mint.firm(tuple(spec["cities"]), tuple(spec["districts"]), spec["area_code"])
        if (firm.industry in spec["industries"]) == is_leading:
            break
    results = (
        "—",
        "实用新型专利2件",
        "软件著作权3件",
        "发明专利1件",
        "高新技术企业",
        "科技型中小企业",
    )
    size = "中型" if is_medium else random.choice(("小型", "小型", "微型"))
    staff = {"中型": (310, 360), "小型": (20, 42), "微型": (5, 18)}[size]
    revenue = {"中型": (2100, 4800), "小型": (310, 1650), "微型": (40, 280)}[size]
    return _row_of(firm) | {
        "size": size,
        "staff": str(random.randint(*staff)),
        "revenue": str(random.randint(*revenue)),
        "innovation": random.choice(results),
        "leading": "是" if is_leading else "否",
        "special": "是" if random.random() < 0.06 else "否",
    }


def _activities(spec: Mapping[str, Any], scheme: Scheme) -> list[Row]:
    """One row for each printed line of the list; what isn't offered stays empty."""
    [roster] = [roster for roster in scheme.rosters if roster.key == "activities"]
    rows = []
    for line in roster.fixed_rows:
        row = {"type": line.label}
        if line.key in spec["functions"]:
            firms, sessions = spec["functions"][line.key]
            row |= {
                "summary": "、".join(services_of(line.key)),
                "sessions": f"{sessions}场，服务企业{firms}户",
                "results": f"服务企业{firms}户，收回评价表{firms * 9 // 10}份",
                "public": f"其中公益性活动{max(1, sessions // 3)}场",
            }
        rows.append(row)
    return rows


def _values(
    spec: Mapping[str, Any], scheme: Scheme, mint: Mint, rosters: Mapping[str, tuple[Row, ...]]
) -> dict[str, str]:
    known = _plain(spec, mint) | _counted(spec, rosters) | spec.get("fields", {})
    known = {key: str(value) for key, value in known.items()}
    wanted = [field.key for field in scheme.form.fields]
    missing = [key for key in wanted if key not in known]
    if missing:
        raise KeyError(f"{spec['scheme']}: {missing}")
    values = {key: known[key] for key in wanted}
    for table in scheme.form.tables:
        values |= _table_values(spec, table.key, rosters)
    return values


def _plain(spec: Mapping[str, Any], mint: Mint) -> dict[str, Any]:
    partners = [f"{spec['place']}{mint.trade_name()}{tail}" for tail in spec["partners"]]
    capital = spec.get("capital", 500)
    return {
        "platform_name": spec.get("platform", ""),
        "operator_name": spec["operator"],
        "fill_date": spec["fill_date"],
        "district": spec["district"],
        "unit_type": spec.get("unit_type", "有限责任公司"),
        "credit_code": mint.code(spec["area_code"]),
        "code_issuer": spec["district"] + "市场监督管理局",
        "legal_person": spec["legal_person"],
        "id_number": identity_number(),
        "legal_person_mobile": mint.mobile(),
        "registered_on": spec["registered"],
        "registered_address": spec["address"],
        "postcode": spec["postcode"],
        "contact": mint.person(),
        "phone": mint.mobile() if "landline" not in spec else spec["landline"],
        "fax": spec.get("landline", "无"),
        "mobile": mint.mobile(),
        "website": spec["website"],
        "website_record": spec.get("website_record", ""),
        "email": spec["email"],
        "registered_capital": capital,
        "investor": spec["legal_person"],
        "investor_kind": "自然人",
        "investor_share": "65",
        **dict.fromkeys(("investor_2", "investor_kind_2", "investor_share_2"), ""),
        "total_assets": spec["assets"],
        "area": spec["area"][0],
        "area_own": spec["area"][1],
        "area_rented": spec["area"][0] - spec["area"][1],
        "partners_signed": "、".join(partners),
        "partners_other": "澍川学院、栖梧职业技术学院",
        "partners_count": len(partners),
    }


def _counted(
    spec: Mapping[str, Any], rosters: Mapping[str, tuple[Row, ...]]
) -> dict[str, int | str]:
    count = sum(int(row["quantity"]) for row in rosters["equipment"])
    value = sum(int(row["price"]) for row in rosters["equipment"])
    staff, whole = spec["staff"], len(rosters["staff"])
    own_scale = spec["scheme"].startswith(("kunming", "yunnan"))
    qualified = staff["qualified"] + (0 if own_scale else len(staff["managers"]))
    return {
        "equipment_count": count,
        "equipment_value": value,
        "equipment_share": _percent(value, spec["assets"]),
        "platform_investment": spec.get("investment", value + 120),
        "staff_total": whole + (spec.get("others", 0) if own_scale else 0),
        "staff_service": staff["service"],
        "staff_qualified": qualified,
        "staff_qualified_share": _percent(qualified, staff["service"] if own_scale else whole),
        "mentors": staff.get("mentors", 0),
        "served_last_year": len(rosters.get("firms", ())),
        "served_actual": len(rosters.get("firms", ())),
        "leading_firms": spec.get("leading", 0),
    }


def _percent(part: int, whole: int) -> str:
    tenths = part * 1000 // int(whole)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _table_values(
    spec: Mapping[str, Any], table: str, rosters: Mapping[str, tuple[Row, ...]]
) -> dict[str, str]:
    if table == "functions":
        pairs = spec["functions"].items()
        return {
            f"functions.{key}.{column}": str(number)
            for key, numbers in pairs
            for column, number in zip(("firms", "activities"), numbers, strict=True)
        }
    rows = [dict(row) for row in spec.get(table, ())]
    if table == "operations":
        rows[-1]["served"] = len(rosters["firms"])
    if table == "startups":
        rows = _startups(rosters["tenants"], spec["steps"])
    return {
        f"{table}.{number}.{column}": str(value)
        for number, row in enumerate(rows, 1)
        for column, value in row.items()
    }


def _startups(tenants: tuple[Row, ...], steps: list[int]) -> list[dict[str, int]]:
    """The last year as the roster has it, and the years before, grown by `steps` percent a year."""
    small = [row for row in tenants if row["size"] != "中型"]
    row = {
        "year": 2025,
        "firms": len(tenants),
        "small": len(small),
        "staff": sum(int(one["staff"]) for one in small),
        "revenue": sum(int(one["revenue"]) for one in small),
    }
    rows = [row]
    for step in steps:
        row = {key: value * 100 // (100 + step) for key, value in row.items()} | {
            "year": row["year"] - 1
        }
        rows.append(row)
    return rows[::-1]
