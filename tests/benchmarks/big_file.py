"""Makes a data file with 100,000 invented firms for the benchmarks and the long walks."""

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from desktop.store import applications, files, rosters, rounds
from desktop.store.store import Store

SCHEME = "kunming-platform-2022"
_DISTRICTS = ("昆明", "云南", "五华", "盘龙", "官渡", "西山", "呈贡", "安宁")
_TRADES = ("科技", "商贸", "信息技术", "精密机械", "食品", "农业发展", "文化传播", "物流")
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHJKLMNPQRTUWXY"
# Common characters of firms' names and people's: the first of them are surnames too.
_FIRST = 0x4E00
_COMMON = 1500


def make_file(path: Path, sizes: tuple[int, ...], seed: int = 1) -> None:
    """Let one round lie in a new file, with an application for each of `sizes` firms."""
    dice = random.Random(seed)
    store = Store.open(path, lambda: datetime(2026, 11, 20, 4, tzinfo=UTC))
    with store.act("甲", "新建年度", "round:1", {}):
        number = rounds.add_round(store, SCHEME, 2026, {})
    for at, size in enumerate(sizes, 1):
        with store.act("甲", "读入文件", f"application:{at}", {}):
            applications.add_application(store, number, f"第{at}示范平台", f"第{at}运营公司")
            kept = files.keep_file(store, at, "名单.xlsx", b"%d" % at, "xlsx")
            rows = [rosters.NewRow("名录", n + 1, firm(dice)) for n in range(1, size + 1)]
            rosters.add_import(store, at, "firms", kept.id, rows)
    store.close()


def make_apart(path: Path, sizes: tuple[int, ...]) -> None:
    """Make it in a process of its own: what making it takes is no memory of the program's."""
    made = f"from {__name__} import *; make_file(Path({str(path)!r}), {sizes!r})"
    subprocess.run([sys.executable, "-c", made], check=True, cwd=Path(__file__).parents[2])


def firm(dice: random.Random) -> dict[str, str]:
    """An invented firm's cells."""
    middle = "".join(_some(dice) for _ in range(dice.randint(2, 4)))
    return {
        "name": f"{dice.choice(_DISTRICTS)}{middle}{dice.choice(_TRADES)}有限公司",
        "code": "91530100" + "".join(dice.choices(_DIGITS + _LETTERS, k=10)),
        "contact": "".join(_some(dice) for _ in range(3)),
        "phone": "13" + "".join(dice.choices(_DIGITS, k=9)),
        "service": "政策咨询、融资对接",
    }


def _some(dice: random.Random) -> str:
    return chr(_FIRST + dice.randrange(_COMMON))
