"""汇总报送: choose applications, put them in order, see the very sheet, print it or save it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, say, sentence, shortcut, title, tool
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.dossier_make import DossierMake
from desktop.ui.pages.form_files import REFIT, is_form
from desktop.ui.pages.paper_choice import Scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.send_question import ask_sent
from desktop.ui.pages.steps.recommend import PAPER
from desktop.work.cases import CaseLine, list_cases
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Desk
from desktop.work.office_way import Sendable, over_quota, send_up, sendable, stage_words
from desktop.work.paper_shelf import FORMS, ShelfLine, papers_of_round
from desktop.work.role_since import told_of_round

_EMPTY = "这里显示要报送的表。本年度还没有申报，请先到“申报初审”收件。"
_BUREAU = "核验下级报来的报送材料包，汇成一张推荐汇总表"
_SENT = "列入的、已定稿的申报记为已报送，所报各表的内容留存备查"
_NONE_TICKED = "还没有列入任何申报，请在左边勾选。"


@dataclass(frozen=True)
class _Found:
    """What the page is shown from; `left` are the applications that were ticked off."""

    lines: list[CaseLine]
    papers: list[ShelfLine]
    order: list[int]
    left: list[int]
    over: str = ""


class Send(Page):
    """The round's papers; the preview is the PDF that is printed."""

    title = "汇总报送"
    kinds = frozenset({"cases", "department", "rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._ticked: set[int] = set()
        self._order: list[int] = []
        self._papers: list[ShelfLine] = []
        self._wanted = ""  # the paper that a link asked for
        self._form: str | None = None  # the bureau's form that another page sent one here with
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns: tuple[TableColumn[CaseLine], ...] = (
            TableColumn("tick", "列入", _no_text, 44, ticked=self._is_ticked),
            TableColumn("name", "名称", lambda line: line.name, 200),
            TableColumn("agrees", "推荐", lambda line: line.agrees or "未填", 48),
            TableColumn("stage", "办理", lambda line: stage_words(line.stage), 60),
        )
        self.rows: Rows[CaseLine] = Rows(columns, lambda line: line.id, self)
        self.table = Table("send", self.rows)
        self.table.setAccessibleName("列入表中的申报")
        self.up = tool("up", "上移（Ctrl+↑）", lambda: self._move(-1))
        self.down = tool("down", "下移（Ctrl+↓）", lambda: self._move(1))
        self.all = button("全部列入", lambda: self._tick_all(True), "tick")  # noqa: FBT003 - on or off
        self.none = button("全部不列", lambda: self._tick_all(False), "close")  # noqa: FBT003 - on or off
        self.paper = PaperPanel(self.office)
        self.how = sentence("", "small")
        self.over = sentence("", "wrong")
        self.sent = button("登记报送…", self._ask_sent, "send", _SENT)
        self.dossier = DossierMake(self.office, self.sent)
        self.bureau = button("上级汇总…", self._to_bureau, "table", _BUREAU)

    def _lay_out(self) -> None:
        left = holder(
            self.over,
            self.how,
            self.table,
            row(self.up, self.down, None, self.all, self.none),
            self.dossier,
        )
        body = side_by_side(left, self.paper, shares=(2, 5))
        body.setSizes([by_text(352), 788])
        head = row(title(self.title), None, self.bureau)
        whole = column(head, body, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.paper.chosen.connect(self._tell_how)
        self.paper.out.shown.connect(self._fit)
        self.rows.edited.connect(self._tick)
        self.table.chosen.connect(self._chosen)
        shortcut(self, "Ctrl+Up", lambda: self._move(-1))
        shortcut(self, "Ctrl+Down", lambda: self._move(1))
        self.paper.out.listen(self)

    def show_for(self, place: Place) -> None:
        """Show the round's papers; a link's detail names the one to be shown at once."""
        named = place.detail.startswith(PAPER)
        self._wanted = place.detail.removeprefix(PAPER) if named else ""
        fit = place.detail.startswith(REFIT) and place != self.place
        self._form = place.detail.removeprefix(REFIT) if fit else None
        super().show_for(place)

    def starts_at(self) -> QWidget:
        """The list of applications."""
        return self.table

    def reload(self) -> None:
        """Read the round's applications, its sheets, and the order that was kept."""
        round_id = self.place.round_id
        if round_id is None:
            self.paper.nothing("还没有年度。请在上方选择“新建年度”。")
        else:
            self.office.ask(partial(_read, round_id), self._show, owner=self)

    def filter(self, text: str) -> None:
        """Show only applications with `text` in a cell."""
        self.rows.filter(text)

    def takes_files(self) -> bool:
        """The bureau's own form may be dropped here."""
        return self.place.round_id is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Fill one form of the bureau's (套用上级表样); all else begins an application."""
        if is_form(paths) and self.paper.out.sheaf is not None:
            self.paper.out.ask_refit(paths[0])
        elif paths:
            detail = "\n".join(map(str, paths))
            self.go.emit(self.place.at("incoming", application_id=None, detail=detail))

    def _fit(self) -> None:
        """Once the sheet is there, put it into the form that another page sent one here with."""
        form, self._form = self._form, None
        if form is not None:
            self.paper.out.ask_refit(Path(form) if form else None)

    def ids(self) -> list[int]:
        """The applications on the sheet, in order."""
        return [one for one in self._order if one in self._ticked]

    def _ask_sent(self) -> None:
        """Ask when and under which number it went up; nothing is asked where nothing may go."""
        ids = self.ids()
        self.office.ask(
            lambda desk: sendable(desk, ids), lambda found: self._ask(ids, found), owner=self
        )

    def _ask(self, ids: list[int], found: Sendable) -> None:
        told = ask_sent(self, found)
        if told is not None:
            self.office.keep(lambda desk: send_up(desk, ids, told.why, told.on), owner=self)

    def _show(self, found: _Found) -> None:
        self._papers = found.papers
        say(self.over, found.over)
        lines = {line.id: line for line in found.lines}
        self._order = [one for one in found.order if one in lines]
        self._order += [one for one in lines if one not in self._order]
        left = set(found.left)
        self._ticked = {one for one in self._order if one not in left}
        self._show_lines([lines[one] for one in self._order])
        self._preview()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.paper.want(wanted)

    def _show_lines(self, lines: Sequence[CaseLine]) -> None:
        chosen: CaseLine | None = self.table.current()
        self.rows.show_rows(lines)
        still = chosen is not None and chosen.id in self._order  # it may be of another round
        first = self._order[0] if self._order else None
        self.table.choose(chosen.id if chosen and still else first)

    def _is_ticked(self, line: CaseLine) -> bool:
        return line.id in self._ticked

    def _tick(self, line: CaseLine, _column: str, text: str) -> None:
        (self._ticked.add if text else self._ticked.discard)(line.id)
        self._keep_order()

    def _tick_all(self, on: bool) -> None:
        self._ticked = set(self._order) if on else set()
        self._keep_order()

    def _move(self, by: int) -> None:
        chosen = self.table.current()
        if chosen is None:
            return
        here = self._order.index(chosen.id)
        there = here + by
        if 0 <= there < len(self._order):
            self._order[here], self._order[there] = self._order[there], self._order[here]
            self._keep_order()

    def _keep_order(self) -> None:
        kept = [[one, one in self._ticked] for one in self._order]
        key = _key(self.place.round_id)
        self.office.keep(lambda desk: put_setting(desk, key, kept), owner=self)

    def _chosen(self, _line: CaseLine | None) -> None:
        paper = self.paper.line()
        if paper is not None and paper.one_each:
            self._preview()

    def _preview(self) -> None:
        round_id, chosen = self.place.round_id, self.table.current()
        if round_id is None:
            return
        scope = Scope(round_id, tuple(self.ids()), chosen.id if chosen else None)
        self.dossier.show_for(round_id, scope.ids)
        self.paper.show_papers(self._papers, scope, _NONE_TICKED if self._order else _EMPTY)
        self._tell_how()

    def _to_bureau(self) -> None:
        self.go.emit(self.place.at("bureau"))

    def _tell_how(self) -> None:
        paper = self.paper.line()
        single = paper is not None and paper.one_each
        say(self.how, "此表一家一份：在下面选哪一家，就显示哪一家的。" if single else "")


def _key(round_id: int | None) -> str:
    return f"send.{round_id}"


def _read(round_id: int, desk: Desk) -> _Found:
    lines = [line for line in list_cases(desk, round_id) if line.state == "open"]
    kept = get_setting(desk, _key(round_id), [])
    # The applicants' blank forms have their place at 年度申报通知 → 发申报表样.
    papers = [one for one in papers_of_round(desk, round_id) if one.group != FORMS]
    return _Found(
        lines,
        papers,
        [one for one, _on in kept],
        [one for one, on in kept if not on],
        "".join((over_quota(desk, round_id), told_of_round(desk, round_id))),
    )


def _no_text(_line: CaseLine) -> str:
    return ""
