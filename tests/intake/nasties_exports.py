"""Workbooks and text tables that other programs write: online forms, old systems, other offices."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from tests.intake.nasty import FIRMS, KEYS, Cells, Nasty, Sheet, code, labels, main_roster, written
from tests.intake.nasty_files import text_table, xlsx, zipped

DATA = Path(__file__).parents[1] / "data" / "intake"
_SCHEME = "kunming-platform-2022"
_HEAD = labels(main_roster(_SCHEME))
_BODY = [written(row) for row in FIRMS]
_PAGE = "这是网页，只是名字像 Excel 文件，已按其中的表格读取，请核对。"
_SHEET = "xl/worksheets/sheet1.xml"
_STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "spreadsheetml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "officeDocument/relationships",
    ),
)


def exports() -> Iterator[Nasty]:
    """Yield every file."""
    yield from _texts()
    yield from _pages()
    yield from _other_workbooks()
    yield from _other_offices()


def _firms(
    name: str, file: str, data: bytes, rows: Sequence[Cells] = FIRMS, **more: object
) -> Nasty:
    return Nasty(f"export-{name}", file, data, _SCHEME, "firms", tuple(rows), **more)  # type: ignore[arg-type]  # by name


def _texts() -> Iterator[Nasty]:
    rare = [[*row] for row in _BODY]
    names = ["㐀示例有限公司", "𠮷示例有限公司", "𬭎示例有限公司", "龘示例有限公司"]
    for row, name in zip(rare, names, strict=False):
        row[1] = name
    firms = [
        {**firm, "name": name}
        for firm, name in zip(FIRMS, [*names, *(row["name"] for row in FIRMS[4:])], strict=True)
    ]
    data = text_table([_HEAD, *rare], ",", "gb18030")
    yield _firms("rare-characters", "名单.csv", data, firms, noted=0)
    lines = [[f"{text}\t" if text.isdigit() else text for text in row] for row in _BODY]
    yield _firms("tabs-behind", "导出.csv", text_table([_HEAD, *lines], ",", "gb18030"), noted=0)
    lines = [[f"\t{text}" if text.isdigit() else text for text in row] for row in _BODY]
    yield _firms("tabs-before", "导出.csv", text_table([_HEAD, *lines], ",", "utf-8-sig"), noted=0)
    lines = [[f'="{text}"' if text[:1].isdigit() else text for text in row] for row in _BODY]
    yield _firms("formula-texts", "导出.csv", text_table([_HEAD, *lines], ",", "gb18030"), noted=0)
    rows = "\r\n".join(
        ",".join(f'="{text}"' if text[:1].isdigit() else text for text in row) for row in _BODY
    )
    data = f"{','.join(_HEAD)}\r\n{rows}\r\n".encode("gb18030")
    yield _firms("formula-texts-bare", "导出.csv", data, noted=0)
    titled = [[main_roster(_SCHEME).title], ["填报单位：某公司", "2026年3月"], [], _HEAD, *_BODY]
    padded = [[*row, *[""] * (12 - len(row))] for row in titled]
    foot = [["合计", "7"], ["注：满意打√"]]
    reasons = ("这是合计行，不作为名单内容。", "这是备注或填表说明，不作为名单内容。")
    data = text_table([*padded, *foot], "\t", "utf-16")
    yield _firms("unicode-text", "名单.txt", data, reasons=reasons)
    broken = [[row[0], row[1].replace("号", '号\n"甲"'), *row[2:]] for row in _BODY]
    kept = [{**row, "name": row["name"].replace("号", '号 "甲"')} for row in FIRMS]
    yield _firms("quotes", "名单.csv", text_table([_HEAD, *broken], ";", "utf-8-sig"), kept)


def _pages() -> Iterator[Nasty]:
    style = "style='mso-number-format:\"\\@\";white-space:nowrap' x:str"
    lines = []
    for at, row in enumerate(_BODY):
        cells = "".join(f"<td {style}>{escape(text) or '&nbsp;'}</td>" for text in row)
        span = f"<td rowspan={(5, 2)[at // 5]}>{('盘龙区', '五华区')[at // 5]}</td>"
        lines.append(f"<tr>{cells}{span if at in (0, 5) else ''}</tr>")
    head = "".join(f"<th>{text[:2]}<br>{text[2:]}</th>" for text in [*_HEAD, "所属县区"])
    text = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
        '<style>td{mso-number-format:"\\@"}</style></head><body>'
        "<table><tr><td>导航</td></tr></table>"
        f"<table border=1><tr><td colspan=9>{main_roster(_SCHEME).title}</td></tr>"
        f"<tr>{head}</tr>{''.join(lines)}</table></body></html>"
    )
    rows = [{**row, "district": "盘龙区" if at < 5 else "五华区"} for at, row in enumerate(FIRMS)]
    yield _firms("system-page", "导出.xls", text.encode("gb18030"), rows, says=(_PAGE,))


def _changed(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """Return a zip whose XML parts went through `change`, by name and text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(*((name, change(name, part.decode()).encode()) for name, part in parts))


