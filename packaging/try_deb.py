"""Tries the .deb where nothing else is: `sudo python3 packaging/try_deb.py` after `dev.py build`.

A clean Debian 12 is made beside this machine's own (debootstrap). The package is installed there
by apt, and a clerk without rights works the example through, opens the window under Xvfb (whose
picture lies in build/try-deb.png) and reads a file in the reading child. Dossiers are verified and
written as SQL. Before all that an older package is there; its files are opened by the new one.
Then the package is removed: the clerk's files must be there, and nothing of the program.
A second argument names an older package; without it the new one is packed with a lower number.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import build_all
import deb
import dev
import try_update

PICTURE = build_all.OUT / "try-deb.png"
DOSSIER_PICTURE = build_all.OUT / "try-deb-bureau.png"
SOCKETS = Path("/tmp/.X11-unix")
# A screen that nobody uses: another one's would show others' windows, or end in the middle.
DISPLAY = next(f":{n}" for n in range(177, 277) if not (SOCKETS / f"X{n}").exists())
SCREEN = "1366x768x24"
RELEASE = "bookworm"
CLERK = "clerk"
# Packs dossiers of two invented districts, one of them encrypted, into a folder.
PACK = """
import sys
from pathlib import Path
import pyrage
from tests.benchmarks.bench_dossier import as_it_is, pack_all
first, second = sorted(pack_all(Path(sys.argv[1]), 2, 1, as_it_is).iterdir())
second.with_suffix(".rdpack.age").write_bytes(
    pyrage.passphrase.encrypt(second.read_bytes(), sys.argv[2]))
second.unlink()
"""
WORD = "a-word-for-the-trial"
# Grabs the screen when it has shown a window for a while; says how many colours it has.
GRAB = """
import sys, time
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
colours, until = 0, time.monotonic() + 60
while colours < 30 and time.monotonic() < until:
    time.sleep(3)
    picture = application.primaryScreen().grabWindow(0).toImage()
    colours = len({picture.pixel(x, y) for x in range(0, 1366, 3) for y in range(0, 768, 3)})
# What a page asks of the file comes after the page: until the picture stands still.
before, since, until = None, 0.0, time.monotonic() + 120
while time.monotonic() < until and (before is None or time.monotonic() - since < 12):
    picture = application.primaryScreen().grabWindow(0).toImage()
    if picture != before:
        before, since = picture, time.monotonic()
    time.sleep(2)
