"""The schemes of the department's own place come first, and the others after the nation's."""

import pytest

from desktop.work.own_schemes import in_own_order

SCHEMES = [
    ("kp", "昆明市中小企业公共服务示范平台"),
    ("kb", "昆明市小型微型企业创业创新示范基地"),
    ("y", "云南省中小企业公共服务示范平台"),
    ("n", "国家中小企业公共服务示范平台"),
    ("nc", "南昌市中小企业公共服务示范平台"),
]


@pytest.mark.parametrize(
    ("department", "region", "order"),
    [
        ("", "", "kp kb y n nc"),
        ("", "江西省", "nc n kp kb y"),
        ("东湖区工业和信息化局", "江西", "nc n kp kb y"),
        ("南昌市东湖区工业和信息化局", "", "nc n kp kb y"),
        ("江西省九江市浔阳区工业和信息化局", "江西省", "n kp kb y nc"),
        ("昆明市示例区科技和工业信息化局", "云南省", "kp kb y n nc"),
        ("曲靖市示例区工业和信息化局", "云南省", "y n kp kb nc"),
        ("深圳市示例区工业和信息化局", "广东省", "n kp kb y nc"),
    ],
)
def test_the_own_place_comes_first(department: str, region: str, order: str) -> None:
    """A city by its name or as its province's capital; no other city of the province is meant."""
    assert [key for key, _ in in_own_order(SCHEMES, department, region)] == order.split()
