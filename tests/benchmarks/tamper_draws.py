"""Tampers 10,000 times with record, roster and data file, and counts what verification shows.

Run by hand: `python tests/benchmarks/tamper_draws.py [count]`. Every edit is sealed anew, as
somebody would do who cheats with care; the outside anchors are honest, but for the one that is
tampered with. Prints, by class, how many edits the record alone shows, how many the anchors, and
which nobody can show.
"""

import random
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "domain"))

from record_maker import (
    a_record,
    database,
    drawn,
    heading,
    locks_of,
    order_of,
    paper,
    roster,
    rows_of,
    survey,
)
from sample_rules import KUNMING
from tampering import edited, resealed

from desktop.domain.case import Row
from desktop.domain.check import Check, CheckState
from desktop.domain.claims import claims_of
from desktop.domain.frame import build_frame
from desktop.domain.lock import parse_lock
from desktop.domain.plain import to_plain
from desktop.domain.record import Record, RecordError, read_record, record_text
from desktop.domain.recording import build_record
from desktop.domain.verify import verify, verify_text
from desktop.domain.verify_outside import Paper, RosterFiles

Found = tuple[str, str]  # the class of an edit, and how it was shown
ALONE, OUTSIDE, SAME, NEVER = "record alone", "from outside", "equivalent", "NOT SHOWN"
PRINTED = "printed SHA"  # only the whole file's digest on paper shows it
# What is made from the rest or says how the record was made: the data file keeps none of it.
DERIVED = {
    "sample",
    "substitutes",
    "result",
    "digest",
    "made_at",
    "program",
    "format",
    "masked",
} | {
    "journal"  # the head that a new record would bear; the journal itself has its own class
}


@cache
def honest() -> Record:
    """The case as it really was."""
    return a_record()


def fails(checks: tuple[Check, ...]) -> bool:
    """Whether anything was shown."""
    return any(one.state is CheckState.FAILS for one in checks)


def outside(record: Record | str) -> bool:
    """Whether roster, signed paper and data file show it; the printed digest isn't asked."""
    signed = replace(paper(honest()), record_digest="")
    text = record if isinstance(record, str) else record_text(record)
    now, rule = database(honest()), lambda _texts: KUNMING
    return fails(verify_text(text, roster=roster(), paper=signed, database=now, read_rule=rule))


def edit_record(dice: random.Random) -> Found:
    """One edit of the record, sealed anew."""
    path, plain = edited(to_plain(honest()), dice)
    kind = "record " + [step for step in path if isinstance(step, str)][-1]
    forged = resealed(plain)
    if forged is None:
        return kind, ALONE
    if forged == record_text(honest()):
        return kind, SAME
    if fails(verify_text(forged, read_rule=lambda _texts: KUNMING)):
        return kind, ALONE
    if outside(forged):
        return kind, OUTSIDE
    printed = Paper(record_digest=honest().digest)
    return kind, PRINTED if fails(verify_text(forged, paper=printed)) else NEVER


def roll_again(dice: random.Random) -> Found:
    """The last draw made again with other digits or another secret, all consistent."""
    one, two, three = locks_of(rows_of(30))
    what = dice.choice(["digits", "answers", "lock left away"])
    if what == "digits":
        again = drawn(replace(three, attempts=()), f"{dice.randrange(10**8):08d}", 30)
        again = replace(again, attempts=survey(replace(again, extensions=three.extensions)))
        again = replace(again, extensions=three.extensions)
    elif what == "answers":
        rows = tuple(
            replace(row, answer=row.answer and dice.choice(["satisfied", "dissatisfied"]))
            for row in three.attempts
        )
        again = replace(three, attempts=rows)
    else:
        again = replace(three, attempts=())
    locks = [one, two, again][: 2 if what == "lock left away" else 3]
    record = build_record(heading(), locks)
    if record == honest():
        return f"again {what}", SAME
    if fails(verify(record)):
        return f"again {what}", ALONE
    return f"again {what}", OUTSIDE if outside(record) else NEVER


