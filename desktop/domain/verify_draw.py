"""Checks one draw of a record: the seed, the order that follows from it, the sample."""

import itertools
from collections.abc import Iterator

from desktop.domain.check import Check, check, first_fault, untold
from desktop.domain.draw import order, seed_of
from desktop.domain.lock import Lock, commitment
from desktop.domain.record import RecordedLock, RecordedSeed

_WITNESSED = (
    "请核对签字的确认表：其上须已印有名单校验码和机内随机数的校验码（随机码承诺），"
    "随机码由监督人当面掷出。"
)
_TOLD = "随机码为自报数字，并非掷出。"
_MACHINE = "随机码由系统生成，不能向本部门以外的人证明未经挑选。"


def check_draw(kept: RecordedLock, lock: Lock) -> Iterator[Check]:
    """Yield what is true of one lock's draw, or that nothing came of a lock without one."""
    where = kept.where
    if kept.seed is None:
        yield check("undrawn", _left_over(kept), where)
        if kept.void:
            yield check("commitment", _commitment(kept, lock), where)
        return
    yield check("commitment", _commitment(kept, lock), where)
    yield check("seed", _seed(kept, kept.seed, lock), where)
    yield from _order_checks(kept, kept.seed, lock)
    yield check("extension", _extension(kept, lock), where)
    yield _witness(kept, kept.seed)


def _left_over(kept: RecordedLock) -> str:
    there = (kept.sample, kept.substitutes, kept.extensions, kept.attempts)
    return first_fault(
        (any(there) or bool(kept.result or kept.claims), "没有随机码，却有抽取或询问的记录。"),
        (bool(kept.secret) and kept.void is None, "尚未抽取，机内随机数不应公开。"),
    )


def _commitment(kept: RecordedLock, lock: Lock) -> str:
    if lock.promise.kind == "public":
        return "公开号码的抽取不应有机内随机数。" if kept.secret else ""
    try:
        same = commitment(kept.secret) == lock.promise.commitment
    except ValueError:
        return "机内随机数的写法不合规定。"
    return "" if same else "机内随机数与封存时印出的校验码（随机码承诺）不符，封存后被换过。"


def _seed(kept: RecordedLock, seed: RecordedSeed, lock: Lock) -> str:
    try:
        text = seed_of(lock, seed.digits, kept.secret)
    except ValueError:
        return "随机数字或机内随机数不合规定。"
    return first_fault(
        (text != seed.text, "随机码与其各部分不符。"),
        (lock.promise.kind == "machine" and bool(seed.digits), "系统生成的随机码不应有数字。"),
        (lock.promise.kind == "witnessed" and not seed.supervisor, "没有写明监督人。"),
    )


def _order_checks(kept: RecordedLock, seed: RecordedSeed, lock: Lock) -> Iterator[Check]:
    """The order is re-done from the recorded seed, which its own check ties to its parts."""
    right = tuple(order(seed.text, len(lock.firms)))
    given = (*kept.sample, *kept.substitutes)
    at = next(
        (k for k, pair in enumerate(zip(right, given, strict=False), 1) if len({*pair}) > 1), 0
    )
    sentence = f"顺序中第{at}位应为{right[at - 1]}号，记录为{given[at - 1]}号。" if at else ""
    if not sentence and len(right) != len(given):
        sentence = f"应有{len(right)}家，记录有{len(given)}家。"
    yield check("order", sentence, kept.where)
    size = max([lock.n, *(one.size for one in kept.extensions)])
    wrong = kept.sample != right[:size] or kept.substitutes != right[size:]
    sentence = f"抽中企业不是顺序中最前的{size}家。" if wrong else ""
    yield check("sample", sentence, kept.where)


def _extension(kept: RecordedLock, lock: Lock) -> str:
    sizes = [lock.n, *(one.size for one in kept.extensions)]
    return first_fault(
        (any(b <= a for a, b in itertools.pairwise(sizes)), "追加抽取没有增加家数。"),
        (sizes[-1] > len(lock.firms), "追加抽取多于名单。"),
        (any(not one.reason for one in kept.extensions), "追加抽取没有写明原因。"),
    )


def _witness(kept: RecordedLock, seed: RecordedSeed) -> Check:
    """What no record can show by itself is said, never passed over."""
    told = _TOLD if "自报" in seed.evidence else ""
    public = f"请核对公布的号码和外部凭证：{seed.evidence}。" if seed.evidence else ""
    sentence = {
        "witnessed": told + _WITNESSED,
        "public": public or "公布前未留外部凭证。",
        "machine": _MACHINE,
    }[kept.seed_kind]
    return untold("witness", sentence, kept.where)
