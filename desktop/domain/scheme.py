"""A recognition scheme (认定办法) as plain values: what one folder of `forms/` says."""

from dataclasses import dataclass
from typing import Literal

from desktop.domain.condition import Asked, Condition, Filter, Function, FunctionRule, Measure
from desktop.domain.form import Field, Form, Roster
from desktop.domain.regulation import (
    After,
    Copies,
    Document,
    Level,
    NamingRule,
    Quota,
    SheetRef,
)


@dataclass(frozen=True)
class MaterialLine:
    """One paper of an item. Lines with the same `any_of` are alternatives joined by 或."""

    id: str
    text: str
    any_of: str = ""
    optional: bool = False
    roster: str = ""


@dataclass(frozen=True)
class Material:
    """One item of the list of materials (申报材料), as the article counts them."""

    id: str
    article: str
    text: str
    lines: tuple[MaterialLine, ...]


@dataclass(frozen=True)
class AnswerChoice:
    """One answer of the survey's scale; `by_convention` marks a reading of the program's own."""

    id: str
    label: str
    satisfied: bool
    by_convention: bool = False


@dataclass(frozen=True)
class SampleRule:
    """Whom to ask, how many, how, and with which answers (满意度随机抽查).

    `share` is a fraction of the frame as (numerator, denominator), empty where the scheme has
    none; `minimum` is 0 where it has none. `stated` names the figure of firms served that the
    application states, `stated_label` as the screen names it. `method_for` is the survey as a
    whole or each firm; `threshold` is the satisfied share that is needed, as a fraction. `where`
    names the filter of the roster that tells which of its rows the rule means; empty: all.
    """

    article: str
    text: str
    roster: str
    frame_label: str
    answers: tuple[AnswerChoice, ...]
    methods: tuple[str, ...]
    stated: Measure
    stated_label: str
    share: tuple[int, ...] = ()
    minimum: int = 0
    methods_fixed: bool = False
    method_for: Literal["survey", "firm"] = "firm"
    threshold: tuple[int, int] = (4, 5)
    compare_with: str = ""
    where: str = ""


@dataclass(frozen=True)
class Scheme:
    """One regulation as the program understands it, whole (`forms/<id>/scheme.toml`)."""

    id: str
    name: str
    short_name: str
    unit_kind: Literal["platform", "base"]
    noun: str
    document: Document
    levels: tuple[Level, ...]
    scope: str
    scope_article: str
    form: Form
    rosters: tuple[Roster, ...]
    conditions: tuple[Condition, ...]
    functions: tuple[Function, ...]
    function_rule: FunctionRule
    materials: tuple[Material, ...]
    sample: SampleRule
    sheets: tuple[SheetRef, ...]
    recommendation: tuple[Field, ...]
    after: After
    filters: tuple[Filter, ...] = ()
    asked: tuple[Asked, ...] = ()
    naming: tuple[NamingRule, ...] = ()
    quotas: tuple[Quota, ...] = ()
    copies: tuple[Copies, ...] = ()
    commitments: tuple[str, ...] = ()
    truth_check: bool = False
    truth_article: str = ""
    conventions: tuple[str, ...] = ()
    digest: str = ""

    def roster(self, key: str) -> Roster:
        """Return the roster called `key`; KeyError where the scheme has none."""
        return {roster.key: roster for roster in self.rosters}[key]

    def field(self, key: str) -> Field:
        """Return the form's or recommendation's field `key`; KeyError where there is none."""
        return {field.key: field for field in (*self.form.fields, *self.recommendation)}[key]
