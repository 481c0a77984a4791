"""Which schemes concern a department first: those of its place, the nation's, then the others."""

import re
from collections.abc import Sequence

_PLACE = re.compile(r"[一-鿿]{2,7}?(?:省|自治区|特别行政区|市|自治州|州|盟|地区)")
# The capitals of provinces, whose own schemes bear the city's name alone (南昌市… in 江西省).
_CAPITALS = {
    "石家庄": "河北",
    "太原": "山西",
    "呼和浩特": "内蒙古",
    "沈阳": "辽宁",
    "长春": "吉林",
    "哈尔滨": "黑龙江",
    "南京": "江苏",
    "杭州": "浙江",
    "合肥": "安徽",
    "福州": "福建",
    "南昌": "江西",
    "济南": "山东",
    "郑州": "河南",
    "武汉": "湖北",
    "长沙": "湖南",
    "广州": "广东",
    "南宁": "广西",
    "海口": "海南",
    "成都": "四川",
    "贵阳": "贵州",
    "昆明": "云南",
    "拉萨": "西藏",
    "西安": "陕西",
    "兰州": "甘肃",
    "西宁": "青海",
    "银川": "宁夏",
    "乌鲁木齐": "新疆",
}  # fmt: skip - five in a line


def in_own_order(
    schemes: Sequence[tuple[str, str]], department: str, region: str
) -> list[tuple[str, str]]:
    """Return schemes (id, name) with the department's own first, else in the order given.

    `department` is its name, `region` its 省（区、市）; either may be empty.
    """
    own = f"{region} {department}"
    if not own.strip():
        return list(schemes)
    return sorted(schemes, key=lambda one: _rank(one[1], own))


def _rank(name: str, own: str) -> int:
    found = _PLACE.match(name)
    if found is None:
        return 2  # the nation's concern everybody
    place = re.sub("(省|自治区|特别行政区|市|自治州|州|盟|地区)$", "", found[0])
    if place in own:
        return 0
    return 1 if (province := _CAPITALS.get(place)) and _names(own, province) else 3


def _names(own: str, province: str) -> bool:
    """A department of another city in the province is not this city's: only the region tells."""
    region, _, department = own.partition(" ")
    city = re.match(r"(?:[一-鿿]{2,8}?(?:省|自治区))?([一-鿿]{2,5}?)(?:市|自治州|州)", department)
    return province in region and (city is None or _CAPITALS.get(city[1]) == province)
