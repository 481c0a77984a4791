"""What the reviewer does in a preview: read another way, put right, refuse; and take it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.ui.kit.office import Office
from desktop.ui.pages.steps.close_look import CloseLook
from desktop.work.desk import Changed, Desk
from desktop.work.incoming import as_recognised, may_share, remap, with_unit
from desktop.work.incoming_file import FORM, OTHER, Incoming, RowAt
from desktop.work.incoming_more import More, take_more, used_grids
from desktop.work.looking import Basis, Looked, look_again, look_closely
from desktop.work.mend import give_back, mend_cell, refuse_rows
from desktop.work.preview_undo import Done, kept_short, lines_in_words, lost, put_back
from desktop.work.shapes import forget

LEFT_OUT = "left out"
_BUSY = "上一处改动还没有处理完，请稍候再撤销。"
_NOTHING = "没有可以撤销的改动。"
Change = Callable[[Incoming], Incoming]


class PreviewActs(QObject):
    """The files of one import, and all that is done with them beside the window, in order."""

    begun = Signal()
    shown = Signal(int, object)  # a file is another one now: its number, the rows that were touched
    failed = Signal(object)  # UserError
    told = Signal(str, str)  # words, and their look

    def __init__(self, office: Office, owner: QObject, here: Callable[[], int]) -> None:
        """`here` gives the number of the file that is shown."""
        super().__init__(owner)
        self.office, self._here = office, here
        self._turn = 0
        self.begin((), None)

    def begin(self, found: Sequence[Looked], basis: Basis | None) -> None:
        """Work with these files; None: with none at all."""
        self._turn += 1
        self._busy = 0
        self.basis = basis
        self.looked = list(found)
        self._latest = [one.incoming for one in found]  # the slow worker's, one act after another
        self.out: set[int] = set()  # the numbers of files that are not imported
        self.done: list[Done] = []
        self.close = CloseLook(self.office, self, self.looked, self._latest)

    def end(self) -> None:
        """What is under way for these files ends, and they are let go."""
        self.close.stop()
        self.begin((), None)

    def is_turn(self, turn: int) -> bool:
        """Tell whether the files are still those that they were at `turn`."""
        return turn == self._turn

    @property
    def turn(self) -> int:
        """A number that is another one as soon as other files are shown."""
        return self._turn

    def lost(self) -> int:
        """How many corrections would be missed if the files were not taken."""
        return lost(self.done)

    def call(self, what: str, count: int = 1) -> None:
        """Take the file for the form, for a roster (its key), for a mere annex, or leave it out.

        `count` is 0 where the program does so of itself.
        """
        number, scheme = self._here(), self._scheme()
        one = self.looked[number].incoming
        titles = {FORM: "申请表", OTHER: "附件", LEFT_OUT: "不导入"}
        title = titles.get(what) or scheme.roster(what).title
        words = f"“{one.name}”改为{title}"
        if what == LEFT_OUT:
            self._change(lambda one: one, words, count, out=self.out | {number})
            return
        change: Change = lambda one: remap(one, scheme, "" if what == OTHER else what)  # noqa: E731 - two others follow
        if what == FORM:
            change = lambda one: replace(one, what=FORM)  # noqa: E731 - see above
        elif what == OTHER and one.book is None:
            change = lambda one: replace(one, what=OTHER if one.what == FORM else one.what)  # noqa: E731 - see above
        self._change(change, words, count, out=self.out - {number})

    def map(self, key: str, index: int, line: int, sheet: str) -> None:
        """Take a column of the roster from a column of the file (-1: from none)."""
        looked = self.looked[self._here()]
        one, scheme = looked.incoming, self._scheme()
        old: Mapping[str, int] = one.found.mapping if one.found else {}
        mapping = {k: v for k, v in old.items() if k != key and (v != index or may_share(k, key))}
        if index >= 0:
            mapping[key] = index
        label, name = self._label(key), dict(looked.columns).get(index, "")
        words = f"“{label}”改取“{name}”一栏" if index >= 0 else f"“{label}”改为不取"
        self._change(lambda one: remap(one, scheme, one.roster, mapping, line, sheet), words)

    def head(self, line: int, sheet: str) -> None:
        """Read from the header that ends at `line`, from 1."""
        scheme = self._scheme()
        words = f"标题行改为第{line}行"
        self._change(lambda one: remap(one, scheme, one.roster, None, line, sheet), words)

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet."""
        scheme, words = self._scheme(), f"改读工作表“{sheet}”"
        self._change(lambda one: remap(one, scheme, one.roster, None, None, sheet), words)

    def mend(self, at: RowAt, key: str, text: str) -> None:
        """Correct one cell."""
        scheme = self._scheme()
        words = f"第{at[2]}行“{self._label(key, at[0])}”改为“{text}”"
        self._change(lambda one: mend_cell(one, scheme, at, key, text), words, places=(at,))

    def refuse_rows(self, places: Sequence[RowAt], why: str) -> None:
        """Refuse rows that could be taken, with a reason."""
        scheme, words = self._scheme(), f"{lines_in_words(places)}不采纳"
        self._change(lambda one: refuse_rows(one, scheme, places, why), words, places=tuple(places))

    def give_back_rows(self, places: Sequence[RowAt]) -> None:
        """Take rows again as the file has them."""
        scheme, words = self._scheme(), f"{lines_in_words(places)}还原"
        self._change(lambda one: give_back(one, scheme, places), words, places=tuple(places))

    def name_unit(self, column: str, unit: str) -> None:
        """Read amounts of a column in the unit that is named."""
        scheme, words = self._scheme(), f"“{self._label(column)}”的单位选为{unit}"
        self._change(lambda one: with_unit(one, scheme, column, unit), words)

    def want(self, wanted: frozenset[str]) -> None:
        """Take these rosters of those that stand inside a form."""
        self._change(lambda one: replace(one, wanted=wanted), "申请表内名单的取舍")

    def put_beside(self, roster: str, *, on: bool) -> None:
        """Let the rows come behind those that are there, or in their place again."""
        title = self._scheme().roster(roster).title
        words = f"“{title}”改为{'接在现有名单后面' if on else '替换现有名单'}"
        self._change(lambda one: replace(one, beside=on), words)

    def drop_shape(self, *, for_good: bool) -> None:
        """Read by the file's own header, without the choice that was remembered."""
        scheme, key = self._scheme(), self.looked[self._here()].incoming.shape
        if for_good:
            self.office.keep(_forgetting(key), owner=self)
        words = "重新识别（以后仍不再记住）" if for_good else "重新识别"
        self._change(lambda one: as_recognised(one, scheme), words)

    def left(self, number: int) -> list[More]:
        """The other tables of a file that no part of it has taken yet."""
        one = self.looked[number].incoming
        used = {
            (grid.name, grid.first_line)
            for other in self.looked
            if other.incoming.data == one.data
            for grid in used_grids(other.incoming)
        }
        return [more for more in self.looked[number].more if (more.sheet, more.line) not in used]

    def take_more(self, more: More) -> None:
        """Take another table of the chosen file as a part of its own, beside it."""
        scheme, number, turn, latest = self._scheme(), self._here(), self._turn, self._latest
        left = [one for one in self.left(number) if one != more]
        out = frozenset(self.out)
        self._begin()

        def put(found: tuple[Looked, Looked, Incoming]) -> None:
            if turn == self._turn:
                words = f"一并导入“{more.place}”"
                self._did(Done(words, number, found[2], out, span=2))
                self.looked[number : number + 1] = found[:2]
                self.out = {n + (n > number) for n in self.out}
                above = used_grids(found[0].incoming)
                is_above = any((g.name, g.first_line) == (more.sheet, more.line) for g in above)
                self.shown.emit(number if is_above else number + 1, ())

        def work(_progress: object) -> tuple[Looked, Looked, Incoming]:
            was = kept_short(latest[number])
            latest[number : number + 1] = take_more(latest[number], scheme, more, left)
            here, there = latest[number : number + 2]
            return look_closely(here, scheme), look_closely(there, scheme), was

        self.office.slow(work, put, owner=self, otherwise=partial(self._fail, turn))

    def undo(self) -> None:
        """Take the last act back, and say which it was; or say why there is none."""
        if self._busy or not self.done:
            self.told.emit(_BUSY if self._busy else _NOTHING, "part")
            return
        last = self.done.pop()
        scheme, turn, latest = self._scheme(), self._turn, self._latest
        here = slice(last.number, last.number + last.span)
        before = self.looked[last.number]
        self._begin()

        def put(fresh: Looked) -> None:
            if turn == self._turn:
                self._busy -= 1
                old, self.looked[here] = self.looked[here], [fresh]
                self.out = set(last.out)
                self.shown.emit(last.number, last.places)
                self.told.emit(f"已撤销：{last.words}。", "good")
                self._drop(old, fresh)

        def work(_progress: object) -> Looked:
            latest[here] = [put_back(last.before, latest[last.number], scheme)]
            again = look_closely if last.span > 1 else look_again
            return again(latest[last.number], scheme, before)

        self.office.slow(work, put, owner=self, otherwise=partial(self._fail, turn))

    def _change(
        self,
        change: Change,
        words: str,
        count: int = 1,
        *,
        places: tuple[RowAt, ...] = (),
        out: set[int] | None = None,
    ) -> None:
        """Change the chosen file beside the window, and show what became of it."""
        scheme, number, turn = self._scheme(), self._here(), self._turn
        latest, before, out_before = self._latest, self.looked[number], frozenset(self.out)
        many = max(count, len(places))
        self._begin()

        def put(found: tuple[Looked, Incoming]) -> None:
            if turn == self._turn:
                fresh, was = found
                self._did(Done(words, number, was, out_before, count=many, places=places))
                self.out = self.out if out is None else out
                old, self.looked[number] = self.looked[number], fresh
                self.shown.emit(number, places)
                self._drop([old], fresh)

        def work(_progress: object) -> tuple[Looked, Incoming]:
            was = kept_short(latest[number])
            latest[number] = change(latest[number])
            return look_again(latest[number], scheme, before), was

        self.office.slow(work, put, owner=self, otherwise=partial(self._fail, turn))

    def _begin(self) -> None:
        self._busy += 1
        self.begun.emit()

    def _did(self, act: Done) -> None:
        self._busy -= 1
        self.done.append(act)

    def _drop(self, old: Sequence[Looked], fresh: Looked) -> None:
        for one in old:
            if one.incoming.found is not fresh.incoming.found:
                self.close.drop(one)

    def _fail(self, turn: int, error: UserError) -> None:
        if turn == self._turn:
            self._busy -= 1
            self.failed.emit(error)

    def _scheme(self) -> Scheme:
        assert self.basis is not None
        return self.basis.scheme

    def _label(self, key: str, roster: str = "") -> str:
        one = self.looked[self._here()].incoming
        columns = self._scheme().roster(roster or one.roster).columns
        return next((column.label for column in columns if column.key == key), key)


def _forgetting(key: str) -> Callable[[Desk], Changed]:
    return lambda desk: forget(desk, key)
