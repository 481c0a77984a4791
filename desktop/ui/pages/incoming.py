"""What the dropped files are, before anything is kept: read, look, save."""

from pathlib import Path

from desktop.domain.problem import Problem, UserError
from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import button, primary, say, sentence, title
from desktop.ui.kit.problems import ProblemList
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.cases import UNNAMED
from desktop.work.cases import start_case
from desktop.work.desk import Changed, Desk
from desktop.work.incoming import Incoming, keep_incoming, read_incoming
from desktop.work.rounds import scheme_of

_WORDS = {"form": "申请表", "other": "其他材料（不读入）", "refused": "不能读入"}


class IncomingPage(Page):
    """The files of one new application; `place.detail` holds their paths, one on each line."""

    title = "读入申报文件"

    def __init__(self, office: Office) -> None:
        """Empty until files are dropped on the list of applications."""
        super().__init__(office)
        self._found: list[Incoming] = []
        self._rosters: dict[str, str] = {}
        self._make()
        self._lay_out()

    def _make(self) -> None:
        columns = (
            TableColumn("name", "文件", _name, 280),
            TableColumn("what", "认作", self._what, 160),
            TableColumn("sentence", "读到的内容", _sentence, 420),
        )
        self.rows: Rows[Incoming] = Rows(columns, _name, self)
        self.table = Table("incoming", self.rows)
        self.table.setAccessibleName("读到的文件")
        self.problems = ProblemList()
        self.problems.setMaximumHeight(200)
        self.note = sentence("")
        self.keep = primary("收件，建立申报", self._keep, "receive")
        self.cancel = button("不收，返回列表", self._leave, "back")

    def _lay_out(self) -> None:
        buttons = row(self.cancel, None, self.keep)
        parts = (title(self.title), self.note, self.table, self.problems, buttons)
        whole = column(*parts, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Read the files; nothing is kept yet."""
        self._show([])
        round_id, detail = self.place.round_id, self.place.detail
        if round_id is None or not detail:
            say(self.note, "没有要读入的文件，请到“申报初审”拖入。")
            return
        paths = [Path(line) for line in detail.split("\n")]
        say(self.note, "正在读取文件…")
        self.office.ask(
            lambda desk: scheme_of(desk, round_id),
            lambda scheme: self._read(paths, scheme),
            owner=self,
        )

    def _read(self, paths: list[Path], scheme: Scheme) -> None:
        self._rosters = {roster.key: roster.title for roster in scheme.rosters}

        def read(progress: Progress) -> list[Incoming]:
            return read_incoming(paths, scheme, progress, progress.cancelled)

        self.office.slow(
            read, self._show_found, owner=self, title="正在读取文件", otherwise=self._refused
        )

    def _refused(self, error: UserError) -> None:
        say(self.note, error.sentence)
        self.office.refused.emit(error.sentence, error.hint)

    def _show_found(self, found: list[Incoming]) -> None:
        self._show(found)
        usable = [one for one in found if one.what in ("form", "roster")]
        if usable:
            say(self.note, f"读到{len(found)}个文件，其中{len(usable)}个可以收入新的申报。")
        else:
            say(self.note, "没有读到申请表或名单，请核对拖入的文件。")

    def _show(self, found: list[Incoming]) -> None:
        self._found = found
        self.rows.show_rows(found)
        self.problems.show_problems(
            [_named(one, problem) for one in found for problem in one.problems]
        )
        self.keep.setEnabled(any(one.what in ("form", "roster") for one in found))

    def _keep(self) -> None:
        round_id, found = self.place.round_id, self._found
        if round_id is not None:
            self.keep.setEnabled(False)
            self.office.keep(lambda desk: _start(desk, round_id, found), self._kept, owner=self)

    def _kept(self, changed: Changed) -> None:
        self.go.emit(self.place.at("case", application_id=changed.value, step="receive", detail=""))

    def _leave(self) -> None:
        self.office.cancel()
        self.go.emit(self.place.at("cases", detail=""))

    def _what(self, one: Incoming) -> str:
        if one.what == "roster":
            return self._rosters.get(one.roster, "名单")
        return _WORDS.get(one.what, one.what)


def _start(desk: Desk, round_id: int, found: list[Incoming]) -> Changed:
    started = start_case(desk, round_id, UNNAMED)
    kept = keep_incoming(desk, started.value, found)
    return Changed(started.kinds | kept.kinds, started.value)


def _name(one: Incoming) -> str:
    return one.name


def _sentence(one: Incoming) -> str:
    return one.sentence


def _named(one: Incoming, problem: Problem) -> Problem:
    where = problem.where if one.name in problem.where else f"{one.name} {problem.where}".strip()
    return Problem(where, problem.sentence, problem.severity)
