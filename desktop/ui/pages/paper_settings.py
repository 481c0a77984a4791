"""打印 in 设置: fonts of this machine, the marks and the foot of outward sheets, and 套印."""

from collections.abc import Callable, Sequence
from pathlib import Path
from unicodedata import normalize

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, boxed, clear, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, heading, say, sentence, told
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.saved import SavedLine
from desktop.work.desk import Changed, Desk
from desktop.work.overprint import (
    Offsets,
    overprint_date,
    overprint_offsets,
    overprint_test_page,
    save_overprint_date,
    save_overprint_offsets,
)
from desktop.work.paper_fonts import PARTS, FontPage, choose_font, font_page, system_folders
from desktop.work.paper_wishes import (
    MarkLine,
    mark_lines,
    outward_foot,
    save_mark,
    save_outward_foot,
)
from desktop.work.papers import save_file

BUNDLED = "随附的字体"
_FONTS = "本机装有公文字体的，可以选用；选用的字体缺字时，逐字用随附的字体补。"
_MARKS = "上报的表左上角的附件标记。空着就照各办法印；上级通知另有编号的，填在这里。"
_FOOT = "各办法的附表没有页脚。内容相同的表，校验码相同，便于核对两份打印件。"
_TEST = (
    "用于把审查推荐意见套印在申报单位的申请表上。先把测试页印在申请表末页的复印件上，找到意见文字"
    "左上角应在的地方，读出那里的“右（左）”“下（上）”各多少毫米，填在这里；左、上填负数。"
)
_DATE = "申请表该栏印有“年　月　日”的，不必套印，由负责人签署时填写；该栏没有印的，请勾选。"
_PAGE = "套印测试页"
_Found = tuple[list[MarkLine], bool, Offsets, bool]


