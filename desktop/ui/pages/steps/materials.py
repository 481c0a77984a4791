"""材料: the regulation's list of papers, each looked at and noted by one key."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit.asking import ask_text, ask_yes
from desktop.ui.kit.dates import show_date
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.layouts import (
    GAP,
    TIGHT,
    Flow,
    at_once,
    boxed,
    clear,
    column,
    holder,
    row,
    scrolled,
    side_by_side,
)
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, link, primary, say, sentence, shortcut, told
from desktop.ui.kit.states import StateBadge
from desktop.ui.pages.steps.facts import Around, Heading, read_materials
from desktop.ui.pages.steps.frozen import freeze, shut
from desktop.ui.pages.steps.notice import left_groups, notice_text, rest_of, to_look_at
from desktop.ui.pages.steps.notice_box import NoticeBox
from desktop.ui.pages.steps.paper_row import LETTERS, PaperRow
from desktop.ui.pages.steps.paper_side import PaperNotes
from desktop.ui.pages.steps.received_list import ReceivedList, of_line
from desktop.ui.pages.steps.recommend import PAPER
from desktop.work.cases import set_state
from desktop.work.desk import Changed, Desk
from desktop.work.doubts import truth_words, unchecked
from desktop.work.materials import (
    Checklist,
    LineState,
    MaterialState,
    attach_scan,
    check_same,
    drop_scan,
    save_line,
    set_line,
    set_lines,
)
from desktop.work.mending import set_due
from desktop.work.office_notes import read_files
from desktop.work.received_files import Received, is_scan_name, keep_scans, place_files

_KEYS = "选中一项后按键：0 未审　1 齐全　2 缺件　3 需补正（接着写备注，回车到下一项）　4 不涉及"
_AT_ONCE = 3  # items put in together: each that comes alone lays out the whole page anew
_NAMED = 12  # papers that a question names one by one
_OVERDUE = "补正期限已过，仍未补齐材料"
_KEPT = "已保存{}个扫描件，列在材料清单下方“收到的文件”中，请标明属于哪一项。"


class MaterialsPage(Page):
    """The list of papers at the left, notes and the notice at the right."""

    title = "材料"
    kinds = frozenset({"materials", "values", "office", "rounds", "printed"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without a list; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self.rows: dict[str, PaperRow] = {}
        self.badges: dict[str, StateBadge] = {}
        self._scheme: Scheme | None = None
        self._unchecked: tuple[str, ...] = ()  # papers in hand without a 真实性核验
        self._items: tuple[MaterialState, ...] = ()
        self._undo: list[str] = []
        self._marks: list[tuple[str, str]] = []  # papers that were marked here, each as before
        self._files: tuple[Received, ...] = ()
        self._final = False
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.state = sentence("", "quiet")
        self.rest = primary(
            "其余均齐全", self.accept_rest, "tick", "未审的各项都记为齐全，“以下任一”的除外"
        )
        self.undo = link("", self._take_back)
        self.next = button("下一项未审", self.go_to_next, "next")
        self.to_files = link("收到的文件…", self._show_received, "收到了哪些文件，各属于哪一项")
        self.body = Flow()
        self._list = QVBoxLayout()
        self.received = ReceivedList(self.office)
        self.notes = PaperNotes(self.office)
        self.notice = NoticeBox()

    def _lay_out(self) -> None:
        head = row(heading(self.title), self.state, self.to_files, self.undo, self.next, self.rest)
        head.setStretch(1, 1)
        self._list.setSpacing(GAP)
        keys = sentence(_KEYS, "small")
        self.body.setLayout(column(self._list, self.received, None, gap=GAP))
        self.side = side = Flow()
        side.setLayout(column(self.notes, self.notice, None, gap=GAP))
        self.papers = papers = scrolled(self.body)
        self.sides = notes = scrolled(side)
        papers.setAccessibleName("材料清单")
        notes.setAccessibleName("本项材料和告知单")
        halves = side_by_side(papers, notes, shares=(7, 3))
        halves.setSizes([700, 300])
        whole = column(head, keys, halves, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.undo.hide()

    def _connect(self) -> None:
        self.notes.finished.connect(self._note)
        self.notes.noted.connect(lambda line_id: self._move(line_id, 1))
        shortcut(self, "Ctrl+Z", self.take_back)
        self.notes.files.wanted.connect(self.received.open_file)
        self.received.placed.connect(self._place_files)
        self.notes.same_wanted.connect(self._ask_same)
        self.notes.scans_added.connect(self._add_scans)
        self.notes.scan_dropped.connect(self._drop_scan)
        self.notice.due_typed.connect(self._set_due)
        self.notice.letters_wanted.connect(
            lambda: self.go.emit(self.place.at("letters", step="materials", detail=""))
        )
        self.notice.paper_wanted.connect(self._to_paper)
        self.notice.overdue_wanted.connect(self._ask_overdue)

    def show_for(self, place: Place) -> None:
        """Show another application's list."""
        if self.place.page:
            self.notes.finish()
        self._undo = []
        if place.application_id != self.place.application_id:
            self._marks = []
        super().show_for(place)
        self._enter("")

    def reload(self) -> None:
        """Read the list again."""
        number = self.application_id

        self.office.ask(
            lambda desk: read_materials(desk, number),
            lambda found: self._show(*found),
            owner=self,
        )

    def wants(self, paths: Sequence[Path]) -> bool:
        """Scans are kept here, where they are looked at; all else is read at 名单."""
        return not self._final and bool(paths) and all(is_scan_name(one.name) for one in paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Keep scans that came later; to which paper each belongs is said in the list of files."""
        number = self.application_id
        self.office.keep(
            lambda desk: keep_scans(desk, number, read_files(paths)),
            lambda done: self.office.noted.emit(_KEPT.format(done.value)),
            owner=self,
        )

    def leave(self) -> bool:
        """Keep what was being typed."""
        self.notes.finish()
        return True

    def _show(self, found: Checklist, about: Heading, around: Around) -> None:
        self._items, self._unchecked = found.items, unchecked(found)
        self.office.in_turns(self._showing(found, about, around), owner=self)

    def _showing(self, found: Checklist, about: Heading, around: Around) -> Iterator[None]:
        lines = [line.id for item in found.items for line in item.lines]
        if about.scheme != self._scheme or lines != [*self.rows]:
            yield from self._building(about.scheme, found)
        for item in found.items:
            self.badges[item.id].show_state(item.sentence)
            for line in item.lines:
                self.rows[line.id].show_line(line)
            yield
        with at_once(self, self.body, self.side):
            self._files = around.received
            self.received.show_files(self._files, found.items)
            self.to_files.setVisible(bool(self._files))
            if self.notes.line is not None:
                self._show_paper(self.notes.line.id)
            self.freeze(on=self._final)
            self.notice.show_text(notice_text(about, found, around.mending.until))
            self.notice.show_mending(around.mending, around.told, is_open=around.is_open)
            self._tell(found, around)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 states and notes are to be read only."""
        self._final = on
        self.received.freeze(on=on)
        freeze(self.notes, on=on)
        for one in self.rows.values():
            shut(one.states, on=on)

    def _tell(self, found: Checklist, around: Around) -> None:
        still = found.total - found.done
        words = [f"已审{found.done}项，还有{still}项未审" if still else f"已审{found.done}项"]
        words += [f"缺件或需补正{len(found.missing)}项"] if found.missing else []
        words = ["材料齐全"] if found.complete else words
        either = left_groups(found.items, self._filed())
        words += [f"“以下任一”{either}项请按实际收到的材料标明"] if either else []
        late = [around.mending.sentence] if around.mending.overdue else []
        bare = len(set(self._undo) - self._filed()) if self._files else 0
        words += [f"其中{bare}项没有电子文件，请确认收到了纸质件"] if bare else []
        new = sum(one.line.new_files for one in self.rows.values())
        words += [f"{new}项有新文件，请审"] if new else []
        truth = truth_words(found) if self._scheme and self._scheme.truth_check else ""
        say(self.state, "　".join(filter(None, [*words, truth, *late, *around.told])))
        self.rest.setEnabled(bool(rest_of(found.items, self._filed())) and not self._final)
        self.next.setEnabled(bool(to_look_at(found.items)))
        self.undo.setText(f"撤回“其余均齐全”（{len(self._undo)}项）")
        self.undo.setVisible(bool(self._undo))

    def _building(self, scheme: Scheme, found: Checklist) -> Iterator[None]:
        self._scheme = None
        clear(self._list)
        self.rows, self.badges = {}, {}
        self.notes.show_line(None)
        self.notes.show_truth(scheme.truth_check, scheme.truth_article)
        optional = {line.id for one in scheme.materials for line in one.lines if line.optional}
        for at in range(0, len(found.items), _AT_ONCE):
            made = []
            for item in found.items[at : at + _AT_ONCE]:
                made.append(self._item(item, optional))
                yield
            held = holder(*made, gap=GAP)
            self._list.addWidget(held)
            held.show()  # else no line can take the focus before the next round of events
            yield
        self._scheme = scheme

    def _item(self, item: MaterialState, optional: set[str]) -> QWidget:
        badge = self.badges[item.id] = StateBadge()
        name = told(f"{item.article}　{item.text}", "heading")
        head = row(badge, name, gap=GAP)
        head.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        badge.setMinimumWidth(LETTERS * badge.fontMetrics().horizontalAdvance("字"))
        blocks: list[QWidget] = []
        for any_of, members in groupby(item.lines, lambda line: line.any_of):
            rows = [self._row(line, line.id in optional) for line in members]
            joined = bool(any_of) and len(rows) > 1
            blocks += [boxed(sentence("以下任一", "quiet"), *rows, gap=0)] if joined else rows
        return boxed(head, *blocks, gap=TIGHT)

    def _row(self, line: LineState, optional: bool) -> PaperRow:
        made = PaperRow(line, optional)
        made.chosen.connect(self._set)
        made.entered.connect(self._enter)
        made.moved.connect(self._move)
        made.asked.connect(self._write)
        self.rows[line.id] = made
        return made

    def _enter(self, line_id: str) -> None:
        for key, one in self.rows.items():
            one.mark(key == line_id)
        self._show_paper(line_id)
        self.sides.verticalScrollBar().setValue(0)  # another paper's notes begin with its name

    def _show_paper(self, line_id: str) -> None:
        self.notes.show_line(self.rows[line_id].line if line_id in self.rows else None)
        self.notes.show_unchecked(self._unchecked)
        self.notes.files.show_files(of_line(self._files, line_id))

    def _show_received(self) -> None:
        """Go to the list of files, below the papers."""
        self.papers.ensureWidgetVisible(self.received)
        go_to(self.received.table)

    def _place_files(self, places: Mapping[int, str]) -> None:
        number = self.application_id
        self.office.keep(lambda desk: place_files(desk, number, places), owner=self)

    def _write(self, line_id: str) -> None:
        """What is to be mended is said in the remark of this very paper."""
        self._enter(line_id)
        self.notes.write()

    def _move(self, line_id: str, by: int) -> None:
        order = list(self.rows)
        wanted = order.index(line_id) + by
        if 0 <= wanted < len(order):
            go_to(self.rows[order[wanted]])

    def go_to_next(self) -> None:
        """Go to the next paper that nobody has looked at."""
        for line_id in self._after_here():
            if line_id in to_look_at(self._items):
                go_to(self.rows[line_id])
                return

    def _after_here(self) -> Iterator[str]:
        order = list(self.rows)
        here = order.index(self.notes.line.id) + 1 if self.notes.line else 0
        yield from order[here:] + order[:here]

    def accept_rest(self) -> None:
        """Note all papers that nobody has looked at as complete, in one act."""
        rest, number = rest_of(self._items, self._filed()), self.application_id
        self._undo = rest
        self.office.keep(lambda desk: set_lines(desk, number, rest, "complete"), owner=self)

    def _filed(self) -> frozenset[str]:
        """Return the papers that files came for, as the reviewer said or their names tell."""
        return frozenset(one.line_id or one.offered for one in self._files)

    def _take_back(self) -> None:
        rest, number = self._undo, self.application_id
        self._undo = []
        self.office.keep(lambda desk: set_lines(desk, number, rest, "unseen"), owner=self)

    def _set(self, line_id: str, state: str) -> None:
        number = self.application_id
        self._undo = []
        self._marks.append((line_id, self.rows[line_id].line.state))
        self.office.keep(lambda desk: set_line(desk, number, line_id, state), owner=self)

    def take_back(self) -> None:
        """Take the last mark back: all that were marked as complete at once, or one paper's."""
        number = self.application_id
        if self._undo:
            self._take_back()
        elif self._marks and not self._final:
            line_id, before = self._marks.pop()
            self.office.keep(lambda desk: set_line(desk, number, line_id, before), owner=self)
            if line_id in self.rows:  # another edition's list may stand here by now
                go_to(self.rows[line_id])

    def _note(self, line_id: str, key: str, text: str) -> None:
        number, line = self.application_id, self.rows[line_id].line

        def keep(desk: Desk) -> Changed:
            noted = {key: text}
            if key in ("how", "result") and text:
                today = desk.clock().date()
                noted |= {} if line.by else {"by": desk.operator}
                noted |= {} if line.on else {"on": today.isoformat()}
            return save_line(desk, number, line_id, **noted)

        self.office.keep(
            keep,
            owner=self,
            otherwise=lambda error: self.notes.refuse(key, f"{error.sentence}{error.hint}"),
        )

    def _ask_same(self, line_id: str) -> None:
        """Note the check of one paper of all others in hand that are not checked, after a look."""
        number, line = self.application_id, self.rows[line_id].line
        rest = [one for one in self._unchecked if one != line_id]
        said = "，".join(filter(None, (line.how, line.by, show_date(line.on), line.result)))
        names = [self.rows[one].line.text for one in rest[:_NAMED]]
        names += [f"……共{len(rest)}件"] if len(rest) > _NAMED else []
        if ask_yes(self, f"把“{said}”记到其余{len(rest)}件材料？", "各记一条", "\n".join(names)):
            self.office.keep(lambda desk: check_same(desk, number, line_id, rest), owner=self)

    def _add_scans(self, line_id: str, paths: Sequence[Path]) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: attach_scan(desk, number, line_id, read_files(paths)), owner=self
        )

    def _drop_scan(self, line_id: str, file_id: int) -> None:
        number = self.application_id
        self.office.keep(lambda desk: drop_scan(desk, number, line_id, file_id), owner=self)

    def _set_due(self, text: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: set_due(desk, number, text),
            owner=self,
            otherwise=lambda error: self.notice.refuse_due(f"{error.sentence}{error.hint}"),
        )

    def _to_paper(self) -> None:
        here = self.place.at("case", step="materials", detail="")
        detail = f"{PAPER}mend_notice"
        self.go.emit(here.at("case", step="recommend", detail=detail, origin=here))

    def _ask_overdue(self) -> None:
        number = self.application_id
        why = ask_text(self, "补正期限已过，记为逾期未补？", "原因", _OVERDUE, "逾期未补")
        if why is not None:
            self.office.keep(lambda desk: set_state(desk, number, "overdue", why), owner=self)
