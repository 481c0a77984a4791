"""Times a 推荐汇总表 as PDF, xlsx and docx against the libraries by hand, as ratios, with memory.

Run by hand: `python tests/benchmarks/bench_paper.py [rounds [rows ...]]`. Every part runs in a
fresh process, in turn, from the facts to the file's bytes, libraries and faces loaded on the way
(but not our own modules, which the window has loaded for its schemes); what is printed are medians.
fpdf2 is no part of the project: FPDF_PYTHON names a Python that has
it, and it is left out where that is not set.
"""

import importlib
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - see above

FONTS = ROOT / "resources" / "fonts"
REGULAR, BLACK, SANS = "NotoSerifSC-Regular", "NotoSerifSC-Black-cut", "NotoSansSC-Regular"
TITLE = "昆明市中小企业公共服务示范平台推荐汇总表"
HEADS = (
    *("序号", "平台名称", "地址", "运营机构名称", "负责人", "联系人", "联系电话（手机）"),
    *("是否满足各项申报条件", "是否同意推荐", "备注"),
)
MM = 72 / 25.4
WIDTHS = tuple(width * MM for width in (11, 40, 40, 40, 18, 18, 29, 23, 18, 20))
WIDE, HIGH, EDGE = 297 * MM, 210 * MM, 20 * MM
SIZE, LEAD, PAD = 10.5, 14.7, 3.4
MOST_DOCX = 1000  # python-docx looks every cell up anew: ten thousand rows take it an hour
AIM = 1.3
Row = tuple[str, ...]


def rows_of(count: int) -> list[Row]:
    """The texts of the table's rows; every character is in the face of the cells."""
    return [
        (
            str(at),
            f"滇池芯火{at}号中小企业公共服务平台",
            "昆明市盘龙区北京路延长线1188号3幢1501室",
            f"昆明云岭创新服务有限公司第{at}分公司",
            *("段云", "杨吉祥", f"1390871{at % 10000:04d}", "是", "是" if at % 3 else "否"),
            "" if at % 2 else "第二次申报",
        )
        for at in range(1, count + 1)
    ]


def document(count: int) -> object:
    """Our own sheet of those rows, composed."""
    from desktop.sheets.compose import compose
    from desktop.sheets.describe import read_sheet

    keys = ("name", "address", "operator", "principal", "contact", "phone")
    rows = [
        dict(zip(keys, row[1:7], strict=True))
        | {"serial": at, "meets": True, "agrees": at % 3 != 0, "remark": row[9]}
        for at, row in enumerate(rows_of(count), 1)
    ]
    facts = {"unit": "昆明市盘龙区工业和信息化局", "date": date(2026, 11, 20), "year": 2026}
    facts |= {"filler": "李明", "filler_phone": "0871-63131234", "rows": rows}
    return compose(read_sheet(ROOT / "forms" / "kunming-platform-2022" / "summary.toml"), facts)


def our_pdf(count: int) -> bytes:
    """Compose, lay out and pour."""
    from desktop.sheets.fonts import Fonts
    from desktop.sheets.pdf import write_pdf

    return write_pdf(document(count), Fonts(FONTS))


def _faces() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (REGULAR, BLACK, SANS):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def canvas_by_hand(count: int) -> bytes:
    """What one would write for this table alone: no layout engine, no fallback, plain wrapping."""
    from reportlab.pdfgen.canvas import Canvas

    _faces()
    out = io.BytesIO()
    canvas = Canvas(out, (WIDE, HIGH), pageCompression=1, initialFontName=REGULAR)
    _above(canvas)
    y = _cells(canvas, HIGH - 60 * MM, HEADS, SANS)
    for row in rows_of(count):
        lines = [_wrapped(text, at) for at, text in enumerate(row)]
        if y - max(map(len, lines)) * LEAD - 2 * PAD < EDGE:
            canvas.showPage()
            y = _cells(canvas, HIGH - EDGE, HEADS, SANS)
        y = _draw(canvas, y, lines, REGULAR)
    canvas.save()
    return out.getvalue()


def _above(canvas: object) -> None:
    canvas.setFont(SANS, 16)
    canvas.drawString(EDGE, HIGH - EDGE - 16, "附件2")
    canvas.setFont(BLACK, 22)
    canvas.drawCentredString(WIDE / 2, HIGH - 38 * MM, TITLE)
    canvas.setFont(REGULAR, 12)
    canvas.drawString(EDGE, HIGH - 55 * MM, "推荐单位（公章）：昆明市盘龙区工业和信息化局")


def _cells(canvas: object, y: float, texts: tuple[str, ...], face: str) -> float:
    return _draw(canvas, y, [_wrapped(text, at) for at, text in enumerate(texts)], face)


def _wrapped(text: str, column: int) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    room, lines, line, used = WIDTHS[column] - 2 * PAD, [], "", 0.0
    if stringWidth(text, REGULAR, SIZE) <= room:
        return [text]
    for character in text:
        wide = stringWidth(character, REGULAR, SIZE)
        if used + wide > room:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + character, used + wide
    return [*lines, line]


def _draw(canvas: object, y: float, cells: list[list[str]], face: str) -> float:
    high = max(map(len, cells)) * LEAD + 2 * PAD
    canvas.setFont(face, SIZE)
    canvas.setLineWidth(0.6)
    x = EDGE
    for width, lines in zip(WIDTHS, cells, strict=True):
        canvas.rect(x, y - high, width, high)
        top = y - (high - len(lines) * LEAD) / 2 - SIZE
        for at, line in enumerate(lines):
            canvas.drawCentredString(x + width / 2, top - at * LEAD, line)
        x += width
    return y - high


