"""A file's name is taken for a paper of the list only where nothing else can be meant."""

import pytest

from desktop import paths
from desktop.domain.measures import computations
from desktop.domain.paper_names import paper_of
from desktop.schemes.reader import read_scheme


def _papers(name: str) -> list[tuple[str, str, bool]]:
    scheme = read_scheme(paths.forms_dir() / name, frozenset(computations()))
    return [
        (line.id, line.text, not at)
        for at, item in enumerate(scheme.materials)
        for line in item.lines
    ]


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        (
            "national-platform-2017",
            {
                "营业执照副本.jpg": "business_licence",
                "2025年审计报告（扫描）.pdf": "audit_report",
                "2025服务收支专项审计.pdf": "audit_special",
                "租房合同.pdf": "premises_lease",
                "公布省级平台.pdf": "recognition_province",
                "真实性声明(章).pdf": "declaration",
                "人力资源许可证.jpg": "permit_licence",
                "icp备案截图.png": "permit_website",
                "活动通知及总结.pdf": "",
                "IMG_20261109.jpg": "",
            },
        ),
        (
            "kunming-platform-2022",
            {
                "营业执照.jpg": "business_licence",
                "活动通知及总结.pdf": "proof_activities",
                "2025服务收支专项审计.pdf": "",
                "不动产权证.pdf": "premises_title",
            },
        ),
        (
            "kunming-base-2022",
            {"营业执照.pdf": "business_licence", "入驻企业营业执照.pdf": "tenant_licences"},
        ),
        ("yunnan-platform-2022", {"营业执照.pdf": "report_licence", "租赁合同.pdf": ""}),
        (
            "nanchang-platform-2022",
            {"附件6声明函.pdf": "declaration_letter", "信用代码证.pdf": "code_certificate"},
        ),
    ],
)
def test_a_name_speaks_of_one_paper_or_of_none(scheme: str, told: dict[str, str]):
    """A paper handed in by itself goes before the same one inside the 申请报告."""
    papers = _papers(scheme)
    assert {name: paper_of(name, papers) for name in told} == told


def test_what_a_call_asks_for_is_known_by_its_own_words():
    """The whole line in the name; a short word is no sign."""
    papers = [("call:信用报告", "信用报告（近三个月）", False), ("call:函", "函", False)]
    assert paper_of("2 信用报告.pdf", papers) == "call:信用报告"
    assert paper_of("回函.pdf", papers) == ""
