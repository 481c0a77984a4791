"""What the files are that were read: file by file, row by row, before anything is kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, column, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.preview_file import LEFT_OUT, FilePreview
from desktop.work.incoming import FORM, OTHER, REFUSED, ROSTER, Incoming, remap

_WORDS = {FORM: "申请表", OTHER: "附件", REFUSED: "附件（读不了）"}


class Preview(QWidget):
    """All files of one import: a list at the left, the chosen file at the right."""

    accepted = Signal(object)  # list[Incoming], what is to be kept
    cancelled = Signal()

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_incoming`."""
        super().__init__()
        self.office = office
        self.incoming: list[Incoming] = []
        self.touched = False  # the reviewer has put something right
        self._left_out: set[int] = set()
        self._scheme: Scheme | None = None
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns = (
            TableColumn[int]("name", "文件", lambda n: self.incoming[n].name, 130),
            TableColumn[int]("taken", "采纳", lambda n: _counts(self.incoming[n])[0], 52),
            TableColumn[int]("refused", "拒绝", lambda n: _counts(self.incoming[n])[1], 52),
            TableColumn[int]("what", "认作", self._what, 130),
        )
        self.rows: Rows[int] = Rows(columns, lambda n: n, self)
        self.files = Table("incoming-files", self.rows)
        self.files.setAccessibleName("读入的文件")
        self.state = sentence("", "quiet")
        self.warning = sentence("", "part")
        self.cancel_button = button("取消", self.cancelled.emit, "close")
        self.accept_button = primary("全部采纳", self.accept, "tick")
        self.file = FilePreview()

    def _lay_out(self) -> None:
        head = row(heading("导入预览"), self.state, self.cancel_button, self.accept_button)
        head.setStretch(1, 1)
        halves = side_by_side(self.files, self.file, shares=(1, 3))
        halves.setSizes([340, 660])
        whole = column(head, self.warning, halves, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.warning.hide()

    def _connect(self) -> None:
        self.files.chosen.connect(self._show_file)
        self.file.called.connect(self._call)
        self.file.mapped.connect(self._map)
        self.file.headed.connect(self._head)
        self.file.sheet_chosen.connect(self._choose_sheet)

    def show_incoming(self, found: Sequence[Incoming], scheme: Scheme, wanted: str = "") -> None:
        """Show what was read. A lone table that the reviewer wants as `wanted` is taken for it."""
        self._turn += 1
        self.touched = False
        self.incoming, self._scheme = list(found), scheme
        self._left_out = {n for n, one in enumerate(found) if one.what == REFUSED and not one.data}
        self.file.show_scheme(scheme)
        self._refresh(0)
        lone = len(found) == 1 and found[0].book is not None
        if lone and wanted and found[0].roster != wanted:
            self._call(wanted)

    def accept(self) -> None:
        """Keep all files but those that were left out."""
        self.accepted.emit(self.chosen())

    def chosen(self) -> list[Incoming]:
        """What would be kept."""
        return [one for n, one in enumerate(self.incoming) if n not in self._left_out]

    def _refresh(self, number: int) -> None:
        self.rows.show_rows(range(len(self.incoming)))
        self.files.choose(number)
        self._show_file(number)
        self._tell()

    def _tell(self) -> None:
        chosen = self.chosen()
        kinds = Counter(one.what for one in chosen)
        parts = [f"共{len(self.incoming)}个文件"]
        parts += [f"申请表{kinds[FORM]}份"] if kinds[FORM] else []
        parts += [f"名单{kinds[ROSTER]}份"] if kinds[ROSTER] else []
        rest = kinds[OTHER] + kinds[REFUSED]
        parts += [f"附件{rest}个"] if rest else []
        parts += [f"不导入{len(self._left_out)}个"] if self._left_out else []
        say(self.state, "　".join(parts))
        say(self.warning, "\n".join(self._doubles()))
        self.accept_button.setText("全部采纳" if len(chosen) > 1 else "采纳并保存")
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(bool(chosen))

    def _doubles(self) -> list[str]:
        numbers = [n for n in range(len(self.incoming)) if n not in self._left_out]
        calls = Counter(self._what(n) for n in numbers if self.incoming[n].what == ROSTER)
        return [
            f"有{count}个文件都认作“{what}”，采纳后依次合为一份；不要的请选“不导入”。"
            for what, count in calls.items()
            if count > 1
        ]

    def _what(self, number: int) -> str:
        one = self.incoming[number]
        if number in self._left_out:
            return "不导入"
        if one.what == ROSTER and self._scheme is not None:
            return self._scheme.roster(one.roster).title
        return _WORDS.get(one.what, one.what)

    def _show_file(self, number: int | None) -> None:
        if number is not None and number < len(self.incoming):
            self.file.show_file(self.incoming[number], left_out=number in self._left_out)

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
        elif what == FORM:
            self._put(number, replace(one, what=FORM))
        elif what == OTHER and one.book is None:
            self._put(number, replace(one, what=OTHER if one.what == FORM else one.what))
        else:
            self._remap("" if what == OTHER else what, None, None, "")

    def _map(self, key: str, index: int) -> None:
        one = self.incoming[self._here()]
        old: Mapping[str, int] = one.found.mapping if one.found else {}
        mapping = {k: v for k, v in old.items() if k != key and v != index}
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
        scheme, number, turn = self._scheme, self._here(), self._turn
        self.touched = True
        assert scheme is not None
        one = self.incoming[number]
        self.accept_button.setEnabled(False)
        self.office.slow(
            lambda _progress: remap(one, scheme, roster, mapping, line, sheet),
            _if_still(lambda: turn == self._turn, lambda changed: self._put(number, changed)),
            owner=self,
            otherwise=lambda error: self._refuse(error.sentence),
        )

    def _put(self, number: int, changed: Incoming) -> None:
        self.incoming[number] = changed
        self._refresh(number)

    def _refuse(self, told: str) -> None:
        self._refresh(self._here())
        say(self.warning, told)


def _if_still(
    holds: Callable[[], bool], then: Callable[[Incoming], None]
) -> Callable[[Incoming], None]:
    def take(changed: Incoming) -> None:
        if holds():
            then(changed)

    return take


def _counts(one: Incoming) -> tuple[str, str]:
    taken = [one.taken] if one.taken is not None else list(one.inner.values())
    if not taken:
        return "", ""
    return str(sum(len(t.rows) for t in taken)), str(sum(len(t.refused) for t in taken))
