"""核验与导出: the draw is re-done from the file or from a record; the record is exported."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_folder
from desktop.ui.kit.layouts import GAP, TIGHT, Item, boxed, column, row
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.pages.steps.survey_record import RecordCheck
from desktop.work.desk import Desk
from desktop.work.record import (
    Evidence,
    RecordFiles,
    evidence_of,
    export_record,
    verify_evidence,
)
from desktop.work.record_files import WrittenRecord, note_exported, write_record

_EXPORT = (
    "抽取记录（.json）写明封存文本、随机码、抽取顺序和全部联系记录；核验页（.html）在任何电脑的"
    "浏览器中不联网即可重做一遍。"
)


class SurveyCheck(RecordCheck):
    """The case that is open is verified, or any exported record; its own record is exported."""

    title = "核验与导出"

    def _make(self) -> None:
        super()._make()
        self.case = primary("核验本次抽查", self.verify_case, "tick")
        self.masked = QCheckBox("隐去受访人姓名和电话（给外单位时）")
        self.export = button("导出抽取记录和核验页…", self._choose_folder, "save")
        self.exported = sentence("", "good")
        self.exported.hide()

    def _above(self) -> tuple[Item, ...]:
        kept = column(row(self.export, None), self.masked, gap=TIGHT)
        export = boxed(
            heading("导出"), sentence(_EXPORT, "quiet"), kept, self.exported, gap=TIGHT, margin=GAP
        )
        tools = column(row(self.case, self.file, None, gap=GAP), row(self.roster, None), gap=TIGHT)
        return (export, tools)

    def show_case(self, application_id: int) -> None:
        """Another case has nothing verified yet."""
        if application_id != self.application_id:
            self.clear("")
            say(self.exported, "")
        super().show_case(application_id)

    def verify_case(self) -> None:
        """Re-do the draws of this case from the file, its rosters and its journal."""
        number, turn = self.application_id, self._begin("正在核验本次抽查…")
        self._record = None
        self.roster.hide()
        what = "本次抽查，与数据文件、名单和操作日志核对"

        def check(found: Evidence) -> None:
            self.office.slow(
                lambda _progress: verify_evidence(found),
                lambda checks: self.show_checks(checks, what, turn),
                owner=self,
                title="正在核验",
                otherwise=self._refused,
            )

        self.office.ask(
            lambda desk: evidence_of(desk, number), check, owner=self, otherwise=self._refused
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

    def _choose_folder(self) -> None:
        folder = ask_folder(self, "导出到哪个文件夹")
        if folder is not None:
            self.export_to(folder)
