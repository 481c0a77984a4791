"""Tries the Windows program under Wine: `sudo python3 packaging/try_wine.py`, on Debian.

A clean Debian 13 is made beside this machine's own (debootstrap), with its Wine 10 (Debian 12's 8
lacks bcryptprimitives.dll) and a clerk whose name is Chinese. There Windows' own Python, which the
Python Software Foundation has signed, takes the wheelhouse by its hashes, freezes the program by
the way of `dev.py build`, and NSIS makes the installer around it. The clerk installs it over an
older one, works the example through, verifies, checks, reads dossiers, opens the window by the
file's type (its picture lies in build/try-wine.png), closes it, and removes the program.
With the word `tests` the tests of everything but the window run on Windows' Python as well.

What Wine has not is said in the output; Windows itself was not at hand. icuuc.dll, which Windows
has and Wine lacks, is a stand-in that knows no converter.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import build_all
import deb
import dev
import try_deb
import windows
import wine_parts
from try_deb import expect, sums

CLERK = "王测试"
PICTURE = build_all.OUT / "try-wine.png"
OLDER = "0.0.1"
PROGRAM = Path("AppData/Local/Programs/review-desk")
HOME = f"C:\\users\\{CLERK}"
INSTALLED = f"{HOME}\\AppData\\Local\\Programs\\review-desk"
CONSOLE = f"{INSTALLED}\\review-desk-console.exe"
TESTS = ["tests/domain", "tests/schemes", "tests/store", "tests/intake", "tests/dossier"]
TESTS += ["tests/sheets", "tests/work", "tests/test_main.py", "tests/test_settings.py"]
# Windows has names that are no text; Wine writes none to the disk of a Linux.
TESTS += ["-k", "not test_long_and_broken_names_come_through"]
DRIVES = {"e": (2, "removable"), "f": (4, "network"), "g": (5, "readonly")}


def main(arguments: list[str]) -> int:
    """Try all; returns the exit status."""
    if os.geteuid() != 0 or arguments not in ([], ["tests"]):
        dev.say("要用 root 运行：sudo python3 packaging/try_wine.py [tests]")
        return 2
    tools = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "makensis": "nsis"}
    dev.need_packages(tools)
    dev.need_venv(dev.RUN_FILES)  # the dossiers of the trial are packed by the checkout's program
    try:
        with try_deb.clean_root(wine_parts.RELEASE, CLERK) as root:
            wine = Wine(root)
            try:
                try_windows(wine, tests=bool(arguments))
            finally:
                wine.end()
    except try_deb.Failure as reason:
        dev.say(f"不成立：{reason}")
        return 1
    dev.say("以上全部成立；没有在 Windows 上运行过。")
    return 0


class Wine:
    """The clerk's Windows in a clean root."""

    def __init__(self, root: Path) -> None:
        """Nothing is started yet."""
        self.root = root
        self.drive = root / "home" / CLERK / ".wine" / "drive_c"
        self.home = self.drive / "users" / CLERK

    def command(self, *words: str, folder: str = "", desktop: bool = False) -> list[str]:
        """How the clerk starts a Windows program in `folder` (below C:), or on the screen."""
        settings = {
            "HOME": f"/home/{CLERK}",
            "USER": CLERK,
            "LANG": "zh_CN.UTF-8",
            "LC_MESSAGES": "C",
            "PATH": "/usr/bin:/bin:/usr/lib/wine",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",  # neither .NET nor a browser is offered
            "DISPLAY": try_deb.DISPLAY if desktop else "",
        }
        clean = ["env", "-i", *(f"{name}={value}" for name, value in settings.items())]
        place = f"/home/{CLERK}/.wine/drive_c/{folder}"
        frame = ["explorer", "/desktop=desk,1366x768"] if desktop else []
        # Wine's programs want pipes: an inherited file is no handle to them.
        line = f"cd {shlex.quote(place)} && wine {shlex.join([*frame, *words])} </dev/null"
        return ["chroot", f"--userspec={CLERK}", str(self.root), *clean, "sh", "-c", line]

    def run(
        self, *words: str, folder: str = "", status: int | None = 0, desktop: bool = False
    ) -> str:
        """Run a program and return what it said; Failure where its exit status is another."""
        command = self.command(*words, folder=folder, desktop=desktop)
        program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, more = self._heard(program)
        said = out.decode("utf-8", "replace")
        if status is not None and program.returncode != status:
            told = said + more.decode("utf-8", "replace")
            raise try_deb.Failure(f"{shlex.join(words)}：{program.returncode}\n{told[-4000:]}")
        return said

    def _heard(self, program: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        """What a program said, all of it.

        Wine's services have its pipes too. They end by themselves, but for a console of Wine's
        that at times misses its program's end; then all of them are ended.
        """
        over = False
        while True:
            try:
                return program.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                if over:
                    self.end()
                over = program.poll() is not None

    def python(self, *words: str, folder: str = "", status: int | None = 0) -> str:
        """Run Windows' Python."""
        return self.run("C:\\py\\python.exe", "-X", "utf8", *words, folder=folder, status=status)

    def timed(self, what: str, *words: str, **how: Any) -> str:
        """Run a program and say how long it took."""
        start = time.monotonic()
        said = self.run(*words, **how)
        dev.say(f"{what}：{time.monotonic() - start:.0f} 秒")
        return said

    def end(self) -> None:
        """End all of its programs, so that what they keep in memory is written."""
        try_deb.inside(self.root, f"su {CLERK} -c 'wineserver -k; wineserver -w; true'")


def try_windows(wine: Wine, *, tests: bool) -> None:
    """Make the program, install it, use it and remove it. Failure for what does not hold."""
    wine_parts.prepare(wine, CLERK)
    python = wine_parts.windows_python(wine)
    dev.say(f"Windows 的 Python：{python}")
    wine_parts.install_wheels(wine, build_all.OUT / "wheelhouse", tests=tests)
    wine_parts.add_drives(wine, {drive: kind for drive, (kind, _) in DRIVES.items()})
    probe = [f"{drive}={found}" for drive, (_, found) in DRIVES.items()]
    dev.say(wine.python("packaging\\windows\\probe.py", *probe, folder="src").strip())
    if tests:
        said = wine.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, folder="src")
        dev.say(said.strip().splitlines()[-1])
    wine_parts.freeze(wine)
    bundle = wine.drive / "src" / "build" / "bundle" / "review-desk"
    build_all.say_made("bundle", deb.size_of(bundle))
    install(wine, bundle)
    use(wine)
    show(wine)
    remove(wine)


