"""告知和函询: what an applicant is told by WeChat or SMS, and what other departments are asked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_text
from desktop.ui.kit.layouts import GAP, WIDE, column, row, scrolled, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, shortcut, title
from desktop.ui.pages.inquiry_box import InquiryBox, InquiryCard
from desktop.ui.pages.message_box import MessageBox
from desktop.ui.pages.steps.recommend import PAPER
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.inquiries import (
    Asked,
    Inquiry,
    attach_answer,
    begin_inquiry,
    departments,
    inquiries,
    is_late,
    save_departments,
    save_inquiry,
    void_inquiry,
)
from desktop.work.inquiry_paper import paper_id
from desktop.work.messages import (
    ANSWER,
    Message,
    SentLine,
    Visit,
    messages,
    note_sent,
    sent_lines,
)
from desktop.work.office_notes import read_files

Found = tuple[
    str,
    tuple[Message, ...],
    tuple[SentLine, ...],
    tuple[Asked, ...],
    tuple[tuple[Inquiry, bool], ...],
]


class Letters(Page):
    """Texts at the left, letters to other departments at the right, of one application."""

    title = "告知和函询"
    kinds = frozenset({"office", "materials", "values", "rounds", "department"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for an application."""
        super().__init__(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = title(self.title)
        self.back = button("返回", self._back, "back", "Esc")
        self.messages = MessageBox()
        self.inquiries = InquiryBox(self.office)

    def _lay_out(self) -> None:
        head = row(self.name, None, self.back)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.messages, None))
        right.setLayout(column(self.inquiries, None))
        texts, letters = scrolled(left), scrolled(right)
        texts.setAccessibleName("微信、短信文本")
        letters.setAccessibleName("征求意见函")
        halves = side_by_side(texts, letters, shares=(1, 1))
        whole = column(head, halves, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.messages.sent.connect(self._note_sent)
        self.messages.visit_typed.connect(lambda _visit: self.reload())
        self.inquiries.begun.connect(self._begin)
        self.inquiries.listed.connect(self._keep_list)
        shortcut(self, "Ctrl+Shift+C", self.messages.copy.click)

    def starts_at(self) -> QWidget | None:
        """Which text."""
        return self.messages.kind

    def show_for(self, place: Place) -> None:
        """Show another application; what was being typed is kept for the old one first."""
        if self.place.page and place.application_id != self.place.application_id:
            self.inquiries.finish()
            self.messages.forget()
            self.inquiries.forget()
        super().show_for(place)

    def leave(self) -> bool:
        """Keep what was being typed."""
        self.inquiries.finish()
        return True

    def reload(self) -> None:
        """Compose the texts anew, and read what went out and what was asked."""
        number, visit = self.application_id, self.messages.visit_now()
        self.office.ask(
            partial(_read, number, visit), self._show, owner=self, otherwise=self._refuse_text
        )

    def _show(self, found: Found) -> None:
        name, texts, sent, asked, letters = found
        self.name.setText(f"{self.title}：{name}")
        self.messages.show_messages(texts, sent)
        self.inquiries.show_departments(asked)
        for card in self.inquiries.show_inquiries(letters):
            self._connect_card(card)

    def _connect_card(self, card: InquiryCard) -> None:
        card.typed.connect(self._keep)
        card.files_added.connect(self._attach)
        card.paper_wanted.connect(self._to_paper)
        card.remind_wanted.connect(self._remind)
        card.void_wanted.connect(self._void)

    def _refuse_text(self, error: UserError) -> None:
        self.messages.refuse(f"{error.sentence}{error.hint}")

    def _note_sent(self, kind: str, way: str, to: str, text: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: note_sent(desk, number, kind, way, to, text),
            lambda _changed: self.messages.tell(f"已记入办理历史：{kind}（{way}）。"),
            owner=self,
            otherwise=self._refuse_text,
        )

    def _begin(self, to: str, about: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: begin_inquiry(desk, number, to, about),
            owner=self,
            otherwise=lambda error: self.inquiries.refuse(f"{error.sentence}{error.hint}"),
        )

    def _keep_list(self, text: str) -> None:
        self.office.keep(
            lambda desk: save_departments(desk, text),
            owner=self,
            otherwise=lambda error: self.inquiries.refuse(f"{error.sentence}{error.hint}"),
        )

    def _keep(self, letter: int, key: str, text: str) -> None:
        number, line = self.application_id, self.inquiries.cards[letter].rows[key]
        self.office.keep(
            lambda desk: save_inquiry(desk, number, letter, {key: text}),
            owner=self,
            otherwise=lambda error: line.show_wrong([f"{error.sentence}{error.hint}"]),
        )

    def _attach(self, letter: int, paths: Sequence[Path]) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: attach_answer(desk, number, letter, read_files(paths)), owner=self
        )

    def _to_paper(self, letter: int) -> None:
        detail = f"{PAPER}{paper_id(letter)}"
        here = self.place
        self.go.emit(here.at("case", step="recommend", detail=detail, origin=here))

    def _remind(self, letter: int) -> None:
        name = self.inquiries.cards[letter].name.text().partition(". ")[2]
        self.messages.want(f"{ANSWER}：{name}")
        self.messages.text.setFocus()

    def _void(self, letter: int) -> None:
        card, number = self.inquiries.cards[letter], self.application_id
        if card.body.isHidden():
            self.office.keep(lambda desk: void_inquiry(desk, number, letter, ""), owner=self)
            return
        why = ask_text(self, f"作废{card.name.text()}", "原因", yes="作废")
        if why is not None:
            self.office.keep(lambda desk: void_inquiry(desk, number, letter, why), owner=self)

    def _back(self) -> None:
        self.go.emit(self.place.at("case", detail=""))


def _read(application_id: int, visit: Visit, desk: Desk) -> Found:
    letters = inquiries(desk, application_id)
    return (
        open_case(desk, application_id).name,
        messages(desk, application_id, visit),
        sent_lines(desk, application_id),
        departments(desk),
        tuple((one, is_late(desk, one)) for one in letters),
    )
