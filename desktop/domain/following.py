"""What follows the recommendation, step by step and year by year, as the scheme's data say it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktop.domain.regulation import After, ChangeFiling

Level = Literal["district", "city", "province"]
ANY_LEVEL: Level = "district"


@dataclass(frozen=True)
class OutcomeStep:
    """One step between 报送 and 认定: 评审, 现场核查, 公示, 认定授牌.

    `results` are the words to choose from. `working_days` is how long it lasts (公示), at the least
    where `at_least`. The step that `awards` is 认定 itself: its day is the day of recognition.
    """

    key: str
    name: str
    article: str
    results: tuple[str, ...] = ()
    working_days: int = 0
    at_least: bool = False
    awards: bool = False


@dataclass(frozen=True)
class Duty:
    """A yearly paper: in from the platform, or up from the department, by the end of `month`.

    `about` is the year that it speaks of: the last one (上年度) or the present one (当年). `level`
    is whose desk it crosses: the department that receives it, or sends it up.
    """

    key: str
    name: str
    article: str
    who: Literal["platform", "department"]
    month: int
    to: str
    about: Literal["last", "this"] = "last"
    level: Level = ANY_LEVEL

    def due(self, year: int) -> date:
        """The last day on which it is in time in `year`: the month's end."""
        return date(year, self.month, monthrange(year, self.month)[1])

    def title(self, year: int) -> str:
        """Its name with the year that it speaks of: 2026年度工作总结."""
        return f"{year - (self.about == 'last')}年度{self.name}"


@dataclass(frozen=True)
class Ground:
    """Why a recognition is withdrawn (撤销); `plaque`: the plaque is taken back too."""

    key: str
    text: str
    article: str
    plaque: bool = False


@dataclass(frozen=True)
class Following:
    """Everything that 动态管理 follows in one scheme; what the regulation lacks is empty.

    `evaluation` is the article by which the unit may be evaluated (测评), `changes` how a change is
    filed, `reapply` when one may apply again.
    """

    steps: tuple[OutcomeStep, ...]
    duties: tuple[Duty, ...] = ()
    grounds: tuple[Ground, ...] = ()
    evaluation: str = ""
    evaluation_article: str = ""
    valid_years: int = 3
    valid_article: str = ""
    reapply: str = ""
    change: ChangeFiling | None = None

    @property
    def duty_words(self) -> str:
        """The yearly papers in a sentence, those of the same hands and month together."""
        several: dict[tuple[str, int, str, str], list[str]] = {}
        for one in self.duties:
            several.setdefault((one.who, one.month, one.to, one.article), []).append(one.name)
        return "；".join(
            f"{'、'.join(names)}每年{month}月底前"
            f"{'交' if who == 'platform' else '报'}{to}（{article}）"
            for (who, month, to, article), names in several.items()
        )

    @property
    def award(self) -> OutcomeStep:
        """The step that is the recognition itself."""
        return next(one for one in self.steps if one.awards)


def plain_following(after: After) -> Following:
    """Return what [after] of a scheme alone says, where its data have no more: steps and validity.

    Its last step is taken for the recognition.
    """
    names = after.steps or ("认定",)
    steps = tuple(
        OutcomeStep(f"step{at}", name, "", awards=at == len(names))
        for at, name in enumerate(names, 1)
    )
    grounds = tuple(
        Ground(f"ground{at}", text, after.withdrawal_article)
        for at, text in enumerate(after.withdrawal, 1)
    )
    return Following(
        steps,
        grounds=grounds,
        valid_years=after.valid_years,
        valid_article=after.valid_article,
        reapply=after.reapply,
        change=after.changes[0] if after.changes else None,
    )
