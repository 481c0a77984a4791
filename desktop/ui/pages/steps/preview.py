"""What the files are that were read: file by file, row by row, before anything is kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.layouts import GAP, column, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.kit.table import Rows, TableColumn
from desktop.ui.pages.steps.close_look import CloseLook
from desktop.ui.pages.steps.file_list import FileList, place_of
from desktop.ui.pages.steps.preview_file import LEFT_OUT, FilePreview, word_of
from desktop.ui.pages.steps.preview_sums import changes_told, counts_of, differences_of, sums_of
from desktop.ui.pages.steps.problem_out import ProblemsButton
from desktop.work.desk import Changed, Desk
from desktop.work.import_diff import RosterChange
from desktop.work.incoming import as_recognised, may_share, remap, with_unit
from desktop.work.incoming_file import FORM, OTHER, REFUSED, ROSTER, Incoming, RowAt
from desktop.work.incoming_more import More, take_more, used_grids
from desktop.work.looking import Basis, Looked, changes_of, look_again, look_closely
from desktop.work.mend import give_back, mend_cell, refuse_rows
from desktop.work.shapes import forget

Change = Callable[[Incoming], Incoming]


class Preview(QWidget):
    """All files of one import: a list at the left, the chosen file at the right."""

    accepted = Signal(object)  # list[Incoming], what is to be kept
    cancelled = Signal()
    problems_wanted = Signal(object)  # list[Incoming], whose problems are to be listed

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_looked`."""
        super().__init__()
        self.office = office
        self.touched = False  # the reviewer has put something right
        self.changes: tuple[RosterChange, ...] = ()
        self._looked: list[Looked] = []
        self._latest: list[Incoming] = []  # as the slow worker has them, one change after another
        self._left_out: set[int] = set()
        self._basis: Basis | None = None
        self._turn = 0
        self._close = CloseLook(office, self, [], [])
        self._compared = 0  # comparisons asked for; only the last is made
        self._make()
        self._lay_out()
        self._connect()

    @property
    def incoming(self) -> list[Incoming]:
        """The files that were read, as they are put right so far."""
        return [one.incoming for one in self._looked]

    @property
    def basis(self) -> Basis | None:
        """What the files were read with."""
        return self._basis

    def _make(self) -> None:
        columns = (
            TableColumn[int](
                "name", "文件", self._name, 130, tip=lambda n: place_of(self.incoming[n])
            ),
            TableColumn[int]("what", "认作", self._what, 130, tip=self._what),
            TableColumn[int]("taken", "采纳", lambda n: counts_of(self.incoming[n])[0], 52),
            TableColumn[int]("refused", "拒绝", lambda n: counts_of(self.incoming[n])[1], 52),
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
        head = row(heading("导入预览"), told, *buttons)
        head.setStretch(1, 1)
        halves = side_by_side(self.files, self.file, shares=(1, 3))
        halves.setSizes([300, 700])
        whole = column(head, self.warning, self.told, halves, gap=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        for part in (self.warning, self.told, self.sums):
            part.hide()

    def _connect(self) -> None:
        file = self.file
        self.files.chosen.connect(self._show_file)
        self.list_button.wanted.connect(lambda _kind: self.problems_wanted.emit(self.chosen()))
        file.called.connect(self._call)
        file.mapped.connect(self._map)
        file.headed.connect(self._head)
        file.sheet_chosen.connect(self._choose_sheet)
        file.mended.connect(self._mend)
        file.refuse_wanted.connect(self._ask_refusal)
        file.refused.connect(lambda at, why: self.refuse_rows([at], why))
        file.given_back.connect(self.give_back_rows)
        file.wanted_changed.connect(self._want)
        file.shape_dropped.connect(self._drop_shape)
        file.unit_named.connect(self._name_unit)
        file.more_wanted.connect(self._take_more)

    def show_looked(self, found: Sequence[Looked], basis: Basis, wanted: str = "") -> None:
        """Show what was read. A lone table that the reviewer wants as `wanted` is taken for it."""
        self.stop()
        self.touched = False
        self.changes = ()
        self._looked, self._basis = list(found), basis
        whole = [one.incoming for one in found]
        self._latest = list(whole)
        self._close = CloseLook(self.office, self, self._looked, self._latest)
        self._close.shown, self._close.counted = self._show_if_here, self._show_counted
        self.files.setVisible(len(whole) > 1)
        self._left_out = {n for n, one in enumerate(whole) if one.what == REFUSED and not one.data}
        self.file.show_scheme(basis.scheme)
        say(self.told, "")
        self._refresh(0)
        if len(whole) == 1 and whole[0].book is not None and wanted not in ("", whole[0].roster):
            self._call(wanted)
        else:
            self._check()

    def accept(self) -> None:
        """Keep all files but those that were left out, once their second count is done."""
        if self.counting():
            say(self.told, "正在复核清点，清点完后再采纳。", "part")
        else:
            self.accepted.emit(self.chosen())

    def counting(self) -> bool:
        """True while the second count of a file that would be kept is still to come."""
        return any(one.uncounted for one in self.chosen())

    def stop(self) -> None:
        """These files are wanted no more: what is under way for them ends, and they are let go."""
        self._turn += 1
        self._close.stop()
        self._looked, self._latest, self.changes, self._basis = [], [], (), None
        self._close = CloseLook(self.office, self, [], [])
        self.file.let_go()

    def chosen(self) -> list[Incoming]:
        """What would be kept."""
        return [one for n, one in enumerate(self.incoming) if n not in self._left_out]

    def say_written(self, text: str, look: str) -> None:
        """Say what became of the list of problems."""
        say(self.told, text, look)

    def _check(self) -> None:
        """Look closely at every file beside the window, then compare with what the case has."""
        assert self._basis is not None
        self._close.check(self._basis.scheme)
        self._compare()

    def _show_if_here(self, number: int) -> None:
        if number == self._here():
            self._show_file(number)

    def _show_counted(self) -> None:
        say(self.told, "" if self.counting() else "复核清点完成。", "good")
        self._refresh(self._here())

    def _compare(self) -> None:
        basis, turn, chosen = self._basis, self._turn, self.chosen()
        assert basis is not None
        self._compared += 1
        number = self._compared

        def work(_progress: object) -> tuple[RosterChange, ...] | None:
            return changes_of(chosen, basis) if number == self._compared else None

        if basis.now.rosters:
            self.office.slow(
                work,
                lambda found: self._show_changes(found) if turn == self._turn else None,
                owner=self,
            )

    def _show_changes(self, found: tuple[RosterChange, ...] | None) -> None:
        if found is None:  # a later comparison is on its way
            return
        self.changes = found
        self._tell()
        self._show_file(self._here())

    def _refresh(self, number: int) -> None:
        self.files.blockSignals(True)  # noqa: FBT003 - Qt's own; the file is shown once, below
        self.rows.show_rows(range(len(self._looked)))
        self.files.choose(number)
        self.files.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._show_file(number)
        self._tell()

    def _tell(self) -> None:
        chosen = self.chosen()
        kinds = Counter(one.what for one in chosen)
        parts = [f"共{len(self._looked)}个文件"]
        parts += [f"申请表{kinds[FORM]}份"] if kinds[FORM] else []
        parts += [f"名单{kinds[ROSTER]}份"] if kinds[ROSTER] else []
        rest = kinds[OTHER] + kinds[REFUSED]
        parts += [f"附件{rest}个"] if rest else []
        parts += [f"不导入{len(self._left_out)}个"] if self._left_out else []
        parts += ["复核清点中…"] if self.counting() else []
        say(self.state, "　".join(parts))
        say(self.sums, sums_of(chosen))
        say(
            self.warning,
            "\n".join([*differences_of(chosen), *self._doubles(), *changes_told(self.changes)]),
        )
        self.accept_button.setText("全部采纳" if len(chosen) > 1 else "采纳并保存")
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(bool(chosen))

    def _doubles(self) -> list[str]:
        numbers = [n for n in range(len(self._looked)) if n not in self._left_out]
        calls = Counter(self._what(n) for n in numbers if self.incoming[n].what == ROSTER)
        return [
            f"有{count}张表都认作“{what}”，采纳后依次合为一份；不要的请选“不导入”。"
            for what, count in calls.items()
            if count > 1
        ]

    def _name(self, number: int) -> str:
        return self._looked[number].incoming.name

    def _what(self, number: int) -> str:
        one = self._looked[number].incoming
        if number in self._left_out:
            return "不导入"
        if one.what == ROSTER and self._basis is not None:
            return self._basis.scheme.roster(one.roster).title
        return word_of(one)

    def _show_file(self, number: int | None) -> None:
        if number is not None and number < len(self._looked) and self._basis is not None:
            leave, out = self._basis.now.leave, number in self._left_out
            one, left = self._looked[number], self._left(number)
            self.file.show_file(one, self.changes, leave, left, out=out)

    def _left(self, number: int) -> list[More]:
        """The other tables of a file that no part of it has taken yet."""
        one = self.incoming[number]
        used = {
            (grid.name, grid.first_line)
            for other in self.incoming
            if other.data == one.data
            for grid in used_grids(other)
        }
        return [more for more in self._looked[number].more if (more.sheet, more.line) not in used]

    def _take_more(self, more: More) -> None:
        """Take another table of the chosen file as a part of its own, right after it."""
        assert self._basis is not None
        scheme, number, turn = self._basis.scheme, self._here(), self._turn
        left = [one for one in self._left(number) if one != more]
        latest = self._latest
        self.touched = True
        self.accept_button.setEnabled(False)

        def put(found: tuple[Looked, Looked]) -> None:
            if turn == self._turn:
                self._looked[number : number + 1] = found
                self._left_out = {n + (n > number) for n in self._left_out}
                self.files.show()
                above = used_grids(found[0].incoming)
                is_above = any((g.name, g.first_line) == (more.sheet, more.line) for g in above)
                self._refresh(number if is_above else number + 1)
                self._compare()

        def work(_progress: object) -> tuple[Looked, Looked]:
            latest[number : number + 1] = take_more(latest[number], scheme, more, left)
            return look_closely(latest[number], scheme), look_closely(latest[number + 1], scheme)

        self.office.slow(work, put, owner=self, otherwise=self._refuse)

    def _here(self) -> int:
        found = self.files.current()
        return int(found) if found is not None else 0

    def _call(self, what: str) -> None:
        number = self._here()
        one = self.incoming[number]
        self.touched = True
        self._left_out.discard(number)
        if what == LEFT_OUT:
            self._left_out.add(number)
            self._refresh(number)
            self._compare()
        elif what == FORM:
            self._change(lambda one: replace(one, what=FORM))
        elif what == OTHER and one.book is None:
            self._change(lambda one: replace(one, what=OTHER if one.what == FORM else one.what))
        else:
            self._remap("" if what == OTHER else what, None, None, "")

    def _map(self, key: str, index: int) -> None:
        one = self.incoming[self._here()]
        old: Mapping[str, int] = one.found.mapping if one.found else {}
        mapping = {k: v for k, v in old.items() if k != key and (v != index or may_share(k, key))}
        if index >= 0:
            mapping[key] = index
        self._remap(one.roster, mapping, self.file.header_line(), self.file.sheet_name())

    def _head(self, line: int) -> None:
        self._remap(self.incoming[self._here()].roster, None, line, self.file.sheet_name())

    def _choose_sheet(self, sheet: str) -> None:
        self._remap(self.incoming[self._here()].roster, None, None, sheet)

    def _remap(
        self, roster: str, mapping: Mapping[str, int] | None, line: int | None, sheet: str
    ) -> None:
        assert self._basis is not None
        scheme = self._basis.scheme
        self._change(lambda one: remap(one, scheme, roster, mapping, line, sheet))

    def _mend(self, at: RowAt, key: str, text: str) -> None:
        assert self._basis is not None
        scheme = self._basis.scheme
        self._change(lambda one: mend_cell(one, scheme, at, key, text))

    def _ask_refusal(self, places: Sequence[RowAt]) -> None:
        lines = "、".join(str(at[2]) for at in places[:5]) + ("…" if len(places) > 5 else "")
        why = asking.ask_text(self, f"第{lines}行不采纳", "原因", yes="不采纳")
        if why is not None:
            self.refuse_rows(places, why)

    def refuse_rows(self, places: Sequence[RowAt], why: str) -> None:
        """Refuse rows that could be taken, with a reason."""
        assert self._basis is not None
        scheme = self._basis.scheme
        self._change(lambda one: refuse_rows(one, scheme, places, why))

    def give_back_rows(self, places: Sequence[RowAt]) -> None:
        """Take rows again as the file has them."""
        assert self._basis is not None
        scheme = self._basis.scheme
        self._change(lambda one: give_back(one, scheme, places))

    def _name_unit(self, column: str, unit: str) -> None:
        assert self._basis is not None
        scheme = self._basis.scheme
        self._change(lambda one: with_unit(one, scheme, column, unit))

    def _want(self, wanted: frozenset[str]) -> None:
        self._change(lambda one: replace(one, wanted=wanted))

    def _drop_shape(self, for_good: bool) -> None:
        assert self._basis is not None
        scheme, key = self._basis.scheme, self.incoming[self._here()].shape
        if for_good:
            self.office.keep(_forgetting(key), owner=self)
        self._change(lambda one: as_recognised(one, scheme))

    def _change(self, change: Change) -> None:
        """Change the chosen file beside the window, and show what became of it."""
        assert self._basis is not None
        scheme, number, turn = self._basis.scheme, self._here(), self._turn
        latest, before = self._latest, self._looked[number]
        self.touched = True
        self.accept_button.setEnabled(False)

        def put(fresh: Looked) -> None:
            if turn == self._turn:
                self._looked[number] = fresh
                self._refresh(number)
                self._check()

        def work(_progress: object) -> Looked:
            latest[number] = change(latest[number])
            return look_again(latest[number], scheme, before)

        self.office.slow(work, put, owner=self, otherwise=self._refuse)

    def _refuse(self, error: UserError) -> None:
        self._refresh(self._here())
        say(self.warning, f"{error.sentence}{error.hint}")
        if self._basis is not None:
            self._close.check(self._basis.scheme)


def _forgetting(key: str) -> Callable[[Desk], Changed]:
    return lambda desk: forget(desk, key)
