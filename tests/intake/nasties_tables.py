"""Nasty workbooks: the same firms in every layout that applicants make of a roster."""

from collections.abc import Iterator, Sequence

from tests.intake.nasty import (
    FIRMS,
    KEYS,
    SCHEMES,
    Cells,
    Nasty,
    Sheet,
    code,
    labels,
    main_roster,
    written,
)
from tests.intake.nasty_files import edited, xlsx

TICKS = ("√", "✓", "☑", "是", "1", "Y", "满意", "✔", "√ ", "有")
OTHER_WORDS = (
    "编号",
    "企业全名",
    "对接人姓名",
    "联系手机号码",
    "接受服务事项",
    "满意",
    "不满意",
    "社会统一信用代码",
)
PHONES = (
    (13900000001, "13900000001"),
    (13900000002.0, "13900000002"),
    ("１３９００００００３３", "13900000033"),
    ("139 0000 0004", "13900000004"),
    ("0871-63131234转8012", "0871-63131234转8012"),
    ("13900000005/0871-63131234", "13900000005/0871-63131234"),
    ("+86 13900000006", "13900000006"),
)
LOST = (
    "统一社会信用代码“{0}”在表格里存成了数字，末几位已经丢失，"
    "请把这一列设为文本格式，照证件重新填写。"
)


def tables() -> Iterator[Nasty]:
    """Yield every layout for every scheme."""
    for scheme in SCHEMES:
        yield from _layouts(scheme)
        yield from _values(scheme)
        yield from _ticks(scheme)


def _nasty(scheme: str, name: str, sheet: Sheet, rows: Sequence[Cells], **more: object) -> Nasty:
    roster = main_roster(scheme)
    extra = {key: tuple(value) for key, value in more.items()}  # type: ignore[call-overload]  # lists
    return Nasty(
        f"{scheme}-{name}", "名单.xlsx", xlsx(sheet), scheme, roster.key, tuple(rows), **extra
    )


def _body(keys: Sequence[str] = KEYS) -> list[list[object]]:
    return [list(written(row, keys)) for row in FIRMS]


