"""What the assessment (测评) says, line by line: plain values for the screen and for paper."""

from dataclasses import dataclass

MET, UNMET, JUDGE, CANNOT = "met", "unmet", "judge", "cannot"
RELAXED, NA, PENDING, AWAITING, NONE = "relaxed", "na", "pending", "awaiting", ""

VERDICT_WORDS = {
    MET: "符合",
    UNMET: "不符合",
    JUDGE: "待判断",
    CANNOT: "无法计算",
    RELAXED: "放宽后符合",
    NA: "不涉及",
    PENDING: "待抽查",
    AWAITING: "待推荐",
    NONE: "",
}

SETTLED = frozenset({MET, RELAXED, NA})
OPEN = frozenset({JUDGE, CANNOT, PENDING, AWAITING})


@dataclass(frozen=True)
class Own:
    """The reviewer's own verdict (met, unmet, relaxed, na) with the reason or grounds."""

    verdict: str
    reason: str = ""


@dataclass(frozen=True)
class ConditionLine:
    """One condition as assessed.

    `program` is what the rules find, `own` what the reviewer said, `verdict` what counts (own
    where there is one). `why` says why there is no figure, or what to look at. `province` names
    the one province that asks for it, empty for all.
    """

    id: str
    article: str
    text: str
    kind: str
    declared: str = ""
    declared_source: str = ""
    counted: str = ""
    counted_source: str = ""
    threshold: str = ""
    unit: str = ""
    differs: bool = False
    program: str = NONE
    why: str = ""
    own: str = NONE
    reason: str = ""
    verdict: str = NONE
    relaxable: str = ""
    note: str = ""
    ground_only: bool = False
    province: str = ""
    counted_met: bool = False

    @property
    def weighs(self) -> bool:
        """Whether the two figures differ in a way on which the verdict may hang."""
        return self.differs and not (self.counted_met and self.verdict in SETTLED)


@dataclass(frozen=True)
class FigureLine:
    """One figure of a service function against its threshold; `asked_path` where it is typed."""

    key: str
    label: str
    value: str
    source: str
    threshold: str
    unit: str
    verdict: str
    why: str = ""
    asked_path: str = ""


@dataclass(frozen=True)
class QualityLine:
    """One quality of a function that the reviewer judges."""

    id: str
    text: str
    own: str
    reason: str


@dataclass(frozen=True)
class FunctionLine:
    """One service function as assessed; `claimed` where the application says that it has it."""

    id: str
    name: str
    article: str
    text: str
    claimed: bool
    figures: tuple[FigureLine, ...]
    qualities: tuple[QualityLine, ...]
    program: str
    why: str
    own: str
    reason: str
    verdict: str


@dataclass(frozen=True)
class AskedLine:
    """A figure that the reviewer enters because no form carries it, with the place of its proof.

    `needed` is False where only functions ask for it that the application does not claim.
    """

    path: str
    label: str
    unit: str
    kind: str
    article: str
    value: str
    ground: str
    note: str
    needed: bool = True


@dataclass(frozen=True)
class ReadingLine:
    """A reading of the text that can be switched: a union (any) or both at once (all)."""

    filter_id: str
    text: str
    join: str


@dataclass(frozen=True)
class Assessment:
    """The whole assessment. `open` counts the lines that nobody has settled yet."""

    conditions: tuple[ConditionLine, ...]
    functions: tuple[FunctionLine, ...]
    function_rule_text: str
    function_sentence: str
    asked: tuple[AskedLine, ...]
    readings: tuple[ReadingLine, ...]
    met: int
    unmet: int
    open: int
    sentence: str

    def line(self, condition_id: str) -> ConditionLine:
        """Return the line of one condition; KeyError where there is none."""
        return {line.id: line for line in self.conditions}[condition_id]
