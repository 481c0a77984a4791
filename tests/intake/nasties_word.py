"""Rosters in Word as people leave them: tracked changes, boxes to tick, tables cut and nested."""

from collections.abc import Iterator, Sequence

from tests.intake.nasty import FIRMS, Cells, Nasty, labels, main_roster, written
from tests.intake.word_xml import (
    box,
    cell,
    control,
    deleted,
    document,
    floating,
    gone_row,
    inserted,
    par,
    plain_table,
    row,
    table,
)

_SCHEME = "kunming-platform-2022"
_TITLE = main_roster(_SCHEME).title
_HEAD = labels(main_roster(_SCHEME))
_BODY = [written(one) for one in FIRMS]


def word_rosters() -> Iterator[Nasty]:
    """Yield every document."""
    changed = [
        row(
            one[0],
            cell(par(deleted("旧名称"), inserted(one[1]))),
            one[2],
            cell(par(one[3][:7], deleted("99"), inserted(one[3][7:]))),
            *one[4:],
        )
        for one in _BODY
    ]
    gone = gone_row("8", "已删除示例有限公司", "甲", "13900000088", "", "√", "", "")
    data = document(par(_TITLE), table(row(*_HEAD), *changed, gone))
    yield _firms("tracked", data)
    ticked = [
        row(
            *one[:5], cell(par(box(ticked=bool(one[5])))), cell(par(box(ticked=not one[5]))), one[7]
        )
        for one in _BODY
    ]
    yield _firms("boxes", document(par(_TITLE), table(row(*_HEAD), *ticked)))
    both = [
        row(
            *one[:5],
            cell(par(box(ticked=bool(one[5])), "满意 ", box(ticked=not one[5]), "不满意")),
            one[7],
        )
        for one in _BODY
    ]
    head = [*_HEAD[:5], "企业满意度", _HEAD[7]]
    yield _firms("boxes-in-one", document(par(_TITLE), table(row(*head), *both)))
    controls = [
        row(*(cell(par(control(text, "单击此处输入文字。"))) for text in one)) for one in _BODY
    ]
    yield _firms("controls", document(par(_TITLE), table(row(*_HEAD), *controls)))
    yield from _cut()
    inner = plain_table([_HEAD, *_BODY])
    outer = table(row(cell(par("一、名单"), inner, par(""))), row("二、其他"))
    yield _firms("nested", document(par(_TITLE), outer))
    twice = table(
        row(cell(plain_table([_HEAD, *_BODY[:4]]))), row(cell(plain_table([_HEAD, *_BODY[4:]])))
    )
    yield _firms("nested-twice", document(par(_TITLE), twice))
    titled = document(par(floating(_TITLE, "填报单位：某公司")), plain_table([_HEAD, *_BODY]))
    yield _firms("text-box", titled)
    districts = ["盘龙区"] * 5 + ["五华区"] * 2
    down = [
        row(
            *one,
            cell(
                districts[at] if at in (0, 5) else "",
                down="restart" if at in (0, 5) else "continue",
            ),
        )
        for at, one in enumerate(_BODY)
    ]
    rows = [{**firm, "district": district} for firm, district in zip(FIRMS, districts, strict=True)]
    yield _firms("merged-down", document(table(row(*_HEAD, "所属县区"), *down)), rows)
    foot = [["合计", "7家", *[""] * 6], ["注：满意请打√", *[""] * 7]]
    reasons = ("这是合计行，不作为名单内容。", "这是备注或填表说明，不作为名单内容。")
    yield _firms(
        "foot", document(par(_TITLE), plain_table([_HEAD, *_BODY, *foot])), reasons=reasons
    )
    spaced = [[f"\n{text}\n" for text in one] for one in _BODY]
    yield _firms("empty-lines", document(par(_TITLE), plain_table([_HEAD, *spaced])))


def _cut() -> Iterator[Nasty]:
    """Yield a roster over two pages, whose second part has no header, and one with it again."""
    first, second = plain_table([_HEAD, *_BODY[:4]]), plain_table(_BODY[4:])
    yield _firms("cut-without-head", document(par(_TITLE), first, par(""), second))
    again = [_HEAD, *_BODY[:4], _HEAD, *_BODY[4:]]
    reasons = ("这是重复的表头，不作为名单内容。",)
    yield _firms("head-again", document(par(_TITLE), plain_table(again)), reasons=reasons)
    group = main_roster(_SCHEME).columns[7].group
    two = [
        row(
            *(cell(text, down="restart") for text in _HEAD[:5]),
            cell(group, across=2),
            cell(_HEAD[7], down="restart"),
        ),
        row(
            *(cell("", down="continue") for _ in range(5)),
            "满意",
            "不满意",
            cell("", down="continue"),
        ),
    ]
    parts = [table(*two, *(row(*one) for one in part)) for part in (_BODY[:4], _BODY[4:])]
    yield _firms("two-heads-again", document(par(_TITLE), parts[0], par("（续表）"), parts[1]))


def _firms(
    name: str, data: bytes, rows: Sequence[Cells] = FIRMS, reasons: tuple[str, ...] = ()
) -> Nasty:
    return Nasty(f"word-{name}", "名单.docx", data, _SCHEME, "firms", tuple(rows), reasons)
