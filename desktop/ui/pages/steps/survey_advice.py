"""What the number of firms means: answers needed, chances in words, and a small picture of them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.domain.adviser import Advice
from desktop.domain.figure import percent
from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, by_text, column, holder, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import heading, link, say, sentence
from desktop.ui.kit.theme import tones
from desktop.work.advice import SizeAdvice, SizeQuestion, size_advice, size_question

_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
)
_WIDTH, _HEIGHT, _LABEL = 360, 180, 56
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


_PLAIN = "一般按这个家数封存即可；也可以先在“抽查企业名单”中增加家数。"
_UNFOLD, _FOLD = "各种家数达到的可能…", "收起"


class ChancePicture(QWidget):
    """One line for each true share: how often the sample reaches the line, size by size.

    The arrow keys look at the sizes one by one; what is seen is also said in words.
    """

    def __init__(self) -> None:
        """Empty until `show_advice`."""
        super().__init__()
        self.advice: SizeAdvice | None = None
        self._looked = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for 40 sizes."""
        return QSize(by_text(_WIDTH), by_text(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Still readable at this size."""
        return QSize(by_text(_WIDTH) * 2 // 3, by_text(_HEIGHT))

    def show_advice(self, advice: SizeAdvice) -> None:
        """Show the chances; the chosen size is marked."""
        self.advice = advice
        sizes = [one.n for one in advice.series]
        self._looked = sizes.index(advice.chosen.n)
        self._say()

    def looked_at(self) -> Advice | None:
        """The size that is looked at: the chosen one, until the arrow keys move on."""
        return self.advice.series[self._looked] if self.advice else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right look at the sizes before and after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step or self.advice is None:
            super().keyPressEvent(event)
            return
        self._looked = min(max(self._looked + step, 0), len(self.advice.series) - 1)
        self._say()

    def _say(self) -> None:
        one = self.looked_at()
        words = told_short(one) if one else ""
        self.setAccessibleName("抽查家数与达到可能的示意图")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw axes, lines with their share at the end, and the chosen size."""
        if self.advice is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, line = painter.fontMetrics().horizontalAdvance("100%") + 12, self._line()
        room = QRectF(self.rect()).adjusted(side, line // 2 + 2, -side, -line - 6)
        self._draw_axes(painter, room)
        self._draw_chosen(painter, room)
        self._draw_lines(painter, room)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tones().accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _at(self, room: QRectF, place: int, share: float) -> QPointF:
        steps = max(len(self.advice.series) - 1, 1) if self.advice else 1
        x = room.left() + room.width() * place / steps
        return QPointF(x, room.bottom() - room.height() * share)

    def _draw_axes(self, painter: QPainter, room: QRectF) -> None:
        for share, text in ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")):
            y = room.bottom() - room.height() * share
            painter.setPen(QPen(QColor(tones().line), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(QColor(tones().quiet))
            line = self._line()
            painter.drawText(QRectF(0, y - line / 2, room.left() - 6, line), _RIGHT, text)
        assert self.advice is not None
        last = len(self.advice.series) - 1
        for place in sorted({0, last, self._looked}):
            at = self._at(room, place, 0)
            # One beside another would be written over it.
            if place in (0, last) and place != self._looked and self._near(room, place):
                continue
            box = QRectF(at.x() - _LABEL, room.bottom() + 4, 2 * _LABEL, self._line())
            painter.drawText(box, _MIDDLE, f"{self.advice.series[place].n}家")

    def _near(self, room: QRectF, place: int) -> bool:
        return abs(self._at(room, place, 0).x() - self._at(room, self._looked, 0).x()) < _LABEL

    def _draw_chosen(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(QColor(tones().accent), 2))
        x = self._at(room, self._looked, 0).x()
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))

    def _draw_lines(self, painter: QPainter, room: QRectF) -> None:
        assert self.advice is not None
        free = room.top()
        for number, dash in enumerate(_DASHES[: len(self.advice.chosen.chances)]):
            painter.setPen(QPen(QColor(tones().ink), 1.6, dash))
            # The picture may be as coarse as the screen; what decides is never a float.
            shares = [float(one.chances[number].reaches) for one in self.advice.series]
            points = [self._at(room, place, share) for place, share in enumerate(shares)]
            painter.drawPolyline(points)
            y = max(points[-1].y(), free)
            free = y + painter.fontMetrics().height()
            text = f"{self.advice.chosen.chances[number].rate}%"
            painter.drawText(QPointF(room.right() + 6, y + self._line() // 3), text)


class SurveyAdvice(QFrame):
    """The advice beside the lock; it decides nothing and is reckoned off the window's thread."""

    def __init__(self, office: Office) -> None:
        """Empty until `show_case`."""
        super().__init__()
        self._office = office
        self._turn = 0
        self._asked: SizeQuestion | None = None
        self.picture = ChancePicture()
        self.plain = sentence()
        self.more = link(_UNFOLD, lambda: self._unfold(on=self.whole.isHidden()))
        self.words = sentence()
        self.note = sentence("按现有名单精确计算（超几何分布），只供确定抽查数时参考。", "small")
        legend = sentence(
            "线旁的百分数是实际满意的比例；竖线为所选家数；左右键看其他家数。"
            "百分数截至小数点后一位，不进位。",
            "small",
        )
        left = holder(self.words, self.note, None, gap=TIGHT)
        right = holder(self.picture, legend, None, gap=TIGHT)
        body = row(left, right, gap=GAP)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.whole = QWidget()
        self.whole.setLayout(body)
        head = row(heading("抽查家数说明"), None, self.more)
        self.box = boxed(head, self.plain, self.whole, gap=TIGHT, margin=GAP)
        self.setLayout(column(self.box, gap=0))
        self.whole.hide()
        self.hide()

    def _unfold(self, *, on: bool) -> None:
        """Show the chances and their picture, or fold them away: most sizes need neither."""
        self.whole.setVisible(on)
        self.more.setText(_FOLD if on else _UNFOLD)

    def show_case(self, application_id: int) -> None:
        """Reckon anew where the list or the size has changed."""
        self._office.ask(lambda desk: size_question(desk, application_id), self._reckon, owner=self)

    def _reckon(self, asked: SizeQuestion) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        self._turn += 1
        turn = self._turn
        say(self.plain, "正在计算…")
        self._office.slow(
            lambda _progress: size_advice(asked),
            lambda found: self._show(found, turn),
            owner=self,
            otherwise=self._refused,
        )

    def _show(self, found: SizeAdvice | None, turn: int) -> None:
        if turn != self._turn:
            return
        self.setVisible(found is not None)
        if found is not None:
            say(self.plain, f"{found.sentences[0]}{_PLAIN}")
            say(self.words, "\n".join(filter(None, found.sentences[1:])))
            self.picture.show_advice(found)

    def _refused(self, error: UserError) -> None:
        say(self.plain, f"{error.sentence}{error.hint}")


def told_short(one: Advice) -> str:
    """One size in words, for a screen reader and the tooltip."""
    parts = (
        f"实际{c.rate}%满意时达到的可能为{percent(c.reaches.numerator, c.reaches.denominator)}"
        for c in one.chances
    )
    return f"抽查{one.n}家，需{one.needed}家满意；" + "；".join(parts)
