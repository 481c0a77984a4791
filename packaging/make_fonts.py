"""Re-makes resources/fonts from the published packages: whole faces, and two cut down for headings.

Usage, where npm, apt-get and dpkg-deb are: .venv/bin/python packaging/make_fonts.py
"""

import bz2
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
VERSION = "0.4.3"
# npm package, its OFL text here, then (face in the package, its name here, whole or cut down)
GOOGLE = [
    (
        "noto-serif-sc",
        "OFL-NotoSerifSC.txt",
        [
            ("400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "whole"),
            ("900Black/NotoSerifSC_900Black.ttf", "NotoSerifSC-Black-cut.ttf", "cut"),
        ],
    ),
    (
        "noto-sans-sc",
        "OFL-NotoSansSC.txt",
        [
            ("400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", "whole"),
            ("700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold-cut.ttf", "cut"),
        ],
    ),
]
# Latin, Greek, punctuation, arrows, marks, circled numbers, box drawing, CJK and full-width forms
BLOCKS = [
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x370, 0x3FF),
    (0x2000, 0x27BF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]


def main() -> int:
    """Fetch, cut, write the faces with their licences and SHA256SUMS. Returns the exit status."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        wanted = heading_characters(debian("unicode-data", work))
        for package, licence, faces in GOOGLE:
            source = npm(package, work)
            shutil.copyfile(source / "LICENSE_FONT", TARGET / licence)
            for face, out, how in faces:
                if how == "whole":
                    shutil.copyfile(source / face, TARGET / out)
                else:
                    cut(source / face, TARGET / out, wanted)
        hanazono(debian("fonts-hanazono", work))
    sums = [f"{digest(p)}  {p.name}\n" for p in sorted(TARGET.glob("*.ttf"))]
    (TARGET / "SHA256SUMS").write_text("".join(sums), "utf-8")
    print("".join(sums), end="")
    return 0


def npm(package: str, work: Path) -> Path:
    """The unpacked npm package."""
    name = f"@expo-google-fonts/{package}@{VERSION}"
    subprocess.run(["npm", "pack", "--silent", name], cwd=work, check=True)
    archive = work / f"expo-google-fonts-{package}-{VERSION}.tgz"
    with tarfile.open(archive) as tar:
        tar.extractall(work / package, filter="data")
    return work / package / "package"


def debian(package: str, work: Path) -> Path:
    """The unpacked Debian package."""
    subprocess.run(["apt-get", "download", "-q", package], cwd=work, check=True)
    (archive,) = work.glob(f"{package}_*.deb")
    subprocess.run(["dpkg-deb", "-x", archive, work / package], check=True)
    return work / package


def heading_characters(unicode_data: Path) -> set[int]:
    """GB 2312, the 8,105 characters of 通用规范汉字表 (Unihan's kTGH), and the blocks above."""
    mappings = unicode_data / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    text = bz2.decompress(mappings.read_bytes()).decode("utf-8")
    general = {int(code, 16) for code in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.M)}
    if len(general) != 8105:
        raise ValueError(f"通用规范汉字表 has 8105 characters, Unihan gave {len(general)}")
    old = {
        ord(bytes([high, low]).decode("gb2312", "replace")[0])
        for high in range(0xA1, 0xF8)
        for low in range(0xA1, 0xFF)
    }
    return general | (old - {0xFFFD}) | {c for a, b in BLOCKS for c in range(a, b + 1)}


def cut(source: Path, out: Path, wanted: set[int]) -> None:
    """Write the face with only the wanted characters, as far as it has them."""
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["DSIG"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.save(out)


def hanazono(unpacked: Path) -> None:
    """HanaMinB whole (its name is reserved, so it is never cut), and its licence."""
    face = unpacked / "usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
    shutil.copyfile(face, TARGET / "HanaMinB.ttf")
    licence = unpacked / "usr/share/doc/fonts-hanazono/copyright"
    shutil.copyfile(licence, TARGET / "OFL-HanaMinB.txt")


def digest(path: Path) -> str:
    """The file's SHA-256 in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
