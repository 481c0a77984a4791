"""What 收件登记 and 名单 have in common: files are read, looked at in a preview, and then kept."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.ui.kit import asking
from desktop.ui.kit.bar import MessageBar
from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office, Otherwise, Progress
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.ui.pages.steps.preview import Preview
from desktop.work.desk import Changed
from desktop.work.incoming import Incoming, keep_incoming, read_incoming

MOST_LINES = 6  # of what became of the files, in the message


def read_files(
    office: Office,
    paths: Sequence[Path],
    scheme: Scheme,
    then: Callable[[list[Incoming]], None],
    owner: QObject,
    otherwise: Otherwise,
) -> None:
    """Read files beside the store, with progress and cancel; nothing is kept."""

    def read(progress: Progress) -> list[Incoming]:
        return read_incoming(paths, scheme, progress, progress.cancelled)

    office.slow(read, then, owner=owner, title="正在读取申报文件", otherwise=otherwise)


class ImportingStep(Page):
    """A step that takes files: its own content, and in its place the preview while one is open."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the preview; the subclass lays out its own content with `show_main`."""
        super().__init__(office, parent)
        self.told = MessageBar()
        self.preview = Preview(office)
        self.stack = QStackedWidget()
        self.preview.accepted.connect(self._keep_files)
        self.preview.cancelled.connect(self.drop_preview)

    def show_main(self, content: QLayout) -> None:
        """Lay out the step's own content, and the preview behind it."""
        main = QWidget()
        main.setLayout(content)
        self.stack.addWidget(main)
        self.stack.addWidget(self.preview)
        whole = column(self.told, self.stack, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def previewing(self) -> bool:
        """True while files that were read wait to be kept."""
        return self.stack.currentWidget() is self.preview

    def show_for(self, place: Place) -> None:
        """Show another application; its own content comes first."""
        if place.application_id != self.place.application_id:
            self.told.hide()
        self.stack.setCurrentIndex(0)
        super().show_for(place)

    def takes_files(self) -> bool:
        """Files and folders may be dropped here."""
        return bool(self.place.application_id)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show what they are; nothing is kept yet."""
        number, wanted = self.application_id, list(paths)
        if wanted and self._may_replace_preview():
            self.office.ask(
                lambda desk: scheme_of_case(desk, number),
                lambda scheme: self._read(wanted, scheme),
                owner=self,
            )

    def choose_files(self) -> None:
        """Let the reviewer choose files."""
        self.take_files(asking.ask_files(self, "导入申报文件", asking.APPLICANT_FILES))

    def choose_folder(self) -> None:
        """Let the reviewer choose the applicant's whole folder."""
        folder = asking.ask_folder(self, "导入申报文件夹")
        self.take_files([folder] if folder else [])

    def leave(self) -> bool:
        """Files that were read and not kept are not lost without a word."""
        if not self._may_replace_preview():
            return False
        self.stack.setCurrentIndex(0)
        return True

    def drop_preview(self) -> None:
        """Keep nothing of what was read, once the reviewer agrees."""
        if self._may_replace_preview():
            self.stack.setCurrentIndex(0)

    def _may_replace_preview(self) -> bool:
        return not self.previewing() or asking.ask_yes(
            self,
            f"读入的{len(self.preview.incoming)}个文件还没有采纳，要放弃吗？",
            "放弃",
            "放弃后文件本身不变，可以重新导入。",
        )

    def _read(self, paths: Sequence[Path], scheme: Scheme) -> None:
        number = self.application_id
        read_files(
            self.office,
            paths,
            scheme,
            lambda found: self._show_read(number, scheme, found),
            self,
            self._refuse,
        )

    def _show_read(self, number: int, scheme: Scheme, found: list[Incoming]) -> None:
        if number != self.place.application_id:
            self.told.tell("刚才读取的文件属于另一份申报，没有采纳。", "请回到那份申报重新导入。")
        elif not found:
            self.told.tell("没有找到文件。", "请选择申报单位的 Word、Excel 文件，或整个文件夹。")
        else:
            self.told.hide()
            self.preview.show_incoming(found, scheme, self.wanted_roster())
            self.stack.setCurrentWidget(self.preview)
            self.preview.accept_button.setFocus()

    def wanted_roster(self) -> str:
        """The roster that the reviewer asked to import, empty where any may come."""
        return ""

    def _keep_files(self, chosen: list[Incoming]) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: keep_incoming(desk, number, chosen),
            self._tell_kept,
            owner=self,
            otherwise=self._refuse,
        )

    def _tell_kept(self, changed: Changed) -> None:
        self.stack.setCurrentIndex(0)
        lines = [f"{one.name}：{one.sentence}" for one in changed.value]
        rest = [f"……另有{len(lines) - MOST_LINES}个文件"] if len(lines) > MOST_LINES else []
        self.told.tell(f"已采纳{len(lines)}个文件。", "\n".join(lines[:MOST_LINES] + rest))

    def _refuse(self, error: UserError) -> None:
        self.told.tell(error.sentence, error.hint)
