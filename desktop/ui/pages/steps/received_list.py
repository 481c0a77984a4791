"""收到的文件: what came with an application, opened in a copy, and the paper each belongs to."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QVBoxLayout, QWidget

from desktop.ui.kit.layouts import TIGHT, boxed, by_text, clear, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.outside import show_outside
from desktop.ui.kit.parts import Combo, button, heading, link, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.materials import MaterialState
from desktop.work.office_notes import copy_to_look
from desktop.work.received_files import NONE, Received, offered_places

_OPEN, _NO_PAPER = "未归入", "不属于清单上的任何一项"
_MOST_ROWS = 6  # of the table that are seen at once
_WIDE = ("name", "place")
_ROOM = {"kind": 400, "size": 480, "at": 580}  # px below which a column gives way
_MOST_SAME = 3  # files with another's content that are named one by one
_LONGEST = 28  # characters of a paper's name in the list


class ReceivedList(QWidget):
    """A small table of the files, and below it what may be done with the chosen ones."""

    placed = Signal(object)  # places of files: {file id: line id}

    def __init__(self, office: Office, show: Callable[[Path], None] | None = None) -> None:
        """Empty; `show` is what opens a file."""
        super().__init__()
        self._office, self._show = office, show or partial(show_outside, office)
        self._words: dict[str, str] = {}
        self._files: tuple[Received, ...] = ()
        self._final = False
        self._make()
        self._lay_out()
        self.table.opened.connect(self.open_file)
        self.table.chosen.connect(self._show_chosen)
        self.place.activated.connect(lambda _at: self._place())

    def _make(self) -> None:
        columns = (
            TableColumn[Received]("name", "文件", lambda one: one.file.name, 200, tip=_whole),
            TableColumn[Received]("place", "属于哪一项", self.place_of, 200, tip=self.place_of),
            TableColumn[Received]("kind", "类型", lambda one: one.kind, 56),
            TableColumn[Received]("size", "大小", lambda one: one.size, 64, right=True),
            TableColumn[Received]("at", "收到", _day, 116),
        )
        self.rows: Rows[Received] = Rows(columns, lambda one: one.file.id, self)
        self.table = _Files(self.rows)
        self.about = sentence("", "quiet")
        self.place = Combo("所选的文件属于哪一项")
        self.place.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.place.setMinimumContentsLength(8)
        self.look = button("打开", self._open_chosen, "file", "用本机的程序打开一份副本（回车）")
        self.offered = button("", self._place_offered, "tick", "只归入从文件名就能确定的")

    def _lay_out(self) -> None:
        head = row(heading("收到的文件"), None, self.offered)
        acts = row(self.look, sentence("属于", "quiet"), self.place, gap=TIGHT)
        acts.setStretch(2, 1)
        self.box = boxed(head, self.about, self.table, acts, gap=TIGHT)
        self.setLayout(column(self.box))
        self.hide()

    def place_of(self, one: Received) -> str:
        """Where a file belongs, or what its name speaks of, in words."""
        if one.line_id:
            return self._words.get(one.line_id, _NO_PAPER)
        return f"建议：{self._words[one.offered]}" if one.offered else _OPEN

    def show_files(self, files: Sequence[Received], items: Sequence[MaterialState]) -> None:
        """Show the files, and offer the papers of the list."""
        words = {line.id: _short(line.text) for item in items for line in item.lines}
        if words != self._words:
            self._words = words
            self.place.clear()
            for text, key in ((_OPEN, ""), *((t, k) for k, t in words.items()), (_NO_PAPER, NONE)):
                self.place.addItem(text, key)
        self._files = tuple(files)
        self.rows.show_rows(self._files)
        self.setVisible(bool(files))
        self._fit()
        still, sure = sum(one.open for one in files), len(offered_places(files))
        told = f"共{len(files)}个文件" + (f"，{still}个还没有归入材料" if still else "")
        say(self.about, "\n".join([told, *_same_words(files)]))
        self.offered.setText(f"按文件名归入（{sure}个）")
        self.offered.setVisible(bool(sure))
        self._show_chosen(self.table.current())

    def freeze(self, *, on: bool) -> None:
        """After 定稿 files are to be looked at alone."""
        self._final = on
        self.offered.setEnabled(not on)
        self._show_chosen(self.table.current())

    def _fit(self) -> None:
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        shown = max(1, min(len(self._files), _MOST_ROWS))
        self.table.setFixedHeight(head + shown * line + 4)

    def _show_chosen(self, one: Received | None) -> None:
        self.look.setEnabled(one is not None)
        self.place.setEnabled(one is not None and not self._final)
        self.place.setCurrentIndex(self.place.findData(one.line_id if one is not None else ""))

    def _place(self) -> None:
        chosen: list[Received] = self.table.chosen_rows()
        if chosen:
            line_id = str(self.place.currentData())
            self.placed.emit({one.file.id: line_id for one in chosen})

    def _place_offered(self) -> None:
        self.placed.emit(offered_places(self._files))

    def _open_chosen(self) -> None:
        if (one := self.table.current()) is not None:
            self.open_file(one)

    def open_file(self, one: Received) -> None:
        """Let the system show a copy: whatever is done to it, the file itself stays."""
        self._office.ask(lambda desk: copy_to_look(desk, one.file), self._show, owner=self)


class _Files(Table):
    """A table whose names and papers share the width that there is."""

    def __init__(self, rows: Rows[Received]) -> None:
        super().__init__("received-files", rows)
        self.setAccessibleName("收到的文件")
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        mode = QHeaderView.ResizeMode
        for place, head in enumerate(rows.columns):
            narrow = head.key not in _WIDE
            header.setSectionResizeMode(place, mode.Fixed if narrow else mode.Stretch)
            if narrow:
                self.setColumnWidth(place, by_text(head.width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters least where there is room for nothing but names and papers."""
        super().resizeEvent(event)
        for place, head in enumerate(self.rows.columns):
            self.setColumnHidden(place, self.width() < by_text(_ROOM.get(head.key, 0)))


