"""What the applicant fills in, as values: the form (申请表), its tables, and the rosters (名单)."""

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal[
    "text", "long", "figure", "percent", "date", "phone", "code", "idcard", "choice", "choices"
]
RowKind = Literal["years", "fixed", "free"]


@dataclass(frozen=True)
class Field:
    """One blank of a form. `label` is the annex's own wording; `section` its heading on the form.

    `unit` is the printed unit; `choices` go with kind choice/choices; `max_chars` and
    `max_choices` are limits the regulation sets (0: none). `offer` names another field whose value
    is offered here but never taken over in silence.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    section: str = ""
    unit: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    max_chars: int = 0
    max_choices: int = 0
    offer: str = ""
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class Pattern:
    """A line of the form with blanks in it: `服务场地面积：{area}平方米，其中：自有{own}平方米`."""

    text: str


@dataclass(frozen=True)
class Column:
    """One column of a table. `group` is the header printed above it (`企业满意度`).

    `additional` marks columns that the annex lacks and the rules want. `width` is in millimetres.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    group: str = ""
    unit: str = ""
    aliases: tuple[str, ...] = ()
    additional: bool = False
    width: int = 0


@dataclass(frozen=True)
class FixedRow:
    """A row that is printed on the form, such as one service function's line."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormTable:
    """A table inside the application form. Values are kept under `table.row.column`.

    Row keys: `rows="years"` and `"free"` number from 1 as text; `"fixed"` uses `fixed_rows`' keys.
    `across` is how many blocks of columns stand side by side on paper (the base's functions: 2).
    `section` is the form's section that it stands in, `after` the field that it follows there, and
    `row_header` what is printed above the fixed rows' labels (服务内容). `printed` are words that
    the annex prints in its free rows: a row that says nothing else was not filled.
    """

    key: str
    title: str
    rows: RowKind
    columns: tuple[Column, ...]
    fixed_rows: tuple[FixedRow, ...] = ()
    minimum_rows: int = 0
    across: int = 1
    section: str = ""
    after: str = ""
    row_header: str = ""
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedText:
    """A text that the annex prints whole, and who signs at its foot.

    `key` is one of cover, contents (主要内容), commitment (承诺书), declaration (声明函).
    """

    key: str
    title: str
    lines: tuple[str, ...]
    foot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The application form (申请表): its sections, blanks, lines with blanks, tables and texts.

    `printed` are other words that the annex itself has on it: nobody filled them in.
    """

    title: str
    annex: str
    sections: tuple[str, ...]
    fields: tuple[Field, ...]
    patterns: tuple[Pattern, ...] = ()
    tables: tuple[FormTable, ...] = ()
    name_field: str = "platform_name"
    operator_field: str = "operator_name"
    reference_note: str = ""
    printed: tuple[str, ...] = ()
    texts: tuple[PrintedText, ...] = ()


@dataclass(frozen=True)
class Roster:
    """A list that the applicant hands in (名单): firms served, tenants, staff, activities.

    `key` is one of firms, tenants, feedback, staff, activities, equipment. Columns with the keys
    name, code, contact, phone are known to the draw. `note` is printed under the annex's table.
    `total_field` is the form value printed at its foot (`上一年度共服务企业 家`).
    """

    key: str
    title: str
    annex: str
    columns: tuple[Column, ...]
    required: bool = True
    note: str = ""
    total_field: str = ""
    fixed_rows: tuple[FixedRow, ...] = ()
