"""Sets up, runs and checks the program where there is only Python: `python3 packaging/dev.py`.

Only the standard library: this file is what a newcomer runs before anything is installed.
What the verbs are stands in VERBS at the end.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
VENV = ROOT / ".venv"
STAMP = VENV / "requirements.sha256"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
UV = "uv==0.13.8"  # resolves and hashes for every platform at once; used by `lock` only

# Which files pip installs from; what tests need holds all that a run needs.
RUN_FILES = ("requirements-build.txt", "requirements.txt")
TEST_FILES = ("requirements-build.txt", "requirements-dev.txt")

# What is missing (a library that can't be loaded, a program that can't be found) and the Debian
# package that has it. The command line needs none of them.
WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
TESTS = {"Xvfb": "xvfb", "xauth": "xauth", "pdftotext": "poppler-utils"}

CHECKS = {
    "代码格式 ruff format": ("ruff", "format", "--check", "--quiet"),
    "代码检查 ruff check": ("ruff", "check", "--quiet"),
    "类型检查 mypy": ("mypy",),
    "引用规则 lint-imports": ("lint-imports", "--no-logo"),
}


class SetupError(Exception):
    """Ends the script with one sentence for the person at the keyboard."""


def run(arguments: list[str]) -> int:
    """Open the window; on a machine without a screen, make the example on the command line."""
    wayland = has("WAYLAND_DISPLAY") and not has("DISPLAY")
    screen = sys.platform != "linux" or has("DISPLAY") or wayland
    need_packages(({**WINDOW, **WAYLAND} if wayland else WINDOW) if screen else {})
    need_venv(RUN_FILES)
    if screen:
        return call("review-desk", *arguments)
    say("没有屏幕（DISPLAY 与 WAYLAND_DISPLAY 都没有设置），改为在命令行上做一份示例。")
    folder = ROOT / "build" / time.strftime("example-%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    status = call("review-desk", "example", str(folder))
    if status == 0:
        say(f"示例在这个文件夹里：{folder}")
    return status


def test(arguments: list[str]) -> int:
    """Run every check and every test, all of them even when one fails; arguments go to pytest."""
    need_packages({**WINDOW, **TESTS})
    need_venv(TEST_FILES)
    failed = [name for name, command in CHECKS.items() if not check(name, command)]
    say(f"未通过：{'；'.join(failed)}" if failed else "以上检查全部通过。")
    say("== 测试 pytest ==")
    tests = call("python", "-m", "pytest", "-q", "-n", "2", *arguments, offscreen=True)
    return 1 if failed else tests


def check(name: str, command: tuple[str, ...]) -> bool:
    """Run one check, show what it found, and say whether it passed."""
    say(f"== {name} ==")
    passed = call(*command) == 0
    say("通过" if passed else "未通过")
    return passed


def lock(_: list[str]) -> int:
    """Re-make the requirement files from pyproject.toml: pins and hashes for every platform."""
    with tempfile.TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        tools = Path(name) / BIN.name
        subprocess.run([tools / "python", "-m", "pip", "install", "-q", UV], check=True)
        options = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
        options += ["--no-header", "--no-emit-index-url", "--no-emit-find-links"]
        pinned = ["-c", "packaging/requirements-dev.txt"]
        sources = {
            "requirements-dev.txt": ["pyproject.toml", "--group", "dev", "--group", "build"],
            "requirements.txt": ["pyproject.toml", *pinned],
            "requirements-build.txt": ["--group", "pyproject.toml:build", *pinned],
            "requirements-freeze.txt": ["--group", "pyproject.toml:freeze", *pinned],
        }
        for out, source in sources.items():
            command = [str(tools / "uv"), "pip", "compile", *options, *source]
            command += ["-o", f"packaging/{out}"]
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return 0


def need_packages(wanted: dict[str, str]) -> None:
    """Install the system packages that are missing, or stop with the one line that does."""
    if sys.platform != "linux":
        return
    missing = sorted({package for thing, package in wanted.items() if not present(thing)})
    if not has_venv():
        missing.insert(0, "python3-venv")
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"请先安装这些系统组件（Debian 的包名）：{' '.join(missing)}")
    if os.geteuid() != 0:
        raise SetupError(f"请先运行这一行，再重来：\nsudo apt-get install -y {' '.join(missing)}")
    say(f"正在安装系统组件（{len(missing)} 个）：{' '.join(missing)}")
    apt("update")
    apt("install", "-y", "--no-install-recommends", *missing)


def present(thing: str) -> bool:
    """Whether a shared library can be loaded, or a program be found."""
    if ".so" not in thing:
        return shutil.which(thing) is not None
    try:
        ctypes.CDLL(thing)
    except OSError:
        return False
    return True


def has_venv() -> bool:
    """Whether this Python can make an environment: Debian keeps that in a package of its own."""
    try:
        import ensurepip
    except ImportError:
        return False
    return bool(ensurepip.version())


def apt(*arguments: str) -> None:
    """Run apt-get without questions; its words are shown only when it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SetupError(f"{done.stdout}\n系统组件没有装上：apt-get {' '.join(arguments)}")


