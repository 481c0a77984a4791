"""The verification page in a real browser: it finds what the program finds, and shows tampering."""

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from record_maker import a_record, heading, kept_lock, locks_of, order_of, rows_of
from sample_rules import NATIONAL

from desktop.domain.attempt import Outcome
from desktop.domain.lock import digest_of
from desktop.domain.record import Record, record_text, sealed
from desktop.domain.recording import build_record
from desktop.domain.verify import verify
from desktop.dossier.verify_page import verify_page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
# What only the program can look at, or looks at more closely than the page.
PROGRAM_ONLY = {"rule", "words", "claims", "times", "roster", "paper", "database", "journal"}


def _shown(page: str, folder: Path) -> str:
    """The page as the browser shows it, opened from a file."""
    path = folder / "verify.html"
    path.write_text(page, "utf-8")
    done = subprocess.run(
        [
            *(str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu"),
            *(f"--user-data-dir={folder}", "--virtual-time-budget=10000"),
            *("--dump-dom", path.as_uri()),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode("utf-8")


def _pairs(dom: str) -> set[tuple[str, str]]:
    return set(re.findall(r'data-key="([a-z-]+)" data-state="([a-z]+)"', dom))


def _looked_at(texts: list[str], folder: Path) -> list[set[tuple[str, str]]]:
    """What the page's own script finds in each of the texts, all in one start of the browser."""
    given = json.dumps(texts).replace("<", "\\u003c")
    ask = f"JSON.stringify({given}.map(text => verify(text).found))"
    line = f"<script>put(document.body, 'pre', {ask}).id = 'found';</script></body>"
    dom = _shown(verify_page("").replace("</body>", line), folder)
    found = re.search('<pre id="found">(.*?)</pre>', dom)
    assert found is not None
    every = json.loads(html.unescape(found.group(1)))
    return [{(one["key"], one["state"]) for one in each} for each in every]


def _fails(found: set[tuple[str, str]]) -> set[str]:
    return {key for key, state in found if state == "fails"}


def _shared(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {pair for pair in found if pair[0] not in PROGRAM_ONLY}


def _program(record: Record) -> set[tuple[str, str]]:
    return _shared({(one.key, one.state.value) for one in verify(record)})


def _forged(**changed: object) -> Record:
    honest = a_record()
    return sealed(replace(honest, locks=(*honest.locks[:2], replace(honest.locks[2], **changed))))


@needs_browser
def test_the_page_finds_the_same_order_and_digests(tmp_path: Path) -> None:
    """An honest record: same properties, samples and digests; its shell line draws the same too."""
    record = a_record()
    dom = _shown(verify_page(record_text(record)), tmp_path)
    assert _shared(_pairs(dom)) == _program(record)
    samples = re.findall(r'data-sample="(\d)">[^<]*：([\d、]+)<', dom)
    assert samples == [
        (str(kept.number), "、".join(map(str, kept.sample))) for kept in record.locks if kept.seed
    ]
    assert [kept.digest in dom for kept in record.locks] == [True] * 3
    assert digest_of(record_text(record).encode()) in dom
    assert "凭记录能核验的各项都成立。" in dom
    shell = re.search(r'<pre data-shell="3">(.*?)</pre>', dom)
    assert shell is not None
    done = subprocess.run(
        ["bash", "-c", html.unescape(shell.group(1))], capture_output=True, text=True, check=True
    )
    drawn = tuple(int(line.split()[1]) for line in done.stdout.splitlines())
    assert drawn == record.locks[2].sample


@needs_browser
def test_the_page_shows_an_edit(tmp_path: Path) -> None:
    """One changed letter of the file, and the page says that the record can't be trusted."""
    text = record_text(a_record()).replace("很好", "不好", 1)
    dom = _shown(verify_page(text), tmp_path)
    assert (_fails(_pairs(dom)), "此记录不可信" in dom) == ({"record"}, True)


def _cheats() -> list[tuple[str, Record]]:
    kept = a_record().locks[2]
    a, b, *rest = kept.sample
    liked = tuple(replace(r, answer="satisfied" if r.answer else "") for r in kept.attempts)
    stranger = replace(kept.attempts[0], id=19, firm=kept.substitutes[5], outcome=Outcome.ANSWERED)
    renamed = kept.text.replace("昆明第3号", "昆明第33号")
    return [
        ("order", _forged(sample=(b, a, *rest))),
        ("result", _forged(attempts=liked)),
        ("substitutes", _forged(attempts=(*kept.attempts, stranger))),
        ("seed", _forged(text=renamed, digest=digest_of(renamed.encode()))),
        ("commitment", _forged(secret="0" * 32)),
        ("lock-text", _forged(text=kept.text.replace("firm\t3\t", "firm\t03\t"))),
        ("turns", _forged(reason="")),
        ("extension", _forged(extensions=kept.extensions * 2)),
    ]


def _other_kinds() -> Record:
    """A public number, the first firm not reached after three tries on two days."""
    kept = kept_lock(rows_of(12), 1, "", "public", 0, NATIONAL)
    seed = replace(locks_of(rows_of(30))[2].seed, digits="042", at=kept.locked_at)
    kept = replace(kept, seed=seed)
    pattern = replace(a_record().locks[2].attempts[2], firm=order_of(kept)[0])
    tries = tuple(replace(pattern, id=k, called_at=f"2026-05-0{4 + k}T10:00:00") for k in (1, 2, 3))
    return build_record(heading(NATIONAL), [replace(kept, attempts=tries)])


@needs_browser
def test_the_page_sees_what_the_program_sees(tmp_path: Path) -> None:
    """Masked, public, forged and sealed anew, or no record at all: the same properties fail."""
    honest = [a_record(mask=True), _other_kinds()]
    cheats = _cheats()
    broken = ['{"format":"draw-record 1"}', "{", "[]", "null", '"</script>"']
    texts = [record_text(one) for one in (*honest, *(record for _, record in cheats))]
    found = _looked_at(texts + broken, tmp_path)
    assert [_shared(one) for one in found[:2]] == [_program(record) for record in honest]
    forged = found[2 : 2 + len(cheats)]
    assert [
        key for (key, _), one in zip(cheats, forged, strict=True) if key not in _fails(one)
    ] == []
    for (_, record), one in zip(cheats, forged, strict=True):
        assert _fails(_shared(one)) <= _fails(_program(record))
    assert [_fails(one) for one in found[-len(broken) :]] == [{"record"}] * len(broken)


def test_the_record_stands_in_the_page_as_it_is() -> None:
    """The embedded text is the record, character for character, and can't end its element."""
    text = record_text(a_record())
    page = verify_page(text)
    block = re.search(r'<script type="application/json" id="record">(.*?)</script>', page)
    assert block is not None
    assert (json.loads(block.group(1)), "<b>" in text, "<b>" in block.group(1)) == (
        text,
        True,
        False,
    )
    assert [word in page for word in ("__RECORD__", "__NAMES__", "http")] == [False, False, True]
    # The only address is the one in the policy that forbids all of them.
    assert re.findall(r"https?://|src=|@import", page) == []
