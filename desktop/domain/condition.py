"""What the regulation demands, as values: measures, filters, conditions and functions."""

from dataclasses import dataclass
from typing import Literal

from desktop.domain.form import FieldKind

Compare = Literal["at_least", "at_most"]


@dataclass(frozen=True)
class Measure:
    """How a figure is found; `kind` names one of the computations in `domain/measures.py`.

    field(field) · years(field or asked: whole years from that date to the reference day) ·
    yearly(table, column, back: 0 is the last year) · growth(table, column, back: percent over the
    year before) · ratio(part over whole: fields, percent; a yearly figure, named by table and
    column, may stand for whole) · rows(roster, where; each: a column whose text counts once) ·
    share(roster, where, among: filters, percent) · sum(roster, column, where) ·
    cell(table, row, column: a fixed row of a form's table) · asked(asked) ·
    survey(: satisfied share of the drawn sample, percent). Unused parameters stay empty; `text`
    says in Chinese what is measured and where it stands on the form.
    """

    kind: str
    field: str = ""
    table: str = ""
    column: str = ""
    back: int = 0
    part: str = ""
    whole: str = ""
    roster: str = ""
    row: str = ""
    where: str = ""
    among: str = ""
    each: str = ""
    asked: str = ""
    text: str = ""


@dataclass(frozen=True)
class Filter:
    """Which rows of a roster count. A row may be in, out, or not to be told (the reviewer says).

    A leaf looks at `columns`: a row is in if any of them holds one of `contains` and none of
    `unless`, or is wholly one of `exactly`; with `blank_is_unknown` a row whose columns are all
    empty can't be told; with `else_unknown` a row that matches neither can't be told. A cell is
    read piece by piece (、 ， ；): a piece that holds one of `unsure` tells nothing (注册会计师 is
    a licence and not a title), and a row that holds such a piece and none that is in can't be
    told. A cell that is wholly one of `nothing` (无, —, /) counts as empty. `filled` asks for any
    text at all but those that hold one of `unsure` (一般 below 满意); where a column of `against`
    is filled too (满意 and 不满意 both ticked), the row can't be told.
    A branch joins other filters: `join` is any (either counts, once) or all; where `switchable`,
    the reviewer may change the join, and the reading is recorded.
    """

    id: str
    roster: str
    text: str
    columns: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    filled: bool = False
    against: tuple[str, ...] = ()
    blank_is_unknown: bool = False
    else_unknown: bool = False
    filters: tuple[str, ...] = ()
    join: Literal["any", "all"] = "any"
    switchable: bool = False


@dataclass(frozen=True)
class Condition:
    """One condition of the regulation, with its own line in the assessment.

    kind figure: `declared` and/or `counted` against `threshold` (decimal text, in `unit`).
    `decides` says which of the two the verdict rests on; the other is shown beside it. With both,
    the reviewer judges where they fall on different sides, and one alone decides where the other
    can't be told.
    kind judged: the reviewer says, with grounds. kind outcome: the outcome of this very case
    (推荐). `one_of` names a group of conditions of which the applicable one counts (manufacturing
    or producer-services premises). `relaxable` is the article that lets it be relaxed.
    `ground_only` marks what is a ground for recommending rather than a condition. Without
    `compared` the two figures are shown and are no difference: they measure different things.
    `province` names the one province (省、区、市) that asks for it: elsewhere it does not apply.
    """

    id: str
    article: str
    text: str
    kind: Literal["figure", "judged", "outcome"]
    compare: Compare = "at_least"
    threshold: str = ""
    unit: str = ""
    declared: Measure | None = None
    counted: Measure | None = None
    decides: Literal["declared", "counted", "both"] = "declared"
    one_of: str = ""
    relaxable: str = ""
    ground_only: bool = False
    compared: bool = True
    note: str = ""
    province: str = ""


@dataclass(frozen=True)
class FunctionFigure:
    """One threshold of a service function, such as ≥ 5 activities a year."""

    key: str
    label: str
    measure: Measure
    threshold: str
    unit: str


@dataclass(frozen=True)
class Quality:
    """A quality of a function that no figure shows (expert pool, hotline): judged."""

    id: str
    text: str


@dataclass(frozen=True)
class Function:
    """A service function (服务功能) with its own thresholds; `name` as the text has it.

    `readings`: each reading of the text is a list of alternatives, each a list of figure keys that
    must all hold. Empty: all figures must hold. Met under every reading is met, under none is not
    met, in between is judged. `row` is the function's line in the form's function table.
    """

    id: str
    name: str
    article: str
    text: str
    figures: tuple[FunctionFigure, ...] = ()
    readings: tuple[tuple[tuple[str, ...], ...], ...] = ()
    qualities: tuple[Quality, ...] = ()
    row: str = ""


@dataclass(frozen=True)
class FunctionRule:
    """How many functions are needed. `distinctive`: one function may do, judged as distinctive.

    kind at_least: `needed` functions met. kind claimed: every function that the applicant claims
    and that has a figure is met (Nanchang's classes of platform).
    """

    article: str
    text: str
    kind: Literal["at_least", "claimed"]
    needed: int = 1
    distinctive: bool = False
    claimed_field: str = ""


@dataclass(frozen=True)
class Asked:
    """What no form carries and the reviewer enters, with the place where the proof stands.

    Kept under the path `asked.<key>`; `kind` is figure, percent or date.
    """

    key: str
    label: str
    article: str
    unit: str = ""
    kind: FieldKind = "figure"
    note: str = ""
