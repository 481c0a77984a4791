"""What an applicant is asked to put right in its files (问题清单), a line for each thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.masking import masked


@dataclass(frozen=True)
class Issue:
    """One thing to put right: where (file, sheet, line, column), what stands there, what to do.

    `line` is 0 where it is about the whole file or sheet.
    """

    file: str
    sheet: str
    line: int
    column: str
    text: str
    wrong: str
    todo: str


HEADS = ("序号", "文件", "工作表", "行", "栏目", "原内容", "问题", "请这样处理")


def table_of(issues: Iterable[Issue]) -> list[tuple[str, ...]]:
    """Return the issues as rows under HEADS, numbered; long numbers keep only their ends.

    The applicant knows its own numbers: the ends are enough to find them, and a list that goes
    through many hands shows nobody's phone.
    """
    return [
        (
            str(number),
            one.file,
            one.sheet,
            str(one.line) if one.line else "",
            one.column,
            masked(one.text),
            masked(one.wrong),
            one.todo,
        )
        for number, one in enumerate(issues, 1)
    ]


def what_to_do(wrong: str) -> str:
    """Return what the applicant should do about a sentence of the program; its own advice stays.

    The table goes by the words that the sentences are made of.
    """
    for words, todo in _ADVICE:
        if words in wrong:
            return todo
    return "请核对后更正。"


_ADVICE = (
    ("也像是这份名单", "同一份名单请放在一张表里；不是这份名单的请说明。"),
    ("没有认出是哪份名单", "请写上表名和栏目名称，或说明这张表的用途。"),
    ("已丢失", "把这一列设为文本格式，照营业执照重新填写18位代码。"),
    ("已经丢失", "把这一列设为文本格式，照证件重新填写。"),
    ("统一社会信用代码", "照营业执照核对18位代码后更正。"),
    ("电话", "补正为11位手机号或带区号的座机号，分机写作“转8012”。"),
    ("不是日期", "写明年月日，例如2026年3月5日。"),
    ("不是数字", "用阿拉伯数字填写，单位以表头所印为准。"),
    ("没有企业名称", "补上企业全称；不是企业的行请删去。"),
    ("没有姓名", "补上姓名；空行请删去。"),
    ("没有名称", "补上名称；空行请删去。"),
    ("可能按元填写", "核对金额单位，以万元填写。"),
    ("合计", "核对各行和合计数后更正。"),
    ("合并", "取消合并单元格，每一行都填写完整。"),
    ("经办人不采纳", "请核实后说明，或删去这一行。"),
    ("名称相近", "确认是否同一企业；是的只留一行。"),
    ("相同", "同一企业只留一行；不是同一企业的请更正名称或代码。"),
    ("没有对应的栏目", "请按附件的表头填写，多出的列可以不交。"),
    ("没有表头", "请给这一列写上栏目名称。"),
    ("没有填写", "请填写。"),
    ("必填", "请填写。"),
)
