"""收件登记: the scheme's own form, filled from the applicant's file and looked through once."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.domain.form import Form
from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.editors import Editor
from desktop.ui.kit.enter import EnterMovesOn, go_to
from desktop.ui.kit.layouts import GAP, boxed, clear, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.parts import button, heading, link, primary, say, sentence, shortcut
from desktop.ui.pages.steps.act import CutLabel
from desktop.ui.pages.steps.frozen import freeze, shut
from desktop.ui.pages.steps.importing import ImportingStep
from desktop.ui.pages.steps.last_time import LastTimeBar
from desktop.ui.pages.steps.receipt_panel import ReceiptPanel
from desktop.ui.pages.steps.section import Section, by_section
from desktop.ui.pages.steps.undo_typed import undo_typed
from desktop.ui.pages.steps.unread_lines import UnreadLines
from desktop.work.again import LastTime
from desktop.work.desk import Changed
from desktop.work.receive import (
    FormPage,
    confirm_values,
    drop_table_row,
    form_page,
    give_back,
    open_values,
    save_value,
    settle_unread,
)
from desktop.work.yuan import amounts_in_yuan, take_amounts

_CONFIRM = "有误或有提醒的栏目不在内，留待逐项核对"
PATH = "path:"  # begins the detail of a place that names a blank


class ReceivePage(ImportingStep):
    """The form of one application, section by section."""

    unseen_told = Signal(int)  # so many blanks that were read are not confirmed
    title = "收件登记"
    kinds = frozenset({"values"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without a form; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self.sections: list[Section] = []
        self._form: Form | None = None
        self._page: FormPage | None = None
        self._wanted_path = ""
        self._final = False
        self._receipt: ReceiptPanel | None = None  # made when it is first looked at
        self._before: LastTime | None = None  # the same organisation's last application
        self._refused: dict[str, tuple[str, str]] = {}  # what can't be kept, and why
        self._confirmed: list[str] = []  # what 全部核对无误 spoke of
        self._underway: set[str] = set()  # what was typed since the page was read
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.state, self.came = sentence("", "quiet"), CutLabel("source")
        self.day = sentence("", "quiet")
        self.day.setWordWrap(False)
        self.state.setWordWrap(False)
        self.files = button("导入申请表…", self.choose_files, "file", "Word 或 Excel 申请表、名单")
        self.folder = button("导入文件夹…", self.choose_folder, "folder", "一次读入全部申报文件")
        self.receipt = button("收件回执", self._to_receipt, "print", "打印收件回执")
        self.next = button("下一处", self.go_to_next, "next", "下一处待核对、有误或未填（Ctrl+J）")
        self.confirm = primary("全部核对无误", self.confirm_all, "tick", _CONFIRM)
        self.undo = link("", self._take_back)
        self.unread_link = link("", self._show_unread)
        self.again = LastTimeBar(self.office)
        self.unread = UnreadLines()
        self.unread_box = boxed(
            heading("没有采用的内容"),
            sentence(
                "文件中下列内容未能对应到申请表栏目，或与已核对的内容不同，请对照填写，"
                "填好或确认不用的勾“已处理”。",
                "quiet",
            ),
            self.unread,
            name="notice",
        )
        self.body = QWidget()
        self._blanks = QVBoxLayout()
        self.area: QScrollArea = scrolled(self.body)
        self.area.setAccessibleName("申请表各栏")
        self.mover = EnterMovesOn(self, lambda: list(self.editors().values()))

    def _lay_out(self) -> None:
        head = row(heading(self.title), None, self.undo_last, self.files, self.folder, self.next)
        head.addWidget(self.confirm)
        told = column(self.state, self.day)  # beside the buttons is no room in large text
        below = row(told, self.came, self.undo, self.unread_link, self.receipt, gap=GAP)
        below.setStretch(1, 1)
        self._blanks.setSpacing(GAP)
        self.body.setLayout(column(self._blanks, self.unread_box, None, gap=GAP))
        self.show_main(column(head, below, self.again, self.area, gap=GAP))
        self.unread_box.hide()
        self.unread_link.hide()
        self.undo.hide()

    def _connect(self) -> None:
        shortcut(self, "Ctrl+J", self.go_to_next)
        shortcut(self, "F9", self._give_back_here)
        shortcut(self, "Ctrl+Z", self._undo_typed)
        self.mover.entered.connect(self._tell_source)
        self.again.found.connect(self._show_before)
        self.unread.settled.connect(self._settle)
        self.again.go.connect(self.go)

    def show_for(self, place: Place) -> None:
        """Show another application; what was being typed is kept for the old one first."""
        self.finish()
        self._refused, self._confirmed = {}, []
        detail = place.detail
        self._wanted_path = detail.removeprefix(PATH) if detail.startswith(PATH) else ""
        for section in self.sections:
            for table in section.tables:
                table.forget_added()
        super().show_for(place)

    def reload(self) -> None:
        """Read the form again."""
        number = self.application_id
        self.office.ask(lambda desk: form_page(desk, number), self._show, owner=self)
        self.again.look(number)
        self.look_back()

    def leave(self) -> bool:
        """Keep what was being typed."""
        self.finish()
        return super().leave()

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for editor in self.editors().values():
            editor.finish()

    def editors(self) -> dict[str, Editor]:
        """Every editor by its path, in the order of the paper."""
        found: dict[str, Editor] = {}
        for section in self.sections:
            found |= section.editors()
        return found

    def _show(self, page: FormPage) -> None:
        self._page = page
        self._underway = set()
        self.office.in_turns(self._showing(page), owner=self)

    def _showing(self, page: FormPage) -> Iterator[None]:
        if page.form != self._form:
            yield from self._building(page.form)
        texts = {path: value.text for path, value in page.values.items()}
        amounts = amounts_in_yuan(page.form, texts, page.hints)
        for section in self.sections:
            section.show_values(page.values, page.problems)
            section.show_read(page.read)
            section.show_hints(page.hints)
            section.show_amounts(amounts)
            yield
        yield from self._telling_before()
        self._show_refused()
        self.mover.watch(list(self.editors().values()))
        self.freeze(on=self._final)
        self._tell(page)
        self._tell_unread(page)
        self._tell_source()
        self._go_to_place()

    def _building(self, form: Form) -> Iterator[None]:
        self._form = None
        clear(self._blanks)
        self.sections = []
        for title, blanks in by_section(form):
            section = Section(title, blanks)
            section.finished.connect(self._keep)
            section.confirmed.connect(self._confirm)
            section.dropped.connect(self._drop_row)
            section.back_wanted.connect(self._give_back)
            section.amounts_wanted.connect(self._ask_amounts)
            section.last_wanted.connect(self.again.fill_one)
            self.sections.append(section)
            self._blanks.addWidget(section)
            yield
        self._form = form

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the form is to be read only."""
        self._final = on
        freeze(self.body, on=on)
        for one in (self.files, self.folder, self.again.fill, self.undo_last):
            shut(one, on=on)

    def _show_before(self, found: LastTime | None) -> None:
        self._before = found
        self.office.in_turns(self._telling_before(), owner=self.again)

    def _telling_before(self) -> Iterator[None]:
        blanks = self._before.blanks if self._before is not None else {}
        for section in tuple(self.sections):
            if section in self.sections:  # the form may be made anew between two turns
                section.show_last(blanks)
            yield

    def _tell(self, page: FormPage) -> None:
        paths = set(self.editors())
        unseen = len(self._unseen())
        wrong = sum(1 for path, many in page.problems.items() if many and path in paths)
        sound = len(self._sound())
        apart = f"（{unseen - sound}项有误或有提醒，须逐项核对）" if unseen > sound else ""
        parts = [f"{unseen}项待核对{apart}"] if unseen else []
        parts += [f"{wrong}项有误"] if wrong else []
        parts += [f"{len(page.missing)}项必填未填"] if page.missing else []
        any_text = any(page.values[path].text for path in paths & set(page.values))
        nothing = "还没有内容：把申报文件夹拖到这里，或逐项填写；离开一栏即自动保存"
        say(self.day, f"收件日期：{page.received}")
        say(self.state, ("　".join(parts) or "申请表已核对") if any_text else nothing)
        self.state.setToolTip("必填未填：" + "、".join(page.missing) if page.missing else "")
        self.confirm.setEnabled(bool(sound) and not self._final)
        self.unseen_told.emit(sound)
        self.undo.setText(f"撤回“全部核对无误”（{len(self._confirmed)}项）")
        self.undo.setVisible(bool(self._confirmed) and not self._final)
        self.next.setEnabled(bool(parts))

    def _tell_source(self) -> None:
        """Say where the text of the blank that has the cursor came from, whole in the tip."""
        values = self._page.values if self._page is not None else {}
        here = [path for path, one in self.editors().items() if one is self.mover.last]
        value = values.get(here[0]) if here else None
        source = value.source if value is not None and value.text else ""
        unseen = "，待核对" if value is not None and not value.confirmed else ""
        self.came.say(f"本栏来自 {source}{unseen}" if source else "")

    def _tell_unread(self, page: FormPage) -> None:
        self.unread.show_lines(page.unread, page.settled)
        self.unread_box.setVisible(bool(page.unread))
        still = sum(line not in page.settled for line in page.unread)
        words = f"文件中有{still}处内容没有采用"
        self.unread_link.setText(words)
        self.unread_link.setAccessibleName(words)
        self.unread_link.setVisible(bool(still))

    def _show_unread(self) -> None:
        self.area.ensureWidgetVisible(self.unread_box)
        self.unread.go_to_first()

    def _settle(self, line: str, done: bool) -> None:
        number = self.application_id
        self.office.keep(lambda desk: settle_unread(desk, number, line, done=done), owner=self)

    def _unseen(self) -> list[str]:
        return [path for section in self.sections for path in section.unseen()]

    def _to_receipt(self) -> None:
        """Show 收件回执 as it will be printed: Ctrl+P prints it, 返回 leads back here."""
        self.finish()
        if self._receipt is None:
            self._receipt = ReceiptPanel(self.office)
            self._receipt.closed.connect(self.receipt.setFocus)
        self._receipt.open_in(self.stack, self.application_id)

    def _sound(self) -> list[str]:
        return [path for section in self.sections for path in section.sound()]

    def confirm_all(self) -> None:
        """Say that what was read has been looked at; faults and reminders want a look of their own.

        It can be taken back until something else is confirmed.
        """
        self.finish()
        sound = self._sound()
        self._confirm(sound, sound)

    def _take_back(self) -> None:
        paths, number = self._confirmed, self.application_id
        self._confirmed = []
        self.office.keep(lambda desk: open_values(desk, number, paths), owner=self)

    def go_to_next(self) -> None:
        """Go to the next blank, after the one that had the cursor last, that is to be looked at."""
        self.finish()
        wanted = set(self._open_paths()) - self._underway
        order = list(self.editors().items())
        here = [n for n, (_path, editor) in enumerate(order) if editor is self.mover.last]
        first = here[0] + 1 if here else 0
        for path, editor in order[first:] + order[:first]:
            if path in wanted:
                go_to(editor.inner)
                return

    def _open_paths(self) -> Iterator[str]:
        page = self._page
        if page is None:
            return
        yield from self._unseen()
        yield from (path for path, wrong in page.problems.items() if wrong)
        for field in page.form.fields:
            if field.required and not (field.key in page.values and page.values[field.key].text):
                yield field.key

    def _keep(self, path: str, text: str) -> None:
        number = self.application_id
        self._refused.pop(path, None)
        self._underway.add(path)
        self.office.keep(
            lambda desk: save_value(desk, number, path, text),
            lambda changed: self._tell_wrong(number, path, changed),
            owner=self,
            otherwise=lambda error: self._stand(path, text, f"{error.sentence}{error.hint}"),
        )

    def _stand(self, path: str, text: str, why: str) -> None:
        self._refused[path] = (text, why)
        self._underway.discard(path)
        self._show_refused()

    def _show_refused(self) -> None:
        for path, (text, why) in self._refused.items():
            for section in self.sections:
                section.show_refused(path, text, why)

    def _tell_wrong(self, number: int, path: str, changed: Changed) -> None:
        for section in self.sections:
            if number == self.application_id and path in section.rows:
                section.rows[path].show_wrong(changed.value)

    def _go_to_place(self) -> None:
        """Go to the blank that the place names (`path:…`), once: a figure was followed to it."""
        wanted, editors = self._wanted_path, self.editors()
        self._wanted_path = ""
        if wanted in editors:
            go_to(editors[wanted].inner)

    def _give_back_here(self) -> None:
        """Put back what the file said in the blank that has the focus."""
        holder = self.focusWidget() or self
        here = [path for path, one in self.editors().items() if one.isAncestorOf(holder)]
        if here and self._page is not None and here[0] in self._page.read:
            self._give_back(here[0])

    def _give_back(self, path: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: give_back(desk, number, path),
            lambda changed: self._tell_wrong(number, path, changed),
            owner=self,
            otherwise=self._refuse,
        )

    def _undo_typed(self) -> None:
        """Take back the last blank that was typed on this page, and go to it."""
        editors = self.editors()

        def back(path: str) -> None:
            if path in editors:
                go_to(editors[path].inner)

        undo_typed(self.office, self.application_id, frozenset(editors), back, self)

    def _ask_amounts(self, amounts: Mapping[str, str]) -> None:
        """Fill in amounts in 万元 after a look at each: what it was, what it will be."""
        number, editors = self.application_id, self.editors()
        lines = [
            f"{editors[path].inner.accessibleName()}：{editors[path].text()} → {text}"
            for path, text in amounts.items()
        ]
        question = f"这{len(amounts)}处按元填写，换算为万元？"
        if ask_yes(self, question, "换算", "\n".join(lines)):
            self.office.keep(lambda desk: take_amounts(desk, number, amounts), owner=self)

    def _confirm(self, paths: Sequence[str], undo: Sequence[str] = ()) -> None:
        number = self.application_id
        self._confirmed = list(undo)
        if paths:
            self.office.keep(lambda desk: confirm_values(desk, number, paths), owner=self)

    def _drop_row(self, table: str, line: str) -> None:
        number = self.application_id
        self.office.keep(lambda desk: drop_table_row(desk, number, table, line), owner=self)
