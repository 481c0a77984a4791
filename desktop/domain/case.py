"""One application's data as the rules see it: values, rosters, and what the reviewer has said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Value:
    """What stands in one blank, as text, and where it came from (`申请表.docx 表2 第3行第2格`).

    An empty `source` means typed by the reviewer. `confirmed` is False until the reviewer has seen
    what was read from a file.
    """

    text: str
    source: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a roster: its place (file, sheet, 1-based line), cleaned cells, reviewer's marks.

    `marks` maps a filter's id to in (True) or out (False), where the reviewer said so.
    """

    id: int
    file: str
    sheet: str
    line: int
    cells: Mapping[str, str]
    marks: Mapping[str, bool] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The row's place for reading: `名单.xlsx 名录 第5行`."""
        return f"{self.file} {self.sheet} 第{self.line}行"


@dataclass(frozen=True)
class SurveyFigures:
    """The survey's counts: `asked` = answered plus confirmed never-served; `satisfied` of them.

    `finished` is False while the result can't be told yet.
    """

    asked: int
    satisfied: int
    required: int
    finished: bool


@dataclass(frozen=True)
class Case:
    """Everything that the assessment looks at.

    `values` paths: a form field's key; `table.row.column` for form tables; `asked.<key>`;
    `rec.<key>` for the recommendation. `readings` maps a switchable filter's id to any or all.
    `reference_day` is the day up to which years are counted. `region` is the 省（区、市） of the
    department that reviews it, empty where it is not said. `recommender` names the level above that
    recommends it where that department only prepares it (预审), empty where it recommends itself.
    """

    values: Mapping[str, Value]
    rosters: Mapping[str, tuple[Row, ...]]
    reference_day: date
    readings: Mapping[str, str] = field(default_factory=dict)
    survey: SurveyFigures | None = None
    region: str = ""
    recommender: str = ""

    def text(self, path: str) -> str:
        """Return the text at `path`, empty where there is none."""
        value = self.values.get(path)
        return value.text if value else ""
