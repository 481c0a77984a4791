"""上级汇总: dossiers of many departments are verified here, and poured into one summary sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QStackedWidget, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_files, ask_folder, ask_text, ask_yes
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import GAP, WIDE, column, holder, row, side_by_side
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import Combo, button, say, sentence, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.paper_out import PaperOut, telling
from desktop.work.bureau import dossiers_in, rounds_in, summary_sheet
from desktop.work.bureau_desk import confirm_key, looked_at, summary_paper
from desktop.work.bureau_edition import can_take, take_edition
from desktop.work.desk import Changed, Desk
from desktop.work.dossier_report import Report, edition_lines, sentence_of
from desktop.work.dossier_workers import needs_passphrase, verify_many
from desktop.work.paper_sheaf import pour_sheaf
from desktop.work.paper_shelf import Paper

_KINDS = "报送材料包 (*.rdpack *.age);;所有文件 (*)"
_WHAT = "这里核验下级报来的报送材料包，并汇成一张推荐汇总表。"
_HOW = "把一个或一批 .rdpack 文件、整个文件夹拖到这里，或点下面的按钮。核验不改动任何文件。"
_MOST_LINES = 12  # of what an edition changes in a question; all stand on the page
_NO_SHEET = "选择一个办法和年度，这里显示汇成的推荐汇总表。"
_NONE_HAS = "{}没有推荐汇总表，各份推荐表在报送材料包里，不用再汇总。"
_NOTHING_SOUND = "这些报送材料包里没有读到可以汇总的申报。"


@dataclass(frozen=True)
class _Found:
    """What the page is shown from: reports, and the rounds that they can be poured into."""

    reports: list[Report]
    rounds: list[tuple[str, int, str]]


class Bureau(Page):
    """The dossiers with what was found in each, and the summary sheet that they give."""

    title = "上级汇总"
    kinds = frozenset({"department", "rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until dossiers are chosen or dropped."""
        super().__init__(office)
        self._fresh: list[Report] = []
        self._found = _Found([], [])
        self._turn = 0
        self._given: tuple[list[Path], str] = ([], "")
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns: tuple[TableColumn[Report], ...] = (
            TableColumn("outcome", "核验", lambda one: one.outcome, 84, state=True),
            TableColumn("unit", "推荐单位", lambda one: one.unit or "读不出来", 200),
            TableColumn("count", "申报", lambda one: str(len(one.cases)), 48, right=True),
            TableColumn("agrees", "同意推荐", _agreed, 64, right=True),
            TableColumn("scheme", "办法", lambda one: one.scheme_name, 150),
            TableColumn("file", "文件", lambda one: one.file, 160),
        )
        self.rows: Rows[Report] = Rows(columns, lambda one: one.file, self)
        self.table = Table("bureau", self.rows)
        self.table.setAccessibleName("报送材料包")
        self.said = sentence("", "part")
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName("核验结果")
        self.detail.setTabChangesFocus(True)
        self.key = button(
            "核对码已对上…", self._confirm, "tick", "与盖章的推荐函（报送函）或清单上印的一致"
        )
        self.take = button(
            "收下新版本…", self._take, "schemes", "把下级另存的办法新版本留在本机，用来汇总"
        )
        self.files = button("选择文件…", self._ask_files, "file")
        self.folder = button("选择文件夹…", self._ask_folder, "folder")
        self.first = (
            button("选择文件…", self._ask_files, "file"),
            button("选择文件夹…", self._ask_folder, "folder"),
        )
        self.back = button("返回汇总报送", lambda: self.go.emit(self.place.at("send")), "back")
        self.rounds = Combo("办法和年度")
        self.out = PaperOut(self.office)
        self.empty = EmptyPage("pack", _WHAT, _HOW, *self.first)

    def _lay_out(self) -> None:
        left = holder(
            self.said,
            self.table,
            self.detail,
            row(self.key, self.take, None, self.files, self.folder),
        )
        label = QLabel("汇总")
        label.setBuddy(self.rounds)
        tools = row(label, self.rounds, self.out.more, self.out.pdf, self.out.print, gap=GAP)
        tools.setStretch(1, 1)
        right = column(tools, self.out, gap=GAP)
        right.setStretch(1, 1)
        panel = QWidget()
        panel.setLayout(right)
        body = side_by_side(left, panel, shares=(1, 1))
        body.setSizes([560, 580])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(body)
        head = row(title(self.title), None, self.back)
        whole = column(head, self.stack, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.table.chosen.connect(self._tell)
        self.rounds.activated.connect(lambda _at: self._pour())
        self.out.listen(self)

    def starts_at(self) -> QWidget:
        """The list of dossiers, or the button that chooses some."""
        return self.table if self._fresh else self.first[0]

    def takes_files(self) -> bool:
        """Dossiers are dropped here."""
        return True

    def take_files(self, paths: Sequence[Path]) -> None:
        """Verify these files and folders, instead of those that are shown."""
        self._turn += 1
        self.office.slow(
            lambda _progress: _chosen(paths),
            self._passphrase,
            owner=self,
            otherwise=self._wrong,
        )

    def reload(self) -> None:
        """Compare again what was verified: the keys, the quotas or the department have changed."""
        if self._fresh:
            self._look_at(self._fresh)

    def filter(self, text: str) -> None:
        """Show only dossiers with `text` in a cell."""
        self.rows.filter(text)

    def _ask_files(self) -> None:
        chosen = ask_files(self, "选择报送材料包", _KINDS)
        if chosen:
            self.take_files(chosen)

    def _ask_folder(self) -> None:
        chosen = ask_folder(self, "选择存放报送材料包的文件夹")
        if chosen is not None:
            self.take_files([chosen])

    def _passphrase(self, found: tuple[list[Path], bool]) -> None:
        files, asked = found
        word: str | None = ""
        if asked:
            word = ask_text(self, "其中有加了口令的报送材料包。", "口令", yes="打开")
        if word is not None:
            self._verify(files, word)

    def _verify(self, files: list[Path], passphrase: str) -> None:
        self._given = files, passphrase

        def job(progress: Progress) -> list[Report]:
            return verify_many(files, telling(progress), passphrase)

        self.office.slow(
            job, self._look_at, owner=self, title="正在核验报送材料包", otherwise=self._wrong
        )

    def _look_at(self, fresh: list[Report]) -> None:
        self._fresh = fresh
        self.office.ask(partial(_read, fresh), self._show, owner=self)

    def _show(self, found: _Found) -> None:
        self._found = found
        self.stack.setCurrentIndex(1)
        before = self.table.current()
        self.rows.show_rows(found.reports)
        self.table.choose(before.file if before else found.reports[0].file)
        right = all(one.outcome not in ("有不符", "待核对") for one in found.reports)
        say(self.said, _in_all(found.reports), "good" if right else "part")
        chosen = self.rounds.currentData(Qt.ItemDataRole.UserRole)
        self.rounds.clear()
        for scheme_id, year, words in found.rounds:
            self.rounds.addItem(words, (scheme_id, year))
        at = next((n for n, one in enumerate(found.rounds) if one[:2] == chosen), 0)
        self.rounds.setCurrentIndex(at if found.rounds else -1)
        self.rounds.setEnabled(bool(found.rounds))
        self._tell(self.table.current())
        self._pour()

    def _tell(self, report: Report | None) -> None:
        self.key.setEnabled(report is not None and _key_open(report))
        self.take.setVisible(report is not None and can_take(report))
        self.detail.setPlainText("" if report is None else _words(report))

    def _confirm(self) -> None:
        report: Report | None = self.table.current()
        if report is None:
            return
        why = next(one.why for one in report.checks if one.key == "key")
        question = f"{report.unit}的核对码（签名密钥指纹）与盖章的纸件一致吗？"
        if ask_yes(self, question, "一致", why):
            unit, key = report.unit, report.key
            self.office.keep(lambda desk: confirm_key(desk, unit, key), owner=self)

    def _take(self) -> None:
        """收下新版本: what it changes is in the question; then the dossiers are verified again."""
        report: Report | None = self.table.current()
        files, word = self._given
        path = next((one for one in files if report and one.name == report.file), None)
        if report is None or report.edition is None or path is None:
            return
        question = f"把“{report.edition.name}”（{report.edition.id}）留在本机？"
        if ask_yes(self, question, "收下", "\n".join(edition_lines(report)[:_MOST_LINES])):
            self.office.keep(
                lambda desk: take_edition(desk, report, path, word),
                lambda _changed: self._verify(files, word),
                owner=self,
                otherwise=self._wrong,
            )

    def _pour(self) -> None:
        at = self.rounds.currentIndex()
        if not 0 <= at < len(self._found.rounds):
            self.out.nothing(_why_no_sheet(self._found))
            return
        self._turn += 1
        scheme_id, year, _words = self._found.rounds[at]
        reports = self._found.reports
        self.office.keep(
            lambda desk: summary_paper(desk, reports, scheme_id, year),
            partial(self._pour_this, self._turn),
            owner=self,
            otherwise=lambda error: self.out.nothing(f"{error.sentence}{error.hint}"),
        )

    def _pour_this(self, turn: int, done: Changed) -> None:
        paper: Paper = done.value
        name = paper.facts.ref.title
        self.office.slow(
            lambda progress: pour_sheaf(
                name, [paper], telling(progress, lambda: turn != self._turn)
            ),
            lambda sheaf: self.out.show_sheaf(sheaf) if turn == self._turn else None,
            owner=self,
            otherwise=lambda error: self.out.nothing(f"{error.sentence}{error.hint}"),
        )

    def _wrong(self, error: UserError) -> None:
        self.office.refused.emit(error.sentence, error.hint)


def _chosen(paths: Sequence[Path]) -> tuple[list[Path], bool]:
    files = dossiers_in(paths)
    return files, any(map(needs_passphrase, files))


def _read(fresh: Sequence[Report], desk: Desk) -> _Found:
    reports = looked_at(desk, fresh)
    rounds = [
        (scheme_id, year, f"{year}年度 {desk.schemes[scheme_id].name}")
        for scheme_id, year in rounds_in(reports)
        if scheme_id in desk.schemes and summary_sheet(desk.schemes[scheme_id]) is not None
    ]
    return _Found(reports, rounds)


def _agreed(report: Report) -> str:
    return str(sum(bool(one.row.agrees) for one in report.cases))


def _key_open(report: Report) -> bool:
    return any(one.key == "key" and one.state.value != "holds" for one in report.checks)


def _why_no_sheet(found: _Found) -> str:
    """Say why there is no sheet: none is chosen yet, or the regulation has none (推荐表 alone)."""
    names = dict.fromkeys(one.scheme_name for one in found.reports if one.cases)
    if found.rounds:
        return _NO_SHEET
    return _NONE_HAS.format("、".join(f"《{one}》" for one in names)) if names else _NOTHING_SOUND


def _in_all(reports: Sequence[Report]) -> str:
    bad = sum(one.outcome == "有不符" for one in reports)
    still = sum(one.outcome == "待核对" for one in reports)
    count = sum(len(one.cases) for one in reports)
    told = f"{bad}个有不符，{still}个待核对" if bad or still else "核验全部成立"
    return f"共{len(reports)}个包、{count}份申报：{told}。"


def _words(report: Report) -> str:
    """What was found, what does not hold first; then the applications."""
    year = f"{report.year}年度" if report.year else ""
    about = (report.unit, report.scheme_name, year, report.file)
    lines = ["　".join(filter(None, about))]
    lines += [sentence_of(one) for one in (*report.failed, *report.open)]
    held = sum(1 for one in report.checks if one not in (*report.failed, *report.open))
    rest = "其余" if report.failed or report.open else "全部"
    lines.append(f"{rest}{held}项成立。")
    lines += [*report.notes, *edition_lines(report)]
    for case in report.cases:
        agrees = {True: "同意推荐", False: "不同意推荐", None: "未填"}[case.row.agrees]
        unmet = f"；不符合：{'；'.join(case.unmet)}" if case.unmet else ""
        lines.append(f"{case.number}　{case.name}　{agrees}　{case.row.satisfaction}{unmet}")
    return "\n".join(lines)
