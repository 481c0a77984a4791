"""What an applicant is told beside the papers: 填写说明 in the workbook, 说明.txt in the zip."""

from collections.abc import Iterator, Mapping, Sequence

from desktop.domain.form import Roster
from desktop.domain.labels import ADDED
from desktop.domain.scheme import Scheme
from desktop.sheets.roster_book import RosterPage
from desktop.work.department import Department
from desktop.work.rounds import CALL_FIELDS

BOOK = "名单工作簿.xlsx"
# What of the year's call concerns an applicant: what the office owes the level above (上级要求报送
# 日期, 报送份数) would be taken for the applicant's. What is handed in besides stands among the
# materials.
TOLD = ("number", "department_due", "wishes")
WHY: Mapping[str, str] = {
    "code": "18位，照营业执照填写",
    "size": "按中小企业划型标准填大型、中型、小型或微型",
    "special": "是否“专精特新”中小企业，填是或否",
    "leading": "主营业务是否属于基地的主导产业，填是或否",
}


def roster_pages(scheme: Scheme, order: Sequence[str]) -> tuple[RosterPage, ...]:
    """Return the workbook's rosters by their keys in `order`, with the words around each total."""
    rosters = [scheme.roster(key) for key in order]
    return tuple(RosterPage(one, _total(scheme, one)) for one in rosters)


def _total(scheme: Scheme, roster: Roster) -> tuple[str, str] | None:
    """Return the words before and after the total's blank, as the form's own line has them."""
    blank = f"{{{roster.total_field}}}"
    texts = [one.text for one in scheme.form.patterns if roster.total_field and blank in one.text]
    if not texts:
        return None
    before, _, after = texts[0].partition(blank)
    return before, after


def guide_lines(pages: Sequence[RosterPage]) -> tuple[str, ...]:
    """Return 填写说明: how to fill in the workbook, and which columns the annex lacks."""
    added = list(_added(pages))
    lines = [
        "每份名单一张工作表，从表头下面第一行填起，一行一家（人、件、类），行数不限。",
        "请不要改动表头，不要合并单元格，不要在名单中间插入小计、空行或另一个表头。",
        "“序号”可以不填。印好服务类型的各行，没有开展的留空即可。",
        "“满意”“不满意”两栏只在其中一栏选“√”；有下拉箭头的栏请从列表中选择。",
        "电话、证照号码等各栏已设为文本格式，请照原样填写，不要改成数字。",
    ]
    if any(page.total for page in pages):
        lines.append("表头上方的黄色格填服务企业的总数（家）；名单应与这个数一致。")
    if added:
        lines.append(f"表头标有{ADDED}的黄色栏，办法附件的表样中没有，审核时需要，请一并填写：")
        lines += [f"　　{line}" for line in added]
    lines.append(
        "填好后以 .xlsx 格式保存，与申请表一并报送；需要纸质名单的，用附件表样的 Word 文件打印。"
    )
    return tuple(_numbered(lines))


def _added(pages: Sequence[RosterPage]) -> Iterator[str]:
    for page in pages:
        for column in page.roster.columns:
            if column.additional:
                why = WHY.get(column.key, "")
                yield f"《{page.roster.title}》{column.label}{f'：{why}' if why else ''}"


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    number = 0
    for line in lines:
        if line.startswith("　"):
            yield line
        else:
            number += 1
            yield f"{number}. {line}"


def note_text(
    scheme: Scheme,
    year: int,
    call: Mapping[str, str],
    ours: Department | None,
    files: Sequence[str],
) -> str:
    """Return 说明.txt: the year's dates, whom to ask, what the files are, what is handed in."""
    number = f"（{scheme.document.number}）" if scheme.document.number else ""
    parts = [
        [f"{scheme.name} 申报用表（{year}年度）", f"依据：《{scheme.document.title}》{number}"],
        ["一、时间和要求", *_call_lines(call)],
        ["二、受理部门", *_contact_lines(ours)],
        ["三、本压缩包内的文件", *(f"　{name}" for name in files)],
        ["四、怎样填写", *_how(scheme)],
        ["五、应提交的材料", *_materials(scheme, call)],
    ]
    if scheme.form.reference_note:
        parts[0].append(f"注：{scheme.form.reference_note.rstrip('。')}。")
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _materials(scheme: Scheme, call: Mapping[str, str]) -> Iterator[str]:
    """Yield what the regulation asks for, then what the year's call asks for besides."""
    yield from (f"　{one.article} {one.text}" for one in scheme.materials)
    extra = [line.strip() for line in call.get("extra", "").splitlines() if line.strip()]
    if extra:
        yield "　当年申报通知另要求的材料："
        yield from (f"　　{line}" for line in extra)


def _how(scheme: Scheme) -> list[str]:
    whole = [text.title for text in scheme.form.texts if text.foot and text.key != "cover"]
    papers = "、".join(["申请表", *whole])
    return [
        f"　1. {papers}用 Word 或 WPS 打开 .docx 填写，打印后签字盖章；也可以打印空白的 PDF 手写。",
        f"　2. 名单填在“{BOOK}”里，第一张工作表是填写说明；需要纸质名单的，用 Word 表样打印。",
        "　3. 填好的 .docx 和 .xlsx 原文件请一并报送，不要转成图片或 PDF。",
    ]


def _call_lines(call: Mapping[str, str]) -> list[str]:
    labels = dict(CALL_FIELDS)
    told = [f"　{labels[key]}：{_indented(call[key])}" for key in TOLD if call.get(key)]
    return told or ["　以当年申报通知为准。"]


def _indented(text: str) -> str:
    return "\n　　".join(text.splitlines())


def _contact_lines(ours: Department | None) -> list[str]:
    if ours is None or not ours.name:
        return ["　见当年申报通知。"]
    found = [("部门", ours.name), ("联系人", ours.filler), ("联系电话", ours.phone)]
    return [f"　{label}：{text}" for label, text in found if text]
