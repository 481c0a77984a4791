"""核验与导出: the draw is re-done from the file or from a record; the record is exported."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop import paths
from desktop.domain.check import Check, CheckState
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_folder
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Desk
from desktop.work.record import (
    Evidence,
    RecordFiles,
    evidence_of,
    export_record,
    read_text,
    roster_of_file,
    verify_evidence,
    verify_record,
)
from desktop.work.record_files import WrittenRecord, note_exported, told_in_one, write_record

RECORDS, ROSTERS = "抽取记录 (*.json)", "名单 (*.xlsx *.xls *.csv *.et *.ods)"
_EXPORT = (
    "抽取记录（.json）写明封存文本、随机码、抽取顺序和全部联系记录；核验页（.html）在任何电脑的"
    "浏览器中不联网即可重做一遍。"
)
_COLUMNS: tuple[TableColumn[Check], ...] = (
    TableColumn("state", "结果", lambda c: c.state.label, 112, state=True),
    TableColumn("where", "处", lambda c: c.where, 120, tip=lambda c: c.where),
    TableColumn("name", "核验的事项", lambda c: c.name, 280, tip=lambda c: c.name),
    TableColumn("why", "原因", lambda c: c.why, 320, tip=lambda c: c.why),
)
_ORDER = {CheckState.FAILS: 0, CheckState.OPEN: 1, CheckState.HOLDS: 2}


class SurveyCheck(Panel):
    """Each property of the draw, and whether it holds, fails, or can't be told, and why."""

    title = "核验与导出"

    def __init__(self, office: Office) -> None:
        """Nothing is verified before it is asked for."""
        super().__init__(office)
        self._turn = 0
        self._record: tuple[str, str] | None = None  # a chosen record's name and text
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.case = primary("核验本次抽查", self.verify_case, "tick")
        self.file = button("核验一份抽取记录文件……", self._choose_record, "file")
        self.roster = button("与名单文件一并核验……", self._choose_roster, "rosters")
        self.outcome = sentence("", "heading")
        self.what = sentence("", "quiet")
        self.rows = Rows(_COLUMNS, lambda c: (c.key, c.where), self)
        self.checks = Table("survey-checks", self.rows)
        self.checks.setAccessibleName("核验结果")
        self.reason = sentence("", "quiet")
        self.masked = QCheckBox("隐去受访人姓名和电话（给外单位时）")
        self.export = button("导出抽取记录和核验页……", self._choose_folder, "save")
        self.exported = sentence("", "good")

    def _lay_out(self) -> None:
        kept = column(row(self.export, None), self.masked, gap=TIGHT)
        export = boxed(
            heading("导出"), sentence(_EXPORT, "quiet"), kept, self.exported, gap=TIGHT, margin=GAP
        )
        tools = column(row(self.case, self.file, None, gap=GAP), row(self.roster, None), gap=TIGHT)
        whole = column(
            self.head(), export, tools, self.outcome, self.what, self.checks, self.reason, gap=GAP
        )
        whole.setStretch(5, 1)
        self.setLayout(whole)
        self.checks.chosen.connect(self._tell)
        for part in (self.outcome, self.what, self.exported, self.reason, self.roster):
            part.hide()

    def show_case(self, application_id: int) -> None:
        """Another case has nothing verified yet."""
        if application_id != self.application_id:
            self._clear("")
            say(self.exported, "")
        super().show_case(application_id)

    def verify_case(self) -> None:
        """Re-do the draws of this case from the file, its rosters and its journal."""
        number, turn = self.application_id, self._begin("正在核验本次抽查……")
        self._record = None
        self.roster.hide()

        def check(found: Evidence) -> None:
            self.office.slow(
                lambda _progress: verify_evidence(found),
                lambda checks: self._show(checks, "本次抽查，与数据文件、名单和操作日志核对", turn),
                owner=self,
                title="正在核验",
                otherwise=self._refused,
            )

        self.office.ask(
            lambda desk: evidence_of(desk, number), check, owner=self, otherwise=self._refused
        )

    def verify_file(self, path: Path) -> None:
        """Re-do the draws of an exported record, from itself and from this file if it has it."""
        turn = self._begin(f"正在核验 {path.name}……")

        def check(text: str) -> None:
            self._record = (path.name, text)
            self.roster.show()
            self.office.ask(
                lambda desk: verify_record(text, desk),
                lambda checks: self._show(checks, f"抽取记录“{path.name}”", turn),
                owner=self,
                otherwise=self._refused,
            )

        self.office.slow(
            lambda _progress: read_text(path), check, owner=self, otherwise=self._refused
        )

    def verify_roster(self, path: Path) -> None:
        """Re-do the record that was chosen with this roster file at hand."""
        if self._record is None:
            return
        name, text = self._record
        turn = self._begin(f"正在与 {path.name} 一并核验……")
        forms = paths.forms_dir()

        self.office.slow(
            lambda _progress: verify_record(text, roster=roster_of_file(text, path, forms)),
            lambda checks: self._show(checks, f"抽取记录“{name}”和名单“{path.name}”", turn),
            owner=self,
            title="正在核验",
            otherwise=self._refused,
        )

    def export_to(self, folder: Path) -> None:
        """Write the record and its page into `folder`; the journal notes it."""
        number, mask = self.application_id, self.masked.isChecked()

        def write(found: RecordFiles) -> None:
            self.office.slow(
                lambda _progress: write_record(found, folder),
                lambda written: self._written(written, mask=mask),
                owner=self,
                title="正在导出抽取记录",
                otherwise=self._not_exported,
            )

        def read(desk: Desk) -> RecordFiles:
            return export_record(desk, number, mask=mask)

        self.office.ask(read, write, owner=self, otherwise=self._not_exported)

    def _written(self, written: WrittenRecord, *, mask: bool) -> None:
        number = self.application_id
        names = f"{written.record.name}、{written.page.name}"
        say(self.exported, f"已写入 {written.record.parent}：{names}", "good")
        self.office.keep(lambda desk: note_exported(desk, number, written, mask=mask), owner=self)

    def _not_exported(self, error: UserError) -> None:
        say(self.exported, f"{error.sentence}{error.hint}", "wrong")

    def _begin(self, words: str) -> int:
        self._clear(words)
        return self._turn

    def _clear(self, words: str) -> None:
        self._turn += 1
        self.rows.show_rows(())
        say(self.outcome, "")
        say(self.reason, "")
        say(self.what, words, "quiet")

    def _show(self, checks: tuple[Check, ...], what: str, turn: int) -> None:
        if turn != self._turn:
            return  # something else was asked for meanwhile
        self.rows.show_rows(sorted(checks, key=lambda one: _ORDER[one.state]))
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

    def _choose_folder(self) -> None:
        folder = ask_folder(self, "导出到哪个文件夹")
        if folder is not None:
            self.export_to(folder)
