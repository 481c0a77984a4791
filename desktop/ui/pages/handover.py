"""移交和收回: cases are handed to a colleague's computer as a file, and come back the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_save, ask_text
from desktop.ui.kit.layouts import GAP, UNIT, WIDE, Item, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, primary, say, sentence, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.handover_arrived import ArrivedPanel
from desktop.ui.pages.steps.panel import Panels
from desktop.work.cases import STATE_WORDS, CaseLine, list_cases
from desktop.work.desk import Changed, Desk
from desktop.work.handover import Handed, Leaving, all_handed, hand_over, take_back, write_handover
from desktop.work.handover_take import Arrived, read_handover, take_in
from desktop.work.office_way import stage_words
from desktop.work.rounds import round_labels

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

CASE = "case:"  # begins the detail of a place that names the case to hand over
KIND = "移交件 (*.zip)"
_TOLD = (
    "移交件含有这份申报的全部内容（填写、名单、材料、附件、测评、抽查和办理记录），没有加密，"
    "请妥善传递，用完删除。移交以后，这里只能查看、打印；对方办完交回，再在这里收回。"
)
_NO_FILE = "移交件没有写成"


class Handover(Page):
    """What can be handed over, what is away, and what came."""

    title = "移交和收回"
    kinds = frozenset({"cases", "rounds", "handover"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rows: Rows[CaseLine] = Rows(_columns(), lambda line: line.id, self)
        self.table = Table("handover", self.rows)
        self.table.setAccessibleName("可以移交的申报")
        self.whom = QLineEdit()
        self.whom.setAccessibleName("移交给")
        self.whom.setPlaceholderText("接手同事的姓名")
        self.give = primary("移交，保存移交件…", self._ask_target, "send", "可以选中几份一起移交")
        self.away: Rows[Handed] = Rows(_away_columns(), lambda one: one.application_id, self)
        self.away_table = Table("handed", self.away)
        self.away_table.setAccessibleName("已移交的申报")
        self.none_away = sentence("还没有移交出去的申报。", "quiet")
        self.back = button("收回…", self._ask_why, "undo", "不等对方交回，写明原因后在这里继续")
        self.bring = button("打开移交件…", self._pick, "folder", "同事移交来的，或交回来的")
        self.list = button("返回列表", lambda: self.go.emit(self.place.at("cases")), "back")
        self.told = sentence("", "quiet")
        self.arrived = ArrivedPanel(self.office)

    def _lay_out(self) -> None:
        label = QLabel("移交给")
        label.setBuddy(self.whom)
        give = _card(
            heading("移交给同事"),
            self.table,
            row(label, self.whom, self.give, None, gap=GAP),
        )
        away = _card(row(heading("已移交"), None, self.back), self.none_away, self.away_table)
        inner = QWidget()
        head = row(title(self.title), None, self.bring, self.list, gap=GAP)
        whole = column(head, sentence(_TOLD, "quiet"), self.told, give, away, gap=GAP, margin=WIDE)
        whole.setStretch(3, 1)
        inner.setLayout(whole)
        self._whole = whole
        self.panels = Panels(inner)
        self.arrived.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self.panels.add(self.arrived)
        self.setLayout(column(self.panels))
        self.told.hide()

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._buttons)
        self.away_table.selectionModel().selectionChanged.connect(self._buttons)
        self.whom.textChanged.connect(lambda _text: self._buttons())
        self.away_table.opened.connect(self._to_case)
        self.arrived.agreed.connect(self._take)
        self.panels.left.connect(self.bring.setFocus)

    def show_for(self, place: Place) -> None:
        """Show the round's cases; a detail names the one that is to be handed over."""
        self.panels.close_panel()
        say(self.told, "")
        super().show_for(place)

    def starts_at(self) -> QWidget:
        """The list of what can be handed over."""
        return self.table

    def reload(self) -> None:
        """Read what is here, and what is away."""
        round_id = self.place.round_id

        def read(desk: Desk) -> tuple[list[CaseLine], tuple[Handed, ...]]:
            away = all_handed(desk)
            gone = {one.application_id for one in away}
            lines = list_cases(desk, round_id) if round_id is not None else []
            return [line for line in lines if line.id not in gone], away

        self.office.ask(read, lambda found: self._show(*found), owner=self)

    def filter(self, text: str) -> None:
        """Show only cases with `text` in a cell."""
        self.rows.filter(text)

    def takes_files(self) -> bool:
        """A parcel may be dropped here."""
        return True

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first; a parcel is one file."""
        if paths:
            self.read(paths[0])

    def _show(self, lines: Sequence[CaseLine], away: Sequence[Handed]) -> None:
        self.rows.show_rows(lines)
        self.away.show_rows(away)
        self._show_away(bool(away))
        wanted = self.place.detail.removeprefix(CASE)
        if self.place.detail.startswith(CASE) and wanted.isdigit():
            self.table.choose(int(wanted))
            self.away_table.choose(int(wanted))
        self._buttons()

    def _show_away(self, some: bool) -> None:
        """The list of what is away takes its share of the page only where there is any."""
        self.none_away.setVisible(not some)
        for part in (self.away_table, self.back):
            part.setVisible(some)
        self._whole.setStretch(3, 3 if some else 1)
        self._whole.setStretch(4, 2 if some else 0)

    def _buttons(self, *_changed: QItemSelection) -> None:
        count = len(self.table.chosen_rows())
        self.give.setEnabled(bool(count and self.whom.text().strip()))
        self.give.setText(f"移交{count}份，保存移交件…" if count > 1 else "移交，保存移交件…")
        self.back.setEnabled(bool(self.away_table.chosen_rows()))

    def _ask_target(self) -> None:
        chosen = self.table.chosen_rows()
        name = chosen[0].name if len(chosen) == 1 else f"{len(chosen)}份申报"
        target = ask_save(self, "保存移交件", f"移交 {name} {date.today():%Y%m%d}.zip", KIND)
        if target is not None:
            self.write(target, [line.id for line in chosen], self.whom.text())

    def write(self, target: Path, ids: Sequence[int], whom: str) -> None:
        """Mark cases as handed over and write their parcel; where that fails they stay here."""
        self.office.keep(
            lambda desk: hand_over(desk, ids, whom),
            lambda changed: self._pack(target, whom, changed.value),
            owner=self,
            otherwise=self._failed,
        )

    def _pack(self, target: Path, whom: str, leaving: Leaving) -> None:
        def job(progress: Progress) -> int:
            return write_handover(leaving, target, progress)

        count = len(leaving.application_ids)
        told = f"已移交{count}份给{whom}：请把“{target.name}”交给对方，在对方的程序里打开。"
        self.office.slow(
            job,
            lambda _attached: say(self.told, told, "quiet"),
            owner=self,
            title="保存移交件",
            otherwise=partial(self._give_up, leaving.application_ids),
        )

    def _give_up(self, ids: Sequence[int], error: UserError) -> None:
        self._failed(error)
        self.office.keep(lambda desk: take_back(desk, ids, _NO_FILE), owner=self)

    def _ask_why(self) -> None:
        chosen = self.away_table.chosen_rows()
        names = "、".join(one.name for one in chosen)
        question = f"不等对方交回，在这里继续办理“{names}”？对方交回时会与这里的逐项比较。"
        why = ask_text(self, question, "收回的原因", yes="收回")
        if why is not None:
            ids = [one.application_id for one in chosen]
            self.office.keep(lambda desk: take_back(desk, ids, why), owner=self)

    def _pick(self) -> None:
        package = ask_file(self, "打开移交件", KIND)
        if package is not None:
            self.read(package)

    def read(self, package: Path) -> None:
        """Read a parcel and show what is in it, before anything is kept."""

        def job(progress: Progress) -> Arrived:
            return read_handover(package, paths.scratch_dir(), progress)

        self.office.slow(
            job, self._show_arrived, owner=self, title="打开移交件", otherwise=self._failed
        )

    def _show_arrived(self, arrived: Arrived) -> None:
        self.arrived.put(arrived)
        self.panels.open(self.arrived, 0)

    def _take(self, arrived: Arrived, choices: dict[int, str]) -> None:
        self.office.keep(
            lambda desk: take_in(desk, arrived, choices),
            self._taken,
            owner=self,
            otherwise=self.arrived.refuse,
        )

    def _taken(self, changed: Changed) -> None:
        self.panels.close_panel()
        numbers = changed.value
        self.office.ask(lambda desk: round_labels(desk, numbers), self._tell_taken, owner=self)

    def _tell_taken(self, labels: list[str]) -> None:
        """Say where they are: it may be another round than the one that is shown."""
        where = "、".join(dict.fromkeys(labels))
        words = f"已收入{len(labels)}份，在“{where}”；原来的和来的各存了一份，可在办理历史中查。"
        say(self.told, words if labels else "没有收入任何申报。", "quiet")

    def _failed(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")

    def _to_case(self, one: Handed) -> None:
        self.go.emit(self.place.at("case", application_id=one.application_id, step="", detail=""))


def _card(*parts: Item) -> QFrame:
    """A card whose list takes the room."""
    inside = column(*parts, gap=GAP, margin=3 * UNIT)
    inside.setStretch(1, 1)
    card = QFrame()
    card.setObjectName("card")
    card.setLayout(inside)
    return card


def _standing(line: CaseLine) -> str:
    return STATE_WORDS[line.state] or stage_words(line.stage)


def _columns() -> tuple[TableColumn[CaseLine], ...]:
    return (
        TableColumn("number", "编号", lambda line: line.number, 64),
        TableColumn("name", "名称", lambda line: line.name, 280),
        TableColumn("operator", "运营单位", lambda line: line.operator_name, 240),
        TableColumn("stage", "办理", _standing, 104),
    )


def _away_columns() -> tuple[TableColumn[Handed], ...]:
    return (
        TableColumn("name", "名称", lambda one: one.name, 280),
        TableColumn("to", "移交给", lambda one: one.to, 120),
        TableColumn("at", "时间", lambda one: one.at, 160),
        TableColumn("by", "移交人", lambda one: one.by, 120),
    )