def need_venv(files: tuple[str, ...]) -> None:
    """Make or complete .venv, so that it holds what these requirement files pin."""
    stamp = STAMP.read_text("utf-8") if STAMP.exists() else ""
    if stamp in (digest(files), digest(TEST_FILES)):
        return
    if stamp != digest(RUN_FILES):
        say("正在建立 Python 环境 .venv ……")
        venv.create(VENV, clear=True, with_pip=True)
    say("正在下载并安装 Python 组件，约需几分钟 ……")
    STAMP.unlink(missing_ok=True)
    pip("--require-hashes", *(f"--requirement={PACKAGING / name}" for name in files))
    pip("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    STAMP.write_text(digest(files), "utf-8")


def digest(files: tuple[str, ...]) -> str:
    """One hash over the Python version and the requirement files."""
    whole = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in files:
        whole.update((PACKAGING / name).read_bytes())
    return whole.hexdigest()


def build(arguments: list[str]) -> int:
    """Make wheel, frozen program and package; what it takes stands in build_all.py."""
    import build_all  # which imports this file

    return build_all.build(arguments)


def pip(*arguments: str, python: str = "") -> None:
    """Install into .venv, or for another `python`; pip's own words are shown when it fails."""
    command = [python or program("python"), "-m", "pip", "install", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--progress-bar=off", "--no-input", "-q", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise SetupError(f"{done.stdout}\nPython 组件没有装上，请检查网络后重来。")


def call(name: str, *arguments: str, offscreen: bool = False) -> int:
    """Run a program of .venv in the checkout and return its exit status."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([program(name), *arguments], cwd=ROOT, env=environment).returncode


def program(name: str) -> str:
    """The path of a program of .venv."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def has(variable: str) -> bool:
    """Whether an environment variable says something."""
    return bool(os.environ.get(variable))


def say(sentence: str) -> None:
    """Print at once, so that our words and a child's words keep their order."""
    print(sentence, flush=True)


VERBS = {
    "run": (run, "打开示范平台（基地）初审推荐系统；没有屏幕时在命令行上做一份示例"),
    "test": (test, "运行全部检查和测试"),
    "build": (build, "制作安装包：wheel、独立程序和 .deb（在 Windows 上是安装程序）"),
    "lock": (lock, "按 pyproject.toml 重新生成 requirements 文件"),
}


def main(arguments: list[str]) -> int:
    """Carry out one verb. Returns the exit status; 2 for a verb that there is not."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python runs this file too
        say("需要 Python 3.11 或更新的版本。")
        return 2
    if not arguments or arguments[0] not in VERBS:
        say("用法：python3 packaging/dev.py 动作")
        for name, (_, meaning) in VERBS.items():
            say(f"  {name:6}{meaning}")
        return 2
    verb, _ = VERBS[arguments[0]]
    try:
        return verb(arguments[1:])
    except SetupError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