def install(wine: Wine, bundle: Path) -> None:
    """Install over an older version, for the clerk alone."""
    with tempfile.TemporaryDirectory() as name:
        older, newer = wine_parts.two_installers(Path(name), bundle, OLDER)
        build_all.say_made("installer", newer.stat().st_size)
        wine_parts.give(older, wine.drive / "older.exe")
        wine_parts.give(newer, wine.drive / "setup.exe")
    wine.timed("安装旧版", "C:\\older.exe", "/S")
    there = wine.home / PROGRAM
    expect("旧版装在经办人自己的文件夹", (there / "_internal" / "旧版的文件").is_file())
    wine.timed("更新", "C:\\setup.exe", "/S")
    whole = {one.relative_to(bundle) for one in bundle.rglob("*") if one.is_file()}
    here = {one.relative_to(there) for one in there.rglob("*") if one.is_file()}
    more = {str(one) for one in here - whole}
    expect("更新后是新版的全部文件，旧版的没有留下", whole <= here)
    expect(f"另有图标和卸载程序 {sorted(more)}", more == {"review-file.ico", "uninstall.exe"})
    version = build_all.project_version()
    keys = wine_parts.registry(wine)
    expect("登记在“应用和功能”里", keys["entry"].get("DisplayVersion") == version)
    opens = f'"{INSTALLED}\\review-desk.exe" "%1"'
    expect("双击 .review 和 .rdpack 用它打开", [keys["review"], keys["rdpack"]] == [opens] * 2)
    menu = wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    expect("开始菜单里有它", (menu / f"{windows.TITLE}.lnk").is_file())
    said = wine.run(CONSOLE, "--version").strip()
    expect(f"装好的程序说出版本：{said}", said == f"review-desk {version}")


def use(wine: Wine) -> None:
    """Work the example through and put each command to its use; the papers are Linux's own."""
    folder = wine.home / "Documents" / "示例"
    wine.timed("办完示例", CONSOLE, "example", f"{HOME}\\Documents\\示例")
    made = sorted(one.suffix for one in folder.rglob("*.*") if one.suffix in (".pdf", ".xlsx"))
    expect(f"写出了 {len(made)} 张表", made.count(".pdf") > 10 and ".xlsx" in made)
    differing = wine_parts.unlike_linux(folder)
    expect(f"没有抽中企业的表与 Linux 上做的逐字节相同 {differing or ''}", not differing)
    wine_parts.give_text(wine, "child.py", wine_parts.WINDOW_AS_CHILD)
    said = wine.python("..\\child.py", f"{INSTALLED}\\review-desk.exe", folder="src")
    expect(f"窗口程序自己充当读取进程：{said.strip()}", said.startswith("Reading"))
    file = f"{HOME}\\Documents\\示例\\kunming-platform-2022\\示例.review"
    wine_parts.give_text(wine, "record.py", wine_parts.EXPORT_RECORD)
    wine.python("..\\record.py", file, f"{HOME}\\Documents", folder="src")
    record = next((wine.home / "Documents").glob("*.json")).name
    verify = wine.run(CONSOLE, "verify", f"{HOME}\\Documents\\{record}", "--file", file)
    expect(verify.strip().splitlines()[-1], "没有发现不符" in verify)
    told = wine.timed("检查数据文件", CONSOLE, "check", file).strip().splitlines()
    expect(f"检查：{told[-2]}", len(told) > 2)
    dossiers(wine)