def _strict(_: str, text: str) -> str:
    for plain, strict in _STRICT:
        text = text.replace(plain, f"http://purl.oclc.org/ooxml/{strict}")
    return text


def _prefixed(name: str, text: str) -> str:
    """Write the sheet's and the strings' own tags with a prefix, as some libraries do."""
    if name not in (_SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"):
        return text
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text)
    return text.replace("xmlns=", "xmlns:x=")


def _without_places(name: str, text: str) -> str:
    """Leave out where rows and cells stand, and every stated extent: they count from the left."""
    if name != _SHEET:
        return text
    text = re.sub(r'(<(?:c|row)) r="[^"]*"', r"\1", text)
    text = re.sub(r"(<row)[^>]*?>", r"\1>", text)
    return re.sub(r"<dimension[^>]*/>", "", text)


def _phonetic(name: str, text: str) -> str:
    """Give each shared string the reading aid and runs that East Asian editions write."""
    if name != "xl/sharedStrings.xml":
        return text
    aid = '<rPh sb="0" eb="2"><t>DUYIN</t></rPh><phoneticPr fontId="1" type="noConversion"/>'
    return re.sub(
        r"<si><t[^>]*>(..)([^<]*)</t></si>",
        rf"<si><r><t>\1</t></r><r><rPr/><t>\2</t></r>{aid}</si>",
        text,
    )


def _other_workbooks() -> Iterator[Nasty]:
    plain = xlsx(Sheet([_HEAD, *[[text or None for text in row] for row in _BODY]]))
    full = xlsx(Sheet([_HEAD, *[[text or "无" for text in row] for row in _BODY]]))
    yield _firms("strict", "名单.xlsx", _changed(plain, _strict))
    yield _firms("prefixes", "名单.xlsx", _changed(plain, _prefixed))
    named = [{"name": row["name"], "phone": row["phone"], "code": row["code"]} for row in FIRMS]
    yield _firms("no-places", "名单.xlsx", _changed(full, _without_places), named)
    yield _firms("phonetic", "名单.xlsx", _changed(plain, _phonetic))
    parts = [
        Sheet([_HEAD, *_BODY[:3]], title="盘龙区"),
        Sheet([_HEAD, *_BODY[3:5]], title="五华区"),
        Sheet([_HEAD, *_BODY[5:]], title="官渡区"),
    ]
    data = xlsx(Sheet(parts[0].rows, title="盘龙区", also=tuple(parts[1:])))
    said = ("工作表“五华区”、“官渡区”也像是这份名单，没有导入；需要时可“一并导入”。",)
    yield _firms("by-district", "名单.xlsx", data, FIRMS[:3], says=said)
    online = [
        "序号",
        "提交时间",
        "1、企业名称：",
        "2、企业联系人：",
        "3、联系电话：",
        "4、贵企业接受过哪些服务",
        "5、您对服务是否满意",
        "6、统一社会信用代码：",
    ]
    body = [
        [
            str(at),
            "2026-03-05 10:11:12",
            row["name"],
            row["contact"],
            int(row["phone"]),
            "管理咨询",
            "满意" if row["satisfied"] else "不满意",
            row["code"],
        ]
        for at, row in enumerate(FIRMS, 1)
    ]
    yield _firms("online-form", "收集结果.xlsx", xlsx(Sheet([online, *body])))


def _other_offices() -> Iterator[Nasty]:
    rows = [
        {"name": row["name"], "phone": row["phone"], "district": d}
        for row, d in zip(FIRMS, ("盘龙区",) * 5 + ("五华区",) * 2, strict=True)
    ]
    rows[2] = {**rows[2], "phone": "#N/A"}
    error = "有1个单元格是错误值（第6行第4列 #N/A）。"
    hidden = "有2行是隐藏的，也一并读取了。"
    for name in ("clerk.xls", "clerk.ods"):
        data = (DATA / name).read_bytes()
        yield _firms(
            name,
            name,
            data,
            rows,
            says=(error, hidden, "有1列是隐藏的，也一并读取了。"),
            notes=("“#N/A”",),
        )


__all__ = ["KEYS", "code", "exports"]
