"""核验抽取记录: an exported record is re-done from itself, the open file and a roster file."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop import paths
from desktop.domain.check import Check, CheckState
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file
from desktop.ui.kit.layouts import GAP, Item, at_once, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.panel import Panel
from desktop.work.record import Evidence, evidence_for, read_text, roster_of_file, verify_with
from desktop.work.record_files import told_in_one

RECORDS, ROSTERS = "抽取记录 (*.json)", "名单 (*.xlsx *.xls *.csv *.et *.ods)"
_HOW = (
    "选择导出的抽取记录（.json）：封存文本、随机码、抽取顺序和结果都由它重做一遍。"
    "打开的数据文件中有这次抽查的，一并核对；手头有名单文件的，再与名单核对。"
)
_ALONE = "只凭记录本身；打开的数据文件中没有这次抽查"
_COLUMNS: tuple[TableColumn[Check], ...] = (
    TableColumn("state", "结果", lambda c: c.state.label, 112, state=True),
    TableColumn("where", "位置", lambda c: c.where, 120, tip=lambda c: c.where),
    TableColumn("name", "核验的事项", lambda c: c.name, 280, tip=lambda c: c.name),
    TableColumn("why", "原因", lambda c: c.why, 320, tip=lambda c: c.why),
)
_ORDER = {CheckState.FAILS: 0, CheckState.OPEN: 1, CheckState.HOLDS: 2}


class RecordCheck(Panel):
    """Each property of a draw, and whether it holds, fails, or can't be told, and why.

    What lies in the file is gathered on the store's thread; all is re-done on the slow one.
    """

    title = "核验抽取记录"
    topic = "核验"

    def __init__(self, office: Office, way_back: str = "返回抽查") -> None:
        """Nothing is verified before it is asked for."""
        super().__init__(office, way_back)
        self._turn = 0
        # A chosen record's name and text, and what the open file knows of it.
        self._record: tuple[str, str, Evidence | None] | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.file = button("核验一份抽取记录文件…", self._choose_record, "file")
        self.roster = button("与名单文件一并核验…", self._choose_roster, "rosters")
        self.outcome = sentence("", "heading")
        self.what = sentence("", "quiet")
        self.rows = Rows(_COLUMNS, lambda c: (c.key, c.where), self)
        self.checks = Table("survey-checks", self.rows)
        self.checks.setAccessibleName("核验结果")
        self.reason = sentence("", "quiet")

    def _above(self) -> tuple[Item, ...]:
        """What stands above the outcome."""
        return (sentence(_HOW, "quiet"), row(self.file, self.roster, None, gap=GAP))

    def _lay_out(self) -> None:
        below = (self.outcome, self.what, self.checks, self.reason)
        whole = column(self.head(), *self._above(), *below, None, gap=GAP)
        whole.setStretch(whole.indexOf(self.checks), 100)  # without it the blank below
        self.setLayout(whole)
        self.checks.chosen.connect(self._tell)
        for part in (self.outcome, self.what, self.checks, self.reason, self.roster):
            part.hide()

    def verify_file(self, path: Path) -> None:
        """Re-do the draws of an exported record, from itself and from this file if it has it."""
        turn = self._begin(f"正在核验 {path.name}…")
        self._record = None
        self.roster.hide()

        def check(text: str, found: Evidence | None) -> None:
            if turn != self._turn:
                return
            self._record = (path.name, text, found)
            self.roster.show()
            words = f"抽取记录“{path.name}”，{'与打开的数据文件核对' if found else _ALONE}"
            self._verify(text, found, None, words, turn)

        def gather(text: str) -> None:
            self.office.ask(
                lambda desk: evidence_for(desk, text),
                lambda found: check(text, found),
                owner=self,
                otherwise=self._refused,
            )

        self.office.slow(
            lambda _progress: read_text(path), gather, owner=self, otherwise=self._refused
        )

    def verify_roster(self, path: Path) -> None:
        """Re-do the record that was chosen with this roster file at hand."""
        if self._record is None:
            return
        name, text, found = self._record
        turn = self._begin(f"正在与 {path.name} 一并核验…")
        self._verify(text, found, path, f"抽取记录“{name}”和名单“{path.name}”", turn)

    def _verify(
        self, text: str, found: Evidence | None, path: Path | None, what: str, turn: int
    ) -> None:
        forms = paths.forms_dir()

        def work() -> tuple[Check, ...]:
            roster = roster_of_file(text, path, forms) if path is not None else None
            return verify_with(text, found, roster)

        self.office.slow(
            lambda _progress: work(),
            lambda checks: self.show_checks(checks, what, turn),
            owner=self,
            title="正在核验",
            otherwise=self._refused,
        )

    def _begin(self, words: str) -> int:
        self.clear(words)
        return self._turn

    def clear(self, words: str) -> None:
        """Forget what was verified; `words` say what is being done instead."""
        self._turn += 1
        with at_once(self):
            self.rows.show_rows(())
            self.checks.hide()
            say(self.outcome, "")
            say(self.reason, "")
            say(self.what, words, "quiet")

    def show_checks(self, checks: tuple[Check, ...], what: str, turn: int) -> None:
        """Show what came of turn `turn`: what fails first, then what can't be told."""
        if turn != self._turn:
            return  # something else was asked for meanwhile
        with at_once(self):
            self.rows.show_rows(sorted(checks, key=lambda one: _ORDER[one.state]))
            self.checks.show()
            say(self.outcome, told_in_one(checks))
            say(self.what, f"核验的是：{what}。", "quiet")
        self.checks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: UserError) -> None:
        say(self.what, f"{error.sentence}{error.hint}", "wrong")

    def _tell(self, check: Check | None) -> None:
        words = f"{check.name}：{check.state.label}。{check.why}" if check else ""
        say(self.reason, words, "quiet")

    def _choose_record(self) -> None:
        path = ask_file(self, "选择抽取记录", RECORDS)
        if path is not None:
            self.verify_file(path)

    def _choose_roster(self) -> None:
        path = ask_file(self, "选择名单文件", ROSTERS)
        if path is not None:
            self.verify_roster(path)
