"""Renders every sheet as PDF, and as xlsx and docx through LibreOffice, to pictures to look at.

Run by hand: `python tests/sheets/look_at_all.py OUT [counts] [name ...]`, such as `/tmp/look 1,20`
(counts: 1,20 where none are given; 1,000 rows take LibreOffice minutes a sheet) and parts of names.
Each sheet stands with plain and with the ugliest texts. soffice and pdftoppm must be installed;
at most MOST_PAGES pages of a file are drawn, the first ones and the last. It prints what it made.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from every_sheet import composed, every_sheet
from ugly import ugly_words

from desktop import paths
from desktop.domain.problem import UserError
from desktop.sheets.document import Document
from desktop.sheets.docx import write_docx
from desktop.sheets.fonts import Fonts
from desktop.sheets.pdf import write_pdf
from desktop.sheets.picture import page_sizes
from desktop.sheets.xlsx import write_xlsx

MOST_PAGES = 4
DPI = 50
AT_ONCE = 6  # sheets whose files one LibreOffice turns into PDF


def plain(path: str) -> str:
    """A text of the length that is common."""
    return f"昆明云岭{path.replace('_', '')}"


def write_all(out: Path, counts: list[int], names: list[str]) -> list[Path]:
    """Write the three files of each sheet; returns the office files."""
    fonts, office = Fonts(paths.fonts_dir()), []
    for name in names:
        for count in counts:
            for kind, words in (("plain", plain), ("ugly", ugly_words())):
                stem = f"{name}.{kind}.{count}"
                document = composed(name, count, words)
                try:
                    (out / f"{stem}.pdf").write_bytes(write_pdf(document, fonts))
                except UserError as error:
                    print(stem, error.sentence)  # noqa: T201 - what is to be known of the files
                office += _office(out, stem, document)
    return office


def _office(out: Path, stem: str, document: Document) -> list[Path]:
    files = [out / f"{stem}.xlsx", out / f"{stem}.docx"]
    files[0].write_bytes(write_xlsx(document))
    files[1].write_bytes(write_docx(document))
    return files


def convert(files: list[Path], out: Path) -> None:
    """Let LibreOffice lay the files out, as PDF beside them (name.xlsx.pdf, name.docx.pdf)."""
    with tempfile.TemporaryDirectory() as home:
        for kind in (".xlsx", ".docx"):
            into = Path(home) / kind[1:]
            profile = f"-env:UserInstallation=file://{home}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", into]
            part = [file for file in files if file.suffix == kind]
            subprocess.run([*command, *part], check=True, capture_output=True)
            for made in into.glob("*.pdf"):
                shutil.move(made, out / f"{made.stem}{kind}.pdf")


def draw(pdf: Path) -> int:
    """Draw the first pages and the last one as PNG beside the PDF; returns the count of pages."""
    count = len(page_sizes(pdf.read_bytes()))
    for page in sorted({*range(1, min(count, MOST_PAGES) + 1), count}):
        numbers = ["-f", str(page), "-l", str(page), "-r", str(DPI)]
        command = ["pdftoppm", "-png", "-singlefile", *numbers, pdf, pdf.with_suffix(f".{page:03}")]
        subprocess.run(command, check=True)
    return count


def main(out: Path, counts: list[int], wanted: list[str]) -> None:
    """Make and draw everything, and say how many pages each file has."""
    out.mkdir(parents=True, exist_ok=True)
    names = [n for n in every_sheet() if not wanted or any(part in n for part in wanted)]
    for at in range(0, len(names), AT_ONCE):
        before = set(out.glob("*.pdf"))
        convert(write_all(out, counts, names[at : at + AT_ONCE]), out)
        for pdf in sorted(set(out.glob("*.pdf")) - before):
            print(f"{draw(pdf):4} pages  {pdf.name}", flush=True)  # noqa: T201 - what was made


if __name__ == "__main__":
    given = sys.argv[2].split(",") if len(sys.argv) > 2 else ["1", "20"]
    main(Path(sys.argv[1]), [int(count) for count in given], sys.argv[3:])
