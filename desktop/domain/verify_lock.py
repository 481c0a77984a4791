"""Checks the locks of a draw record: their text, their chain, the firms and the size."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from desktop.domain.check import Check, check, first_fault, untold
from desktop.domain.clean import fold_name
from desktop.domain.codes import valid_code
from desktop.domain.lock import Lock, LockError, digest_of, parse_lock
from desktop.domain.record import Record, RecordedLock, SchemeData, content_digest
from desktop.domain.scheme import SampleRule
from desktop.domain.size import required_size

RuleReader = Callable[[Mapping[str, str]], SampleRule | None]
# Where on earth a clock time without its offset may have been taken: UTC-12 to UTC+14.
_EARLY, _LATE = timedelta(hours=12), timedelta(hours=14)


def read_lock(kept: RecordedLock) -> Lock | str:
    """Return the lock that the text holds, or the sentence why it can't be read."""
    try:
        return parse_lock(kept.text.encode("utf-8"))
    except LockError as error:
        return str(error)


def scheme_digest(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 over a scheme's files in the order of their names, lower-case hex.

    Each file gives its name, its length in bytes and its bytes, as the digest in the lock does.
    """
    total = hashlib.sha256()
    for name in sorted(texts):
        data = texts[name].encode("utf-8")
        total.update(f"{name}\n{len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()


def check_whole(record: Record, read_rule: RuleReader | None) -> Iterator[Check]:
    """Yield what is true of the record as a whole, before any single lock is looked at."""
    wrong = record.digest != content_digest(record)
    yield check("record", "记录的内容与其校验码不符，记录被改动过。" if wrong else "")
    for data in record.schemes:
        yield from _scheme_checks(data, read_rule)
    read = [(kept, read_lock(kept)) for kept in record.locks]
    locks = [(kept, lock) for kept, lock in read if isinstance(lock, Lock)]
    yield _case(record, [lock for _, lock in locks])
    yield _chain(record.locks, locks)
    yield check("turns", _turns(record.locks))
    yield check("times", _made(record) or _times(record.locks))


def _scheme_checks(data: SchemeData, read_rule: RuleReader | None) -> Iterator[Check]:
    if not data.texts:
        yield untold("scheme", "记录中没有办法数据的原文。", data.name)
        yield untold("rule", "记录中没有办法数据的原文。", data.name)
        return
    wrong = scheme_digest(data.texts) != data.digest
    yield check("scheme", "办法数据的原文与其校验码不符。" if wrong else "", data.name)
    if read_rule is None:
        yield untold("rule", "核对办法数据须用本程序，或由人阅读原文。", data.name)
        return
    found = read_rule(data.texts)
    sentence = "办法数据的原文不能读取。" if found is None else "抽查规则与办法数据的原文不符。"
    yield check("rule", "" if found == data.rule else sentence, data.name)


def _case(record: Record, locks: Sequence[Lock]) -> Check:
    schemes = {data.id for data in record.schemes}
    cases = {(record.case_id, record.case_name)}
    wrong = first_fault(
        (not {lock.scheme_id for lock in locks} <= schemes, "封存文本中的办法与记录的不同。"),
        (any(lock.case_id != record.case_id for lock in locks), "封存文本中的申报与记录的不同。"),
        (
            bool(locks) and (locks[-1].case_id, locks[-1].case_name) not in cases,
            "封存文本中的申报单位与记录的不同。",
        ),
    )
    return check("case", wrong)


def _chain(kept: Sequence[RecordedLock], read: Sequence[tuple[RecordedLock, Lock]]) -> Check:
    numbers = [one.number for one in kept]
    digests = {one.number: digest_of(one.text.encode("utf-8")) for one in kept}
    broken = [
        f"第{lock.number}次封存没有接上前一次的校验码。"
        for _, lock in read
        if lock.previous != digests.get(lock.number - 1, "")
    ]
    counted = numbers == list(range(1, len(numbers) + 1))
    sentence = "封存的次数不连续，有的封存被删去或调换。"
    return check("chain", next(iter(broken), "") if counted else sentence)


def _turns(locks: Sequence[RecordedLock]) -> str:
    drawn = False
    for at, kept in enumerate(locks, 1):
        fault = first_fault(
            (bool(kept.void and kept.seed), "既已抽取又已作废。"),
            (bool(kept.void and not kept.void.reason), "作废没有写明原因。"),
            (
                at < len(locks) and not kept.void and not kept.seed,
                "既未抽取也未作废，却又有了下一次封存。",
            ),
            (drawn and not (kept.reason and kept.supervisor), "重新抽取没有写明原因或监督人。"),
        )
        if fault:
            return f"{kept.where}{fault}"
        drawn = drawn or kept.seed is not None
    return ""


def _made(record: Record) -> str:
    """The time of making is compared as text with the store's own times, so it has their form."""
    acts = [at for kept in record.locks for at in _acts(kept)]
    return first_fault(
        (not record.made_at.endswith("+00:00"), "导出时间的写法不合规定。"),
        (any(at > record.made_at for at in acts), "有的记录晚于导出时间。"),
    )


def _acts(kept: RecordedLock) -> list[str]:
    rows = [row.typed_at for row in kept.attempts]
    return [kept.locked_at, *_ends(kept), *(one.at for one in kept.extensions), *rows]


def _times(locks: Sequence[RecordedLock]) -> str:
    before = ""
    for kept in locks:
        try:
            wrong = _disordered(kept, before)
        except (ValueError, OverflowError):  # a time near the year 1 has no neighbour hours
            return f"{kept.where}的时间写法不合规定。"
        if wrong:
            return f"{kept.where}{wrong}记录被改动过，或计算机时钟曾被调回。"
        before = max(filter(None, [before, kept.locked_at, *_ends(kept)]), key=_moment)
    return ""


def _ends(kept: RecordedLock) -> list[str]:
    return [one.at for one in (kept.void, kept.seed) if one is not None]


def _disordered(kept: RecordedLock, before: str) -> str:
    locked = _moment(kept.locked_at)
    ends = [_moment(end) for end in _ends(kept)]
    drawn = max([locked, *ends])
    extended = [drawn, *(_moment(one.at) for one in kept.extensions)]
    typed = [drawn, *(_moment(row.typed_at) for row in kept.attempts)]
    return first_fault(
        (bool(before) and locked < _moment(before), "早于上一次的抽取或作废。"),
        (any(end < locked for end in ends), "的抽取或作废早于封存。"),
        (extended != sorted(extended), "的追加抽取时间先后不对。"),
        (typed != sorted(typed), "的联系记录早于抽取，或先后不对。"),
        (any(_impossible(row.called_at, row.typed_at) for row in kept.attempts), _CALLED_LATER),
        (any(_too_early(row.called_at, drawn) for row in kept.attempts), "的联系早于抽取。"),
    )


_CALLED_LATER = "的联系时间晚于录入时间。"


def _impossible(called: str, typed: str) -> bool:
    moment = datetime.fromisoformat(called)
    if moment.tzinfo is not None:
        return moment > _moment(typed)
    return moment - _LATE > _moment(typed).replace(tzinfo=None)


def _too_early(called: str, drawn: datetime) -> bool:
    moment = datetime.fromisoformat(called)
    if moment.tzinfo is not None:
        return moment < drawn.replace(second=0, microsecond=0)
    return moment + _EARLY < drawn.replace(tzinfo=None)


def _moment(text: str) -> datetime:
    """Return the moment in UTC; ValueError where the text is no time with its offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def check_lock(record: Record, kept: RecordedLock, lock: Lock | str) -> Iterator[Check]:
    """Yield what is true of one lock by itself, drawn or not."""
    where = kept.where
    same = digest_of(kept.text.encode("utf-8")) == kept.digest
    yield check("lock-text", lock if isinstance(lock, str) else "", where)
    yield check("lock-digest", "" if same else "封存文本与名单校验码不符。", where)
    if isinstance(lock, str):
        return
    yield check("lock-fields", _fields(kept, lock), where)
    yield check("firms", repeated_firm(lock), where)
    data = record.scheme(lock.scheme_digest)
    if data is None:
        yield untold("size", "记录中没有封存时所用的办法数据。", where)
    else:
        yield check("size", _size(lock, data.rule), where)


def _fields(kept: RecordedLock, lock: Lock) -> str:
    return first_fault(
        (kept.number != lock.number, f"封存文本写的是第{lock.number}次封存。"),
        (kept.seed_kind != lock.promise.kind, "随机码的方式与封存文本不同。"),
        (kept.required != lock.required, f"规定的家数与封存文本（{lock.required}家）不同。"),
        (kept.size_at_lock != lock.n, f"抽查的家数与封存文本（{lock.n}家）不同。"),
    )


def repeated_firm(lock: Lock) -> str:
    """Return the sentence that names a firm which stands twice in the list; empty without one.

    The rule is that of the list: same valid code, or same folded name with at most one valid code
    under that name.
    """
    codes: dict[str, set[str]] = {}
    names: dict[str, int] = {}
    seen: dict[str, str] = {}
    for firm in lock.firms:
        folded, code = fold_name(firm.name), valid_code(firm.code) or ""
        if code and code in seen:
            return f"“{seen[code]}”与“{firm.name}”的统一社会信用代码相同。"
        if code:
            seen[code] = firm.name
        codes.setdefault(folded, set()).update({code} - {""})
        names[folded] = names.get(folded, 0) + 1
        if firm.code and firm.code != code:
            return f"“{firm.name}”的统一社会信用代码无效。"
    twice = [name for name, count in names.items() if count > 1 and len(codes[name]) < 2]
    return f"“{twice[0]}”在名单中不止一次。" if twice else ""


def _size(lock: Lock, rule: SampleRule) -> str:
    size = required_size(lock.stated, len(lock.firms), rule)
    return first_fault(
        (
            size.required != lock.required,
            f"按办法应抽查{size.required}家，封存为{lock.required}家。",
        ),
        (lock.n < size.n, f"应抽查{size.n}家，只抽查{lock.n}家。"),
    )
