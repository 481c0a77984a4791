"""What a Windows build needs: the wheels for a machine without a net, version data, the installer.

The installer's script is windows/installer.nsi; `python windows.py check` compiles it with a
stand-in for the program, on any machine that has makensis (Debian: nsis).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
SCRIPT = PACKAGING / "windows" / "installer.nsi"
TARGET = ("--platform=win_amd64", "--python-version=3.11", "--implementation=cp")
TITLE = "示范平台（基地）初审推荐系统"
# What a marker in the requirement files says on a Windows machine with this Python.
_TRUE = re.compile(r"(sys_platform|os_name|platform_system) == '(win32|nt|Windows)'$")
_FALSE = re.compile(r"(sys_platform|os_name|platform_system) (==|!=) '\w+'$")
REQUIREMENTS = ("requirements-build.txt", "requirements.txt", "requirements-freeze.txt")
HOW_TO = """\
在不联网的 Windows（64 位，Python 3.11）上制作安装程序：

1. 把程序的源代码文件夹和本文件夹（wheelhouse）放到同一台电脑上，装好 Python 3.11 和 NSIS 3。
2. 在源代码文件夹里运行：
     set PIP_NO_INDEX=1
     set PIP_FIND_LINKS=本文件夹的完整路径
     python packaging\\dev.py build
3. 安装程序在 build\\dist 里。
"""


def for_windows(text: str) -> str:
    """Requirement entries as they hold on Windows: markers worked out, strangers left out.

    ValueError for a marker that is not known here.
    """
    entries = re.split(r"\n(?=[^\s#])", "\n" + text)
    return "\n".join(filter(None, map(_entry_for_windows, entries))) + "\n"


def _entry_for_windows(entry: str) -> str:
    first, *rest = entry.strip("\n").split("\n")
    pin, _, marker = first.removesuffix(" \\").partition(" ; ")
    if "==" not in pin:
        return ""
    lines = [line for line in rest if "--hash" in line]
    if marker and not _TRUE.match(marker):
        if "!= " in marker and not re.search(r"'(win32|nt|Windows)'", marker):
            pass  # not on some other system: so it is on this one
        elif _FALSE.match(marker):
            return ""
        else:
            raise ValueError(f"a marker that is not known here: {marker}")
    return "\n".join([f"{pin} \\", *lines])


def wheelhouse(python: Path, folder: Path) -> int:
    """Download all wheels that a build on Windows needs into `folder`, by their hashes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    whole = "".join(for_windows((PACKAGING / name).read_text("utf-8")) for name in REQUIREMENTS)
    listed = folder / "requirements-windows.txt"
    listed.write_text("\n".join(dict.fromkeys(_entries(whole))) + "\n", "utf-8")
    target = [*TARGET, "--only-binary=:all:", "--require-hashes", f"--requirement={listed}"]
    _pip(python, "download", "--no-deps", f"--dest={folder}", *target)
    # Whether these alone are enough is tried by pip itself, as far as it does so from afar.
    alone = ["--no-index", f"--find-links={folder}", "--dry-run", f"--target={folder / 'try'}"]
    _pip(python, "install", *alone, *target)
    (folder / "说明.txt").write_text(HOW_TO, "utf-8-sig")
    wheels = list(folder.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) / 1_000_000
    print(f"{len(wheels)} 个 wheel，共 {size:.0f} MB：{folder}")
    return 0


def _pip(python: Path, *words: str) -> None:
    subprocess.run([python, "-m", "pip", *words, "-q", "--disable-pip-version-check"], check=True)


def _entries(text: str) -> list[str]:
    return [e for e in re.split(r"\n(?=\S)", text.strip()) if e]


def write_version(version: str, file: Path) -> None:
    """Write the version data that Explorer shows of the program (PyInstaller's format)."""
    numbers = quad(version)
    strings = {
        "FileDescription": TITLE,
        "FileVersion": version,
        "OriginalFilename": "review-desk.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    file.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),\n"
        f"  kids=[StringFileInfo([StringTable('080404b0', [{table}])]),\n"
        "  VarFileInfo([VarStruct('Translation', [2052, 1200])])])\n",
        "utf-8",
    )


def quad(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts it: 0.1.0 is (0, 1, 0, 0)."""
    numbers = [int(part) for part in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def installer(bundle: Path, icons: Path, version: str, out: Path) -> int:
    """Compile the installer around a finished bundle; returns makensis's exit status."""
    makensis = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    if not Path(makensis).is_file():
        print(f"没有找到 NSIS 3（{makensis}），没有做安装程序；程序在这里：{bundle}")
        return 1
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file()) // 1024
    defines = {
        "BUNDLE": bundle,
        "ICONS": icons,
        "VERSION": version,
        "QUAD": ".".join(map(str, quad(version))),
        "KIB": size,
        "OUT": out / f"review-desk_{version}_win64_setup.exe",
    }
    words = [f"-D{name}={value}" for name, value in defines.items()]
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, str(SCRIPT)]
    return subprocess.run(command).returncode


def check() -> int:
    """Compile the installer with a stand-in for the program; warnings are errors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bundle" / "_internal").mkdir(parents=True)
        for file in ("review-desk.exe", "review-desk-console.exe", "_internal/python311.dll"):
            (folder / "bundle" / file).write_bytes(b"MZ" + b"\0" * 98)
        (folder / "bundle" / "LICENCES.txt").write_text("许可\n", "utf-8")
        for icon in ("review-desk.ico", "application-x-review-desk.ico"):
            (folder / icon).write_bytes(_one_pixel())
        status = installer(folder / "bundle", folder, "0.0.0", folder)
        made = next(folder.glob("*_setup.exe"), None)
        print(f"makensis：{status}；{made.name} {made.stat().st_size} 字节" if made else status)
        return status


def _one_pixel() -> bytes:
    """A Windows icon of one pixel, for the check alone."""
    bitmap = bytes([40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 32, 0]) + b"\0" * 24
    data = bitmap + b"\x99\x5a\x1f\xff" + b"\0" * 4
    head = bytes([0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0])
    return head + len(data).to_bytes(4, "little") + (22).to_bytes(4, "little") + data


if __name__ == "__main__":
    sys.exit(check())
