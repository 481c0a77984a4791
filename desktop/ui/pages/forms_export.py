"""导出申报表样: one button packs what a round's applicants fill in, and says where it lies."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import button
from desktop.ui.kit.saved import SavedLine
from desktop.work.applicant_forms import FormsPackage, forms_zip, gather_forms_package
from desktop.work.papers import save_file

_TIP = "申请表、承诺书、名单的Word、空白PDF和名单录入表，打成一个压缩包，发给申报单位填写"
_CANCELLED = UserError("已取消，没有导出。")


class FormsExport(QWidget):
    """The button `export` and the sentence on what became of it."""

    def __init__(self, office: Office, *beside: QWidget) -> None:
        """Nothing is packed before the button is pressed; its host says for which round.

        `beside` stands at the right of the button.
        """
        super().__init__()
        self._office = office
        self._round: int | None = None
        self.export = button("导出申报表样…", self._gather, "save", _TIP)
        self.told = SavedLine(office)
        self.setLayout(column(row(self.export, *beside, None), self.told, gap=GAP))

    def show_round(self, round_id: int | None) -> None:
        """Offer the forms of this round; what was said of another one is no longer said."""
        if round_id != self._round:
            self.told.tell("")
        self._round = round_id
        self.export.setEnabled(round_id is not None)

    def _gather(self) -> None:
        number = self._round
        if number is not None:
            self._office.ask(
                lambda desk: gather_forms_package(desk, number),
                self._ask,
                owner=self,
                otherwise=self._failed,
            )

    def _ask(self, package: FormsPackage) -> None:
        target = ask_save(self, "导出申报表样", f"{package.name}.zip", "压缩包 (*.zip)")
        if target is not None:
            ends = target.suffix.lower() == ".zip"
            self.write(package, target if ends else target.with_name(f"{target.name}.zip"))

    def write(self, package: FormsPackage, target: Path) -> None:
        """Pour all papers and write the zip to `target`, beside the store."""

        def job(progress: Progress) -> None:
            save_file(target, forms_zip(package, lambda done, total: _tell(progress, done, total)))

        self.export.setEnabled(False)
        self._office.slow(
            job,
            lambda _nothing: self._done(target),
            owner=self,
            title="正在生成申报表样",
            otherwise=self._failed,
        )

    def _done(self, target: Path) -> None:
        self.export.setEnabled(True)
        self.told.tell_saved(f"申报表样已存到：{target}", target)

    def _failed(self, error: UserError) -> None:
        self.export.setEnabled(True)
        self.told.tell(f"{error.sentence}{error.hint}", "wrong")


def _tell(progress: Progress, done: int, total: int) -> None:
    progress(done, total, f"第{min(done + 1, total)}份，共{total}份")
    if progress.cancelled():
        raise _CANCELLED
