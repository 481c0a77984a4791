"""单位档案: what is known of organisations over all rounds, and what is not yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import GAP, WIDE, column
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import sentence, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.cases import STATE_WORDS, CaseLine, list_cases
from desktop.work.desk import Desk
from desktop.work.rounds import RoundLine, list_rounds
from desktop.work.search import UNIT


@dataclass(frozen=True)
class YearLine:
    """One application with the round that it belongs to."""

    round: RoundLine
    case: CaseLine

    @property
    def organisation(self) -> str:
        """The operator's name; the platform's where no operator is filled in."""
        return self.case.operator_name or self.case.name

    @property
    def outcome(self) -> str:
        """How far it came, in a word."""
        return STATE_WORDS.get(self.case.state, "") or self.case.stage


class OverYears(Page):
    """A list over all rounds; a line leads to its application."""

    kinds = frozenset({"cases", "rounds"})
    note = ""
    empty_text = ("", "")
    icon = "archive"

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.rows: Rows[YearLine] = Rows(_columns(), lambda line: line.case.id, self)
        self.table = Table(self.icon, self.rows)
        self.table.setAccessibleName(self.title)
        self.table.opened.connect(self._open)
        self.empty = EmptyPage(self.icon, *self.empty_text)

    def _lay_out(self) -> None:
        note = sentence(self.note, "quiet")
        whole = column(title(self.title), note, self.table, self.empty, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Read every round's applications."""
        self.office.ask(over_years, self._show, owner=self)

    def filter(self, text: str) -> None:
        """Show only lines with `text` in a cell."""
        self.rows.filter(text)

    def wanted(self, lines: Sequence[YearLine]) -> Sequence[YearLine]:
        """Which lines this page shows, in its order."""
        raise NotImplementedError

    def _show(self, lines: Sequence[YearLine]) -> None:
        shown = self.wanted(lines)
        self.rows.show_rows(shown)
        name = self.place.detail.removeprefix(UNIT)
        for line in shown if name != self.place.detail else ():
            if line.organisation == name:  # the search of the whole file asks for it
                self.table.choose(line.case.id)
                self.table.setFocus()
                break
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _open(self, line: YearLine) -> None:
        self.go.emit(Place("case", line.round.id, line.case.id, line.case.next_step))


class Archive(OverYears):
    """单位档案: each organisation's applications over the years."""

    title = "单位档案"
    icon = "archive"
    note = "按单位排列的历年申报。单位更名的合并、本文件以外的历史认定，本版还不能登记。"
    empty_text = ("这里按单位列出历年的申报。", "在“申报初审”收件以后，就会列在这里。")

    def wanted(self, lines: Sequence[YearLine]) -> Sequence[YearLine]:
        """All, organisation by organisation."""
        return sorted(lines, key=lambda line: (line.organisation, -line.round.year))


def over_years(desk: Desk) -> list[YearLine]:
    """Every application of the file with its round."""
    return [YearLine(one, case) for one in list_rounds(desk) for case in list_cases(desk, one.id)]


def _columns() -> tuple[TableColumn[YearLine], ...]:
    return (
        TableColumn("organisation", "单位", lambda line: line.organisation, 260),
        TableColumn("name", "申报名称", lambda line: line.case.name, 240),
        TableColumn("scheme", "办法", lambda line: line.round.short_name, 220),
        TableColumn("year", "年度", lambda line: f"{line.round.year}年度", 80),
        TableColumn("verdict", "条件", lambda line: line.case.verdict, 120),
        TableColumn("agrees", "同意推荐", lambda line: line.case.agrees or "未填", 80),
        TableColumn("outcome", "办理", lambda line: line.outcome, 96),
    )
