"""Says a printed form's label so that it reads on a screen: holes shown, line breaks closed."""

import re
from dataclasses import replace

from desktop.domain.form import Form

HOLE = "＿＿"
_BLANKS = "[ \u3000]+"
# Room for a figure stands before a counter or nothing, and that before the end of what is said.
_HOLE = re.compile(
    rf"(?<![:：,，%％ \u3000]){_BLANKS}"
    r"(?=(?:家|户|人|个|项|次|名|台|件|万元|人次|平方米)?(?:[)）”]|$))"
)
# What else stands between two characters was a line break in the form's narrow cell.
_BREAK = re.compile(rf"(?<=[\u4e00-\u9fff）)]){_BLANKS}(?=[\u4e00-\u9fff（(])")


def shown_label(text: str) -> str:
    """Return a form's label as it reads on the screen: 合作资源(共＿＿家), 服务企业户数."""
    return _BREAK.sub("", _HOLE.sub(HOLE, text.strip()))


def shown_form(form: Form) -> Form:
    """Return the form with all its labels as they read on the screen; its keys stay."""
    fields = tuple(replace(one, label=shown_label(one.label)) for one in form.fields)
    tables = tuple(
        replace(
            table,
            columns=tuple(replace(one, label=shown_label(one.label)) for one in table.columns),
            fixed_rows=tuple(
                replace(one, label=shown_label(one.label)) for one in table.fixed_rows
            ),
        )
        for table in form.tables
    )
    return replace(form, fields=fields, tables=tables)