def long_table(count: int) -> bytes:
    """reportlab's own LongTable of paragraphs that wrap Chinese."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    _faces()
    out = io.BytesIO()
    page = SimpleDocTemplate(out, pagesize=(WIDE, HIGH), leftMargin=EDGE, rightMargin=EDGE)
    style = ParagraphStyle("a", fontName=REGULAR, fontSize=SIZE, leading=LEAD, wordWrap="CJK")
    data = [[Paragraph(text, style) for text in row] for row in (HEADS, *rows_of(count))]
    grid = [("GRID", (0, 0), (-1, -1), 0.6, "black")]
    page.build([LongTable(data, WIDTHS, style=grid, repeatRows=1)])
    return out.getvalue()


def second_library(count: int) -> bytes:
    """fpdf2's own table."""
    from fpdf import FPDF

    made = FPDF("landscape", "mm", "A4")
    made.set_margins(20, 20, 20)
    made.add_font("song", "", FONTS / f"{REGULAR}.ttf")
    made.set_font("song", "", SIZE)
    made.add_page()
    made.cell(text=TITLE, new_x="LMARGIN", new_y="NEXT")
    widths = tuple(width / MM for width in WIDTHS)
    with made.table(col_widths=widths, first_row_as_headings=False, line_height=LEAD / MM) as table:
        for texts in (HEADS, *rows_of(count)):
            row = table.row()
            for text in texts:
                row.cell(text)
    return bytes(made.output())


def our_xlsx(count: int) -> bytes:
    """Compose and pour, with styles, heights and what is printed."""
    from desktop.sheets.xlsx import write_xlsx

    return write_xlsx(document(count))


def plain_xlsx(count: int) -> bytes:
    """openpyxl's rows of texts without a style."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in (HEADS, *rows_of(count)):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def our_docx(count: int) -> bytes:
    """Compose and pour."""
    from desktop.sheets.docx import write_docx

    return write_docx(document(count))


def plain_docx(count: int) -> bytes:
    """python-docx's table of texts without a style."""
    import docx

    word, out = docx.Document(), io.BytesIO()
    table = word.add_table(0, len(HEADS))
    for texts in (HEADS, *rows_of(count)):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    word.save(out)
    return out.getvalue()


# Each part, and the part that it is compared with.
PARTS: dict[str, tuple[Callable[[int], bytes], str]] = {
    "canvas by hand": (canvas_by_hand, "canvas by hand"),
    "our PDF": (our_pdf, "canvas by hand"),
    "LongTable": (long_table, "canvas by hand"),
    "fpdf2": (second_library, "canvas by hand"),
    "openpyxl plain": (plain_xlsx, "openpyxl plain"),
    "our xlsx": (our_xlsx, "openpyxl plain"),
    "python-docx plain": (plain_docx, "python-docx plain"),
    "our docx": (our_docx, "python-docx plain"),
}


def _ready() -> None:
    """Load what the program has loaded before a sheet is asked for; no library that pours."""
    document(0)
    for module in ("fonts", "layout", "pdf", "xlsx", "docx"):
        importlib.import_module(f"desktop.sheets.{module}")
    if "reportlab" in sys.modules or "openpyxl" in sys.modules or "docx" in sys.modules:
        raise SystemExit("a library is loaded before it is needed")


def run(part: str, count: int) -> None:
    """Do one part in this process and print seconds, MB and the file's KB."""
    if part.startswith("our "):
        _ready()
    begun = time.perf_counter()
    cpu = time.process_time()
    made = PARTS[part][0](count)
    used, clock = time.process_time() - cpu, time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([used, clock, memory, len(made) / 1024]))  # noqa: T201 - the answer


def _parts(count: int) -> Iterator[tuple[str, str]]:
    """The parts that can be run with that many rows, each with its Python."""
    for part in PARTS:
        python = os.environ.get("FPDF_PYTHON", "") if part == "fpdf2" else sys.executable
        if python and (count <= MOST_DOCX or "docx" not in part):
            yield part, python


def main(rounds: int, counts: list[int]) -> None:
    """Print the table."""
    say = sys.stdout.write
    say("rows   part               processor s  clock s    MB  file KB  ratio\n")
    for count in counts:
        found: dict[str, list[list[float]]] = {}
        for _ in range(rounds):
            for part, python in _parts(count):
                command = [python, __file__, "--part", part, str(count)]
                environment = os.environ | {"PYTHONPATH": str(ROOT)}
                done = subprocess.run(command, capture_output=True, check=True, env=environment)
                found.setdefault(part, []).append(json.loads(done.stdout.splitlines()[-1]))
        middle = {
            part: [statistics.median(one) for one in zip(*runs, strict=True)]
            for part, runs in found.items()
        }
        for part, (used, clock, memory, size) in middle.items():
            ratio = f"{used / middle[PARTS[part][1]][0]:5.2f}"
            aim = f" (aim {AIM})" if part == "our PDF" else ""
            say(f"{count:<6} {part:<18} {used:11.3f} {clock:8.3f}")
            say(f" {memory:5.0f} {size:8.0f}  {ratio}{aim}\n")
            if part.startswith("our "):
                against = PARTS[part][1]
                least = AIM if part == "our PDF" else 0
                what = f"{part.removeprefix('our ')}, {count} rows"
                note(Line(what, used, middle[against][0], least, "s", against, memory))
        sys.stdout.flush()
    if not os.environ.get("FPDF_PYTHON"):
        say("fpdf2 was left out: FPDF_PYTHON names no Python that has it\n")
    if max(counts) > MOST_DOCX:
        say(f"docx beyond {MOST_DOCX} rows was left out: python-docx's own table takes too long\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        run(sys.argv[2], int(sys.argv[3]))
    else:
        given = [int(text) for text in sys.argv[1:]]
        main(given[0] if given else 5, given[1:] or [20, 1000, 10_000])
