"""Tampers with dossiers in every way at hand, and counts what the bureau's verification notices.

python tests/faults/tamper_dossiers.py 1000

Outsiders change bytes and members, or sign anew with a key of their own. A dishonest district
signs anew with its own key: it changes one thing, and leaves what follows from it.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "work"))

from dossier_maker import KEY, OTHER_KEY, Taken, desk_at, packed, taken_apart, tools_of, worked

from desktop import paths
from desktop.domain.measures import computations
from desktop.domain.plain import canonical
from desktop.domain.record import read_record, record_text, sealed
from desktop.dossier.container import Writer
from desktop.dossier.manifest import MANIFEST, SIGNATURE
from desktop.dossier.opened import open_dossier
from desktop.schemes.shelf import read_shelf
from desktop.sheets.fonts import Fonts
from desktop.work.bureau import with_keys
from desktop.work.dossier_report import Report
from desktop.work.dossier_scheme import Tools
from desktop.work.dossier_verify import verify_file

SCHEME = "kunming-platform-2022"
CASE, WHOLE = "数据/0001.json", "数据/报送.json"


@dataclass(frozen=True)
class Honest:
    """An honest dossier, also taken apart, and whose it is."""

    data: bytes
    taken: Taken
    unit: str

    def path(self, ending: str) -> str:
        """The one member that ends so."""
        [found] = [one.path for one in self.taken.parts if one.path.endswith(ending)]
        return found


Forging = Callable[[Honest, random.Random], bytes]


def honest(folder: Path) -> Honest:
    """Work the bundled applicant and pack it."""
    shelf = read_shelf(paths.forms_dir(), frozenset(computations()), need_sheets=True)
    desk = desk_at(folder / "区.review", shelf, Fonts(paths.fonts_dir()))
    data = packed(desk, *worked(desk, SCHEME), folder / "包.rdpack").path.read_bytes()
    desk.close()
    taken = taken_apart(data)
    return Honest(data, taken, taken.heading.unit)


# ---- outsiders: bytes ----


def flip(kept: Honest, dice: random.Random) -> bytes:
    """One bit, anywhere."""
    bent = bytearray(kept.data)
    bent[dice.randrange(len(bent))] ^= 1 << dice.randrange(8)
    return bytes(bent)


def flip_in_the_end(kept: Honest, dice: random.Random) -> bytes:
    """One bit of the manifest, the signature or the directory."""
    bent = bytearray(kept.data)
    bent[dice.randrange(len(bent) - 25_000, len(bent))] ^= 1 << dice.randrange(8)
    return bytes(bent)


def cut(kept: Honest, dice: random.Random) -> bytes:
    """The end is missing."""
    return kept.data[: dice.randrange(len(kept.data))]


def insert(kept: Honest, dice: random.Random) -> bytes:
    """Some bytes more, anywhere."""
    at = dice.randrange(len(kept.data) + 1)
    return kept.data[:at] + dice.randbytes(dice.randrange(1, 9)) + kept.data[at:]


def blank(kept: Honest, dice: random.Random) -> bytes:
    """A sector of the disc that reads as zeros."""
    at = dice.randrange(len(kept.data) - 512)
    return kept.data[:at] + bytes(512) + kept.data[at + 512 :]


# ---- outsiders: members, with the manifest and signature that were there ----


def _again(kept: Honest, members: list[tuple[str, bytes]]) -> bytes:
    opened = open_dossier(BytesIO(kept.data))
    out = BytesIO()
    writer = Writer(out)
    for name, data in members:
        writer.add(name, data)
    for name in (MANIFEST, SIGNATURE):
        writer.add(name, opened.read(name), as_it_is=True)
    writer.finish()
    return out.getvalue()


def _members(kept: Honest) -> list[tuple[str, bytes]]:
    return [(one.path, one.data) for one in kept.taken.parts]


def drop(kept: Honest, dice: random.Random) -> bytes:
    """A member is gone."""
    members = _members(kept)
    del members[dice.randrange(len(members))]
    return _again(kept, members)


def add(kept: Honest, dice: random.Random) -> bytes:
    """A member more."""
    return _again(kept, [*_members(kept), (f"申报/补充{dice.randrange(99)}.pdf", b"%PDF-1.7")])


def rename(kept: Honest, dice: random.Random) -> bytes:
    """A member under another name."""
    members = _members(kept)
    at = dice.randrange(len(members))
    members[at] = ("改" + members[at][0], members[at][1])
    return _again(kept, members)


def swap(kept: Honest, dice: random.Random) -> bytes:
    """Two members have changed their contents."""
    members = _members(kept)
    a, b = dice.sample(range(len(members)), 2)
    (one, left), (other, right) = members[a], members[b]
    members[a], members[b] = (one, right), (other, left)
    return _again(kept, members)


def edit(kept: Honest, dice: random.Random) -> bytes:
    """One byte of a member is another one, its checksum made right."""
    members = _members(kept)
    at = dice.randrange(len(members))
    data = bytearray(members[at][1])
    data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
    members[at] = (members[at][0], bytes(data))
    return _again(kept, members)


def other_key(kept: Honest, dice: random.Random) -> bytes:
    """All is made anew with the forger's key, with another figure or none."""
    bent = _values(kept, dice) if dice.random() < 0.5 else kept.taken
    shown = json.loads(bent.data(WHOLE))
    shown["key"] = " ".join(OTHER_KEY.public[at : at + 4] for at in range(0, 64, 4))
    return bent.with_part(WHOLE, canonical(shown).encode()).together(OTHER_KEY)


