"""What came of looking at a dossier: its checks, and what the next level needs of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.domain.check import Check, CheckState
from desktop.domain.edition_diff import Difference


@dataclass(frozen=True)
class SummaryRow:
    """One application as the summary sheet has it, by the words of `sheets/compose.py`."""

    serial: int
    name: str
    operator: str
    address: str
    principal: str
    contact: str
    phone: str
    meets: bool | None
    agrees: bool | None
    remark: str
    functions: str
    demonstration: str
    quota: str
    satisfaction: str
    code: str


@dataclass(frozen=True)
class CaseReport:
    """One application: its number, names and code, the row that it gives, what is not met."""

    number: str
    name: str
    operator: str
    code: str
    row: SummaryRow
    unmet: tuple[str, ...]
    open: int


@dataclass(frozen=True)
class EditionSeen:
    """An edition of a scheme that somebody made (另存的新版本), as a dossier was judged by it.

    `origin` is the name of the scheme that it was made of, `by` the department whose dossier brings
    it, `held` whether this machine keeps the very same one; `changes` against the origin.
    """

    id: str
    name: str
    digest: str
    origin: str
    by: str
    held: bool
    changes: tuple[Difference, ...]

    @property
    def sentence(self) -> str:
        """The whole of it in words."""
        what = "与本机另存的相同" if self.held else "本机没有"
        return (
            f"办法是{self.by}自己另存的新版本“{self.name}”（{self.id}，由{self.origin}改编，{what}，"
            f"校验码{self.digest}），与原办法有{len(self.changes)}处不同，以下按这个版本重算，"
            "请核对不同之处。"
        )


@dataclass(frozen=True)
class Report:
    """One dossier as it was verified; what can't be known of it is empty.

    `sha256` is the file's, `key` the public key that signed it (hex), `call_quota` what the
    department's own call says of quotas. `notes` are what a reader should know and no fault.
    `region` is the 省（区、市） of the department.
    """

    file: str
    sha256: str
    size: int
    unit: str
    level: str
    scheme_id: str
    scheme_name: str
    scheme_digest: str
    year: int
    made_at: str
    draft: bool
    key: str
    call_quota: str
    checks: tuple[Check, ...]
    cases: tuple[CaseReport, ...]
    notes: tuple[str, ...]
    edition: EditionSeen | None = None
    region: str = ""

    @property
    def failed(self) -> tuple[Check, ...]:
        """What does not hold."""
        return tuple(one for one in self.checks if one.state is CheckState.FAILS)

    @property
    def open(self) -> tuple[Check, ...]:
        """What can't be told."""
        return tuple(one for one in self.checks if one.state is CheckState.OPEN)

    @property
    def outcome(self) -> str:
        """The outcome in a word: 一致, 有不符, 待核对."""
        return "有不符" if self.failed else "待核对" if self.open else "一致"

    def with_checks(self, more: Iterable[Check]) -> "Report":
        """Return the report with more checks, those of the same kind and place left out."""
        return replace(self, checks=(*self.checks, *more))


def refused(file: str, sha256: str, size: int, check: Check) -> Report:
    """Return the report of a file of which nothing more can be told than `check`."""
    return Report(
        file=file,
        sha256=sha256,
        size=size,
        unit="",
        level="",
        scheme_id="",
        scheme_name="",
        scheme_digest="",
        year=0,
        made_at="",
        draft=False,
        key="",
        call_quota="",
        checks=(check,),
        cases=(),
        notes=(),
    )


def edition_lines(report: Report) -> list[str]:
    """Return what is to be read of the edition that a dossier was judged by, change by change."""
    seen = report.edition
    if seen is None:
        return []
    first = [seen.sentence] if seen.held else []  # else the check has said it
    return [
        *first,
        *(
            f"{one.article or '—'}　{one.about}：{one.old or '（无）'} → {one.new or '（删去）'}"
            for one in seen.changes
        ),
    ]


def sentence_of(check: Check) -> str:
    """Return a check as a line to read: 不成立　甲平台　抽查结果由抽取记录算得：…

    What nobody can tell but the reader, with the sealed paper at hand, is 待核对.
    """
    state = "待核对" if check.state is CheckState.OPEN else check.state.label
    what = f"{check.name}：{check.why}" if check.why else check.name
    return "　".join(filter(None, (state, check.where, what)))
