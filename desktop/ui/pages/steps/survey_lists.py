"""分工名单: firms given to a colleague as a workbook, and the filled workbook merged back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_save
from desktop.ui.kit.layouts import GAP, TIGHT, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.act import OnceButton
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.panel import Panel
from desktop.ui.pages.steps.survey_ask import WAITING
from desktop.work.ask_lists import (
    ListPreview,
    ListRow,
    export_list,
    keep_list,
    merge_list,
    read_list,
)
from desktop.work.asking import AskLine, AskPage, ask_page
from desktop.work.desk import Changed
from desktop.work.papers import save_file

_KIND = "工作簿 (*.xlsx)"
_OUT = "勾选几家，保存成工作簿交给同事；同事填好联系结果后发回。没有发回的仍在这里等待联系。"
_IN = "读入后先看采纳哪些、为什么不采纳，再按“采纳”保存；联系人和时间以工作簿所填为准。"
_K = Qt.ItemDataRole.UserRole
_COLUMNS: tuple[TableColumn[ListRow], ...] = (
    TableColumn("line", "行", lambda r: str(r.line), 48, right=True),
    TableColumn("firm", "企业", lambda r: r.firm, 200, tip=lambda r: r.firm),
    TableColumn("result", "联系结果", lambda r: r.result, 130),
    TableColumn("why", "不采纳的原因", lambda r: r.why, 240, tip=lambda r: r.why),
)


class SurveyLists(Panel):
    """At the left whom to give away, at the right what came back; nothing is kept unseen."""

    title = "分工名单"
    topic = "分工"

    def __init__(self, office: Office) -> None:
        """Empty until something is drawn."""
        super().__init__(office)
        self.preview: ListPreview | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.firms = QListWidget()
        self.firms.setAccessibleName("要分给同事联系的企业，空格勾选")
        self.all = button("全选", lambda: self._tick(Qt.CheckState.Checked), "tick")
        self.none = button("全不选", lambda: self._tick(Qt.CheckState.Unchecked), "close")
        self.save = button("保存分工名单…", self._save, "save")
        self.saved = sentence("", "good")
        self.read = button("读入填写后的名单…", self._choose, "file")
        self.counts = sentence()
        self.rows = Rows(_COLUMNS, lambda r: r.line, self)
        self.table = Table("survey-lists", self.rows)
        self.table.setAccessibleName("读到的行")
        self.keep = OnceButton("采纳")
        self.keep.setObjectName("primary")
        self.keep.setAccessibleName("采纳可采纳的行")
        self.keep.setAutoDefault(True)
        self.keep.clicked.connect(self._keep)
        self.firms.itemChanged.connect(lambda _item: self._count())

    def _lay_out(self) -> None:
        left = holder(
            heading("分给同事"),
            sentence(_OUT, "quiet"),
            row(self.all, self.none, None, self.save, gap=TIGHT),
            self.saved,
            self.firms,
            gap=TIGHT,
        )
        right = holder(
            heading("收回填写后的名单"),
            sentence(_IN, "quiet"),
            row(self.read, None, self.keep, gap=TIGHT),
            self.counts,
            self.table,
            gap=TIGHT,
        )
        self._halves = left, right
        whole = column(self.head(), side_by_side(left, right, shares=(1, 1)), gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for part in (self.saved, self.counts):
            part.hide()

    def show_case(self, application_id: int) -> None:
        """Another case: what was read before is forgotten."""
        say(self.saved, "")
        self._show_preview(None)
        if application_id != self.application_id:
            self.firms.clear()
        super().show_case(application_id)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is given away or taken in."""
        super().freeze(on=on)
        for half in self._halves:
            shut(half, on=on)

    def reload(self) -> None:
        """Read which firms still wait to be called."""
        number = self.application_id
        self.office.ask(lambda desk: ask_page(desk, number), self._show, owner=self)

    def _show(self, page: AskPage) -> None:
        ticked = self.chosen()
        self.firms.clear()
        for line in page.lines:
            if _can_be_called(line):
                item = QListWidgetItem(f"{line.k}/{line.n}　{line.firm}　{line.state}")
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                on = line.k in ticked
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                item.setData(_K, line.k)
                self.firms.addItem(item)
        self._count()
        if not page.drawn:
            say(self.saved, "抽取后才有可分给同事的企业。", "quiet")

    def _count(self) -> None:
        """Say how many would be given away; nothing can be saved of none."""
        count = len(self.chosen())
        self.save.setText(f"保存{count}家的分工名单…" if count else "保存分工名单…")
        self.save.setEnabled(count > 0)

    def _tick(self, state: Qt.CheckState) -> None:
        for at in range(self.firms.count()):
            self.firms.item(at).setCheckState(state)

    def chosen(self) -> frozenset[int]:
        """The places in the order that are ticked."""
        items = (self.firms.item(at) for at in range(self.firms.count()))
        return frozenset(i.data(_K) for i in items if i.checkState() == Qt.CheckState.Checked)

    def _save(self) -> None:
        path = ask_save(self, "保存分工名单", "分工名单.xlsx", _KIND)
        if path is not None:
            self.save_to(path.with_suffix(".xlsx"))

    def save_to(self, path: Path) -> None:
        """Write the ticked firms' workbook to `path`."""
        number, ks = self.application_id, self.chosen()

        def write(book: bytes) -> None:
            self.office.slow(
                lambda _progress: save_file(path, book),
                lambda _none: say(self.saved, f"已保存{len(ks)}家：{path}", "good"),
                owner=self,
                otherwise=self._not_saved,
            )

        self.office.ask(
            lambda desk: export_list(desk, number, ks), write, owner=self, otherwise=self._not_saved
        )

    def _not_saved(self, error: UserError) -> None:
        say(self.saved, f"{error.sentence}{error.hint}", "wrong")

    def _choose(self) -> None:
        path = ask_file(self, "读入填写后的名单", _KIND)
        if path is not None:
            self.read_from(path)

    def read_from(self, path: Path) -> None:
        """Read a returned workbook and show what would be kept."""
        number = self.application_id
        self.office.slow(
            lambda _progress: read_list(path),
            lambda found: self.office.ask(
                lambda desk: merge_list(desk, number, found),
                self._show_preview,
                owner=self,
                otherwise=self._not_read,
            ),
            owner=self,
            title=f"正在读取 {path.name}",
            otherwise=self._not_read,
        )

    def _not_read(self, error: UserError) -> None:
        self._show_preview(None)
        say(self.counts, f"{error.sentence}{error.hint}", "wrong")

    def _show_preview(self, found: ListPreview | None) -> None:
        self.preview = found
        self.rows.show_rows((*found.refused, *found.taken) if found else ())
        say(self.counts, found.sentence if found else "", "quiet")
        count = len(found.taken) if found else 0
        self.keep.setText(f"采纳{count}行" if count else "采纳")
        self.keep.setEnabled(count > 0)

    def _keep(self) -> None:
        if self.preview is None:
            return
        number, taken = self.application_id, self.preview.taken
        # Grey until the answer comes: nothing is sent twice.
        self.keep.setEnabled(False)
        self.office.keep(
            lambda desk: keep_list(desk, number, taken),
            self._kept,
            owner=self,
            otherwise=self._not_read,
        )

    def _kept(self, done: Changed) -> None:
        count, refused = done.value
        self._show_preview(None)
        self.rows.show_rows(refused)
        if refused:
            late = f"读入之后情况有变，{len(refused)}行已不能采纳（原因见下），一行也没有采纳。"
            say(self.counts, f"{late}请重新读入名单。", "wrong")
        else:
            say(self.counts, f"已采纳{count}行。", "good")


def _can_be_called(line: AskLine) -> bool:
    """A firm that waits, or that nobody can replace; checks and replaced firms stay here."""
    return line.state in WAITING or "再联系" in line.next_act
