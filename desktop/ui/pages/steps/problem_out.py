"""The list for the applicant (问题清单) as a workbook, PDF or Word file, or on a printer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.office import Office, Otherwise, Progress
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.theme import with_icon
from desktop.work.papers import save_file
from desktop.work.problem_list import ProblemList, pour_list

PRINT = "print"
_KINDS = {
    "xlsx": ("另存Excel工作簿…", "Excel 工作簿 (*.xlsx)"),
    "pdf": ("另存PDF…", "PDF 文件 (*.pdf)"),
    "docx": ("另存Word文档…", "Word 文档 (*.docx)"),
    PRINT: ("打印…", ""),
}


class ProblemsButton(QPushButton):
    """Asks how the list is to leave; `kind` is what was chosen last."""

    wanted = Signal(str)  # xlsx, pdf, docx or print

    def __init__(self) -> None:
        """Nothing is chosen yet."""
        super().__init__("问题清单")
        self.kind = "xlsx"
        self.setAccessibleName("问题清单")
        self.setToolTip("发给申报单位更正的清单：Excel、PDF、Word，或直接打印")
        with_icon(self, "save")
        menu = QMenu(self)
        for kind, (words, _) in _KINDS.items():
            menu.addAction(words, partial(self.choose, kind))
        self.setMenu(menu)

    def choose(self, kind: str) -> None:
        """Want the list as a file of this kind, or printed."""
        self.kind = kind
        self.wanted.emit(kind)


def put_out(
    office: Office,
    host: QWidget,
    kind: str,
    name: str,
    make: Callable[[], ProblemList],
    told: Callable[[int, str], None],
    otherwise: Otherwise,
) -> None:
    """Ask where to, then find the problems and write or print them; `told` gets count and place.

    `make` runs on the slow worker.
    """
    if kind == PRINT:
        printer = ask_printer(host, "问题清单")
        path = None
    else:
        printer = None
        path = ask_save(
            host, "保存问题清单", f"问题清单-{name or '申报单位'}.{kind}", _KINDS[kind][1]
        )
    if printer is None and path is None:
        return
    target = path.with_suffix(f".{kind}") if path is not None else None

    def work(_progress: Progress) -> tuple[int, bytes]:
        found = make()
        data = pour_list(found, "pdf" if kind == PRINT else kind)
        if target is not None:
            save_file(target, data)
        return len(found.issues), data

    def done(made: tuple[int, bytes]) -> None:
        count, data = made
        if printer is not None:
            print_pdf(office, printer, data, host)
        told(count, str(target) if target is not None else "")

    office.slow(work, done, owner=host, title="正在整理问题清单", otherwise=otherwise)
