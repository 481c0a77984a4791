"""What the reader calls each blank of a form: its printed label, with row and table."""

from desktop.domain.holes import shown_label
from desktop.domain.scheme import Scheme

_MOST_ROWS = 100


def labels_of(scheme: Scheme) -> dict[str, str]:
    """Return the reader's words for every path, rows of years and free rows by number."""
    found = {field.key: shown_label(field.label) for field in scheme.form.fields}
    for table in scheme.form.tables:
        fixed = [(one.key, shown_label(one.label)) for one in table.fixed_rows]
        rows = fixed or [(str(n), f"第{n}行") for n in range(1, _MOST_ROWS)]
        for key, label in rows:
            for one in table.columns:
                name = f"{label} {shown_label(one.label)}（{table.title}）"
                found[f"{table.key}.{key}.{one.key}"] = name
    return found | {f"asked.{one.key}": one.label for one in scheme.asked}
