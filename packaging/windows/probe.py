"""Tries what only Windows can show: `python packaging\\windows\\probe.py` on a machine with Python.

Reading child, its limits, the lock, drives, fonts and long paths, each with a line that says what
holds; the exit status is 1 where something does not. `E=removable` and the like say what kind of
place a drive must be found to be. try_wine.py runs this under Wine, which bounds no memory.
"""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from desktop.domain.problem import UserError
from desktop.intake import reading
from desktop.intake.book import Refused
from desktop.sheets.machine_fonts import machine_fonts
from desktop.store import lock_file
from desktop.store.places import place_of
from desktop.store.store import Store
from desktop.work.paper_fonts import system_folders

Claim = tuple[str, bool]
HUNGRY = """
import sys
from desktop.intake.job import bind_memory
print(bind_memory(256 << 20), flush=True)
sys.stdin.read()
bytearray(1 << 30)
"""
HOLDER = """
import sys
from pathlib import Path
from desktop.store import lock_file
kept = lock_file.take(Path(sys.argv[1]))
print("taken", flush=True)
sys.stdin.read()
"""


def main(drives: list[str]) -> int:
    """Try all; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="试用") as name:
        found = [*children(), *memory(), *lock(Path(name)), *deep(Path(name))]
    found += [*places(drives), *fonts()]
    for what, holds in found:
        print(f"{'成立' if holds else '不成立'}：{what}")
    return 0 if all(holds for _, holds in found) else 1


def children() -> Iterator[Claim]:
    """A child that hangs, falls or is not wanted any more ends with a sentence, and at once."""
    ends = {
        "一直不答": ("import time; time.sleep(99)", "时间"),
        "读坏了内存": ("import ctypes; ctypes.string_at(8)", "故障"),
        "自己中止": ("import os; os.abort()", "故障"),
    }
    for what, (code, word) in ends.items():
        start = time.monotonic()
        said = reading.talk([sys.executable, "-c", code], b"x", start + 3)
        soon = time.monotonic() - start < 60
        holds = isinstance(said, Refused) and word in said.sentence and soon
        yield f"读取进程{what}，得到一句话：{getattr(said, 'sentence', said)}", holds
    said = reading.talk([sys.executable, "-c", "input()"], b"", time.monotonic() + 60, lambda: True)
    yield "读取可以取消", isinstance(said, Refused) and "取消" in said.sentence


def memory() -> Iterator[Claim]:
    """A child that is bound to 256 MiB can't have a GiB."""
    done = subprocess.run([sys.executable, "-c", HUNGRY], input=b"", capture_output=True)
    yield "作业对象（Job Object）设好了内存上限", done.stdout.strip() == b"True"
    if is_wine():
        print("不能核验：Wine 不执行作业对象的内存上限")
    else:
        yield f"超过内存上限的读取进程被挡住（退出码 {done.returncode}）", done.returncode != 0


def is_wine() -> bool:
    """Whether this is Wine, and not Windows."""
    windows = getattr(ctypes, "windll", None)
    return windows is not None and hasattr(windows.ntdll, "wine_get_version")


def lock(folder: Path) -> Iterator[Claim]:
    """A second opener hears who has the file; after the first was killed it is free and told."""
    path = folder / "数据.review"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    said = _refusal(path)
    yield f"另一个程序正在使用时不能打开：{said}", f"进程 {holder.pid}" in said
    holder.kill()
    holder.communicate()
    mine = lock_file.take(path)
    yield "占用的程序被强制结束后可以打开，并知道它没有正常关闭", mine.left_behind
    mine.release()
    yield "正常关闭后不留下锁文件", not lock_file.lock_path(path).exists()


def _refusal(path: Path) -> str:
    try:
        lock_file.take(path).release()
    except UserError as error:
        return error.sentence
    return "打开了"


def deep(folder: Path) -> Iterator[Claim]:
    """A path longer than Windows once allowed works, or is refused with a sentence."""
    place = folder.joinpath(*["二〇二六年示范平台申报材料汇总" * 2] * 9)
    try:
        place.mkdir(parents=True)
        Store.open(place / "数据.review").close()
        said = "可以用"
    except UserError as error:
        said = error.sentence
    except OSError as error:
        said = f"系统不允许（{error.strerror}）"
    yield f"{len(str(place))} 个字符的文件夹：{said}", bool(said)


def places(drives: list[str]) -> Iterator[Claim]:
    """Each drive is of the kind that was said, and all are told."""
    for drive in drives:
        letter, _, kind = drive.partition("=")
        found = place_of(Path(f"{letter}:\\数据.review"))
        yield f"{letter}: 是 {kind}（找到 {found}）", found.value == kind
    listed = [f"{c}:" for c in "CDEFGHIJKLMNOPQRSTUVWXYZ" if Path(f"{c}:\\").exists()]
    print("本机的盘：", {one: str(place_of(Path(f"{one}\\数据.review"))) for one in listed})


def fonts() -> Iterator[Claim]:
    """The folders of fonts are there, and their Chinese faces can be named."""
    folders = system_folders()
    found = machine_fonts([one for one in folders if one.is_dir()])
    yield f"字体文件夹 {folders[0]}", folders[0] == Path(os.environ["WINDIR"]) / "Fonts"
    yield f"本机的中文字体：{[one.file.name for one in found][:6]}", bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
