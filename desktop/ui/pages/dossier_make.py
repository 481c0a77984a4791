"""报送材料包: the button in 汇总报送, what is asked before one is made, and what became of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import button, primary, say, sentence
from desktop.ui.kit.saved import SavedLine
from desktop.ui.pages.paper_out import telling
from desktop.work.desk import Changed
from desktop.work.dossier_gather import Prepared, add_case, begin_dossier, prepare_dossier
from desktop.work.dossier_pack import Dossier, Written, note_packed, save_dossier
from desktop.work.dossier_stale import told_stale

_TIP = "把列入的申报连同各表、材料、抽取记录和数据签名打成一个文件，用U盘或光盘报送"
_FEWEST = 8
_NAMES = 3
_WIDTH = 560  # px at 100 %


class DossierMake(QWidget):
    """The button `make` and the sentence on what became of it; its host says for whom."""

    def __init__(self, office: Office, *before: QWidget) -> None:
        """Nothing is gathered before the button is pressed; `before` stands left of it."""
        super().__init__()
        self._office = office
        self._round: int | None = None
        self._ids: tuple[int, ...] = ()
        self._stale = False  # what is said is that the newest one is out of date
        self.make = button("报送材料包…", self._prepare, "pack", _TIP)
        self.told = SavedLine(office)
        self.setLayout(column(row(*before, self.make, None), self.told, gap=GAP))

    def show_for(self, round_id: int | None, ids: tuple[int, ...]) -> None:
        """Offer a dossier of these applications of this round."""
        if round_id != self._round:
            self.told.tell("")
        self._round, self._ids = round_id, ids
        self.make.setEnabled(round_id is not None and bool(ids))
        if round_id is not None and ids:
            self._office.ask(
                lambda desk: told_stale(desk, round_id, ids),
                partial(self._tell_stale, round_id, ids),
                owner=self,
            )

    def _tell_stale(self, round_id: int, ids: tuple[int, ...], why: str) -> None:
        """A dossier that was made and is out of date is no longer told of in green."""
        if (round_id, ids) == (self._round, self._ids) and (why or self._stale):
            self.told.tell(why, "wrong")
            self._stale = bool(why)

    def _prepare(self) -> None:
        number, ids = self._round, self._ids
        if number is not None:
            profile = paths.profile_dir()
            self._office.keep(
                lambda desk: prepare_dossier(desk, number, ids, profile),
                self._ask,
                owner=self,
                otherwise=self._failed,
            )

    def _ask(self, done: Changed) -> None:
        dialog = DossierDialog(done.value, self)
        dialog.wanted.connect(partial(self._begin, done.value))
        dialog.open()

    def _begin(self, prepared: Prepared, draft: bool, passphrase: str) -> None:
        number, ids = self._round, self._ids
        if number is None:
            return
        self.make.setEnabled(False)
        self._office.ask(
            lambda desk: begin_dossier(desk, number, ids, prepared.signer, draft=draft),
            lambda dossier: self._where(dossier, number, ids, passphrase),
            owner=self,
            otherwise=self._failed,
        )

    def _where(
        self, dossier: Dossier, round_id: int, ids: tuple[int, ...], passphrase: str
    ) -> None:
        ending = ".rdpack.age" if passphrase else ".rdpack"
        kinds = f"报送材料包 (*{ending})"
        target = ask_save(self, "报送材料包存到哪里", f"{dossier.name}{ending}", kinds)
        if target is None:
            self.make.setEnabled(True)
            return
        whole = target.with_name(_bare(target.name) + ending)
        self._gather(dossier, round_id, ids, whole, passphrase)

    def _gather(
        self,
        dossier: Dossier,
        round_id: int,
        rest: tuple[int, ...],
        target: Path,
        passphrase: str,
    ) -> None:
        """Gather one application after the other, so that the store stays free for others."""
        if not rest:
            self._write(dossier, round_id, target, passphrase)
            return
        done = len(dossier.cases)
        self.told.tell(f"正在汇集：第{done + 1}家，共{done + len(rest)}家…")
        self._office.ask(
            lambda desk: add_case(desk, dossier, round_id, rest[0]),
            lambda more: self._gather(more, round_id, rest[1:], target, passphrase),
            owner=self,
            otherwise=self._failed,
        )

    def _write(self, dossier: Dossier, round_id: int, target: Path, passphrase: str) -> None:
        def job(progress: Progress) -> Written:
            return save_dossier(dossier, target, telling(progress), passphrase)

        self._office.slow(
            job,
            partial(self._written, dossier, round_id),
            owner=self,
            title="正在制作报送材料包",
            otherwise=self._failed,
        )

    def _written(self, dossier: Dossier, round_id: int, written: Written) -> None:
        self.make.setEnabled(True)
        kind = "草稿包" if dossier.draft else "报送材料包"
        size = f"{written.size / 1_000_000:.1f} MB，{written.members}个文件"
        words = f"{kind}已存到：{written.path}（{size}）"
        self.told.tell_saved(words, written.path, opens=False)
        self._stale = False
        self._office.keep(lambda desk: note_packed(desk, dossier, written, round_id), owner=self)

    def _failed(self, error: UserError) -> None:
        self.make.setEnabled(bool(self._ids))
        self.told.tell(f"{error.sentence}{error.hint}", "wrong")


class DossierDialog(Dialog):
    """What is in the dossier, whether it is a draft, and a passphrase where one is wanted."""

    wanted = Signal(bool, str)  # 草稿包, and the passphrase

    def __init__(self, prepared: Prepared, parent: QWidget | None = None) -> None:
        """`prepared` says what was chosen."""
        super().__init__(parent)
        self.setWindowTitle("报送材料包")
        self.setProperty("topic", "dossier")  # of F1
        self._prepared = prepared
        self._make()
        self._lay_out()
        self._connect()
        self._look()

    def _make(self) -> None:
        self.draft = QCheckBox("仍要制作，文件名和各表上标明“草稿”")
        self.first = _password("口令")
        self.second = _password("再输一次口令")
        self.wrong = sentence("", "wrong")
        self.go = primary("选择存放位置…", self._go)
        self.cancel = button("取消", self.reject)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for at, (line, words) in enumerate(((self.first, "口令"), (self.second, "再输一次"))):
            label = QLabel(words)
            label.setBuddy(line)
            grid.addWidget(label, at, 0)
            grid.addWidget(line, at, 1)
        unfinished = sentence(_unfinished(self._prepared.unfinished), "part")
        unfinished.setVisible(bool(self._prepared.unfinished))
        self.draft.setVisible(bool(self._prepared.unfinished))
        self.setLayout(
            column(
                sentence(_contents(self._prepared)),
                unfinished,
                self.draft,
                sentence(f"本部门的核对码（签名密钥指纹）：{self._prepared.key}", "small"),
                sentence(_KEY_WORDS.format(letter=self._prepared.letter), "quiet"),
                sentence(_PASSWORD_WORDS, "quiet"),
                grid,
                self.wrong,
                row(None, self.cancel, self.go),
                gap=GAP,
                margin=WIDE,
            )
        )
        self.setFixedWidth(by_text(_WIDTH))

    def _connect(self) -> None:
        self.draft.toggled.connect(lambda _on: self._look())
        self.first.textChanged.connect(lambda _text: self._look())
        self.second.textChanged.connect(lambda _text: self._look())

    def _look(self) -> None:
        first, second = self.first.text(), self.second.text()
        why = ""
        if first and len(first) < _FEWEST:
            why = f"口令至少{_FEWEST}个字符。"
        elif first != second and second:
            why = "两次输入的口令不同。"
        say(self.wrong, why)
        finished = not self._prepared.unfinished or self.draft.isChecked()
        self.go.setEnabled(finished and not why and first == second)

    def _go(self) -> None:
        draft, word = self.draft.isChecked(), self.first.text()
        self.accept()
        self.wanted.emit(draft, word)


_KEY_WORDS = (
    "上级凭核对码认定这个包是本部门做的、没有改过：它印在{letter}和报送材料清单上，"
    "请打印盖章后与包一起报送。换电脑后核对码会变，请告知上级。"
)
_PASSWORD_WORDS = "包里有企业和个人信息。不能当面递交的，请加口令（可不填）；口令丢失后谁也打不开。"


def _contents(prepared: Prepared) -> str:
    copies = f"通知要求报送份数：{prepared.copies}。" if prepared.copies else ""
    return (
        f"列入{prepared.count}份申报。包内有{prepared.letter}、报送材料清单、各表（PDF、Excel、Word）、"
        f"卷内文件目录、申报材料目录、申报材料原件、抽取记录和核验页、数据，逐个文件有校验码并签名。{copies}"
        "没有本程序的，把副本的扩展名 .rdpack 改为 .zip 也能打开看。"
    )


def _unfinished(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    shown = "、".join(names[:_NAMES]) + ("等" if len(names) > _NAMES else "")
    return f"{shown}{len(names)}份尚未定稿，不能作为正式报送。"


def _password(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def _bare(name: str) -> str:
    """Return a file's name without the endings that a person may have typed or chosen."""
    for ending in (".age", ".rdpack", ".zip"):
        name = name.removesuffix(ending)
    return name
