"""The draw (抽取): a seed and a count give one order of firms, which any shell can re-do."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.lock import Lock, commitment, digest_of, lock_text

FEWEST_DIGITS = 6
_DIGITS = re.compile("[0-9]+")
_SECRET = re.compile("[0-9a-f]{32}")
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Draw:
    """One draw: its seed (随机码), the order of all firms by their numbers, the sample's size."""

    seed: str
    order: tuple[int, ...]
    n: int

    @property
    def sample(self) -> tuple[int, ...]:
        """The firms drawn (抽中企业), in order."""
        return self.order[: self.n]

    @property
    def substitutes(self) -> tuple[int, ...]:
        """All that follow (递补企业), in order."""
        return self.order[self.n :]


def witnessed_seed(digits: str, secret: str, digest: str) -> str:
    """Return the seed of a witnessed draw (监督人在场): at least six digits, typed, as text."""
    _check(_DIGITS, digits, "digits")
    if len(digits) < FEWEST_DIGITS:
        raise ValueError(f"fewer than {FEWEST_DIGITS} digits")
    return f"draw1:w:{digits}:{_secret(secret)}:{_digest(digest)}"


def public_seed(digits: str, digest: str) -> str:
    """Return the seed of a draw by a public number (公开号码)."""
    _check(_DIGITS, digits, "digits")
    return f"draw1:p:{digits}:{_digest(digest)}"


def machine_seed(secret: str, digest: str) -> str:
    """Return the seed of a draw by the machine alone (系统生成)."""
    return f"draw1:m:{_secret(secret)}:{_digest(digest)}"


def seed_of(lock: Lock, digits: str = "", secret: str = "") -> str:
    """Return the seed that `lock` promised, from the digits and the secret it has kept.

    ValueError where the secret is not the one that was committed to, or where a part is missing
    or not in its form.
    """
    digest = digest_of(lock_text(lock))
    if lock.promise.kind == "public":
        return public_seed(digits, digest)
    if commitment(secret) != lock.promise.commitment:
        raise ValueError("the secret is not the one in the lock")
    if lock.promise.kind == "machine":
        return machine_seed(secret, digest)
    return witnessed_seed(digits, secret, digest)


def _secret(text: str) -> str:
    return _check(_SECRET, text, "secret")


def _digest(text: str) -> str:
    return _check(_SHA256, text, "digest")


def _check(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"the {what} are not in their form: {text!r}")
    return text


def tickets(seed: str, count: int) -> Iterator[str]:
    """Yield ticket(1) to ticket(count) (抽取顺序号): SHA-256 of `seed,i`, lower-case hex.

    This is Rivest's counter sampler (2011). The state after `seed,` is hashed once and copied.
    """
    return _hashes(f"{seed},", range(1, count + 1))


def _hashes(prefix: str, numbers: Sequence[int]) -> Iterator[str]:
    start = hashlib.sha256(prefix.encode("utf-8"))
    for number in numbers:
        ticket = start.copy()
        ticket.update(b"%d" % number)
        yield ticket.hexdigest()


def order(seed: str, count: int) -> list[int]:
    """Return the firms' numbers 1 to `count` in the order of their tickets, sorted as text."""
    return [i for _, i in sorted(zip(tickets(seed, count), range(1, count + 1), strict=True))]


def sample(lock: Lock, seed: str) -> Draw:
    """Draw `lock.n` firms: the first n in the order are drawn, all that follow substitute."""
    return Draw(seed, tuple(order(seed, len(lock.firms))), lock.n)


def extended(draw: Draw, n: int) -> Draw:
    """Return the same draw carried on down the same order to `n` firms (追加抽取).

    ValueError where `n` is less than was drawn, or more than there are.
    """
    if not draw.n <= n <= len(draw.order):
        raise ValueError(f"from {draw.n} to {n} of {len(draw.order)}")
    return replace(draw, n=n)


def rekeyed(seed: str, answered: Sequence[int]) -> list[int]:
    """Return whose answers a second person keys again: a tenth, rounded up.

    The answered firms in the order of SHA-256 of `seed,rekey,i`.
    """
    firms = sorted(set(answered))
    drawn = sorted(zip(_hashes(f"{seed},rekey,", firms), firms, strict=True))
    return [i for _, i in drawn[: -(-len(firms) // 10)]]
