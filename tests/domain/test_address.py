"""An address that names another district is told of; what does not say so itself is left alone."""

import pytest

from desktop.domain.address import district_hint


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("云南省昆明市五华区人民中路1号", "官渡区"),
        ("昆明市 五华区 人民中路1号", "昆明市官渡区工业和信息化局"),
        ("昆明市五华区人民中路1号", "官渡区科技和工业信息化局"),
        ("昆明市五华区人民中路1号", "官渡区"),
    ],
)
def test_another_district_is_told(address: str, own: str) -> None:
    """The address names one, 所属县区 or the department's name another."""
    told = "地址写的是“五华区”，所属县区是“官渡区”，请核对是否属于受理范围。"
    assert district_hint(address, own) == told


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("昆明市官渡区关上街道", "昆明市官渡区"),
        ("云南省安宁市连然街道", "安宁市"),  # a city on the level of a county
        ("五华区人民中路1号", "官渡区"),  # no city: it may be any place's
        ("昆明市高新区科医路", "五华区"),  # a zone lies inside of districts
        ("昆明市五华区科医路", "昆明高新技术产业开发区"),
        ("昆明市市辖区", "官渡区"),
        ("昆明市石林县鹿阜街道", "昆明市石林彝族自治县"),  # as people write it
        ("昆明市禄劝彝族苗族自治县屏山街道", "禄劝县"),
        ("人民中路城区南站3号", "官渡区"),
        ("昆明市五华区人民中路1号", "官渡"),  # not surely a district's name
        ("", "官渡区"),
        ("昆明市五华区人民中路1号", ""),
    ],
)
def test_nothing_is_guessed(address: str, own: str) -> None:
    """No hint where one of the two doesn't say it plainly."""
    assert district_hint(address, own) == ""