def edit_roster(dice: random.Random) -> Found:
    """Rows of the roster inserted, deleted, swapped, renamed; its digest is left as it was."""
    rows, at = list(rows_of(30)), dice.randrange(32)
    what = dice.choice(["insert", "delete", "swap", "rename", "claim", "bytes"])
    if what == "insert":
        rows.insert(at, Row(99, "名单.xlsx", "名录", 99, {"name": f"另{at}公司"}))
    elif what == "delete":
        del rows[at]
    elif what == "swap":
        rows[at], rows[at - 1] = rows[at - 1], rows[at]
    elif what in ("rename", "claim"):
        cells = {**rows[at].cells, "name" if what == "rename" else "satisfied": f"×{at}"}
        rows[at] = replace(rows[at], cells=cells)
    digest = {"名单.xlsx": "00" * 32} if what == "bytes" else roster().digests
    shown = fails(verify(honest(), roster=RosterFiles(tuple(rows), digest)))
    if shown:
        return f"roster {what}", OUTSIDE
    return f"roster {what}", SAME if _same_list(tuple(rows)) else NEVER


def _same_list(rows: tuple[Row, ...]) -> bool:
    """Whether the rows still give the same list and the same claims for the firms asked."""
    before, after = (build_frame(one, KUNMING, {2: "项目团队"}) for one in (rows_of(30), rows))
    last = honest().locks[2]
    lock = parse_lock(last.text.encode())
    asked = {row.firm for row in last.attempts}
    claims = [claims_of(lock, one) for one in (rows_of(30), rows)]
    said = [{i: each[i] for i in asked} for each in claims]
    listed = [[(f.name, f.code) for f in one.firms] for one in (before, after)]
    out = [[(o.place, o.name, o.reason) for o in one.out] for one in (before, after)]
    return listed[0] == listed[1] and out[0] == out[1] and said[0] == said[1]


def edit_database(dice: random.Random) -> Found:
    """One edit of the data file past the program, against the honest record."""
    path, plain = edited(to_plain(honest()), dice)
    names = [step for step in path if isinstance(step, str)]
    kind = f"data file {names[-1]}"
    if set(names) & DERIVED:
        return "data file (made from the rest)", SAME
    forged = resealed(plain)
    if forged is None:
        return kind, OUTSIDE
    if forged == record_text(honest()):
        return kind, SAME
    try:
        now = replace(database(honest()), record=read_record(forged))
    except RecordError:
        return kind, OUTSIDE
    return kind, OUTSIDE if fails(verify(honest(), database=now)) else NEVER


def edit_journal(dice: random.Random) -> Found:
    """The journal cut, rolled back or rewritten."""
    now = database(honest())
    what = dice.choice(["cut", "rewritten", "rolled back", "broken"])
    journal = dict(now.journal)
    if what == "cut":
        del journal[7]
    elif what == "rewritten":
        journal[7] = (journal[7][0], f"{dice.getrandbits(256):064x}")
    elif what == "rolled back":
        journal = {}
    broken = ("记录被改动过，校验码不符。",) if what == "broken" else ()
    changed = replace(now, journal=journal, problems=broken)
    shown = fails(verify(honest(), database=changed))
    return f"journal {what}", OUTSIDE if shown else NEVER


KINDS = (*(edit_record,) * 5, roll_again, edit_roster, edit_database, edit_database, edit_journal)


def tamper(seed: int) -> Found:
    """One tampering, by its number."""
    return KINDS[seed % len(KINDS)](random.Random(seed))


def main(count: int) -> None:
    """Print the classes and what nobody can show."""
    with Pool() as pool:
        found = Counter(pool.imap_unordered(tamper, range(count), chunksize=50))
    classes = sorted({kind for kind, _ in found})
    ways = (ALONE, OUTSIDE, PRINTED, SAME, NEVER)
    say = sys.stdout.write
    say(f"{'class':34}" + "".join(f"{way:>14}" for way in ways) + "\n")
    for kind in classes:
        say(f"{kind:34}" + "".join(f"{found[kind, way]:14}" for way in ways) + "\n")
    totals = [sum(number for (_, how), number in found.items() if how == way) for way in ways]
    say(f"{'all':34}" + "".join(f"{total:14}" for total in totals) + "\n")


if __name__ == "__main__":
    # The order is asked for once here, so that a broken maker fails before the pool starts.
    order_of(locks_of(rows_of(30))[2])
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