# ---- a dishonest district: its own key, one thing changed ----


def _json(taken: Taken, path: str, change: Callable[[Any], None]) -> Taken:
    plain = json.loads(taken.data(path))
    change(plain)
    return taken.with_part(path, canonical(plain).encode())


def _values(kept: Honest, dice: random.Random) -> Taken:
    """Another decision or name in the data: what the sheets say is another one now."""
    wanted = dice.choice(["rec.agrees", "rec.meets", "rec.principal", "rec.address"])

    def change(case: Any) -> None:
        for one in case["values"]:
            if one["path"] == wanted:
                one["text"] = {"是": "否", "否": "是"}.get(one["text"], one["text"] + "甲")

    return _json(kept.taken, CASE, change)


def value(kept: Honest, dice: random.Random) -> bytes:
    """Another decision, name or address in the data than on the sheets."""
    return _values(kept, dice).together()


def verdict(kept: Honest, dice: random.Random) -> bytes:
    """Another verdict or figure of a condition than follows from the data."""

    def change(case: Any) -> None:
        line = dice.choice(case["conditions"])
        key = dice.choice(["declared", "counted", "threshold", "program", "verdict", "reason"])
        line[key] = (
            "unmet" if line[key] == "met" else "met" if key == "verdict" else line[key] + "9"
        )

    return _json(kept.taken, CASE, change).together()


def function(kept: Honest, dice: random.Random) -> bytes:
    """Another verdict on a service function."""

    def change(case: Any) -> None:
        line = dice.choice(case["functions"])
        line["verdict"] = "unmet" if line["verdict"] == "met" else "met"

    return _json(kept.taken, CASE, change).together()


def survey(kept: Honest, dice: random.Random) -> bytes:
    """Another result of the survey than the record gives."""

    def change(case: Any) -> None:
        case["survey"][dice.choice(["asked", "satisfied", "required"])] += dice.randrange(1, 4)

    return _json(kept.taken, CASE, change).together()


def roster(kept: Honest, dice: random.Random) -> bytes:
    """A firm is taken out of the roster, or renamed: the locked list can't be rebuilt."""

    def change(case: Any) -> None:
        rows = case["rosters"]["firms"]
        at = dice.randrange(len(rows))
        if dice.random() < 0.5:
            del rows[at]
        else:
            rows[at]["cells"]["name"] += "（新）"

    return _json(kept.taken, CASE, change).together()


def record(kept: Honest, dice: random.Random) -> bytes:
    """The draw record changed and sealed anew: the order, an answer, the secret, a call."""
    path = kept.path("抽取记录.json")
    found = read_record(kept.taken.data(path).decode())
    lock = found.locks[-1]
    way = dice.randrange(4)
    if way == 0:
        a, b, *rest = lock.sample
        bent = replace(lock, sample=(b, a, *rest))
    elif way == 1:
        row = replace(lock.attempts[0], answer="dissatisfied")
        bent = replace(lock, attempts=(row, *lock.attempts[1:]))
    elif way == 2:
        bent = replace(lock, secret=f"{dice.randrange(16**32):032x}")
    else:
        bent = replace(lock, attempts=lock.attempts[:-1])
    text = record_text(sealed(replace(found, locks=(*found.locks[:-1], bent))))
    return kept.taken.with_part(path, text.encode()).together()


def sheet(kept: Honest, dice: random.Random) -> bytes:
    """Another file in a sheet's place: another kind's, another sheet's, an older one's bytes."""
    sheets = [one.path for one in kept.taken.parts if one.kind == "sheet"]
    official = [one for one in sheets if "汇总表" in one or "审查推荐意见" in one]
    one = dice.choice(official)
    other = dice.choice([each for each in sheets if each != one])
    return kept.taken.with_part(one, kept.taken.data(other)).together()


def letter(kept: Honest, dice: random.Random) -> bytes:
    """A letter or list that says something else: another one's bytes, or none at all."""
    letters = [
        p for p in kept.taken.parts if p.path.endswith(("推荐函.pdf", "清单.docx", "清单.pdf"))
    ]
    one, other = dice.sample(letters, 2)
    if dice.random() < 0.5:
        return kept.taken.with_part(one.path, other.data).together()
    parts = tuple(each for each in kept.taken.parts if each != one)
    return replace(kept.taken, parts=parts).together()


