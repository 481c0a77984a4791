"""The full check of a file (检查): file, journal, draws, attachments and printed papers."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.check import CheckState
from desktop.domain.problem import Problem, Severity, UserError
from desktop.store import applications, copies, erasing, files, locks, rounds
from desktop.store.chain_check import check_chain
from desktop.work import record
from desktop.work.desk import Desk, open_desk
from desktop.work.edition_restore import restore_editions
from desktop.work.keeping import files_of

ERASED = "清除个人信息"
_BLOCK = 1 << 20
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class CheckLine:
    """One thing that was looked at: what, whether it holds, and what is wrong with it.

    `state` is HOLDS, FAILS or OPEN (can't be told); `found` has a sentence for each fault.
    """

    what: str
    state: CheckState
    found: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole check: its lines, and the journal's newest hash that it was made against."""

    lines: tuple[CheckLine, ...]
    head: str
    acts: int

    @property
    def good(self) -> bool:
        """Whether nothing fails."""
        return all(line.state is not CheckState.FAILS for line in self.lines)

    @property
    def sentence(self) -> str:
        """The outcome in a sentence."""
        failed = sum(line.state is CheckState.FAILS for line in self.lines)
        if failed:
            return f"检查完毕：{failed}项有问题。请不要继续录入，先保留此文件，再从备份恢复。"
        return f"检查完毕：文件完好，{self.acts}条操作日志首尾相连。"


def now() -> datetime:
    """Return this machine's time, with its offset."""
    return datetime.now().astimezone()


def check_file(
    path: Path,
    attached: Path,
    forms: Path,
    fonts: Path,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Report:
    """Check a data file that no program has open, usually a passing copy; on any thread.

    `attached` is the folder of the original's attachments. UserError where it isn't ours.
    """
    progress(0, 0, "正在检查文件结构和操作日志")
    facts = copies.check_copy(path)
    damaged = [one for one in facts.problems if one.where == "文件结构"]
    lines = [_line("文件结构", damaged)]
    if damaged:
        return Report((*lines, CheckLine("操作日志", CheckState.OPEN)), "", 0)
    with copies.open_copy(path) as copy:
        chain = check_chain(copy)
        unaccounted = list(_unaccounted(copy))
    lines.append(_line("操作日志", [*chain, *unaccounted]))
    with TemporaryDirectory(prefix="editions-", ignore_cleanup_errors=True) as own:
        desk = open_desk(path, forms, fonts, clock, own=Path(own))
        try:
            restore_editions(desk)  # the file brings those that it is worked by
            lines += [_attached(desk, attached, progress), *_draws(desk, progress)]
            lines.append(_printed(desk))
        finally:
            desk.close()
    return Report(tuple(lines), facts.head, facts.seq)


def check_closed(
    path: Path,
    scratch: Path,
    forms: Path,
    fonts: Path,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Report:
    """Check a file that no program has open, on a copy in `scratch`; it is not written itself.

    UserError where it is in use, or isn't ours.
    """
    scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="check-", dir=scratch, ignore_cleanup_errors=True) as own:
        copy = copies.take_copy(path, Path(own))
        return check_file(copy, files_of(path), forms, fonts, clock, progress)


def _line(what: str, problems: list[Problem]) -> CheckLine:
    wrong = any(one.severity is Severity.ERROR for one in problems)
    told = tuple(f"{one.where}：{one.sentence}" for one in problems)
    return CheckLine(what, CheckState.FAILS if wrong else CheckState.HOLDS, told)


def _unaccounted(copy: copies.Copy) -> Iterator[Problem]:
    """Emptied details that no act of erasing names: somebody emptied them by hand."""
    rows = copy.read(
        "SELECT detail.json FROM journal JOIN journal_detail AS detail USING (seq) "
        "WHERE act = ? AND detail.json IS NOT NULL",
        (ERASED,),
    )
    named = {
        seq
        for (text,) in rows
        for (seq,) in copy.read("SELECT value FROM json_each(?, '$.seqs')", (text,))
    }
    empty = copy.read("SELECT seq FROM journal_detail WHERE json IS NULL ORDER BY seq")
    for (seq,) in empty:
        if seq not in named:
            sentence = f"内容已被清空，而没有“{ERASED}”的记录说明。"
            yield Problem(f"操作日志 第{seq}条", sentence, Severity.ERROR)


def _attached(desk: Desk, folder: Path, progress: Progress) -> CheckLine:
    kept = [
        *files.files(desk.store, None),
        *(one for number in _applications(desk) for one in files.files(desk.store, number)),
    ]
    wrong, erased = [], erasing.erased_files(desk.store, ERASED)
    for at, one in enumerate(kept, 1):
        progress(at, len(kept), "正在核对附件")
        digest = _digest(folder / one.sha256[:2] / one.sha256)
        if digest is None and one.sha256 not in erased:
            wrong.append(f"“{one.name}”（{one.at[:10]}收入）不见了。")
        elif digest is not None and digest != one.sha256:
            wrong.append(f"“{one.name}”（{one.at[:10]}收入）被改动过。")
    state = CheckState.FAILS if wrong else CheckState.HOLDS
    return CheckLine(f"附件（{len(kept)}份）", state, tuple(wrong))


def _digest(path: Path) -> str | None:
    found = hashlib.sha256()
    try:
        with path.open("rb") as handle:
            while block := handle.read(_BLOCK):
                found.update(block)
    except OSError:
        return None
    return found.hexdigest()


def _applications(desk: Desk) -> list[int]:
    return [
        one.id
        for each in rounds.rounds(desk.store)
        for one in applications.applications(desk.store, each.id)
    ]


def _draws(desk: Desk, progress: Progress) -> list[CheckLine]:
    drawn = [number for number in _applications(desk) if locks.locks(desk.store, number)]
    lines = []
    for at, number in enumerate(drawn, 1):
        name = applications.application(desk.store, number).name
        progress(at, len(drawn), f"正在重做抽取：{name}")
        lines.append(_draw(desk, number, f"抽取：{name}"))
    return lines


def _draw(desk: Desk, number: int, what: str) -> CheckLine:
    try:
        checks = record.verify_case(desk, number)
    except (UserError, ValueError) as error:
        sentence = getattr(error, "sentence", "") or "抽取记录读不出来。"
        return CheckLine(what, CheckState.FAILS, (sentence,))
    failed = [one for one in checks if one.state is CheckState.FAILS]
    told = tuple(f"{one.name}：{one.why}" for one in failed)
    return CheckLine(what, CheckState.FAILS if failed else CheckState.HOLDS, told)


def _printed(desk: Desk) -> CheckLine:
    """Each printed paper names a head of this journal, and an act that has its SHA-256."""
    rows = desk.store.read("SELECT id, sha256, head_before FROM printed ORDER BY id")
    heads = {str(row[0]) for row in desk.store.read("SELECT own FROM journal")} | {"0" * 64}
    acts = desk.store.read(
        "SELECT json_extract(json, '$.sha256') FROM journal_detail "
        "WHERE json IS NOT NULL AND json_extract(json, '$.sha256') IS NOT NULL"
    )
    noted = {str(row[0]) for row in acts}
    wrong = [
        f"第{number}次打印登记的校验码不在操作日志中。"
        for number, digest, head in rows
        if head not in heads or digest not in noted
    ]
    state = CheckState.FAILS if wrong else CheckState.HOLDS
    return CheckLine(f"打印和另存的表（{len(rows)}次）", state, tuple(wrong))
