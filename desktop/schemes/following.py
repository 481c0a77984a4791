"""Reads a scheme's dynamic/after.toml strictly: what 动态管理 follows, beside [after] itself."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.following import Duty, Following, Ground, OutcomeStep, plain_following
from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import SchemeError
from desktop.schemes.structure import Structure

# In a folder of its own, as applicant/: a scheme's digest is of what cases are reviewed by.
PLACE = ("dynamic", "after.toml")


@dataclass(frozen=True)
class _Tables:
    """The file's own tables; the rest stands in scheme.toml."""

    steps: tuple[OutcomeStep, ...]
    duties: tuple[Duty, ...] = ()
    grounds: tuple[Ground, ...] = ()
    evaluation: str = ""
    evaluation_article: str = ""


def read_following(forms: Path, scheme: Scheme) -> Following:
    """Return what a scheme says of 动态管理; where it has no such file, what its [after] says.

    Raises SchemeError with all that is wrong.
    """
    plain = plain_following(scheme.after)
    path = forms.joinpath(scheme.id, *PLACE)
    if not path.is_file():
        return plain
    try:
        found = Structure().table(tomllib.loads(path.read_text("utf-8")), _Tables, path.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = [Problem(path.name, f"不是规范的 TOML：{error}。", Severity.ERROR)]
    if isinstance(found, list):
        raise SchemeError(scheme.id, tuple(found))
    wrong = tuple(Problem(path.name, one, Severity.ERROR) for one in _wrong(found, scheme))
    if wrong:
        raise SchemeError(scheme.id, wrong)
    return replace(
        plain,
        steps=found.steps,
        duties=found.duties,
        grounds=found.grounds,
        evaluation=found.evaluation,
        evaluation_article=found.evaluation_article,
    )


def _wrong(found: _Tables, scheme: Scheme) -> Iterator[str]:
    """Compare the file with [after] in scheme.toml, which says the same more shortly."""
    if [one.awards for one in found.steps].count(True) != 1:
        yield "应当有且只有一步是认定（awards = true）。"
    if any(one.awards and one.results for one in found.steps):
        yield "认定一步的结果是固定的（认定、未认定），不写 results。"
    notices = [(one.working_days, one.article) for one in found.steps if one.working_days]
    if notices != [(scheme.after.notice_days, scheme.after.notice_article)]:
        yield "公示的天数或条款与 scheme.toml 的 [after] 不同。"
    said = {(one.who, one.month, one.article) for one in scheme.after.reports}
    if {(one.who, one.month, one.article) for one in found.duties} != said:
        yield "年度总结和计划的月份或条款与 scheme.toml 的 [after] 不同。"
    for several in (found.steps, found.duties, found.grounds):
        keys = [one.key for one in several]
        if len(set(keys)) < len(keys) or any("." in key or not key for key in keys):
            yield "key 不能重复、不能为空、不能有点号。"
