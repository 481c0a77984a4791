"""Keeps the locks of 抽查企业名单 and their seeds: written once, never changed (draw.md)."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from desktop.domain.problem import UserError
from desktop.store import applications
from desktop.store.store import Store

SeedKind = Literal["witnessed", "machine", "public"]


@dataclass(frozen=True)
class Seed:
    """What was rolled or published (随机码): ASCII digits, its evidence, the 监督人."""

    digits: str
    evidence: str
    supervisor: str
    at: str


@dataclass(frozen=True)
class Lock:
    """One lock: the frozen text and its SHA-256, the seed's kind, the machine's secret (hex).

    `required` is what the rule asks for; `size` how many are asked, extensions counted in;
    `size_at_lock` what the lock text says. `void_reason` is empty while the lock stands.
    `reason` and `supervisor` tell why it was drawn again.
    """

    id: int
    application_id: int
    number: int
    text: bytes
    digest: str
    seed_kind: SeedKind
    secret: str
    required: int
    size_at_lock: int
    reason: str
    supervisor: str
    created_at: str
    void_reason: str
    voided_at: str
    size: int
    seed: Seed | None


_SELECT = (
    "SELECT draw_lock.id, application_id, number, text, digest, seed_kind, secret, required, size, "
    "draw_lock.reason, draw_lock.supervisor, created_at, "
    "coalesce(lock_void.reason, ''), coalesce(lock_void.at, ''), "
    "max(size, (SELECT coalesce(max(e.size), 0) FROM lock_extension AS e "
    "WHERE e.lock_id = draw_lock.id)), "
    "digits, evidence, draw_seed.supervisor, draw_seed.at FROM draw_lock "
    "LEFT JOIN lock_void ON lock_void.lock_id = draw_lock.id "
    "LEFT JOIN draw_seed ON draw_seed.lock_id = draw_lock.id "
)


def locks(store: Store, application_id: int) -> list[Lock]:
    """Return an application's locks by their numbers, the void ones too."""
    rows = store.read(f"{_SELECT} WHERE application_id = ? ORDER BY number", (application_id,))
    return [_lock(row) for row in rows]


def is_sealed(store: Store, application_id: int) -> bool:
    """Whether a lock waits for its 随机码."""
    return any(one.seed is None and not one.void_reason for one in locks(store, application_id))


def refuse_while_sealed(store: Store, application_id: int) -> None:
    """Refuse to change the list or its size while a lock waits for its 随机码; raises UserError."""
    if is_sealed(store, application_id):
        raise UserError(
            "名单已封存、尚未抽取，名单和抽查数不能再改。",
            "确需改动的，先写明原因作废这次封存。",
        )


def lock(store: Store, lock_id: int) -> Lock:
    """Return one lock; KeyError where there is none."""
    found = store.read(f"{_SELECT} WHERE draw_lock.id = ?", (lock_id,))
    if not found:
        raise KeyError(lock_id)
    return _lock(found[0])


def application_of(store: Store, digest: str) -> int | None:
    """Return the application whose lock has this digest, or None."""
    found = store.read("SELECT application_id FROM draw_lock WHERE digest = ?", (digest,))
    return int(found[0][0]) if found else None


def add_lock(
    store: Store,
    application_id: int,
    *,
    text: bytes,
    seed_kind: SeedKind,
    secret: str,
    required: int,
    size: int,
    reason: str = "",
    supervisor: str = "",
) -> int:
    """Keep a lock and return its id. Its digest is the SHA-256 of `text`.

    UserError while an earlier one is open, where fewer than required would be asked, or where
    one was drawn already and no reason or 监督人 is given. `secret` is empty for `public` only.
    """
    earlier = locks(store, application_id)
    _refuse_lock(earlier, reason, supervisor)
    if size < min(required, text.count(b"\nfirm\t") or size):
        raise UserError("抽查企业数不能少于办法规定的数量。", "请改为规定的数量或更多。")
    lock_id = store.add(
        "INSERT INTO draw_lock (application_id, number, text, digest, seed_kind, secret, required, "
        "size, reason, supervisor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            application_id,
            len(earlier) + 1,
            text,
            sha256(text).hexdigest(),
            seed_kind,
            secret,
            required,
            size,
            reason,
            supervisor,
            store.now(),
        ),
    )
    applications.touch(store, application_id)
    return lock_id


def _refuse_lock(earlier: list[Lock], reason: str, supervisor: str) -> None:
    if any(each.seed is None and not each.void_reason for each in earlier):
        raise UserError("上一次封存的名单尚未抽取。", "请先完成抽取，或说明原因将其作废。")
    drawn = any(each.seed is not None for each in earlier)
    if drawn and not (reason and supervisor):
        raise UserError("已经抽取过，重新封存须说明原因，并有监督人。", "请填写原因和监督人。")


def add_seed(
    store: Store, lock_id: int, digits: str, evidence: str = "", supervisor: str = ""
) -> None:
    """Keep a lock's seed, once. `digits` are ASCII digits, empty for the machine's own kind.

    UserError where the lock has a seed already or is void.
    """
    locked = lock(store, lock_id)
    if locked.seed is not None:
        raise UserError("此名单的随机码已经登记，不能更改。", "如须重新抽取，请说明原因重新封存。")
    if locked.void_reason:
        raise UserError("此名单的封存已作废，不能抽取。", "请使用新封存的名单。")
    store.write(
        "INSERT INTO draw_seed (lock_id, digits, evidence, supervisor, at) VALUES (?, ?, ?, ?, ?)",
        (lock_id, digits, evidence, supervisor, store.now()),
    )
    applications.touch(store, locked.application_id)


def void_lock(store: Store, lock_id: int, reason: str) -> None:
    """Declare a lock void; UserError where it was drawn, is void already, or no reason is given."""
    locked = lock(store, lock_id)
    if locked.seed is not None or locked.void_reason:
        raise UserError("已经抽取或已经作废的封存不能作废。")
    if not reason:
        raise UserError("作废须说明原因。", "请填写原因。")
    store.write(
        "INSERT INTO lock_void (lock_id, reason, at) VALUES (?, ?, ?)",
        (lock_id, reason, store.now()),
    )
    applications.touch(store, locked.application_id)


def extend_lock(store: Store, lock_id: int, size: int, reason: str) -> None:
    """Ask more firms down the same order (追加抽取); UserError where it isn't drawn or not more."""
    locked = lock(store, lock_id)
    if locked.seed is None or size <= locked.size:
        raise UserError("追加抽取只能在抽取之后，且只能增加企业数。")
    store.write(
        "INSERT INTO lock_extension (lock_id, size, reason, at) VALUES (?, ?, ?, ?)",
        (lock_id, size, reason, store.now()),
    )
    applications.touch(store, locked.application_id)


@dataclass(frozen=True)
class Extension:
    """One 追加抽取: `size` firms from then on, with the reason."""

    size: int
    reason: str
    at: str


def extensions(store: Store, lock_id: int) -> list[Extension]:
    """Return a lock's extensions in their order."""
    rows = store.read(
        "SELECT size, reason, at FROM lock_extension WHERE lock_id = ? ORDER BY id", (lock_id,)
    )
    return [Extension(*row) for row in rows]


def _lock(row: tuple[Any, ...]) -> Lock:
    seed = None if row[15] is None else Seed(*row[15:19])
    return Lock(*(*row[:15], seed))