before.save(sys.argv[1])
print(colours)
"""


class Failure(Exception):  # noqa: N818 - what it says is not an error of the script
    """Something that was claimed does not hold."""


def main(arguments: list[str]) -> int:
    """Try the newest package, or the one that is named; returns the exit status."""
    found = sorted(build_all.DIST.glob("*.deb"), key=lambda file: file.stat().st_mtime)
    package = Path(arguments[0]) if arguments else found[-1] if found else None
    if os.geteuid() != 0 or package is None:
        dev.say("要用 root 运行，并且先做好 .deb：python3 packaging/dev.py build")
        return 2
    dev.need_packages({"debootstrap": "debootstrap", "Xvfb": "xvfb"})
    dev.need_venv(dev.RUN_FILES)  # the dossiers of the trial are packed by the checkout's program
    try:
        with clean_root() as root:
            older = Path(arguments[1]) if arguments[1:] else None
            try_package(root, package, older)
    except Failure as reason:
        dev.say(f"不成立：{reason}")
        return 1
    dev.say("以上全部成立。")
    return 0


def try_package(root: Path, package: Path, older: Path | None) -> None:
    """Update to the package, use it and remove it in `root`. Failure for what does not hold."""
    build_all.say_made("deb", package.stat().st_size)
    before = listing(root)
    inside(root, "apt-get update -qq")
    update(root, package, older)
    home = root / "opt" / "apps" / deb.APP_ID
    build_all.say_made("bundle", deb.size_of(home / "files"))
    expect("没有另装 Python", not (root / "usr/bin/python3").exists())
    dev.say(f"版本：{inside(root, 'review-desk --version', CLERK).strip()}")
    timed("办完示例", root, "review-desk example /home/clerk/example", CLERK)
    made = sorted(f.suffix for f in (root / "home/clerk/example").rglob("*") if f.is_file())
    dev.say(f"  {len(made)} 个文件：{ {kind: made.count(kind) for kind in sorted(set(made))} }")
    expect("示例写出了表和数据文件", {".pdf", ".xlsx", ".review"} <= set(made))
    file = next((root / "home/clerk/example").rglob("*.review"))
    show_window(root, file, PICTURE)
    try_dossiers(root)
    unharmed = inside(root, f"dpkg --verify {deb.APP_ID}")
    expect("程序没有改动自己的文件", not unharmed.strip())
    kept = sums(root / "home" / CLERK)
    timed("卸载", root, f"apt-get purge -y -qq {deb.APP_ID} && apt-get autoremove -y -qq")
    expect("经办人的文件全部还在", kept == sums(root / "home" / CLERK))
    left = {path for path in listing(root) - before if "review-desk" in path}
    expect(f"程序没有留下文件 {sorted(left)[:5] or ''}", not left and not home.exists())


def update(root: Path, package: Path, older: Path | None) -> None:
    """Install over an older package; its data files open, whole, after a backup of each."""
    place = root / "tmp" / "older.deb"
    if older is None:
        try_update.pack_lower(package, place)
    else:
        shutil.copy(older, place)
    timed("安装旧版", root, "apt-get install -y -qq /tmp/older.deb")
    was = inside(root, "review-desk --version; dpkg-query -Wf '${Version}' '*review-desk'")
    inside(root, "review-desk example /home/clerk/before", CLERK)
    folder = root / "home" / CLERK / "before"
    shutil.copy(try_update.OLDEST, folder / "oldest.review")
    inside(root, f"chown {CLERK}: /home/{CLERK}/before/oldest.review")
    kept = sums(root / "home" / CLERK)
    shutil.copy(package, root / "tmp" / "program.deb")
    timed("更新", root, "apt-get install -y -qq /tmp/program.deb")
    now = inside(root, "review-desk --version; dpkg-query -Wf '${Version}' '*review-desk'")
    dev.say(f"  {was.split()} -> {now.split()}")
    expect("更新换了程序", was != now)
    expect("更新没有动经办人的文件", kept == sums(root / "home" / CLERK))
    made = sorted(folder.rglob("示例.review"))[0]
    for number, file in enumerate([made, folder / "oldest.review"], 1):
        before = try_update.contents(file)
        show_window(root, file, build_all.OUT / f"try-deb-update-{number}.png")
        lost = try_update.lost(before, file)
        expect(f"版本{before.schema}的数据文件打开后没有缺什么，先有备份 {lost or ''}", not lost)


def try_dossiers(root: Path) -> None:
    """Dossiers of two districts, one encrypted, are verified, poured, written as SQL, and shown."""
    incoming = root / "home" / CLERK / "incoming"
    pack_two(incoming)
    inside(root, f"chown -R {CLERK}: /home/{CLERK}/incoming")
    both = "/home/clerk/incoming/dossiers --passphrase-file /home/clerk/incoming/word.txt"
    # Both districts send the same platform: that is a fault to be told, so the status is 1.
    report = "--json /home/clerk/report.json --out /home/clerk/summary --unit 示例市工业和信息化局"
    timed("核验并汇总", root, f"review-desk bureau {both} {report} || test $? = 1", CLERK)
    timed("写成SQL", root, f"review-desk export --postgres /home/clerk/all.sql {both}", CLERK)
    told = json.loads((root / "home" / CLERK / "report.json").read_text("utf-8"))
    units = sorted(one["unit"] for one in told)
    expect(f"两个报送材料包都读出来了：{units}", len(set(units)) == 2 and all(units))
    poured = sorted(f.suffix for f in (root / "home" / CLERK / "summary").rglob("*.*"))
    expect(f"汇总表写出来了 {poured}", {".pdf", ".xlsx", ".docx"} <= set(poured))
    sql = (root / "home" / CLERK / "all.sql").read_text("utf-8")
    expect("SQL里有两个单位", all(unit in sql for unit in units))
    show_window(root, incoming / "dossiers" / "001.rdpack", DOSSIER_PICTURE)


def pack_two(incoming: Path) -> None:
    """Pack dossiers of two districts into a folder, with the word that opens one of them."""
    environment = {**os.environ, "PYTHONPATH": str(dev.ROOT), "QT_QPA_PLATFORM": "offscreen"}
    own = str(dev.BIN / dev.program("python"))
    pack = subprocess.run([own, "-c", PACK, str(incoming), WORD], cwd=dev.ROOT, env=environment)
    expect("做出两个报送材料包，其中一个加了口令", pack.returncode == 0)
    (incoming / "word.txt").write_text(f"{WORD}\n", "utf-8")


def show_window(root: Path, file: Path, picture: Path) -> None:
    """Open a file by double click's command under Xvfb, and take the window's picture."""
    lines = (root / "usr/share/applications" / f"{deb.APP_ID}.desktop").readlink()
    entry = (root / lines.relative_to("/")).read_text("utf-8")
    command = re.search(r"^Exec=(.*) %f$", entry, re.MULTILINE)
    expect("桌面文件写明怎样打开", command is not None)
    name = f"/{file.relative_to(root)}"
    with screen(), clerk_window(root, f"{command[1] if command else ''} '{name}'"):
        expect_shown(picture)
    locks = [one.name for one in (root / "home" / CLERK).rglob(".*.lock")]
    expect(f"系统要求结束时窗口正常关闭，没有留下锁 {locks or ''}", not locks)


def expect_shown(picture: Path) -> None:
    """Wait until a window stands on our screen and keep its picture; Failure where none comes."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": DISPLAY}
    grab = [str(build_all.need_environment()), "-c", GRAB, str(picture)]
    done = subprocess.run(grab, env=environment, capture_output=True, text=True)
    colours = int(done.stdout.strip() or 0)
    expect(f"窗口已显示（{colours} 种颜色，见 {picture.name}）", colours >= 30)


