"""What a bug looks like to the reviewer: calm, with a way to report it, and nothing lost."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.parts import button, heading, primary, sentence


class CrashDialog(Dialog):
    """Says that this one act failed; what was typed stays in the window behind it."""

    def __init__(self, trace: str, parent: QWidget | None = None) -> None:
        """`trace` holds no personal data; it can be copied and sent."""
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.trace = QPlainTextEdit(trace)
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName("出错位置")
        self.trace.setMinimumSize(560, 160)
        buttons = row(None, button("复制出错信息", self.copy, "copy"), primary("继续", self.accept))
        self.setLayout(
            column(
                heading("刚才这一步没有完成，原因是程序本身的错误。"),
                sentence(
                    "此前已保存的内容都在，窗口里正在填写的内容也没有丢。可以再试一次；若仍出错，"
                    "请复制下面的信息交给维护人员（其中没有企业和个人信息）。"
                ),
                self.trace,
                buttons,
                gap=GAP,
                margin=WIDE,
            )
        )

    def copy(self) -> None:
        """Put the trace on the clipboard."""
        QGuiApplication.clipboard().setText(self.trace.toPlainText())
