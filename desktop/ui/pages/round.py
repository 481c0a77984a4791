"""年度: a new one (scheme and year), and what the bureau's yearly call (年度申报通知) says."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.fields import FieldForm
from desktop.ui.kit.layouts import GAP, WIDE, boxed, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import Combo, button, heading, primary, sentence, title
from desktop.ui.pages.forms_export import FormsExport
from desktop.ui.pages.year_choice import YearChoice
from desktop.work.desk import Changed, Desk
from desktop.work.rounds import CALL_FIELDS, call_of, list_rounds, open_round, save_call

_KINDS = {"department_due": "date", "bureau_due": "date", "extra": "long", "wishes": "long"}


class Round(Page):
    """Opens a new round, and keeps the call of the one that is chosen."""

    title = "年度"
    kinds = frozenset({"rounds"})

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
        self.forms = FormsExport(self.office)

    def _lay_out(self) -> None:
        choose = row(QLabel("办法"), self.scheme, self.year, self.open, None)
        told = sentence(
            "一个办法一年一个年度；同时办理几个办法，就各建一个，在上方随时切换。", "quiet"
        )
        self.fresh = boxed(heading("新建年度"), choose, told)
        note = sentence("按上级印发的申报通知填写；没有的可以空着。", "quiet")
        self.call = holder(self.name, note, self.form, self.forms)
        inner = QWidget()
        parts = (title("年度申报通知"), self.fresh, self.call, row(self._onward(), None), None)
        inner.setLayout(column(*parts, gap=GAP, margin=WIDE))
        self.setLayout(column(scrolled(inner)))

    def _onward(self) -> QWidget:
        return button(
            "去申报初审", lambda: self.go.emit(self.place.at("cases", detail="")), "cases"
        )

    def _connect(self) -> None:
        self.form.finished.connect(self._keep)

    def reload(self) -> None:
        """Read the schemes and the chosen round's call."""
        round_id = self.place.round_id
        self.office.ask(lambda desk: _read(desk, round_id), self._show, owner=self)

    def leave(self) -> bool:
        """Keep the blank that is being typed into."""
        self.form.finish()
        return True

    def _show(self, found: tuple[Sequence[tuple[str, str]], str, dict[str, str]]) -> None:
        schemes, label, call = found
        if self.scheme.count() != len(schemes):
            self.scheme.clear()
            for key, name in schemes:
                self.scheme.addItem(name, key)
        self.name.setText(label)
        self.forms.show_round(self.place.round_id if label else None)
        self.call.setVisible(bool(label) and self.place.detail != "new")
        self.form.show_values({f"call.{key}": Value(text) for key, text in call.items()}, {})
        if self.place.detail == "new":
            self.scheme.setFocus()

    def _open(self) -> None:
        scheme_id, year = self.scheme.currentData(), self.year.value()
        self.office.keep(lambda desk: open_round(desk, scheme_id, year), self._opened, owner=self)

    def _opened(self, changed: Changed) -> None:
        self.go.emit(Place("round", round_id=changed.value))

    def _keep(self, path: str, text: str) -> None:
        round_id, key = self.place.round_id, path.removeprefix("call.")
        if round_id is not None:
            self.office.keep(lambda desk: save_call(desk, round_id, key, text), owner=self)


def _field(key: str, label: str) -> Field:
    kind = _KINDS.get(key, "text")
    if kind == "date":
        return Field(key, label, "date")
    return Field(key, label, "long") if kind == "long" else Field(key, label)


def _read(
    desk: Desk, round_id: int | None
) -> tuple[Sequence[tuple[str, str]], str, dict[str, str]]:
    schemes = sorted((scheme.id, scheme.name) for scheme in desk.schemes.values())
    labels = [one.label for one in list_rounds(desk) if one.id == round_id]
    if not labels or round_id is None:
        return schemes, "", {}
    return schemes, labels[0], call_of(desk, round_id)