@contextmanager
def screen() -> Iterator[None]:
    """A screen without a monitor, whose socket both roots see."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", SCREEN, "-ac", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
    )
    socket = SOCKETS / f"X{DISPLAY[1:]}"
    try:
        for _ in range(100):
            if socket.exists():
                break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(20)
        socket.unlink(missing_ok=True)


@contextmanager
def clerk_window(root: Path, command: str) -> Iterator[None]:
    """The program's window while the block runs; it is asked to end after that."""
    words = [*_chroot(root, CLERK), f"exec env DISPLAY={DISPLAY} {command}"]
    window = subprocess.Popen(words)
    try:
        yield
        expect("窗口没有自己退出", window.poll() is None)
    finally:
        window.terminate()
        window.wait(30)


@contextmanager
def clean_root(release: str = RELEASE, clerk: str = CLERK) -> Iterator[Path]:
    """A Debian with nothing but apt, and a person in it; it is gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="try-deb-"))
    root = folder / "root"
    mounts = {"proc": root / "proc", "sysfs": root / "sys"}
    try:
        dev.say(f"正在准备干净的 Debian（{release}）……")
        _run("debootstrap", "--variant=minbase", release, str(root), mirror())
        for kind, place in mounts.items():
            _run("mount", "-t", kind, kind, str(place))
        sockets = root / "tmp" / ".X11-unix"
        sockets.mkdir(mode=0o1777)
        Path("/tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)
        _run("mount", "--bind", "/tmp/.X11-unix", str(sockets))
        for settings in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copy(settings, root / "etc/apt/apt.conf.d")
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        inside(root, f"useradd -m --badname {clerk}")
        yield root
    finally:
        for place in (*mounts.values(), root / "tmp" / ".X11-unix"):
            subprocess.run(["umount", "-l", str(place)], stderr=subprocess.DEVNULL)
        shutil.rmtree(folder)


def mirror() -> str:
    """Where this machine gets its Debian packages. Failure where it has none."""
    for file in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
            found = re.match(r"(?:URIs:|deb\s)\s*(?:\[.*?\]\s*)?(\S+://\S+/debian)/?(?:\s|$)", line)
            if found:
                return found[1]
    raise Failure("本机没有设置 Debian 软件源")


def _chroot(root: Path, user: str) -> list[str]:
    home = "/root" if user == "root" else f"/home/{user}"
    clean = ["env", "-i", f"HOME={home}", "LANG=C", "DEBIAN_FRONTEND=noninteractive"]
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return ["chroot", f"--userspec={user}", str(root), *clean, path, "sh", "-c"]


def inside(root: Path, command: str, user: str = "root") -> str:
    """Run a shell command in the clean root and return what it printed. Failure when it fails."""
    done = subprocess.run([*_chroot(root, user), command], capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{command}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def timed(what: str, root: Path, command: str, user: str = "root") -> None:
    """Run a command in the clean root and say how long it took."""
    start = time.monotonic()
    inside(root, command, user)
    dev.say(f"{what}：{time.monotonic() - start:.0f} 秒")


def expect(what: str, holds: bool) -> None:
    """Say that something holds, or end with it."""
    if not holds:
        raise Failure(what)
    dev.say(f"成立：{what}")


def listing(root: Path) -> set[str]:
    """All paths of the root that are not a person's, the kernel's or apt's own."""
    skipped = ("home/", "proc/", "sys/", "tmp/", "var/cache/", "var/lib/apt/", "var/log/")
    names = (str(path.relative_to(root)) for top in _tops(root) for path in top.rglob("*"))
    return {name for name in names if not name.startswith(skipped)}


def _tops(root: Path) -> list[Path]:
    return [root / name for name in ("etc", "opt", "usr", "var")]


def sums(folder: Path) -> dict[str, str]:
    """Digest of each file under a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(f): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
