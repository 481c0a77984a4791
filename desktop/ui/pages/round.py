"""年度: a new one (scheme and year), and what the bureau's yearly call (年度申报通知) says."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.domain.problem import UserError
from desktop.domain.role import PREPARE, RECOMMEND
from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.fields import FieldForm
from desktop.ui.kit.layouts import GAP, WIDE, boxed, by_text, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import Combo, button, heading, primary, sentence, title
from desktop.ui.pages.form_files import REFIT, is_form
from desktop.ui.pages.forms_export import FormsExport
from desktop.ui.pages.round_card import RoundCard
from desktop.ui.pages.steps.recommend import PAPER
from desktop.ui.pages.year_choice import YearChoice
from desktop.work.call_change import ChangesFinalError, keep_call
from desktop.work.desk import Changed, Desk
from desktop.work.role import role_here
from desktop.work.rounds import CALL_FIELDS, call_of_round, list_rounds, open_round

Found = tuple[Sequence[tuple[str, str]], str, dict[str, str], dict[str, tuple[str, ...]], str]
_ROLE = "call.role"
_QUESTION = "已定稿的内容会随之改变，仍要改动吗？"
_BESIDE = 1000  # px at 100 %, of the page: the call and the picture side by side
_REFIT = "上级随通知发来自己的表（Word、Excel）的，按它的表头填；也可以把文件拖到这一页"
ROUND_STATE = "round_state"  # 年度办理情况表, by its id
_NOTES = {
    "department_due": "申报单位交到本部门的最后一天；待办事项、补正期限和短信都用这个日期",
    "bureau_due": "本部门报到上级的最后一天，应晚于受理截止日期",
    "extra": "一行一件，印在发给申报单位的表样说明上",
    "receiver": "印在推荐函上；空着时，按办法写明的上级，没有写明的印“上级中小企业主管部门”",
    "role": "空着时按部门层级；预审的，表上的推荐单位和意见留空。受委托推荐的选“推荐”",
}


class Round(Page):
    """Opens a new round, and keeps the call of the one that is chosen."""

    title = "年度"
    kinds = frozenset({"rounds", "cases"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.scheme = Combo("办法")
        self.scheme.setMinimumWidth(360)
        self.year = YearChoice()
        self.open = primary("新建年度", self._open, "add")
        self.name = heading("")
        self.form = FieldForm([_field(key, label) for key, label in CALL_FIELDS], "call.")
        self.refit = button("套用上级表样…", lambda: self._to_form(""), "file", _REFIT)
        self.forms = FormsExport(self.office, self.refit)
        self.state = RoundCard(self.office)

    def _lay_out(self) -> None:
        choose = row(QLabel("办法"), self.scheme, self.year, self.open, None)
        told = sentence(
            "一个办法一年一个年度；同时办理几个办法，就各建一个，在上方随时切换。", "quiet"
        )
        self.fresh = boxed(heading("新建年度"), choose, told)
        note = sentence("按上级印发的申报通知填写；没有的可以空着。", "quiet")
        self.call = holder(self.name, note, self.forms, self.form)
        inner = QWidget()
        left = holder(self.call, row(self._onward(), None), self.fresh, None)
        self.body = row(left, self.state, gap=WIDE)
        self.body.setStretch(0, 1)
        self.body.setAlignment(self.state, Qt.AlignmentFlag.AlignTop)
        inner.setLayout(column(title("年度申报通知"), self.body, gap=GAP, margin=WIDE))
        self.setLayout(column(scrolled(inner)))

    def _onward(self) -> QWidget:
        return button(
            "去申报初审", lambda: self.go.emit(self.place.at("cases", detail="")), "cases"
        )

    def _connect(self) -> None:
        self.form.finished.connect(self._keep)
        self.state.print_wanted.connect(self._print)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture stands beside the call where there is room, else below it."""
        super().resizeEvent(event)
        beside = event.size().width() >= by_text(_BESIDE)
        way = QBoxLayout.Direction
        self.body.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def reload(self) -> None:
        """Read the schemes and the chosen round's call."""
        round_id = self.place.round_id
        self.office.ask(lambda desk: _read(desk, round_id), self._show, owner=self)

    def leave(self) -> bool:
        """Keep the blank that is being typed into."""
        self.form.finish()
        return True

    def _show(self, found: Found) -> None:
        schemes, label, call, wrong, role = found
        if self.scheme.count() != len(schemes):
            self.scheme.clear()
            for key, name in schemes:
                self.scheme.addItem(name, key)
        self.name.setText(label)
        self.forms.show_round(self.place.round_id if label else None)
        there = bool(label) and self.place.detail != "new"
        self.call.setVisible(there)
        self.state.show_round(self.place.round_id if there else None)
        problems = {f"call.{key}": sentences for key, sentences in wrong.items()}
        self.form.show_values({f"call.{key}": Value(text) for key, text in call.items()}, problems)
        self.form.rows[_ROLE].note.setText(f"{role}{_NOTES['role']}")
        if self.place.detail == "new":
            self.scheme.setFocus()

    def takes_files(self) -> bool:
        """The bureau's own form comes with its call."""
        return self.place.round_id is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Fill the bureau's own form (套用上级表样); all else begins an application."""
        if is_form(paths):
            self._to_form(str(paths[0]))
        elif paths:
            detail = "\n".join(map(str, paths))
            self.go.emit(self.place.at("incoming", application_id=None, detail=detail))

    def _to_form(self, file: str) -> None:
        self.go.emit(self.place.at("send", detail=f"{REFIT}{file}"))

    def _print(self) -> None:
        self.go.emit(self.place.at("send", detail=f"{PAPER}{ROUND_STATE}"))

    def _open(self) -> None:
        scheme_id, year = self.scheme.currentData(), self.year.value()
        self.office.keep(lambda desk: open_round(desk, scheme_id, year), self._opened, owner=self)

    def _opened(self, changed: Changed) -> None:
        self.go.emit(Place("round", round_id=changed.value))

    def _keep(self, path: str, text: str) -> None:
        if self.place.round_id is not None:
            self._keep_of(self.place.round_id, path, text)

    def _keep_of(self, round_id: int, path: str, text: str, *, agreed: bool = False) -> None:
        key = path.removeprefix("call.")
        self.office.keep(
            lambda desk: keep_call(desk, round_id, key, text, agreed=agreed),
            owner=self,
            otherwise=partial(self._refused, round_id, path, text),
        )

    def _refused(self, round_id: int, path: str, text: str, error: UserError) -> None:
        """Ask where final papers would change by it; what is not agreed to goes back."""
        if not isinstance(error, ChangesFinalError):
            self.form.rows[path].show_wrong([f"{error.sentence}{error.hint}"])
        elif ask_yes(self, _QUESTION, "仍要改动", error.sentence, "不改"):
            self._keep_of(round_id, path, text, agreed=True)
        else:
            self.reload()


def _field(key: str, label: str) -> Field:
    note = _NOTES.get(key, "")
    if key.endswith("_due"):
        return Field(key, label, "date", note=note)
    if key in ("extra", "wishes"):
        return Field(key, label, "long", note=note)
    if key in ("copies", "quota"):
        return Field(key, label, "figure", unit="份" if key == "copies" else "个", note=note)
    if key == "role":
        return Field(key, label, "choice", choices=(RECOMMEND, PREPARE), note=note)
    return Field(key, label, note=note)


def _read(desk: Desk, round_id: int | None) -> Found:
    schemes = sorted((scheme.id, scheme.name) for scheme in desk.schemes.values())
    labels = [one.label for one in list_rounds(desk) if one.id == round_id]
    if not labels or round_id is None:
        return schemes, "", {}, {}, ""
    return schemes, labels[0], *call_of_round(desk, round_id), role_here(desk, round_id)
