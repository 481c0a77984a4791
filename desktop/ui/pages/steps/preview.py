"""What the files are that were read: file by file, row by row, before anything is kept."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.focus import kept_focus
from desktop.ui.kit.layouts import GAP, column, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence, shortcut
from desktop.ui.kit.table import Rows, TableColumn
from desktop.ui.pages.steps.file_list import FileList, place_of
from desktop.ui.pages.steps.preview_acts import PreviewActs
from desktop.ui.pages.steps.preview_file import FilePreview, word_of
from desktop.ui.pages.steps.preview_sums import changes_told, counts_of, differences_of, sums_of
from desktop.ui.pages.steps.problem_out import ProblemsButton
from desktop.work.import_diff import RosterChange
from desktop.work.incoming_file import (
    FORM,
    OTHER,
    REFUSED,
    ROSTER,
    Incoming,
    RowAt,
    holds_rosters,
    whole_files,
)
from desktop.work.looking import Basis, Looked, changes_of
from desktop.work.preview_undo import lines_in_words


class Preview(QWidget):
    """All files of one import: a list at the left, the chosen file at the right."""

    accepted = Signal(object)  # list[Incoming], what is to be kept
    cancelled = Signal()
    problems_wanted = Signal(object)  # list[Incoming], whose problems are to be listed

    def __init__(self, office: Office, head: QLabel | None = None) -> None:
        """Nothing is shown before `show_looked`; `head` is the title of a page of its own."""
        super().__init__()
        self.office, self._head = office, head or heading("导入预览")
        self.changes: tuple[RosterChange, ...] = ()
        self.acts = PreviewActs(office, self, self._here)
        self._compared = 0  # comparisons asked for; only the last is made
        self._make()
        self._lay_out()
        self._connect()

    @property
    def incoming(self) -> list[Incoming]:
        """The files that were read, as they are put right so far."""
        return [one.incoming for one in self.acts.looked]

    @property
    def basis(self) -> Basis | None:
        """What the files were read with."""
        return self.acts.basis

    @property
    def touched(self) -> bool:
        """True where the reviewer has put something right that would be lost."""
        return self.acts.lost() > 0

    def _make(self) -> None:
        columns = (
            TableColumn[int](
                "name", "文件", self._name, 130, tip=lambda n: place_of(self.incoming[n])
            ),
            TableColumn[int]("what", "认作", self._what, 130, tip=self._what),
            TableColumn[int]("taken", "采纳", lambda n: counts_of(self.incoming[n])[0], 48),
            TableColumn[int]("refused", "拒绝", lambda n: counts_of(self.incoming[n])[1], 48),
        )
        self.rows: Rows[int] = Rows(columns, lambda n: n, self)
        self.files = FileList(self.rows)
        self.state = sentence("", "quiet")
        self.sums = sentence("", "heading")
        self.warning = sentence("", "part")
        self.told = sentence("", "good")
        self.list_button = ProblemsButton()
        self.cancel_button = button("取消", self.cancelled.emit, "close")
        self.accept_button = primary("全部采纳", self.accept, "tick")
        self.file = FilePreview()

    def _lay_out(self) -> None:
        buttons = (self.list_button, self.cancel_button, self.accept_button)
        told = column(self.sums, self.state, gap=0)
        head = row(self._head, told, *buttons)
        head.setStretch(1, 1)
        halves = side_by_side(self.files, self.file, shares=(1, 3))
        halves.setSizes([380, 700])
        # What is told of an act stands below: nothing moves under the pointer as it comes.
        whole = column(head, self.warning, halves, self.told, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        for part in (self.warning, self.told, self.sums):
            part.hide()

    def _connect(self) -> None:
        file, acts = self.file, self.acts
        self.files.chosen.connect(self._show_file)
        self.list_button.wanted.connect(lambda _kind: self.problems_wanted.emit(self.chosen()))
        file.narrowed.connect(lambda _on: self._show_list())
        file.called.connect(acts.call)
        file.mapped.connect(lambda key, n: acts.map(key, n, file.header_line(), file.sheet_name()))
        file.headed.connect(lambda line: acts.head(line, file.sheet_name()))
        file.sheet_chosen.connect(acts.choose_sheet)
        file.mended.connect(acts.mend)
        file.refuse_wanted.connect(self._ask_refusal)
        file.refused.connect(lambda at, why: acts.refuse_rows([at], why))
        file.given_back.connect(acts.give_back_rows)
        file.wanted_changed.connect(acts.want)
        file.beside_wanted.connect(lambda roster, on: acts.put_beside(roster, on=on))
        file.shape_dropped.connect(lambda for_good: acts.drop_shape(for_good=for_good))
        file.unit_named.connect(acts.name_unit)
        file.more_wanted.connect(acts.take_more)
        acts.begun.connect(self._wait)
        acts.shown.connect(self._show_changed)
        acts.failed.connect(self._refuse)
        acts.told.connect(lambda text, look: say(self.told, text, look))
        shortcut(self, "Ctrl+Z", acts.undo)

    def show_looked(self, found: Sequence[Looked], basis: Basis, wanted: str = "") -> None:
        """Show what was read. A lone table that the reviewer wants as `wanted` is taken for it."""
        self.stop()
        self.changes = ()
        self.acts.begin(found, basis)
        self.acts.close.shown, self.acts.close.counted = self._show_if_here, self._show_counted
        whole = self.incoming
        self.acts.out = {n for n, one in enumerate(whole) if one.what == REFUSED and not one.data}
        self.file.show_scheme(basis.scheme)
        self.file.show_about()
        say(self.told, "")
        self._refresh(0)
        if len(whole) == 1 and whole[0].book is not None and wanted not in ("", whole[0].roster):
            self.acts.call(wanted, count=0)
        else:
            self._check()

    def accept(self) -> None:
        """Keep all files but those that were left out, once their second count is done."""
        if self.counting():
            say(self.told, "正在复核清点，清点完后再采纳。", "part")
        elif self._means_it():
            self.accepted.emit(self.chosen())

    def _means_it(self) -> bool:
        """Ask before a roster is replaced by one that looks like a supplement to it."""
        less = [one for one in self.changes if one.loses_most]
        told = "\n".join(
            f"“{one.title}”现有{one.rows[0]}行，其中{len(one.diff.gone)}行不在新文件中，"
            f"采纳后只剩{one.rows[1]}行。"
            for one in less
        )
        return not less or asking.ask_yes(
            self,
            "用新文件替换现有名单吗？",
            "替换",
            f"{told}\n如果是补充名单，请返回，选“接在现有名单后面”。",
            "返回",
        )

    def counting(self) -> bool:
        """True while the second count of a file that would be kept is still to come."""
        return any(one.uncounted for one in self.chosen())

    def stop(self) -> None:
        """These files are wanted no more: what is under way for them ends, and they are let go."""
        self.rows.show_rows(())  # they are counted from what the acts hold
        self.acts.end()
        self.changes = ()
        self.file.let_go()

    def may_be_left(self) -> bool:
        """Ask before corrections are lost; True where nothing would be."""
        lost = self.acts.lost()
        return not lost or asking.ask_yes(
            self,
            f"读入的{self._files()}个文件还没有采纳，已改的{lost}处会丢失。",
            "放弃这次导入",
            "文件本身不变，可以重新拖入，但要重新改。",
            "继续办理",
        )

    def leave(self) -> bool:
        """Let the files go, if the reviewer agrees; what was not taken is said where one goes."""
        files = self._files()
        if not self.may_be_left():
            return False
        if files and not self.touched:
            told = f"刚才读入的{files}个文件没有采纳；文件本身不变，需要时可以再拖入。"
            QTimer.singleShot(0, self.office, lambda: self.office.noted.emit(told))
        self.stop()
        return True

    def chosen(self) -> list[Incoming]:
        """What would be kept."""
        return [one for n, one in enumerate(self.incoming) if n not in self.acts.out]

    def say_written(self, text: str, look: str) -> None:
        """Say what became of the list of problems."""
        say(self.told, text, look)

    def _check(self) -> None:
        """Look closely at every file beside the window, then compare with what the case has."""
        assert self.basis is not None
        self.acts.close.check(self.basis.scheme)
        self._compare()

    def _wait(self) -> None:
        """Something is being changed: nothing can be kept before it is done."""
        with kept_focus(self, self.file.work_place):
            self.accept_button.setEnabled(False)

    def _show_changed(self, number: int, places: Sequence[RowAt]) -> None:
        """Show a file that is another one now; touched rows stay to be seen where they were."""
        self.file.keep_in_sight(places)
        self._refresh(number)
        self._check()

    def _show_if_here(self, number: int) -> None:
        if number == self._here():
            self._show_file(number)

    def _show_counted(self) -> None:
        say(self.told, "" if self.counting() else "复核清点完成。", "good")
        self._refresh(self._here())

    def _compare(self) -> None:
        basis, turn, chosen = self.basis, self.acts.turn, self.chosen()
        assert basis is not None
        self._compared += 1
        number = self._compared

        def work(_progress: object) -> tuple[RosterChange, ...] | None:
            return changes_of(chosen, basis) if number == self._compared else None

        if basis.now.rosters:
            self.office.slow(
                work,
                lambda found: self._show_changes(found) if self.acts.is_turn(turn) else None,
                owner=self,
            )

    def _show_changes(self, found: tuple[RosterChange, ...] | None) -> None:
        if found is None:  # a later comparison is on its way
            return
        self.changes = found
        self._tell()
        self._show_file(self._here())

    def _refresh(self, number: int) -> None:
        with kept_focus(self, self.file.work_place):
            self._show_list()
            self.files.blockSignals(True)  # noqa: FBT003 - Qt's own; the file is shown once, below
            self.rows.show_rows(range(len(self.incoming)))
            self.files.choose(number)
            self.files.blockSignals(False)  # noqa: FBT003 - Qt's own
            self._show_file(number)
            self._tell()

    def _show_list(self) -> None:
        """The list of files is there where it says anything, and the rows leave room for it."""
        self.files.setVisible(len(self.incoming) > 1 and not self.file.about.isHidden())

    def _tell(self) -> None:
        chosen = self.chosen()
        kinds = Counter(one.what for one in chosen)
        parts = [f"共{self._files()}个文件"]
        alone = sum(map(holds_rosters, chosen))  # Word files of a roster without the form
        forms, lists = kinds[FORM] - alone, kinds[ROSTER] + alone
        parts += [f"申请表{forms}份"] if forms else []
        parts += [f"名单{lists}份"] if lists else []
        rest = kinds[OTHER] + kinds[REFUSED]
        parts += [f"附件{rest}个"] if rest else []
        parts += [f"不导入{len(self.acts.out)}个"] if self.acts.out else []
        parts += ["复核清点中…"] if self.counting() else []
        say(self.state, "　".join(parts))
        say(self.sums, sums_of(chosen, self.changes))
        say(
            self.warning,
            "\n".join([*differences_of(chosen), *self._doubles(), *changes_told(self.changes)]),
        )
        self.accept_button.setText("全部采纳" if len(chosen) > 1 else "采纳并保存")
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(bool(chosen))

    def _files(self) -> int:
        return len(whole_files([one.incoming for one in self.acts.looked]))

    def _doubles(self) -> list[str]:
        numbers = [n for n in range(len(self.acts.looked)) if n not in self.acts.out]
        calls = Counter(self._what(n) for n in numbers if self.incoming[n].what == ROSTER)
        return [
            f"有{count}张表都认作“{what}”，采纳后依次合为一份；不要的请选“不导入”。"
            for what, count in calls.items()
            if count > 1
        ]

    def _name(self, number: int) -> str:
        return self.acts.looked[number].incoming.name

    def _what(self, number: int) -> str:
        one = self.acts.looked[number].incoming
        if number in self.acts.out:
            return "不导入"
        if one.what == ROSTER and self.basis is not None:
            return self.basis.scheme.roster(one.roster).title
        return word_of(one, self.basis.scheme) if self.basis is not None else ""

    def _show_file(self, number: int | None) -> None:
        if number is not None and number < len(self.acts.looked) and self.basis is not None:
            leave, out = self.basis.now.leave, number in self.acts.out
            one, left = self.acts.looked[number], self.acts.left(number)
            self.file.show_file(one, self.changes, leave, left, out=out)

    def _here(self) -> int:
        found = self.files.current()
        return int(found) if found is not None else 0

    def refuse_rows(self, places: Sequence[RowAt], why: str) -> None:
        """Refuse rows that could be taken, with a reason."""
        self.acts.refuse_rows(places, why)

    def give_back_rows(self, places: Sequence[RowAt]) -> None:
        """Take rows again as the file has them."""
        self.acts.give_back_rows(places)

    def _ask_refusal(self, places: Sequence[RowAt], names: str) -> None:
        question = f"{lines_in_words(places)}{names}不采纳"
        why = asking.ask_text(self, question, "原因", yes="不采纳")
        if why is not None:
            self.acts.refuse_rows(places, why)

    def _refuse(self, error: UserError) -> None:
        self._refresh(self._here())
        say(self.warning, f"{error.sentence}{error.hint}")
        if self.basis is not None:
            self.acts.close.check(self.basis.scheme)
