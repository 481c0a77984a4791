"""清除个人信息: whose data of an application can be erased, which are due, and what can't be."""

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.scheme import Scheme
from desktop.store import applications, backups, erasing, erasing_units, rounds
from desktop.work.blank_names import labels_of
from desktop.work.casedata import application_of
from desktop.work.checking import ERASED
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.keeping import SECOND, Begun, Made, begin_backup, files_of, finish_backup
from desktop.work.receive import UNREAD
from desktop.work.rounds import scheme_of

YEARS = "keeping.years"  # 0: nobody is reminded
_PERSONAL = re.compile(
    "联系人|电话|手机|传真|邮箱|邮件|身份证|姓名|法人代表|法定代表人|负责人|经办人|填表人|联络员|微信"
)
_KINDS = ("phone", "idcard")
STAYS = (
    "以下清除不了：已打印或另存的表、导出的记录和名单；已封存名单里的企业名称（属企业，不属个人）；"
    "申报单位简介等长文字里提到的人；已复制到别处的文件。"
)


@dataclass(frozen=True)
class Case:
    """An application that may be erased: its name, year, when it was received, when erased."""

    id: int
    name: str
    year: int
    received: str
    erased: str


@dataclass(frozen=True)
class Erased:
    """What an erasing emptied: journal details by number, attachments by hash."""

    seqs: tuple[int, ...]
    files: tuple[str, ...]


def personal_paths(scheme: Scheme, found: set[str]) -> set[str]:
    """Return which of these blanks are somebody's: by their kind or their printed label."""
    labels = labels_of(scheme) | {f"rec.{one.key}": one.label for one in scheme.recommendation}
    fields = (*scheme.form.fields, *scheme.recommendation)
    kinds = {one.key: one.kind for one in fields}
    kinds |= {f"rec.{one.key}": one.kind for one in scheme.recommendation}
    return {
        path
        for path in found
        if path == UNREAD
        or path.startswith("paper_roster")
        or kinds.get(path) in _KINDS
        or _PERSONAL.search(labels.get(path, ""))
    }


def personal_columns(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Return the columns of each roster that are somebody's, by kind or printed label."""
    return {
        roster.key: tuple(
            one.key
            for one in roster.columns
            if one.kind in _KINDS or _PERSONAL.search(one.label) or one.key in ("contact", "phone")
        )
        for roster in scheme.rosters
    }


def cases(desk: Desk) -> tuple[Case, ...]:
    """Return all applications, the oldest first."""
    erased = erasing.erased_at(desk.store)
    found = [
        Case(
            one.id,
            one.name,
            round_.year,
            desk.local(one.created_at)[:10],
            desk.local(erased[one.id])[:10] if one.id in erased else "",
        )
        for round_ in rounds.rounds(desk.store)
        for one in applications.applications(desk.store, round_.id)
    ]
    return tuple(sorted(found, key=lambda one: (one.received, one.id)))


def due(desk: Desk) -> tuple[Case, ...]:
    """Return the applications older than the retention that was set, and not erased yet."""
    years = int(get_setting(desk, YEARS, 0))
    if not years:
        return ()
    now = desk.clock()
    limit = f"{now.year - years:04d}-{now.month:02d}-{now.day:02d}"
    return tuple(one for one in cases(desk) if one.received < limit and not one.erased)


def keep_years(desk: Desk, years: int) -> Changed:
    """Set after how many years one is reminded; 0: never."""
    return put_setting(desk, YEARS, years)


def erase(desk: Desk, application_id: int) -> Changed:
    """Empty all that is somebody's in one application, in one act; `value` is Erased.

    The journal's chain stays valid: emptied details are named by number in this act's own. The
    applicant's own files are taken away after the act is kept.
    """
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    store, cells = desk.store, personal_columns(scheme)
    rows = store.read(
        "SELECT path FROM value WHERE application_id = ? UNION "
        "SELECT path FROM value_read WHERE application_id = ?",
        (application_id, application_id),
    )
    paths = personal_paths(scheme, {str(row[0]) for row in rows})
    files = erasing.own_files(store, application_id)
    texts = erasing.personal_texts(store, application_id, paths, cells)
    changes = erasing_units.personal_changes(store, application_id, _PERSONAL.search)
    texts |= {text for found in changes.values() for text in found.values()}
    with desk.act("清除个人信息", case_subject(application_id), whose="本申报中的个人信息") as act:
        erasing.erase_values(store, application_id, sorted(paths))
        for roster, wanted in cells.items():
            if wanted:
                erasing.erase_cells(store, application_id, roster, wanted)
        erasing.erase_attempts(store, application_id, texts)
        erasing.erase_drafts(store, application_id)
        erasing_units.erase_changes(store, changes)
        seqs = erasing.erase_details(store, application_id, texts, changes)
        erasing.note_erased(store, application_id)
        act.detail |= {"seqs": seqs, "files": files}
    erasing.remove_files(files_of(desk.path), files)
    return changed("values", "rosters", "answers", value=Erased(tuple(seqs), tuple(files)))


def backups_with(desk: Desk) -> tuple[Path, ...]:
    """Return the backups that still hold what was erased: those made before the last erasing."""
    found = desk.store.read(
        "SELECT own FROM journal WHERE seq >= "
        "(SELECT max(seq) FROM journal WHERE act = ?) ORDER BY seq",
        (ERASED,),
    )
    since = {str(row[0])[:12] for row in found}
    if not since:
        return ()
    return tuple(
        one.path
        for folder in _folders(desk)
        for one in backups.backups(folder)
        if one.head not in since
    )


def _folders(desk: Desk) -> list[Path]:
    folders = [backups.folder_of(desk.store.path)]
    second = str(get_setting(desk, SECOND, ""))
    if second:
        folders.append(Path(second) / f"审查数据备份-{desk.store.uuid[:8]}")
    return folders


@dataclass(frozen=True)
class Renewing:
    """A new backup under way, the old ones that go once it is good, and erased attachments."""

    begun: Begun
    old: tuple[Path, ...]
    files: tuple[str, ...]
    folders: tuple[Path, ...]


def begin_renewing(desk: Desk) -> Renewing:
    """Copy the erased file for a new backup; on the store's thread."""
    digests = tuple(sorted(erasing.erased_files(desk.store, ERASED)))
    old = backups_with(desk)
    return Renewing(begin_backup(desk, "erase"), old, digests, tuple(_folders(desk)))


def finish_renewing(renewing: Renewing) -> Made:
    """Check the new backup, and only then take away the ones that hold what was erased."""
    made = finish_backup(renewing.begun)
    for path in renewing.old:
        backups.forget_backup(path)
    for folder in renewing.folders:
        erasing.remove_files(folder / backups.ATTACHED, renewing.files)
    return made


def reminder(found: tuple[Case, ...]) -> str:
    """Say how many applications are due; "" for none."""
    return f"有{len(found)}件申报已超过设定的保存年限，可以清除其中的个人信息。" if found else ""
