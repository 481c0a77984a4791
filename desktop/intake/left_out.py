"""What of a sheet a roster does not take as it stands: columns without a place, merged rows."""

from desktop.domain.problem import Problem, Severity
from desktop.intake.found import Found
from desktop.intake.labels import fold_label
from desktop.intake.long_cells import width_of


def headers_of(found: Found) -> tuple[frozenset[tuple[int, str]], ...]:
    """Return the folded (column, text) pairs of each header row."""
    return tuple(
        frozenset(
            (column, fold_label(text))
            for column, text in enumerate(found.grid.cells[row])
            if fold_label(text)
        )
        for row in found.header_lines
    )


def left_out(found: Found) -> list[Problem]:
    """Say which columns of the sheet were not taken: those without a place, and without header."""
    where = found.grid.name
    merged = sum(merge.bottom >= found.first_row for merge in found.grid.merged)
    problems = [Problem(where, f"有{merged}处合并单元格。", Severity.NOTE)] if merged else []
    problems += [
        Problem(where, f"“{head}”一列没有对应的栏目，没有导入。", Severity.NOTE)
        for head in found.unmapped
    ]
    problems += [
        Problem(where, f"第{column + 1}列没有表头，其中{count}个单元格没有导入。", Severity.NOTE)
        for column, count in _stray(found)
    ]
    problems += _halves(found)
    if found.also:
        names = "、".join(f"“{name}”" for name in found.also)
        problems.append(
            Problem(
                where,
                f"工作表{names}也像是这份名单，没有导入；需要时可“一并导入”。",
                Severity.WARNING,
            )
        )
    return problems


def _halves(found: Found) -> list[Problem]:
    """Say where a list goes on to its own right: the names' header stands there once more."""
    if not found.header_lines or _name_header(found) not in map(fold_label, found.unmapped):
        return []
    sentence = (
        "名单分成左右两半，右边的一半没有导入；请在表格里把右边的各行移到左边各行的下面，再导入。"
    )
    return [Problem(found.grid.name, sentence, Severity.WARNING)]


def _name_header(found: Found) -> str:
    """Return the folded header of the column of names, empty where there is none."""
    place = found.mapping.get("name", -1)
    texts = [found.grid.text(line, place) for line in found.header_lines]
    return fold_label(" ".join(dict.fromkeys(filter(None, texts))))


def _stray(found: Found) -> list[tuple[int, int]]:
    """Return each column below no header that has content, and how many cells of it."""
    headed = {column for head in headers_of(found) for column, _ in head}
    headed |= set(found.mapping.values())
    for merge in found.grid.merged:
        if merge.top in found.header_lines:
            headed |= set(range(merge.left, min(merge.right, 2000) + 1))
    rows = found.grid.cells[found.first_row :]
    others = [at for at in range(width_of(rows)) if at not in headed]
    stray = dict.fromkeys(others, 0)
    for row in rows if others else ():
        for at in others:
            if at < len(row) and row[at]:
                stray[at] += 1
    return [(at, count) for at, count in stray.items() if count]
