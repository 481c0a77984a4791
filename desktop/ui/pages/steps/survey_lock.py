"""确认并封存名单: how the 随机码 will come about, the lock with its digests, and void locks."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QLabel, QLineEdit, QRadioButton, QWidget

from desktop.ui.kit.enter import go_to
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, holder, row, scrolled
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.kit.theme import with_icon
from desktop.ui.pages.steps.act import OnceButton
from desktop.work.drawing import SEED_KINDS, FramePage, LockLine

KIND_WORDS = dict(SEED_KINDS)
FIRST_SIGN = "先打印确认表并签字，再取随机码：签了字的确认表证明名单和抽查数在取码之前已经固定。"
CONVENTION = (
    "办法只要求随机抽查；先封存、后取码、一次封存只抽一次、按顺序递补，是本程序约定（F1 说明）。"
)
HOW = {
    "witnessed": "封存后当着监督人的面掷出至少6位数字并录入。监督人可以是同事或申报单位的人。",
    "public": "号码的来源、期号、取号规则和未公布时的办法在封存前写定，封存后等号码公布。",
    "machine": "由本机生成，不能向外人证明抽取未经挑选；所有表上都会写明“系统生成”。",
}
PUBLIC = ("号码来源", "期号", "取号规则", "未公布时的办法")
_LOCKS: tuple[TableColumn[LockLine], ...] = (
    TableColumn("number", "第几次", lambda k: f"第{k.number}次", 64),
    TableColumn("state", "状态", lambda k: k.state, 72),
    TableColumn("created_at", "时间", lambda k: shown_time(k.created_at), 170),
    TableColumn("N", "名单", lambda k: f"{k.N}家", 64, right=True),
    TableColumn("size", "抽查", lambda k: f"{k.size}家", 64, right=True),
    TableColumn("kind", "随机码", lambda k: KIND_WORDS.get(k.kind, k.kind), 130),
    TableColumn("digits", "数字", lambda k: k.digits, 90),
    TableColumn("supervisor", "监督人", lambda k: k.supervisor, 90),
    TableColumn("reason", "原因", lambda k: k.reason, 160),
)


def shown_time(moment: str) -> str:
    """A time as ISO 8601 text in the words of the screen: 2026年11月20日 12:00."""
    day, _, clock = moment.partition("T")
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日 {clock[:5]}"


class SurveyLock(QWidget):
    """Everything about locking; nothing here can be taken back quietly."""

    locked = Signal(str, object, str, str)  # kind, four texts, reason, supervisor
    voided = Signal(int, str)  # lock id, reason
    paper_wanted = Signal(str)  # a paper's id

    def __init__(self, advice: QWidget) -> None:
        """Nothing is locked yet; `advice` stands below the button that locks."""
        super().__init__()
        self._advice = advice
        self._open: LockLine | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.why_not = sentence("", "part")
        self.kinds = QButtonGroup(self)
        self.kind_buttons = {kind: QRadioButton(word) for kind, word in SEED_KINDS}
        for number, made in enumerate(self.kind_buttons.values()):
            self.kinds.addButton(made, number)
        self.how = sentence("", "quiet")
        self.public = {label: _line(label) for label in PUBLIC}
        self.reason = _line("重新抽取的原因")
        self.supervisor = _line("监督人")
        self.lock = OnceButton("确认并封存名单")
        self.lock.setObjectName("primary")
        self.lock.setAccessibleName("确认并封存名单")
        self.lock.setAutoDefault(True)
        with_icon(self.lock, "lock", "on_accent")
        self.wrong = sentence("", "wrong")
        self.sealed = sentence()
        self.digests = sentence("", "small")
        self.first_sign = sentence(FIRST_SIGN, "part")
        self.paper = button("打印确认表…", partial(self.paper_wanted.emit, "draw_list"), "print")
        self.void_reason = _line("作废原因")
        self.void = button("作废这次封存", self._void, "remove")
        self.void_wrong = sentence("", "wrong")
        self.lock_rows = Rows(_LOCKS, lambda k: k.id, self)
        self.locks = Table("survey-locks", self.lock_rows)
        self.locks.setAccessibleName("历次封存")

    def _lay_out(self) -> None:
        self.public_box = _form(self.public)
        self.again = _form({"重新抽取的原因": self.reason, "监督人": self.supervisor})
        kinds = row(QLabel("随机码"), *self.kind_buttons.values(), None)
        self.before = holder(
            kinds,
            self.how,
            sentence(CONVENTION, "small"),
            self.public_box,
            self.again,
            self.wrong,  # beside the blanks that lack
            row(self.lock, None),
            self._advice,
            gap=TIGHT,
        )
        void = row(QLabel("作废原因"), self.void_reason, self.void)
        void.setStretch(1, 1)
        self.void_box = holder(void, self.void_wrong, gap=TIGHT)
        self.after = boxed(
            heading("已封存的名单"),
            self.sealed,
            self.first_sign,
            row(self.paper, None),
            self.digests,
            self.void_box,
            gap=TIGHT,
            margin=GAP,
        )
        self.locks_box = holder(heading("历次封存"), self.locks, gap=TIGHT)
        self.locks.setMinimumHeight(5 * self.locks.verticalHeader().defaultSectionSize())
        body = holder(self.why_not, self.after, self.before, self.locks_box, None)
        self.setLayout(column(scrolled(body), gap=0))
        for part in (self.wrong, self.void_wrong, self.after, self.locks_box, self.why_not):
            part.hide()

    def _connect(self) -> None:
        self.kinds.idToggled.connect(lambda _id, _on: self._show_kind())
        self.lock.clicked.connect(self._lock)
        self.void_reason.returnPressed.connect(self._void)
        self.kind_buttons["witnessed"].setChecked(True)
        self._show_kind()

    def kind(self) -> str:
        """The kind of 随机码 that is chosen."""
        return SEED_KINDS[max(self.kinds.checkedId(), 0)][0]

    def _show_kind(self) -> None:
        kind = self.kind()
        say(self.how, HOW[kind], "part" if kind == "machine" else "quiet")
        self.public_box.setVisible(kind == "public")

    def show_page(self, page: FramePage) -> None:
        """Show the newest lock, what may be done, and all locks there ever were."""
        standing = [one for one in page.locks if one.state != "已作废"]
        newest = standing[-1] if standing else None
        self._open = newest if newest is not None and newest.state == "已封存" else None
        self.before.setVisible(self._open is None)
        drawn = any(one.state == "已抽取" for one in page.locks)
        self.again.setVisible(drawn)
        self.lock.setText("重新封存名单" if drawn else "确认并封存名单")
        self.lock.setEnabled(not page.can_lock)
        say(self.why_not, page.can_lock if self._open is None else "")
        self._show_newest(newest)
        self.lock_rows.show_rows(page.locks)
        self.locks_box.setVisible(len(page.locks) > 1)

    def _show_newest(self, newest: LockLine | None) -> None:
        self.after.setVisible(newest is not None)
        for part in (self.void_box, self.first_sign):
            part.setVisible(self._open is not None)
        if newest is None:
            return
        self.sealed.setText(
            f"第{newest.number}次封存，{shown_time(newest.created_at)}：名单{newest.N}家，"
            f"抽查{newest.size}家，随机码：{KIND_WORDS.get(newest.kind, newest.kind)}。"
            "名单、抽查数和办法自此固定，以后改动名单不影响本次抽取。"
        )
        promise = newest.commitment and f"\n机内随机数校验码（随机码承诺） {newest.commitment}"
        say(self.digests, f"名单校验码 {newest.digest}{promise}")

    def refuse(self, text: str) -> None:
        """Say why the list was not locked."""
        say(self.wrong, text)
        self.lock.setEnabled(True)
        blanks = (*self.public.values(), self.reason, self.supervisor)
        empty = [one for one in blanks if one.isVisibleTo(self) and not one.text().strip()]
        go_to(empty[0] if empty else self.lock)

    def refuse_void(self, text: str) -> None:
        """Say why the lock was not declared void."""
        say(self.void_wrong, text)

    def done(self) -> None:
        """Something was kept: nothing is wrong any more, and reasons are used up."""
        for label in (self.wrong, self.void_wrong):
            say(label, "")
        for line in (self.reason, self.supervisor, self.void_reason):
            line.clear()

    def _lock(self) -> None:
        # Grey until the answer comes, so that a second press can't lock twice.
        self.lock.setEnabled(False)
        texts = tuple(line.text() for line in self.public.values())
        public = texts if self.kind() == "public" else ()
        self.locked.emit(self.kind(), public, self.reason.text(), self.supervisor.text())

    def _void(self) -> None:
        if self._open is None:
            return
        if not self.void_reason.text().strip():
            say(self.void_wrong, "请写明作废的原因，原因会长期保留。")
            self.void_reason.setFocus()
        else:
            self.voided.emit(self._open.id, self.void_reason.text())


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def _form(lines: dict[str, QLineEdit]) -> QWidget:
    box = QWidget()
    form = QFormLayout(box)
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(TIGHT)
    for label, line in lines.items():
        form.addRow(label, line)
    return box
