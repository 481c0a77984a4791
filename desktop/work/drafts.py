"""What was being typed and not yet saved (草稿): kept every few seconds, offered after a crash."""

import json
from dataclasses import asdict, dataclass

from desktop.store import applications, drafts, recognised
from desktop.work.desk import Desk
from desktop.work.steps import TITLES

_TYPED = "typed:"
_PAGES = {
    "settings": "设置",
    "round": "年度申报通知",
    "send": "汇总报送",
    "cases": "申报初审",
    "incoming": "收件",
    "radar": "交叉核对",
    "unit": "动态管理",
}


@dataclass(frozen=True)
class Blank:
    """Where something is typed: the page, its round, application and step, the blank's name."""

    page: str
    round_id: int | None
    application_id: int | None
    step: str
    name: str

    @property
    def key(self) -> str:
        """The draft's key in the file."""
        return _TYPED + json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Draft:
    """A text that was typed and not saved; `where` names its place for a reader."""

    blank: Blank
    where: str
    text: str


def keep_draft(desk: Desk, blank: Blank, text: str) -> None:
    """Keep what stands in a blank just now; no act, for nothing was finished."""
    drafts.put_draft(desk.store, blank.key, text)


def drop_drafts(desk: Desk, blanks: tuple[Blank, ...]) -> None:
    """Forget drafts: they were saved, or are no longer wanted."""
    for blank in blanks:
        drafts.drop_draft(desk.store, blank.key)


def kept_drafts(desk: Desk) -> tuple[Draft, ...]:
    """Return all drafts; what can't be understood, or is of another version, is left out."""
    found = (_read(desk, key, text) for key, text in drafts.drafts(desk.store, _TYPED).items())
    return tuple(one for one in found if one is not None)


def _read(desk: Desk, key: str, text: str) -> Draft | None:
    try:
        blank = Blank(**json.loads(key.removeprefix(_TYPED)))
    except (ValueError, TypeError):
        return None
    return Draft(blank, _where(desk, blank), text)


def _where(desk: Desk, blank: Blank) -> str:
    parts = [_PAGES.get(blank.page, "")]
    if blank.page == "case" and blank.application_id is not None:
        try:
            parts = [applications.application(desk.store, blank.application_id).name]
        except KeyError:
            parts = []
        parts.append(dict(TITLES).get(blank.step, ""))
    if blank.page == "unit" and blank.step.isdecimal():
        units = {one.id: one.name for one in recognised.units(desk.store)}
        parts.append(units.get(int(blank.step), ""))
    return "　".join(filter(None, (*parts, blank.name)))
