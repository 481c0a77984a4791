"""The machine-readable data of a dossier (数据): what is known of each application, as values.

They stand in the dossier as canonical JSON, whose schema is published beside the program
(resources/dossier/dossier.schema.json). Texts are as typed; counts are whole numbers; days and
times are ISO 8601.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from desktop.domain.plain import PlainError, canonical, from_plain, to_plain
from desktop.dossier.manifest import ManifestError, parsed

WHOLE_FORMAT, CASE_FORMAT = "review-data 1", "review-case 1"
T = TypeVar("T")


@dataclass(frozen=True)
class UnitData:
    """The recommending department: `level` is district, city or province."""

    name: str
    level: str
    region: str
    filler: str
    phone: str


@dataclass(frozen=True)
class SheetData:
    """One official sheet of the dossier: its members' paths by kind (pdf, xlsx, docx).

    `application` is the case's number, empty for a sheet of all. `mark` replaces the annex's own
    (附件2); `foot` where the department wants one; `draft` where 草稿 stands on it.
    """

    id: str
    application: str
    members: dict[str, str]
    mark: str
    foot: str
    draft: bool


@dataclass(frozen=True)
class JournalData:
    """The journal's last row when the dossier was made, and its hash (日志校验)."""

    seq: int
    head: str


@dataclass(frozen=True)
class WholeData:
    """What is told of the dossier as a whole. `call` is the year's call by the keys of the page.

    `date` is the day that the sheets bear; `applications` the numbers in the order of the sheets.
    `key` is the signing key as a person compares it.
    """

    format: str
    program: str
    made_at: str
    date: str
    draft: bool
    scheme_id: str
    scheme_name: str
    scheme_digest: str
    year: int
    unit: UnitData
    call: dict[str, str]
    journal: JournalData
    key: str
    applications: tuple[str, ...]
    sheets: tuple[SheetData, ...]


@dataclass(frozen=True)
class ValueData:
    """One blank of the form or the recommendation: its path, text, and where it was read from."""

    path: str
    text: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class RowData:
    """One row of a roster, with its place in the applicant's own file."""

    id: int
    file: str
    sheet: str
    line: int
    cells: dict[str, str]
    marks: dict[str, bool]


@dataclass(frozen=True)
class OwnData:
    """The reviewer's own verdict on a condition, f:function or q:quality."""

    verdict: str
    reason: str


@dataclass(frozen=True)
class MaterialData:
    """One line of the list of materials, in the regulation's order; `state` as in the window.

    unseen, complete, missing, mend, na = 未审 齐全 缺件 需补正 不涉及.
    """

    item: str
    article: str
    line: str
    text: str
    state: str
    note: str
    how: str
    by: str
    on: str
    copies: str
    pages: str


@dataclass(frozen=True)
class FileData:
    """One of the applicant's own files: its name, bytes, SHA-256, and its member here."""

    name: str
    size: int
    sha256: str
    member: str


@dataclass(frozen=True)
class ConditionData:
    """One condition as the department assessed it (测评)."""

    id: str
    article: str
    text: str
    declared: str
    counted: str
    threshold: str
    unit: str
    program: str
    own: str
    reason: str
    verdict: str


@dataclass(frozen=True)
class FunctionData:
    """One service function as the department assessed it."""

    id: str
    name: str
    article: str
    claimed: bool
    program: str
    own: str
    reason: str
    verdict: str


@dataclass(frozen=True)
class SurveyData:
    """The survey's result (满意度随机抽查); `methods` are the numbers ticked for the whole."""

    drawn: bool
    required: int
    asked: int
    satisfied: int
    finished: bool
    reached: bool
    sentence: str
    methods: tuple[int, ...]


@dataclass(frozen=True)
class DecisionData:
    """One step of the way through the office."""

    at: str
    by: str
    from_stage: str
    to_stage: str
    why: str


@dataclass(frozen=True)
class CaseData:
    """One application whole. `code` is the applicant's 统一社会信用代码, empty where none is told.

    `record` is the member with the draw record, empty without one; `case_id` is what the draws go
    by: the year and the number that the case had where it was drawn. `received` is the day up to
    which years are counted.
    """

    format: str
    number: str
    case_id: str
    name: str
    operator_name: str
    code: str
    state: str
    stage: str
    received: str
    values: tuple[ValueData, ...]
    rosters: dict[str, tuple[RowData, ...]]
    readings: dict[str, str]
    own: dict[str, OwnData]
    materials: tuple[MaterialData, ...]
    files: tuple[FileData, ...]
    conditions: tuple[ConditionData, ...]
    functions: tuple[FunctionData, ...]
    survey: SurveyData
    decisions: tuple[DecisionData, ...]
    record: str

    def text(self, path: str) -> str:
        """Return the text at `path`, empty where there is none."""
        return next((one.text for one in self.values if one.path == path), "")


def data_bytes(value: Any) -> bytes:
    """Return one of these values as it stands in the dossier."""
    return canonical(to_plain(value)).encode("utf-8")


def read_data(kind: type[T], data: bytes, form: str) -> T:
    """Read WholeData or CaseData strictly; ManifestError says what is wrong."""
    plain = parsed(data)
    if not isinstance(plain, dict) or plain.get("format") != form:
        raise ManifestError("数据的版本不认识。")
    try:
        return from_plain(kind, plain, "数据")
    except PlainError as error:
        raise ManifestError(f"数据不合规定（{error}）") from None
