"""The first start: who we are, which scheme and year, where the file lies; or the example."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_save
from desktop.ui.kit.layouts import GAP, WIDE, Flow, boxed, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import MANUAL, Page, Place
from desktop.ui.kit.parts import Combo, button, heading, link, primary, say, sentence, title
from desktop.ui.pages.department_form import DepartmentForm
from desktop.ui.pages.example_run import ExampleRun
from desktop.ui.pages.moving import PackageReader, ask_and_read
from desktop.ui.pages.refused import Places, RefusedDialog, offer_ways
from desktop.ui.pages.year_choice import YearChoice
from desktop.work.department import Department, save_department, use_operator
from desktop.work.desk import Changed, Desk
from desktop.work.own_schemes import in_own_order
from desktop.work.rounds import open_round

SUFFIX = ".review"
FILE_KIND = f"初审文件 (*{SUFFIX})"
FILE_NAME = f"初审推荐{SUFFIX}"
_RECENT, _OFFERED = 5, 9


@dataclass(frozen=True)
class Beginning:
    """What the first start needs from outside: how a file is opened, and where things lie."""

    open: Callable[[Path], Desk]
    schemes: Callable[[], Sequence[tuple[str, str]]]  # id and name; read off the window's thread
    folder: Path  # where a new file is offered
    recent: Sequence[Path]
    examples: Path
    example_file: Path
    places: Places | None = None  # where a refused file may be copied to; None: nowhere


class FirstStart(Page):
    """Three questions and one button; or an existing file, or the example."""

    title = "开始"

    def __init__(self, office: Office, beginning: Beginning) -> None:
        """Nothing is made on the disk before the button is pressed."""
        super().__init__(office)
        self._from = beginning
        self._known = [path for path in beginning.recent if path.is_file()]
        self.dialog: RefusedDialog | None = None
        self._make()
        self._lay_out()
        self._schemes: Sequence[tuple[str, str]] = ()
        self._picked = False  # whether the reviewer chose a scheme by hand
        self.department.finished.connect(lambda *_typed: self._order())
        self.scheme.activated.connect(self._on_picked)
        office.opened.connect(self._on_opened)

    def _make(self) -> None:
        self.department = DepartmentForm("1　本部门")
        self.scheme = Combo("办法")
        self.year = YearChoice()
        self.file = QLineEdit(str(self._from.folder / FILE_NAME))
        self.file.setAccessibleName("文件位置")
        self.choose = button("选择位置…", self._choose, "folder")
        self.begin = primary("开始使用", self._begin)
        self.wrong = sentence("", "wrong")
        self.open = button("打开已有文件…", self._open, "folder")
        self.reader = PackageReader(self.office, self._from.open, self)
        self.moving = button("导入迁移包…", lambda: ask_and_read(self.reader, self), "folder")
        self.example = button("用示例数据试一试", self._example, "cases")
        manual = Place(MANUAL, detail="first_start")
        self.manual = button("使用手册", lambda: self.go.emit(manual), "help", "按F1也可以打开")

    def _lay_out(self) -> None:
        second = row(QLabel("办法"), self.scheme, self.year, None)
        third = row(self.file, self.choose)
        left = holder(
            self.department,
            boxed(heading("2　先办理哪个办法、哪一年"), second),
            boxed(heading("3　文件放在哪里"), third, sentence(_WHERE, "quiet")),
            self.wrong,
            row(None, self.begin),
        )
        side = holder(
            boxed(heading("还不想填？"), sentence(_EXAMPLE, "quiet"), self.example, self.manual),
            boxed(heading("已经有文件"), *self._recent(), self.open, self.moving),
            None,
        )
        side.setFixedWidth(320)
        body = row(column(left, None), side, gap=WIDE)
        body.setStretch(0, 1)
        inner = Flow()
        head = sentence("只问三件事，以后都可以在“设置”里修改。", "quiet")
        inner.setLayout(column(title("开始使用"), head, body, gap=GAP, margin=2 * WIDE))
        self.setLayout(column(scrolled(inner)))
        self.wrong.hide()

    def _recent(self) -> list[QWidget]:
        first = self._known[:_RECENT]
        return [link(path.name, partial(self.open_path, path), str(path)) for path in first]

    def starts_at(self) -> QWidget:
        """The department's name: the first of the three questions."""
        return self.department.rows["name"].editor.inner

    def takes_files(self) -> bool:
        """A file of the program's own may be dropped, wherever one is."""
        return True

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open the first of the program's own files that were dropped."""
        own = [path for path in paths if path.suffix.lower() == SUFFIX]
        if own:
            self.open_path(own[0])
        else:
            self.office.refused.emit("请先打开一个文件，再拖入申报单位交来的文件。", "")

    def files_menu(self, menu: QMenu) -> None:
        """Offer the files that were open last, another one, and the beginning."""
        here = self.office.path
        known = [path for path in self._known if str(path.absolute()) != here and path.is_file()]
        for number, path in enumerate(known[:_OFFERED], 1):
            menu.addAction(
                f"&{number}　{path.name}　　{path.parent}", partial(self.open_path, path)
            )
        if known:
            menu.addSeparator()
        menu.addAction("打开其他文件…", self._open)
        menu.addAction("新建文件，或用示例数据试一试…", lambda: self.go.emit(Place("first_start")))

    def _on_opened(self, name: str) -> None:
        path = Path(name)
        self._known = [path, *(one for one in self._known if one != path)]

    def reload(self) -> None:
        """Read the names of the schemes."""
        self.office.slow(lambda _progress: self._from.schemes(), self._show, owner=self)

    def _show(self, schemes: Sequence[tuple[str, str]]) -> None:
        self._schemes = schemes
        self._order()

    def _on_picked(self, _index: int) -> None:
        self._picked = True

    def _order(self) -> None:
        """List the schemes of the department's own place first; what was chosen stays chosen."""
        ours, chosen = self.department.department(), self.scheme.currentData()
        self.scheme.clear()
        for key, name in in_own_order(self._schemes, ours.name, ours.region):
            self.scheme.addItem(name, key)
        if self._picked and chosen is not None:
            self.scheme.setCurrentIndex(self.scheme.findData(chosen))

    def open_path(self, path: Path) -> None:
        """Open an existing file."""
        if str(path.absolute()) == self.office.path:
            self.office.refused.emit("这个文件已在本窗口打开。", "")
            return
        if not self.others_leave():
            return
        self.office.open_file(
            partial(self._from.open, path),
            _nothing,
            owner=self,
            otherwise=partial(self.offer, path),
        )

    def offer(self, path: Path, error: UserError) -> None:
        """Say why a file was not opened, and offer what can be done instead."""
        places = self._from.places
        if places is not None:
            self.dialog = offer_ways(self.office, path, error, places, self._from.open, self)
        if self.dialog is None:
            self.office.refused.emit(error.sentence, error.hint)

    def _choose(self) -> None:
        path = ask_save(self, "文件放在哪里", self.file.text(), FILE_KIND)
        if path is not None:
            self.file.setText(str(path.with_suffix(SUFFIX)))

    def _open(self) -> None:
        path = ask_file(self, "打开已有文件", FILE_KIND)
        if path is not None:
            self.open_path(path)

    def _begin(self) -> None:
        department, scheme_id = self.department.department(), self.scheme.currentData()
        year, text = self.year.value(), self.file.text().strip()
        lacking = _lacking(department, scheme_id, text)
        say(self.wrong, lacking)
        if lacking:
            self._to_lacking(department, scheme_id)
            return
        keep = partial(_start, department, scheme_id, year)
        self.office.open_file(
            partial(self._from.open, Path(text)),
            lambda _path: self.office.keep(keep, owner=self),
            owner=self,
        )

    def _to_lacking(self, department: Department, scheme_id: str | None) -> None:
        """Bring the cursor to the first answer that lacks."""
        where: QWidget = self.file
        if not department.name:
            where = self.starts_at()
        elif scheme_id is None:
            where = self.scheme
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _example(self) -> None:
        ExampleRun(self.office, self._from.open, self._from.example_file, self._from.examples, self)


_WHERE = (
    "内容都在这个文件和旁边同名的.files文件夹里，复制时两个一起复制。"
    "请放在本机硬盘上，不要放在U盘或网络共享里。"
)
_EXAMPLE = "用虚构的单位和材料走一遍：从收件到推荐汇总表。示例另存在单独的文件里，不影响正式数据。"


def _lacking(department: Department, scheme_id: str | None, path: str) -> str:
    if not department.name:
        return "请填写部门名称：它要印在表上的“推荐单位”处。"
    if scheme_id is None:
        return "请选择办法。"
    return "" if path else "请选择文件放在哪里。"


def _start(department: Department, scheme_id: str, year: int, desk: Desk) -> Changed:
    kinds = set(save_department(desk, department).kinds)
    if department.filler:
        kinds |= use_operator(desk, department.filler).kinds
    opened = open_round(desk, scheme_id, year)
    return Changed(frozenset(kinds | opened.kinds), opened.value)


def _nothing(_path: str) -> None:
    return None