def _layouts(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    head, body = labels(roster), _body()
    group = next(column.group for column in roster.columns if column.key == "satisfied")
    two = [[*head[:5], group, "", head[7]], ["", "", "", "", "", "满意", "不满意", ""]]
    merges = ["F3:G3", *(f"{letter}3:{letter}4" for letter in "ABCDEH")]
    yield _nasty(scheme, "plain", Sheet([head, *body]), FIRMS)
    titled = [[roster.title], ["单位（盖章）：某公司", "", "单位：万元"]]
    yield _nasty(scheme, "title", Sheet([*titled, head, *body], ["A1:H1"]), FIRMS)
    yield _nasty(scheme, "two-rows", Sheet([*titled, *two, *body], merges), FIRMS)
    yield _nasty(scheme, "two-rows-unmerged", Sheet([*two, *body]), FIRMS)
    yield _nasty(scheme, "other-words", Sheet([OTHER_WORDS, *body]), FIRMS)
    keys = tuple(reversed(KEYS))
    yield _nasty(scheme, "order", Sheet([labels(roster, keys), *_body(keys)]), FIRMS)
    twice = [head, *body[:3], head, *body[3:]]
    again = "这是重复的表头，不作为名单内容。"
    yield _nasty(scheme, "repeated", Sheet(twice), FIRMS, reasons=[again])
    foot = [["合计", f"{len(FIRMS)}家"], ["注：以上企业均已盖章"], ["填表人：甲", "", "审核人：乙"]]
    reasons = ["这是合计行，不作为名单内容。", *["这是备注或填表说明，不作为名单内容。"] * 2]
    yield _nasty(scheme, "foot", Sheet([head, *body, *foot]), FIRMS, reasons=reasons)
    gaps = [head, [], *body[:2], ["　", " "], *body[2:], [], []]
    yield _nasty(scheme, "gaps", Sheet(gaps), FIRMS)
    moved = [[], [], [], *(["", "", "", *row] for row in [head, *body])]
    yield _nasty(scheme, "moved", Sheet(moved), FIRMS)
    deep = [*([f"说明第{n}条：请如实填写。"] for n in range(30)), head, *body]
    yield _nasty(scheme, "deep", Sheet(deep), FIRMS)
    broken = [[f"{text[:2]}\n{text[2:]}" for text in head], *body]
    yield _nasty(scheme, "broken-heads", Sheet(broken), FIRMS)
    spaced = [[" ".join(text) + "：" for text in head], *body]
    yield _nasty(scheme, "spaced-heads", Sheet(spaced), FIRMS)
    yield from _sheets(scheme, head, body)


def _sheets(scheme: str, head: list[str], body: list[list[object]]) -> Iterator[Nasty]:
    notes = Sheet([["填表说明"], ["一、企业名称与公章一致"]], title="说明")
    own, empty = Sheet([head, *body], title="Sheet2"), Sheet([head], title="空表")
    sample = Sheet([head, *body[:1]], title="填写示例")
    secret = Sheet([head, *body[:2]], title="旧", hidden=True)
    many = Sheet(notes.rows, title="说明", also=(sample, empty, own, secret))
    said = "工作表“填写示例”、“空表”、“旧”也像是这份名单，没有导入；需要时可“一并导入”。"
    yield _nasty(scheme, "many-sheets", many, FIRMS, says=[said])
    staff = [
        ["姓名", "学历", "毕业院校及专业", "在服务平台工作年限"],
        ["示例乙", "本科", "某大学", "3"],
    ]
    below = Sheet([head, *body, [], ["人员情况"], *staff])
    yield _nasty(scheme, "another-table-below", below, FIRMS)
    above = Sheet([["人员情况"], *staff, [], *([head, *body])])
    yield _nasty(scheme, "another-table-above", above, FIRMS)


def _values(scheme: str) -> Iterator[Nasty]:
    head, body = labels(main_roster(scheme)), _body()
    phoned = [[*row[:3], phone, *row[4:]] for row, (phone, _) in zip(body, PHONES, strict=True)]
    rows = [{**row, "phone": kept} for row, (_, kept) in zip(FIRMS, PHONES, strict=True)]
    yield _nasty(scheme, "phones", Sheet([head, *phoned]), rows)
    bad = [[*body[0][:3], "1390000"], [*body[1][:3], "1.39E+10"], *body[2:]]
    said = ["“1390000”不像电话号码", "“1.39E+10”成了科学计数法，后几位已经丢失，请补填"]
    rows = [{"name": row["name"]} for row in FIRMS]
    yield _nasty(scheme, "bad-phones", Sheet([head, *bad]), rows, notes=said)
    lost = [[*body[0][:7], 915301020000000123], [*body[1][:7], "9.15301E+17"], *body[2:]]
    reasons = [LOST.format("915301020000000128"), LOST.format("9.15301E+17")]
    yield _nasty(scheme, "lost-codes", Sheet([head, *lost]), FIRMS[2:], reasons=reasons)
    wrong = code(1)[:-1] + ("A" if code(1)[-1] != "A" else "B")
    codes = [[*body[0][:7], wrong], [*body[1][:7], "12345"], [*body[2][:7], "无"], *body[3:]]
    said = [
        "统一社会信用代码的校验位（第18位）对不上，可能有一位抄错，请核对。",
        "统一社会信用代码应为18位，这里是5位。",
    ]
    yield _nasty(scheme, "wrong-codes", Sheet([head, *codes]), rows, notes=said)
    hidden = [[*row[:1], f"\u200b{row[1]}\u202c ", *row[2:]] for row in body]
    said = ["已去掉2个看不见的字符（U+200B、U+202C）。"]
    yield _nasty(scheme, "invisible", Sheet([head, *hidden]), FIRMS, notes=said)
    nameless = [[*body[0][:1], "", *body[0][2:]], ["9"], *body[1:]]
    label = labels(main_roster(scheme), ["name"])[0]
    reasons = [f"这一行没有{label}。", "这一行只有序号，没有内容。"]
    yield _nasty(scheme, "nameless", Sheet([head, *nameless]), FIRMS[1:], reasons=reasons)
    merged = [head, *body[:2], [*body[2][:2], "", *body[2][3:]], *body[3:]]
    rows = [*FIRMS[:2], {**FIRMS[2], "contact": FIRMS[1]["contact"]}, *FIRMS[3:]]
    yield _nasty(scheme, "merged-data", Sheet(merged, ["C3:C4"]), rows)
    formula = [*body, ["8", "=B2", "甲"]]
    reasons = [f"这一行没有{label}。"]
    says = [
        "有1个公式单元格没有保存结果（B9），读出来是空的，请用 Excel 或 WPS 打开并保存一次再导入。"
    ]
    yield _nasty(scheme, "formula", Sheet([head, *formula]), FIRMS, reasons=reasons, says=says)
    plain = xlsx(Sheet([head, *body]))
    told = edited(
        plain, "xl/worksheets/sheet1.xml", '<dimension ref="A1:H8"', '<dimension ref="A1:B2"'
    )
    key = main_roster(scheme).key
    yield Nasty(f"{scheme}-wrong-dimension", "a.xlsx", told, scheme, key, FIRMS)


def _ticks(scheme: str) -> Iterator[Nasty]:
    roster = main_roster(scheme)
    head = labels(roster)
    for at, tick in enumerate(TICKS):
        good = "不满意" if tick == "满意" else tick
        body = [
            [
                *written(row, KEYS[:5]),
                tick if row["satisfied"] else "",
                "" if row["satisfied"] else good,
                row["code"],
            ]
            for row in FIRMS
        ]
        yield _nasty(scheme, f"tick-{at}", Sheet([head, *body]), FIRMS)
    words = [[*written(row, KEYS[:5]), "满意" if row["satisfied"] else "不满意"] for row in FIRMS]
    rows = [{key: row[key] for key in KEYS[:7]} for row in FIRMS]
    yield _nasty(scheme, "scale", Sheet([[*head[:5], "是否满意"], *words]), rows)
    vague = [*words[:-1], [*words[-1][:5], "一般"]]
    rows = [*rows[:-1], {**rows[-1], "satisfied": "一般"}]
    said = ["“一般”读不出满意还是不满意，已照原样保留，请核对"]
    yield _nasty(scheme, "vague", Sheet([[*head[:5], "满意度评价"], *vague]), rows, notes=said)
