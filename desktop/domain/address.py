"""Which district an address names, as far as it says so itself; no list of places, no guessing."""

import re

# (province), city, district, from the beginning: what stands further on is a street or a yard.
_ADDRESS = re.compile(
    r"(?:[一-鿿]{2,8}?(?:省|自治区))?([一-鿿]{2,5}?(?:市|自治州|州))"
    r"([一-鿿]{2,6}?(?:区|县|市))"
)
_DISTRICT = re.compile(r"([一-鿿]{2,6}?(?:区|县|市))(?=$|[^一-鿿]|工|经|发|科|中|人|财|商|投)")
# 高新区, 经开区, 度假区 and the like lie inside districts that an address may name as well.
_ZONE = re.compile(
    r"新区|开发|高新|经开|经济|度假|产业|工业|园区|示范|试验|综合|保税|城区|市辖区|小区|社区"
)


def district_hint(address: str, own: str) -> str:
    """Return a sentence where `address` names another district than `own` says; else nothing.

    `own` is the form's 所属县区 or the department's name. It is a reminder and no verdict: a unit
    may be registered in one district and work in another.
    """
    found, ours = _ADDRESS.match(_plain(address)), _own(_plain(own))
    if found is None or not ours:
        return ""
    named = found[2]
    if _ZONE.search(named) or _ZONE.search(ours) or _same(named, ours):
        return ""
    return f"地址写的是“{named}”，所属县区是“{ours}”，请核对是否属于受理范围。"


def _same(one: str, other: str) -> bool:
    """石林县 is what people write for 石林彝族自治县: the peoples' names are left out."""
    short, long = sorted((_stem(one), _stem(other)), key=len)
    return short == long or (long.endswith("自治") and long.startswith(short))


def _own(text: str) -> str:
    whole = _ADDRESS.match(text)
    if whole is not None:
        return whole[2]
    district = _DISTRICT.match(text)
    return district[1] if district is not None else ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _stem(name: str) -> str:
    return name.removesuffix("区").removesuffix("县").removesuffix("市")