def dossiers(wine: Wine) -> None:
    """Dossiers of two districts, one encrypted, are verified, poured and written as SQL."""
    incoming = wine.home / "Documents" / "来件"
    try_deb.pack_two(incoming)
    wine_parts.own(wine.root, incoming, CLERK)
    place = f"{HOME}\\Documents\\来件"
    both = [f"{place}\\dossiers", "--passphrase-file", f"{place}\\word.txt"]
    out = ["--json", f"{place}\\核验.json", "--out", f"{place}\\汇总", "--unit", "示例市工信局"]
    # Both districts send the same platform: that is a fault to be told, so the status is 1.
    wine.timed("核验并汇总", CONSOLE, "bureau", *both, *out, status=1)
    units = {one["unit"] for one in json.loads((incoming / "核验.json").read_text("utf-8"))}
    poured = {one.suffix for one in (incoming / "汇总").rglob("*.*")}
    expect(f"两个报送材料包都读出来了：{sorted(units)}", len(units) == 2 and all(units))
    expect(f"汇总表写出来了 {sorted(poured)}", {".pdf", ".xlsx", ".docx"} <= poured)
    wine.timed("写成SQL", CONSOLE, "export", "--postgres", f"{place}\\all.sql", *both)
    sql = (incoming / "all.sql").read_text("utf-8")
    expect("SQL里有两个单位", all(unit in sql for unit in units))


def show(wine: Wine) -> None:
    """Open a file by its type, refuse an update meanwhile, and close the window in order.

    Wine's own shell looks into the types of the whole machine alone: the command is taken from the
    registry, as Explorer does it.
    """
    file = wine.home / "Documents" / "示例" / "national-platform-2017" / "示例.review"
    path = f"{HOME}\\Documents\\示例\\national-platform-2017\\示例.review"
    opener = wine_parts.registry(wine)["review"].split('"')[1]
    wine.end()  # what was begun without a screen shows nothing on one
    with try_deb.screen():
        words = wine.command(opener, path, desktop=True)
        window = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try_deb.expect_shown(PICTURE)
        expect("打开的文件有锁", (file.parent / ".示例.review.lock").is_file())
        before = sums(wine.home / PROGRAM)
        wine.run("C:\\setup.exe", "/S", status=2)
        same = sums(wine.home / PROGRAM) == before
        expect("程序开着时不能更新，安装程序说明失败，什么都没有动", same)
        wine.run("taskkill", "/im", "review-desk.exe", desktop=True)
        window.wait(120)
    logs = wine.home / "AppData/Local/review-desk/Logs"
    crashes = [one.read_text("utf-8") for one in logs.glob("crash-*.txt")]
    expect(f"窗口没有出错报告 {crashes or ''}", not crashes)
    backups = list((file.parent / "示例.review.备份").glob("*.review"))
    closed = not (file.parent / ".示例.review.lock").exists()
    expect(f"窗口正常关闭：没有锁，有 {len(backups)} 份备份", closed and bool(backups))


def remove(wine: Wine) -> None:
    """Remove the program: the clerk's files and settings stay, and nothing of the program does."""
    documents, settings = wine.home / "Documents", wine.home / "AppData/Local/review-desk"
    kept = sums(documents) | sums(settings)
    wine.timed("卸载", f"{INSTALLED}\\uninstall.exe", "/S", f"_?={INSTALLED}")
    shutil.rmtree(wine.home / "AppData/Local/Temp", ignore_errors=True)
    expect("经办人的文件和设置全部还在", kept == sums(documents) | sums(settings))
    left = [str(one) for one in (wine.home / PROGRAM).rglob("*") if one.name != "uninstall.exe"]
    expect(f"程序没有留下文件 {left[:5] or ''}", not left)  # run in place, it can't drop itself
    expect("登记全部清除", not any(wine_parts.registry(wine).values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
