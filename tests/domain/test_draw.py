"""The draw: known orders, public vectors, the shell that re-does it, and the prefix it keeps."""

import hashlib
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.draw import (
    extended,
    machine_seed,
    order,
    public_seed,
    rekeyed,
    sample,
    seed_of,
    tickets,
    witnessed_seed,
)
from desktop.domain.lock import Lock, LockedFirm, Promise, Source, commitment, digest_of, lock_text

DIGEST = "58f9860429071d6df76f93df14f420817af5eb88a35b52177bf9269f7ef20943"
SECRET = "000102030405060708090a0b0c0d0e0f"
SHELL = (
    "for i in $(seq 1 $N); do printf '%s %s\\n' "
    "\"$(printf '%s,%s' \"$seed\" $i | sha256sum | cut -d' ' -f1)\" $i; done "
    "| LC_ALL=C sort | head -n $n"
)


def _lock(promise: Promise, count: int = 12, n: int = 3) -> Lock:
    firms = tuple(LockedFirm(i, f"甲{i}厂") for i in range(1, count + 1))
    sources = (Source("file", "名单.xlsx"),)
    return Lock("s", "0" * 64, "1", "甲", 1, "", None, 2, n, sources, promise, firms)


def test_witnessed_draw_known_answer() -> None:
    """The known lock, digits 042042 and its secret draw 3, 2, 1."""
    seed = witnessed_seed("042042", SECRET, DIGEST)
    assert seed == f"draw1:w:042042:{SECRET}:{DIGEST}"
    assert next(tickets(seed, 3)).startswith("a50aadbf84ba9bef")
    assert order(seed, 3) == [3, 2, 1]


def test_public_and_machine_draw_known_answers() -> None:
    """The same lock gives 2, 1, 3 by the public number and 2, 1, 3 by the machine alone."""
    seeds = [public_seed("042042", DIGEST), machine_seed(SECRET, DIGEST)]
    assert seeds == [f"draw1:p:042042:{DIGEST}", f"draw1:m:{SECRET}:{DIGEST}"]
    assert [order(seed, 3) for seed in seeds] == [[2, 1, 3], [2, 1, 3]]


@pytest.mark.parametrize(
    ("seed", "drawn"),
    [
        ("1", [97, 89, 163]),
        ("0", [905, 573, 160]),
        ("0000000000", [978, 359, 132]),
        ("abcde", [247, 427, 157]),
        ("snowman: ☃", [634, 56, 46]),
        ("😀", [596, 415, 303, 11, 141]),
    ],
)
def test_tickets_are_those_of_the_public_sampler(seed: str, drawn: list[int]) -> None:
    """The ticket function agrees with the public vectors of the counter sampler."""
    assert [int(ticket, 16) % 1000 + 1 for ticket in tickets(seed, len(drawn))] == drawn


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
@pytest.mark.parametrize(
    ("seed", "count", "n"),
    [
        (f"draw1:w:042042:{SECRET}:{DIGEST}", 3, 2),
        (f"draw1:p:000001:{DIGEST}", 25, 25),
        (f"draw1:m:{SECRET}:{DIGEST}", 101, 11),
    ],
)
def test_any_shell_draws_the_same(seed: str, count: int, n: int) -> None:
    """The line of shell that the papers print draws what the program draws."""
    done = subprocess.run(
        ["bash", "-c", SHELL],
        env={"N": str(count), "n": str(n), "seed": seed, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    all_tickets = list(tickets(seed, count))
    assert lines == [[all_tickets[i - 1], str(i)] for i in order(seed, count)[:n]]


@pytest.mark.parametrize("digits", ["", "04204", "04204a", "０４２０４２", "042 042", "042042\n"])
def test_witnessed_digits_are_six_ascii_digits_at_least(digits: str) -> None:
    """What was typed is folded before; anything else here is a caller's mistake."""
    with pytest.raises(ValueError, match="digits"):
        witnessed_seed(digits, SECRET, DIGEST)


def test_leading_zeros_make_another_draw() -> None:
    """Digits are text and never a number."""
    assert public_seed("042", DIGEST) != public_seed("42", DIGEST)


def test_seed_keeps_what_the_lock_promised() -> None:
    """The seed is made of the lock's digest and its kind's parts; another secret is refused."""
    witnessed = _lock(Promise("witnessed", commitment(SECRET)))
    machine = _lock(Promise("machine", commitment(SECRET)))
    public = _lock(Promise("public", "", "彩票", "2026001", "顺序", "顺延"))
    assert [
        seed_of(witnessed, digits="042042", secret=SECRET),
        seed_of(machine, secret=SECRET),
        seed_of(public, digits="042"),
    ] == [
        f"draw1:w:042042:{SECRET}:{digest_of(lock_text(witnessed))}",
        f"draw1:m:{SECRET}:{digest_of(lock_text(machine))}",
        f"draw1:p:042:{digest_of(lock_text(public))}",
    ]
    with pytest.raises(ValueError, match="not the one in the lock"):
        seed_of(witnessed, digits="042042", secret="f" * 32)


def test_sample_and_substitutes_are_one_order() -> None:
    """The first n are drawn, all that follow substitute in that order, each firm once."""
    lock = _lock(Promise("machine", commitment(SECRET)))
    draw = sample(lock, seed_of(lock, secret=SECRET))
    assert (len(draw.sample), len(draw.substitutes)) == (3, 9)
    assert draw.sample + draw.substitutes == tuple(order(draw.seed, 12))
    assert sorted(draw.order) == list(range(1, 13))


def test_extension_goes_down_the_same_order() -> None:
    """A raised size draws on: the old sample stays and the first substitutes follow it."""
    lock = _lock(Promise("machine", commitment(SECRET)))
    draw = sample(lock, seed_of(lock, secret=SECRET))
    assert extended(draw, 5).sample == draw.sample + draw.substitutes[:2]
    assert extended(draw, 5) == replace(draw, n=5)
    for n in (2, 13):
        with pytest.raises(ValueError, match="of 12"):
            extended(draw, n)


@settings(deadline=None)
@given(st.text("0123456789", min_size=1, max_size=8), st.integers(1, 200), st.data())
def test_a_larger_sample_begins_with_the_smaller(digits: str, count: int, data) -> None:
    """Every sample is a prefix of every larger one from the same lock, and a permutation."""
    seed = public_seed(digits, DIGEST)
    n = data.draw(st.integers(1, count))
    drawn = order(seed, count)
    assert sorted(drawn) == list(range(1, count + 1))
    # Leaving out the tickets beyond n changes nothing in the order of the first n.
    assert [i for i in drawn if i <= n] == order(seed, n)


def test_second_keying_is_a_tenth_rounded_up_by_its_own_hashes() -> None:
    """Of 11 answered firms two are keyed again: those with the smallest SHA-256 of seed,rekey,i."""
    answered = [3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377]
    by_hash = sorted(answered, key=lambda i: hashlib.sha256(f"x,rekey,{i}".encode()).hexdigest())
    assert rekeyed("x", answered) == by_hash[:2]
    assert [len(rekeyed("x", answered[:n])) for n in (0, 1, 10)] == [0, 1, 1]


def test_ten_thousand_firms_are_ordered() -> None:
    """A long roster is ordered whole, each firm once."""
    assert sorted(order("x", 10_000)) == list(range(1, 10_001))
