"""Makes all that can be made on this machine: wheel, frozen program, and .deb or Windows installer.

`python3 packaging/dev.py build` runs it; what comes out lies in build/dist. Like dev.py it uses
the standard library alone; what needs more runs in build/freeze, an environment of its own.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import venv
from pathlib import Path

import bundle
import deb
import dev
import windows

OUT = dev.ROOT / "build"
DIST = OUT / "dist"
ENVIRONMENT = OUT / "freeze"
BUNDLE = OUT / "bundle" / "review-desk"
ICONS = OUT / "icons"
FREEZE_FILES = ("requirements-build.txt", "requirements.txt", "requirements-freeze.txt")
TOOLS = {"objdump": "binutils", "strip": "binutils", "dpkg-deb": "dpkg", "xz": "xz-utils"}
MB = 1_000_000
LIMITS = {"bundle": 250 * MB, "deb": 110 * MB}


def build(arguments: list[str]) -> int:
    """Make everything, or with `wheelhouse` collect what a Windows machine without a net needs."""
    if arguments == ["wheelhouse"]:
        return windows.wheelhouse(need_environment(), DIST / "wheelhouse")
    if arguments:
        raise dev.SetupError("用法：python3 packaging/dev.py build [wheelhouse]")
    dev.need_packages({**dev.WINDOW, **dev.WAYLAND, **TOOLS, **_shared_python()})
    python = need_environment()
    fresh(DIST)
    version = project_version()
    wheel = make_wheel(python)
    say_made("wheel", wheel.stat().st_size)
    make_bundle(python, wheel)
    say_made("bundle", deb.size_of(BUNDLE))
    if sys.platform == "win32":
        return windows.installer(BUNDLE, ICONS, version, DIST)
    package = deb.build(BUNDLE, ICONS, version, DIST)
    say_made("deb", package.stat().st_size)
    dev.say(f"都在这里：{DIST}")
    return 0


def project_version() -> str:
    """The one place that says the version is pyproject.toml."""
    text = (dev.ROOT / "pyproject.toml").read_text("utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def need_environment() -> Path:
    """Make build/freeze, if it does not hold what is pinned; returns its Python."""
    python = ENVIRONMENT / dev.BIN.name / Path(dev.program("python")).name
    stamp = ENVIRONMENT / "requirements.sha256"
    if stamp.exists() and stamp.read_text("utf-8") == dev.digest(FREEZE_FILES):
        return python
    dev.say("正在建立打包环境 build/freeze ……")
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    files = [f"--requirement={dev.PACKAGING / name}" for name in FREEZE_FILES]
    dev.pip("--require-hashes", *files, python=str(python))
    stamp.write_text(dev.digest(FREEZE_FILES), "utf-8")
    return python


def make_wheel(python: Path) -> Path:
    """Build the wheel of this checkout."""
    call(python, "-m", "pip", "wheel", *_QUIET, "--no-deps", f"--wheel-dir={DIST}", str(dev.ROOT))
    return next(DIST.glob("*.whl"))


_QUIET = ("-q", "--disable-pip-version-check", "--no-build-isolation")


def make_bundle(python: Path, wheel: Path) -> None:
    """Freeze what the wheel holds, in one folder with its licences beside the program."""
    fresh(ICONS)
    fresh(BUNDLE.parent)
    call(python, "-m", "pip", "install", *_QUIET, "--no-deps", "--force-reinstall", str(wheel))
    call(python, dev.PACKAGING / "icons.py", ICONS)
    if sys.platform == "win32":
        windows.write_version(project_version(), OUT / "version.txt")
    folders = [f"--distpath={BUNDLE.parent}", f"--workpath={OUT / 'pyinstaller'}"]
    spec = dev.PACKAGING / "review-desk.spec"
    call(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=ERROR", *folders, spec)
    report = OUT / "pyinstaller" / "review-desk" / "warn-review-desk.txt"
    lacks = bundle.lacking(report.read_text("utf-8"))
    if lacks:
        raise dev.SetupError("\n".join(["程序缺少这些模块：", *lacks]))
    if sys.platform == "linux":
        strip(BUNDLE)
    call(python, dev.PACKAGING / "licences.py", BUNDLE, BUNDLE / "LICENCES.txt")


def strip(folder: Path) -> None:
    """Take the debugging tables out of Python's own libraries; those of wheels are left alone."""
    modules = (folder / "_internal").glob("python3*/lib-dynload/*.so")
    for file in [*modules, *(folder / "_internal").glob("libpython3*.so*")]:
        call("strip", "--strip-debug", file)


def fresh(folder: Path) -> None:
    """An empty folder in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def call(*command: str | Path) -> None:
    """Run one step; what it said is shown when it fails."""
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": _last_change(),
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=dev.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise dev.SetupError(f"{done.stdout}\n没有做成：{' '.join(map(str, command))}")


def _last_change() -> str:
    """When the checkout was last changed, in seconds: the packages' times are no later."""
    git = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(git, cwd=dev.ROOT, capture_output=True, text=True)
    except OSError:
        return str(int(time.time()))  # no git here: a source archive
    return done.stdout.strip() or str(int(time.time()))


def _shared_python() -> dict[str, str]:
    """Debian's own Python keeps the library that a frozen program needs in a package apart."""
    if sys.platform != "linux" or not sys.base_prefix.startswith("/usr"):
        return {}
    name = f"libpython3.{sys.version_info[1]}"
    return {sysconfig.get_config_var("INSTSONAME") or f"{name}.so.1.0": name}


def say_made(what: str, size: int) -> None:
    """Say how large something became, and how that stands to its limit."""
    limit = LIMITS.get(what)
    against = f"，是上限 {limit // MB} MB 的 {size * 100 // limit}%" if limit else ""
    dev.say(f"{what}：{size / MB:.1f} MB{against}")
    if limit and size > limit:
        raise dev.SetupError(f"{what} 超过了上限。")
