"""The few questions that can't wait: a yes or no, a reason, a line of text, a file's name."""

from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.file_kinds import dress_soon
from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, row
from desktop.ui.kit.parts import button, heading, primary, sentence

APPLICANT_FILES = (
    "申报文件 (*.docx *.doc *.xlsx *.xls *.csv *.tsv *.txt *.wps *.et *.ods *.zip);;所有文件 (*)"
)
_QUESTION = 400  # px at 100 %
_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
_READ = "folder/read"  # kept on this machine
_WRITTEN = "folder_written"  # kept with the window, as long as it is open


class YesQuestion(Dialog):
    """A question with the button that agrees and, first and by default, the one that does not."""

    def __init__(self, parent: QWidget, question: str, yes: str, detail: str, no: str) -> None:
        """`detail` stands under the question where there is any."""
        super().__init__(parent)
        self.setWindowTitle("请确认")
        head = heading(question)
        head.setWordWrap(True)
        told = sentence(detail)
        if not detail:
            told.hide()
        self.agree = button(yes, self.accept)
        self.refuse = button(no, self.reject)
        self.refuse.setDefault(True)
        buttons = row(None, self.refuse, self.agree)
        self.setLayout(column(head, told, GAP, buttons, gap=GAP, margin=WIDE))
        self.setMinimumWidth(by_text(_QUESTION))
        self.refuse.setFocus()


def ask_yes(parent: QWidget, question: str, yes: str, detail: str = "", no: str = "取消") -> bool:
    """Ask `question`; the button that agrees says `yes` (a verb), the other one `no`."""
    box = YesQuestion(parent, question, yes, detail, no)
    return bool(box.exec())


class TextQuestion(Dialog):
    """Asks for one text, such as a reason; `choices` are offered and may be typed over."""

    def __init__(
        self, parent: QWidget, question: str, label: str, text: str = "", yes: str = "确定"
    ) -> None:
        """`label` names the blank; the button stays grey while it is empty."""
        super().__init__(parent)
        self.setWindowTitle("请填写")
        self.line = QLineEdit(text)
        self.line.setMinimumWidth(360)
        self.line.setAccessibleName(label)
        name = QLabel(label)
        name.setBuddy(self.line)
        self.agree = primary(yes, self.accept)
        self.agree.setDefault(True)
        self.refuse = button("取消", self.reject)
        self.refuse.setAutoDefault(False)
        buttons = row(None, self.refuse, self.agree)
        head = heading(question)
        head.setWordWrap(True)
        self.setLayout(column(head, name, self.line, GAP, buttons, gap=GAP, margin=WIDE))
        self.line.textChanged.connect(self._look)
        self._look(text)

    def _look(self, text: str) -> None:
        self.agree.setEnabled(bool(text.strip()))


def ask_text(
    parent: QWidget, question: str, label: str, text: str = "", yes: str = "确定"
) -> str | None:
    """Ask for a text that must not be empty; None where the reviewer thinks better of it."""
    dialog = TextQuestion(parent, question, label, text, yes)
    agreed = dialog.exec() == int(QDialog.DialogCode.Accepted)
    answer = dialog.line.text().strip()
    dialog.deleteLater()
    return answer if agreed else None


def ask_files(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Ask for files to read; `kinds` is Qt's filter (`名单 (*.xlsx *.csv)`)."""
    dress_soon()
    names, _kind = QFileDialog.getOpenFileNames(parent, title, read_folder(), kinds)
    _remember_read(Path(names[0]).parent if names else None)
    return [Path(name) for name in names]


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for one file to open."""
    dress_soon()
    name, _kind = QFileDialog.getOpenFileName(parent, title, read_folder(), kinds)
    _remember_read(Path(name).parent if name else None)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    dress_soon()
    name = QFileDialog.getExistingDirectory(parent, title, read_folder())
    _remember_read(Path(name).parent if name else None)
    return Path(name) if name else None


def read_folder() -> str:
    """Where a dialog that opens files begins: where the last file was, else 文档."""
    kept = QSettings().value(_READ)
    if isinstance(kept, str) and QDir(kept).exists():
        return kept
    return QStandardPaths.writableLocation(_DOCUMENTS)


def _remember_read(folder: Path | None) -> None:
    if folder is not None:
        QSettings().setValue(_READ, str(folder))


def ask_save(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write; `name` is offered, in 文档 or the folder that was written to last.

    An existing file is asked about by the system. Left to itself, the dialog would begin in the
    program's own folder.
    """
    window = parent.window()
    folder = window.property(_WRITTEN) or QStandardPaths.writableLocation(_DOCUMENTS)
    dress_soon()
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), kinds)
    if not chosen:
        return None
    window.setProperty(_WRITTEN, str(Path(chosen).parent))
    return Path(chosen)
