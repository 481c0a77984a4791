"""One thing that our sheet can give to someone else's form, and what offices call it."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.labels import Wanted, wanted

BOTH = "contact_and_phone"  # one column for two of ours, as many offices have it
# What offices call the facts, by path. The first is what the window calls it where the sheet
# itself has no such column. 法定代表人 is not 负责人 and is left to the reviewer.
USUAL: Mapping[str, tuple[str, ...]] = {
    "serial": ("序号", "编号"),
    "name": (
        "平台（基地）名称", "平台名称", "基地名称", "示范平台名称", "示范基地名称", "名称",
        "服务平台名称", "申报平台名称", "申报基地名称", "公共服务平台名称", "推荐平台名称",
    ),
    "operator": (
        "运营机构名称", "运营单位", "运营机构", "运营主体", "承担单位", "承担单位名称", "机构名称",
        "申报单位", "申报单位名称", "单位名称", "企业名称", "服务机构名称", "运营单位名称",
        "示范平台承担单位", "依托单位", "运营管理机构", "所属单位",
    ),
    "address": ("地址", "单位地址", "详细地址", "注册地址", "通讯地址", "办公地址", "联系地址"),
    "principal": ("负责人", "负责人姓名", "单位负责人", "主要负责人"),
    "contact": ("联系人", "联系人姓名", "单位联系人", "平台联系人"),
    "phone": (
        "联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "联系人电话", "移动电话",
        "联系人手机", "联系人联系电话", "联系人手机号", "联系人联系方式",
    ),
    "meets": (
        "是否满足各项申报条件", "是否符合申报条件", "是否符合条件", "是否满足条件", "条件是否符合",
    ),
    "agrees": ("是否同意推荐", "是否推荐", "推荐意见", "是否同意"),
    "functions": (
        "服务功能", "服务功能类别", "服务类别", "主要服务功能", "平台类别", "服务类型",
        "申请服务功能类别", "申报类别",
    ),
    "demonstration": ("示范性表述", "示范性", "示范作用"),
    "quota": ("推荐名额", "名额类型"),
    "satisfaction": ("满意度抽查结果", "满意度", "抽查结果", "满意度测评结果", "满意度调查结果"),
    "code": (
        "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码证号",
        "企业统一社会信用代码", "单位统一社会信用代码", "统一社会信用代码号",
    ),
    "remark": ("备注", "说明"),
    "firm": (
        "企业名称", "抽样企业名称", "服务企业名称", "抽样企业", "单位名称", "被服务企业名称",
        "受访企业", "被访企业", "抽查企业名称", "抽查企业",
    ),
    "interviewee": ("被访人姓名", "被访人", "受访人", "受访人姓名", "姓名", "联系人", "被访人员"),
    "position": ("职务", "职位", "被访人职务"),
    "service": ("接受服务内容", "服务内容", "服务项目", "所受服务内容"),
    "answer_label": (
        "满意度评价", "总体评价", "满意程度", "满意情况", "满意度", "评价", "满意与否", "评价结果",
    ),
    "method_number": ("测评方法（编号）", "测评方法", "测评方式", "方法编号"),
    BOTH: (
        "联系人及电话", "联系人及联系电话", "联系人及联系方式", "联系人和电话", "联系人姓名及电话",
        "联系人及手机", "联系人及手机号", "联系人及手机号码",
    ),
    "unit": ("推荐单位", "推荐部门", "主管部门", "推荐单位名称", "填报单位", "初审部门"),
    "region": ("省（区、市）", "省份", "所在省"),
    "filler": ("填表人", "填报人"),
    "filler_phone": ("填表人电话", "填报人电话"),
    "year": ("年度", "申报年度"),
    "date": ("填报日期", "填表日期", "推荐日期"),
}  # fmt: skip  # read as lists


@dataclass(frozen=True)
class Offer:
    """One thing that a row of the sheet has: where it stands, and how it is shown.

    With `equals` it is a tick where the shown fact is that text. `own` columns stand on our sheet;
    the others are offered besides.
    """

    label: str
    path: str
    format: str = "text"
    group: str = ""
    equals: str = ""
    own: bool = True

    @property
    def key(self) -> str:
        """Its name in what is kept for the round."""
        return f"{self.path}={self.equals}" if self.equals else self.path

    def wanted(self) -> Wanted:
        """Return its spellings; a tick is found by its own label alone."""
        usual = () if self.equals else USUAL.get(self.path, ())
        return wanted(self.label, usual, self.group)
