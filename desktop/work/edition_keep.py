"""另存为新版本: a draft is checked, kept, edited again while nothing goes by it, and deleted."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.edition_diff import Difference, differences
from desktop.domain.measures import computations
from desktop.domain.problem import Problem, Severity, UserError
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import (
    Draft,
    Written,
    check_edition,
    origin_of,
    save_edition,
    texts_of_sheets,
)
from desktop.schemes.edition_sheets import sheet_differences
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf
from desktop.schemes.texts import folder_texts
from desktop.store import applications, recognised, rounds
from desktop.work.desk import Changed, Desk, changed
from desktop.work.record import keep_scheme_texts


@dataclass(frozen=True)
class Checked:
    """A draft as the strict reader sees it: its faults by place, or what it changes."""

    problems: tuple[Problem, ...]
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Begun:
    """A draft with what it is compared with: the scheme that it was made of, and its files."""

    draft: Draft
    old: Scheme
    old_folder: Path


def draft_of(desk: Desk, scheme_id: str) -> Draft:
    """Return a copy of a scheme to be edited; nothing is written yet."""
    return Draft(desk.folder(scheme_id))


def begin_draft(desk: Desk, scheme_id: str, *, again: bool = False) -> Begun:
    """Return a draft of a scheme; where an edition is edited `again`, beside its own origin."""
    origin = origin_of(desk.folder(scheme_id)) if again else ""
    known = origin if origin in desk.schemes else scheme_id
    return Begun(draft_of(desk, scheme_id), desk.schemes[known], desk.folder(known))


def check_draft(written: Written, old: Scheme, old_folder: Path | None = None) -> Checked:
    """Read the draft strictly and compare it with the scheme it was made of; on any thread.

    `old_folder` holds that scheme's files; without it the draft's own source is taken.
    """
    try:
        found = check_edition(written, frozenset(computations()))
    except SchemeError as error:
        return Checked(error.problems)
    before = folder_texts(old_folder or written.source)
    return Checked((), (*differences(old, found), *_of_sheets(before, written)))


def _of_sheets(before: dict[str, str], written: Written) -> tuple[Difference, ...]:
    return sheet_differences(texts_of_sheets(before), texts_of_sheets(written.texts))


def changes_of(old: Scheme, old_folder: Path, new: Scheme, folder: Path) -> tuple[Difference, ...]:
    """Return what an edition changes, its sheets' wording too."""
    before, after = (texts_of_sheets(folder_texts(one)) for one in (old_folder, folder))
    return (*differences(old, new), *sheet_differences(before, after))


def save_draft(desk: Desk, written: Written) -> Changed:
    """Keep the draft as an edition; `value` is a Checked, with problems where it isn't kept.

    A draft under the id of the edition that it was made of replaces that. UserError where editions
    can't be kept on this machine, or something goes by the edition that would be replaced.
    """
    own, shelf = _own(desk)
    again = written.scheme_id == written.source.name
    if again and (who := in_use(desk, written.scheme_id)):
        raise UserError(f"这个版本已在使用：{'；'.join(who)}。", "请另存为新版本，再作修改。")
    source = written.source.name
    old, old_folder = shelf[source], shelf.folder(source)
    before = folder_texts(old_folder)
    if again and not shelf.is_own(source):
        wrong = Problem("id", "已有这个标识的办法，请另取一个。", Severity.ERROR)
        return Changed(frozenset(), Checked((wrong,)))
    try:
        found = save_edition(written, shelf, own, frozenset(computations()), again=again)
    except SchemeError as error:
        return Changed(frozenset(), Checked(error.problems))
    except OSError as error:
        raise UserError("新版本没有保存。", f"写不进文件夹“{own}”（{error}）。") from error
    shelf.forget(written.scheme_id)
    if again:
        _repin(desk, old, shelf[written.scheme_id])
    changes = (*differences(old, found), *_of_sheets(before, written))
    return changed("rounds", value=Checked((), changes))


def _own(desk: Desk) -> tuple[Path, Shelf]:
    if desk.own_forms is None or not isinstance(desk.schemes, Shelf):
        raise UserError("这里不能保存新版本。", "请在本程序的窗口中打开文件后再试。")
    return desk.own_forms, desk.schemes


def _repin(desk: Desk, old: Scheme, new: Scheme) -> None:
    """Years that were opened and hold nothing yet go by the edition as it is now."""
    for one in rounds.rounds(desk.store):
        if one.scheme_id == new.id and one.scheme_digest != new.digest:
            with desk.act(
                "修改新版本", f"round:{one.id}", old_digest=old.digest, new_digest=new.digest
            ):
                rounds.save_scheme(desk.store, one.id, new.digest, one.scheme_json)
                keep_scheme_texts(desk, new)


def in_use(desk: Desk, scheme_id: str) -> list[str]:
    """Return what goes by an edition in this file, in words; empty where it may be changed."""
    told = []
    for one in rounds.rounds(desk.store):
        if one.scheme_id == scheme_id:
            count = len(applications.applications(desk.store, one.id))
            told += [f"{one.year}年度有{count}份申报"] if count else []
    units = sum(one.scheme_id == scheme_id for one in recognised.units(desk.store))
    if units:
        told.append(f"动态管理中有{units}家")
    if isinstance(desk.schemes, Shelf) and desk.schemes.is_pinned(scheme_id):
        told.append("本文件所用的内容与本机另存的不同，只能照用")
    return told


def delete_edition(desk: Desk, scheme_id: str) -> Changed:
    """Delete an edition from this machine. UserError where something goes by it, or it ships."""
    own, shelf = _own(desk)
    if scheme_id not in shelf or not shelf.is_own(scheme_id):
        raise UserError("随附的办法不能删除。", "只有另存的新版本可以删除。")
    who = in_use(desk, scheme_id)
    opened = [one for one in rounds.rounds(desk.store) if one.scheme_id == scheme_id]
    if opened and not who:
        who = [f"{one.year}年度已经建立" for one in opened]
    if who:
        raise UserError(f"不能删除，正在使用：{'；'.join(who)}。", "这个版本留着，不影响别的办法。")
    try:
        shutil.rmtree(own / scheme_id)
    except OSError as error:
        raise UserError("没有删除。", f"文件夹“{own / scheme_id}”不能删除（{error}）。") from error
    shelf.forget(scheme_id)
    return changed("rounds")