def scheme(kept: Honest, dice: random.Random) -> bytes:
    """Another threshold in the scheme's data, under the digest that was there."""
    text = kept.taken.data("办法/scheme.toml").decode()
    at = dice.choice([n for n, line in enumerate(text.splitlines()) if "threshold =" in line])
    lines = text.splitlines()
    lines[at] = lines[at].replace('"', '"1', 1)
    return kept.taken.with_part("办法/scheme.toml", "\n".join(lines).encode()).together()


def handed(kept: Honest, dice: random.Random) -> bytes:
    """Another file in the place of one that the applicant handed in."""
    own = [one.path for one in kept.taken.parts if one.kind == "material"]
    path = dice.choice(own)
    return kept.taken.with_part(path, kept.taken.data(path) + b" ").together()


def stage(kept: Honest, _dice: random.Random) -> bytes:
    """Not 定稿 after all."""
    return _json(kept.taken, CASE, lambda case: case.update(stage="初审")).together()


def heading(kept: Honest, dice: random.Random) -> bytes:
    """Another unit, year, day, name or number in the data than in the manifest."""
    key, text = dice.choice(
        [
            ("made_at", "2026-01-01T00:00:00+00:00"),
            ("year", 2025),
            ("scheme_id", "kunming-base-2022"),
        ]
    )
    return _json(kept.taken, WHOLE, lambda whole: whole.update({key: text})).together()


def unit(kept: Honest, _dice: random.Random) -> bytes:
    """Another department's name everywhere but on the sheets: its key is not the known one."""
    name = "另一个区工业和信息化局"
    bent = _json(kept.taken, WHOLE, lambda whole: whole["unit"].update(name=name))
    return replace(bent, heading=replace(bent.heading, unit=name)).together()


def missing(kept: Honest, dice: random.Random) -> bytes:
    """A sheet, the record or a file left out, with a manifest that knows nothing of it."""
    own = [p for p in kept.taken.parts if p.kind in ("sheet", "material") and "汇总表" in p.path]
    own += [p for p in kept.taken.parts if p.path.endswith("抽取记录.json") or p.kind == "material"]
    gone = dice.choice(own).path
    parts = tuple(one for one in kept.taken.parts if one.path != gone)
    return replace(kept.taken, parts=parts).together()


OUTSIDE: tuple[Forging, ...] = (
    *(flip, flip_in_the_end, cut, insert, blank, drop, add, rename, swap, edit),
    other_key,
)
INSIDE: tuple[Forging, ...] = (
    *(value, verdict, function, survey, roster, record, sheet, scheme, handed, stage, heading),
    *(unit, missing, letter),
)


@cache
def tools(scratch: str) -> Tools:
    """What the bureau has, read once for each process."""
    shelf = read_shelf(paths.forms_dir(), frozenset(computations()), need_sheets=True)
    return tools_of(shelf, Fonts(paths.fonts_dir()), Path(scratch))


def looked_at(data: bytes, kept: Honest, folder: Path) -> Report:
    """The report of the bureau, which knows the district's key."""
    path = folder / "来件.rdpack"
    path.write_bytes(data)
    report = verify_file(path, tools(str(folder)))
    known = {kept.unit: KEY.public, "另一个区工业和信息化局": OTHER_KEY.public}
    return with_keys([report], known)[0]


def noticed(kept: Honest, number: int, folder: Path, *, share: int = 5) -> tuple[str, str]:
    """Forge once; return what was forged, and which check noticed it (empty for none).

    One of `share` is done by a district itself, the others by outsiders.
    """
    dice = random.Random(number)
    ways = INSIDE if number % share == 0 else OUTSIDE
    forge = ways[(number // share if ways is INSIDE else number) % len(ways)]
    return forge.__name__, shown(kept, forge, dice, folder)


def shown(kept: Honest, forge: Forging, dice: random.Random, folder: Path) -> str:
    """Forge in one way and return the checks that notice it; empty for none."""
    data = kept.data
    while data == kept.data:  # a change may have changed nothing
        data = forge(kept, dice)
    return "、".join(sorted({one.key for one in looked_at(data, kept, folder).failed}))


def _many(numbers: list[int]) -> list[tuple[str, str]]:
    with TemporaryDirectory() as name:
        kept = honest(Path(name))
        assert looked_at(kept.data, kept, Path(name)).outcome == "一致"
        return [noticed(kept, number, Path(name), share=2) for number in numbers]


def main(count: int) -> int:
    """Forge `count` times; print by kind how many were noticed and by which checks."""
    with Pool(2) as pool:
        halves = [list(range(count // 2)), list(range(count // 2, count))]
        found = [one for some in pool.map(_many, halves) for one in some]
    kinds = Counter(kind for kind, _by in found)
    unseen = Counter(kind for kind, by in found if not by)
    for kind, total in sorted(kinds.items()):
        by = Counter(b for k, b in found if k == kind).most_common(3)
        print(f"{kind:16} {total:5}  not noticed {unseen[kind]:3}  {by}")  # noqa: T201 - figures
    total = f"{len(found)} dossiers tampered with, {sum(unseen.values())} not noticed"
    print(total)  # noqa: T201 - the same
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
