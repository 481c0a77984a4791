"""What 收件登记 and 名单 have in common: files are read, looked at in a preview, and then kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.bar import MessageBar
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office, Otherwise, Progress
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button
from desktop.ui.pages.steps.preview import Preview
from desktop.ui.pages.steps.problem_out import put_out
from desktop.work.casedata import application_of
from desktop.work.desk import Changed
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.incoming_file import Incoming
from desktop.work.incoming_undo import LastTaking, last_taking, undo_taking
from desktop.work.looking import Basis, Looked, basis_of_case, look
from desktop.work.problem_list import ProblemList, issues_of, list_for, note_sent

_WHERE = "各文件的读入情况指着这里可看；文件列在“材料”的“收到的文件”。"


def read_files(
    office: Office,
    paths: Sequence[Path],
    basis: Basis,
    then: Callable[[list[Looked]], None],
    owner: QObject,
    otherwise: Otherwise,
) -> None:
    """Read files beside the store, with progress and cancel; nothing is kept."""

    def read(progress: Progress) -> list[Looked]:
        known = basis.known
        found = read_incoming(
            paths, basis.scheme, progress, progress.cancelled, known, count_later=True
        )
        return [look(one, basis.scheme) for one in found]

    office.slow(read, then, owner=owner, title="正在读取申报文件", otherwise=otherwise)


def save_problems(
    office: Office,
    preview: Preview,
    chosen: Sequence[Incoming],
    name: str,
    application_id: int | None,
) -> None:
    """Ask how and where, and put out what is wrong in the chosen files for the applicant."""
    basis = preview.basis
    if basis is None:
        return
    scheme = basis.scheme

    def told(count: int, where: str) -> None:
        preview.say_written(
            f"问题清单共{count}处，已保存：{where}"
            if where
            else f"问题清单共{count}处，已送打印。",
            "good",
        )
        if application_id is not None:
            office.keep(lambda desk: note_sent(desk, application_id, count), owner=preview)

    def wrong(error: UserError) -> None:
        preview.say_written(f"{error.sentence}{error.hint}", "wrong")

    def ask(empty: ProblemList) -> None:
        put_out(
            office,
            preview,
            preview.list_button.kind,
            name,
            lambda: replace(empty, issues=tuple(issues_of(chosen, scheme))),
            told,
            wrong,
        )

    office.ask(lambda desk: list_for(desk, name), ask, owner=preview)


class ImportingStep(Page):
    """A step that takes files: its own content, and in its place the preview while one is open."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the preview; the subclass lays out its own content with `show_main`."""
        super().__init__(office, parent)
        self.told = MessageBar()
        self.preview = Preview(office)
        self.stack = QStackedWidget()
        self.last: LastTaking | None = None
        self.undo_last = button("撤销上次读入", self._undo_last, "undo")
        self.undo_last.hide()
        self.stop = button("取消读取", office.cancel, "close")
        self.stop.hide()
        office.ended.connect(self.stop.hide)
        office.saved.connect(self.told.hide)  # what was said of an act goes with the next one
        self.preview.accepted.connect(self._keep_files)
        self.preview.problems_wanted.connect(self._list_problems)
        self.preview.cancelled.connect(self.drop_preview)

    def show_main(self, content: QLayout) -> None:
        """Lay out the step's own content, and the preview behind it."""
        main = QWidget()
        main.setLayout(content)
        self.stack.addWidget(main)
        self.stack.addWidget(self.preview)
        whole = column(row(self.stop, None), self.told, self.stack, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def previewing(self) -> bool:
        """True while files that were read wait to be kept."""
        return self.stack.currentWidget() is self.preview

    def help_topic(self) -> str:
        """While files are looked at, how they are read."""
        return "incoming" if self.previewing() else super().help_topic()

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
        if wanted and (not self.previewing() or self.preview.may_be_left()):
            self.office.ask(
                lambda desk: basis_of_case(desk, number),
                lambda basis: self._read(wanted, basis),
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
        if self.previewing() and not self.preview.leave():
            return False
        self.stack.setCurrentIndex(0)
        return True

    def drop_preview(self) -> None:
        """Keep nothing of what was read, once the reviewer agrees."""
        self.leave()

    def _read(self, paths: Sequence[Path], basis: Basis) -> None:
        number = self.application_id
        self.stop.show()
        read_files(
            self.office,
            paths,
            basis,
            lambda found: self._show_read(number, basis, found),
            self,
            self._refuse,
        )

    def _show_read(self, number: int, basis: Basis, found: list[Looked]) -> None:
        if number != self.place.application_id:
            self.told.tell("刚才读取的文件属于另一份申报，没有采纳。", "请回到那份申报重新导入。")
        elif not found:
            self.told.tell("没有找到文件。", "请选择申报单位的 Word、Excel 文件，或整个文件夹。")
        else:
            self.told.hide()
            self.office.in_turns(self._showing_read(number, basis, found), owner=self.preview)

    def _showing_read(self, number: int, basis: Basis, found: list[Looked]) -> Iterator[None]:
        """Fill the preview, then show it: each may take 30 ms of a long table."""
        self.preview.show_looked(found, basis, self.wanted_roster())
        yield
        if number == self.place.application_id:
            self.stack.setCurrentWidget(self.preview)
            self.preview.accept_button.setFocus()
        else:
            self.preview.stop()

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

    def _list_problems(self, chosen: list[Incoming]) -> None:
        number = self.application_id
        self.office.ask(
            lambda desk: application_of(desk, number).name,
            lambda name: save_problems(self.office, self.preview, chosen, name, number),
            owner=self,
        )

    def look_back(self) -> None:
        """Ask what was read last; the subclass calls this when it reloads."""
        number = self.application_id
        self.office.ask(lambda desk: last_taking(desk, number), self._show_last, owner=self)

    def _show_last(self, last: LastTaking | None) -> None:
        self.last = last
        self.undo_last.setVisible(last is not None)
        if last is not None:
            self.undo_last.setToolTip(f"{last.at[:16].replace('T', ' ')} {'、'.join(last.files)}")

    def _undo_last(self) -> None:
        last, number = self.last, self.application_id
        if last is None or not asking.ask_yes(
            self,
            f"撤销{last.at[:16].replace('T', ' ')}的读入吗？共{len(last.files)}个文件。",
            "撤销读入",
            f"当时读入的{last.values}项内容和{last.rosters}份名单退回，原来的恢复；"
            "之后手工改过的内容保留，文件留作附件。",
        ):
            return
        self.office.keep(
            lambda desk: undo_taking(desk, number, last.id),
            self._tell_undone,
            owner=self,
            otherwise=self._refuse,
        )

    def _tell_undone(self, changed: Changed) -> None:
        stays = f"其中{changed.value}项之后已手工改过，保留现在的内容。" if changed.value else ""
        self.told.tell("已撤销上次读入，读入前的内容已恢复。", stays)

    def _tell_kept(self, changed: Changed) -> None:
        self.stack.setCurrentIndex(0)
        self.preview.stop()
        lines = [f"{one.name}：{one.sentence}" for one in changed.value]
        files = sum(not one.again for one in changed.value)
        self.told.tell_many(f"已采纳{files}个文件。", lines, _WHERE)

    def _refuse(self, error: UserError) -> None:
        self.told.tell(error.sentence, error.hint)
