"""What the dropped files are, before an application is started with them: read, look, save."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.bar import MessageBar
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import GAP, WIDE, column
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, title
from desktop.ui.pages.steps.importing import read_files, save_problems
from desktop.ui.pages.steps.preview import Preview
from desktop.work.desk import Changed
from desktop.work.incoming import FORM, ROSTER, Incoming, receive_new
from desktop.work.looking import Basis, Looked, basis_of_round

_ATTACHED = "请核对拖入的文件；采纳后全部作为附件保存，内容需要录入。"


class IncomingPage(Page):
    """The files of one new application; `place.detail` holds their paths, one on each line."""

    title = "读入申报文件"

    def __init__(self, office: Office) -> None:
        """Empty until files are dropped on the list of applications."""
        super().__init__(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.told = MessageBar()
        self.head = title(self.title)
        self.preview = Preview(self.office, title(self.title))
        self.keep = self.preview.accept_button
        self.back = button("返回列表", self._go_back, "back")
        self.stop = button("取消读取", self.office.cancel, "close")
        self.empty = EmptyPage("cases", "", "", self.stop, self.back)
        self.stack = QStackedWidget()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.preview)
        whole = column(self.head, self.told, self.stack, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.stack.currentChanged.connect(lambda at: self.head.setVisible(at == 0))
        self.preview.accepted.connect(self._keep)
        self.preview.cancelled.connect(self._go_back)
        self.preview.problems_wanted.connect(self._list_problems)
        self.office.ended.connect(self.stop.hide)

    def reload(self) -> None:
        """Read the files; nothing is kept yet."""
        round_id, detail = self.place.round_id, self.place.detail
        self.told.hide()
        self._show_nothing("没有要读入的文件。", "请到“申报初审”拖入申报单位的文件夹或文件。")
        if round_id is not None and detail:
            self._show_nothing("正在读取文件…", "读完先看结果，采纳后才建立申报。")
            self.stop.show()
            self.office.ask(lambda desk: basis_of_round(desk, round_id), self._read, owner=self)

    def leave(self) -> bool:
        """What the reviewer has put right in the preview is not lost without a word."""
        if self.stack.currentWidget() is self.preview and not self.preview.leave():
            return False
        self.office.cancel()
        self.preview.stop()
        self.stack.setCurrentWidget(self.empty)
        return True

    def _paths(self) -> list[Path]:
        return [Path(line) for line in self.place.detail.split("\n")]

    def takes_files(self) -> bool:
        """Other files may be dropped here in place of those that are looked at."""
        return self.place.round_id is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read other files instead; the window asks about what was put right in these."""
        if paths:
            detail = "\n".join(str(path) for path in paths)
            self.go.emit(self.place.at("incoming", detail=detail))

    def _list_problems(self, chosen: list[Incoming]) -> None:
        save_problems(self.office, self.preview, chosen, _name(self._paths()), None)

    def _read(self, basis: Basis) -> None:
        place = self.place

        def show(found: list[Looked]) -> None:
            if place == self.place:
                self._show(found, basis)

        read_files(self.office, self._paths(), basis, show, self, self._refuse)

    def _show(self, found: list[Looked], basis: Basis) -> None:
        if not found:
            self._show_nothing(
                "没有找到文件。", "请拖入申报单位的 Word、Excel 文件，或整个文件夹。"
            )
            return
        self.office.in_turns(self._showing(self.place, found, basis), owner=self.preview)

    def _showing(self, place: Place, found: list[Looked], basis: Basis) -> Iterator[None]:
        """Fill the preview, then show it: each may take 30 ms of a long table."""
        self.preview.show_looked(found, basis)
        yield
        if place != self.place or not self.preview.incoming:
            return  # left meanwhile
        self.stack.setCurrentWidget(self.preview)
        self.keep.setFocus()
        if not any(one.incoming.what in (FORM, ROSTER) for one in found):
            kept = any(one.incoming.data for one in found)
            why = found[0].incoming.sentence  # as of all that could not be read
            self.told.tell("没有读到申请表或名单。", _ATTACHED if kept else why)

    def _show_nothing(self, what: str, how: str) -> None:
        self.empty.show_text(what, how)
        self.stack.setCurrentWidget(self.empty)
        self.stop.hide()

    def _refuse(self, error: UserError) -> None:
        self.told.tell(error.sentence, error.hint)
        if self.stack.currentWidget() is self.empty:
            self._show_nothing("文件没有读入。", "")

    def _keep(self, chosen: list[Incoming]) -> None:
        round_id, name = self.place.round_id, _name(self._paths())
        if round_id is not None:
            self.keep.setEnabled(False)
            self.office.keep(
                lambda desk: receive_new(desk, round_id, name, chosen),
                self._kept,
                owner=self,
                otherwise=self._not_kept,
            )

    def _kept(self, changed: Changed) -> None:
        self.stack.setCurrentWidget(self.empty)
        self.preview.stop()
        application_id, _kept = changed.value
        self.go.emit(
            self.place.at("case", application_id=application_id, step="receive", detail="")
        )

    def _not_kept(self, error: UserError) -> None:
        self.keep.setEnabled(True)
        self._refuse(error)

    def _go_back(self) -> None:
        self.go.emit(self.place.at("cases", detail=""))


def _name(paths: list[Path]) -> str:
    """The name of the dropped folder; it stands until the form names the applicant."""
    return next((path.name for path in paths if path.is_dir()), "")