class PaperSettings(QWidget):
    """The three cards; everything is kept at once, and every preview shows it."""

    def __init__(self, office: Office, folders: Sequence[Path] | None = None) -> None:
        """Nothing is asked before `reload`; `folders` are the system's own if not given."""
        super().__init__()
        self.office = office
        self._folders = system_folders() if folders is None else folders
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.fonts = {key: Combo(f"{words}字体") for key, _style, words, _names in PARTS}
        self.font_note = sentence("", "quiet")
        self.unusable = sentence("", "quiet")
        self.marks: dict[str, QLineEdit] = {}
        self._grid = QGridLayout()
        self.mark_note = sentence("", "wrong")
        self.foot = QCheckBox("上报的表印页脚：校验码和页码")
        self.right = _millimetres("向右")
        self.down = _millimetres("向下")
        self.date = QCheckBox("套印日期")
        self.print = button("打印测试页…", self._print, "print")
        self.save = button("另存测试页…", self._save, "save")
        self.test_note = SavedLine(self.office)

    def _lay_out(self) -> None:
        self._grid.setColumnStretch(0, 1)
        chosen = QGridLayout()
        for at, (key, _style, words, _names) in enumerate(PARTS):
            label = QLabel(words)
            label.setBuddy(self.fonts[key])
            chosen.addWidget(label, at, 0)
            chosen.addWidget(self.fonts[key], at, 1)
        chosen.setColumnStretch(2, 1)
        offsets = row(
            QLabel("向右"),
            self.right,
            QLabel("毫米，向下"),
            self.down,
            QLabel("毫米"),
            None,
            gap=GAP,
        )
        fonts = boxed(
            heading("打印字体（保存在本机）"),
            chosen,
            self.font_note,
            told(_FONTS, "quiet"),
            self.unusable,
        )
        marks = boxed(
            heading("上报的表（保存在本文件中）"),
            told(_MARKS, "quiet"),
            self._grid,
            self.mark_note,
            self.foot,
            told(_FOOT, "quiet"),
        )
        over = boxed(
            heading("套印位置（保存在本文件中）"),
            told(_TEST, "quiet"),
            offsets,
            self.date,
            told(_DATE, "quiet"),
            row(self.print, self.save, None),
            self.test_note,
        )
        self.setLayout(column(fonts, marks, over, gap=GAP))
        for one in (self.font_note, self.unusable, self.mark_note):
            one.hide()

    def _connect(self) -> None:
        for key, choice in self.fonts.items():
            choice.activated.connect(lambda _index, key=key: self._choose(key))
        self.foot.clicked.connect(
            lambda on: self.office.keep(lambda desk: save_outward_foot(desk, on=on), owner=self)
        )
        self.date.clicked.connect(
            lambda on: self.office.keep(lambda desk: save_overprint_date(desk, on=on), owner=self)
        )
        for one in (self.right, self.down):
            one.editingFinished.connect(self.keep_offsets)

    def reload(self) -> None:
        """Look through the machine's fonts beside the window, and read what the file keeps."""
        folders, file = self._folders, paths.settings_file()
        self.office.slow(lambda _progress: font_page(file, folders), self._show_fonts, owner=self)
        self.office.ask(_read, self._show, owner=self)

    def _show_fonts(self, page: FontPage) -> None:
        for key, choice in self.fonts.items():
            names = [BUNDLED, *page.offered[key]]
            kept = page.chosen[key]
            if kept and kept not in names:
                names.append(kept)
            choice.clear()
            choice.addItems(names)
            choice.setCurrentText(kept or BUNDLED)
        say(self.font_note, page.words, "part")
        gone = "；".join(page.unusable)
        say(self.unusable, f"本机有而不能用的：{gone}。" if gone else "", "quiet")

    def _choose(self, key: str) -> None:
        text = self.fonts[key].currentText()
        name, folders, file = "" if text == BUNDLED else text, self._folders, paths.settings_file()
        self.office.keep(
            lambda desk: choose_font(desk, file, folders, key, name),
            lambda _changed: self.reload(),
            owner=self,
            otherwise=self._not_chosen,
        )

    def _not_chosen(self, error: UserError) -> None:
        self.reload()
        self.office.refused.emit(error.sentence, error.hint)

    def _show(self, found: _Found) -> None:
        lines, foot, offsets, dated = found
        self._show_marks(lines)
        self.foot.setChecked(foot)
        self.right.setText(str(offsets.right))
        self.down.setText(str(offsets.down))
        self.date.setChecked(dated)

    def _show_marks(self, lines: Sequence[MarkLine]) -> None:
        if list(self.marks) != [line.key for line in lines]:
            clear(self._grid)
            self.marks = {line.key: self._mark(line, at) for at, line in enumerate(lines)}
        for line in lines:
            self.marks[line.key].setText(line.wanted)

    def _mark(self, line: MarkLine, at: int) -> QLineEdit:
        name, blank = sentence(line.title), QLineEdit()
        blank.setPlaceholderText(line.own)
        blank.setAccessibleName(f"{line.title}的附件标记")
        blank.setFixedWidth(160)
        blank.editingFinished.connect(lambda: self._keep_mark(line.key))
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(blank, at, 1)
        return blank

    def _keep_mark(self, key: str) -> None:
        blank = self.marks[key]
        if not blank.isModified():
            return
        blank.setModified(False)
        text = blank.text()
        say(self.mark_note, "")
        self.office.keep(
            lambda desk: save_mark(desk, key, text), owner=self, otherwise=self._bad_mark
        )

    def _bad_mark(self, error: UserError) -> None:
        say(self.mark_note, f"{error.sentence}{error.hint}", "wrong")

    def keep_offsets(self) -> None:
        """Keep the offsets as they stand in the blanks."""
        right, down = self.right.text(), self.down.text()

        self.office.keep(
            lambda desk: _keep_offsets(desk, right, down),
            lambda _changed: self._said("", "quiet"),
            owner=self,
            otherwise=self._wrong,
        )

    def _print(self) -> None:
        printer = ask_printer(self, _PAGE, 1)
        if printer is not None:
            self._test_page(lambda pdf: self.print_on(printer, pdf))

    def _save(self) -> None:
        target = ask_save(self, "另存测试页", f"{_PAGE}.pdf", "PDF (*.pdf)")
        if target is not None:
            ends = target.suffix.lower() == ".pdf"
            self.save_to(target if ends else target.with_name(f"{target.name}.pdf"))

    def save_to(self, target: Path) -> None:
        """Write the test page to `target`."""

        def write(pdf: bytes) -> None:
            self.office.slow(
                lambda _progress: save_file(target, pdf),
                lambda _nothing: self.test_note.tell_saved(f"测试页已存到：{target}", target),
                owner=self,
                otherwise=self._wrong,
            )

        self._test_page(write)

    def print_on(self, printer: QPrinter, pdf: bytes) -> None:
        """Print the test page, and say what became of it."""
        run = print_pdf(self.office, printer, pdf, self)
        run.finished.connect(lambda: self._said("测试页已交打印机。", "good"))
        run.failed.connect(lambda why: self._said(why, "wrong"))
        run.start()

    def _test_page(self, then: Callable[[bytes], None]) -> None:
        """Make the test page with the offsets as they stand in the blanks, if they are good."""
        right, down = self.right.text(), self.down.text()
        self.office.keep(
            lambda desk: _keep_offsets(desk, right, down),
            lambda _changed: self.office.ask(overprint_test_page, then, owner=self),
            owner=self,
            otherwise=self._wrong,
        )

    def _wrong(self, error: UserError) -> None:
        self._said(f"{error.sentence}{error.hint}", "wrong")

    def _said(self, words: str, look: str) -> None:
        self.test_note.tell(words, look)


def _millimetres(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setFixedWidth(72)
    made.setAccessibleName(f"套印位置{name}（毫米）")
    return made


def _read(desk: Desk) -> _Found:
    return mark_lines(desk), outward_foot(desk), overprint_offsets(desk), overprint_date(desk)


def _keep_offsets(desk: Desk, right: str, down: str) -> Changed:
    wanted = Offsets(_whole(right), _whole(down))
    if overprint_offsets(desk) == wanted:
        return Changed(frozenset())
    return save_overprint_offsets(desk, wanted.right, wanted.down)


def _whole(text: str) -> int:
    """Return the millimetres that were typed, full-width or not; nothing is 0."""
    plain = normalize("NFKC", text).replace("−", "-").strip() or "0"
    if not plain.removeprefix("-").isdecimal():
        raise UserError(f"“{text}”不是整数的毫米数。", "请填写整数，例如 3 或 -2。")
    return int(plain)