class PaperFiles(QWidget):
    """The files that belong to one paper, each opened by a click, beside its notes."""

    wanted = Signal(object)  # Received

    def __init__(self) -> None:
        """No paper is chosen."""
        super().__init__()
        self._list = QVBoxLayout()
        self._list.setSpacing(TIGHT)
        self.setLayout(column(sentence("收到的文件", "quiet"), self._list, gap=TIGHT))
        self.hide()

    def show_files(self, files: Sequence[Received]) -> None:
        """Show the files of the chosen paper; hidden where there are none."""
        clear(self._list)
        for one in files:
            likely = "，按文件名" if one.open else ""
            same = f"，{one.told}" if one.same else ""
            words = f"{one.file.name}（{one.size}{likely}{same}）"
            made = link(words, self._opener(one), f"打开{same}")
            self._list.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(files))

    def _opener(self, one: Received) -> Callable[[], None]:
        return lambda: self.wanted.emit(one)


def of_line(files: Sequence[Received], line_id: str) -> list[Received]:
    """Return the files that belong to a paper, or by their names are likely to."""
    return [one for one in files if line_id and line_id in (one.line_id, one.open and one.offered)]


def _day(one: Received) -> str:
    return one.at.split(" ")[0]


def _whole(one: Received) -> str:
    lines = (one.file.name, one.told, f"{one.kind}　{one.size}　收到：{one.at}")
    return "\n".join(filter(None, lines))


def _same_words(files: Sequence[Received]) -> list[str]:
    """Name the files that hold what another one holds; of many the first few."""
    told = [f"“{one.file.name}”{one.told}" for one in files if one.same]
    more = [f"另有{len(told) - _MOST_SAME}个也是这样，停在文件名上可以看到"]
    return told[:_MOST_SAME] + (more if len(told) > _MOST_SAME else [])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
