"""A scheme as the program understands it, written out as a document of headings and tables."""

from collections.abc import Iterable, Sequence
from html import escape

from desktop.domain.condition import Condition, Function
from desktop.domain.following import Following, OutcomeStep
from desktop.domain.holes import shown_label
from desktop.domain.scheme import Scheme
from desktop.work.editions import Edition

_SIGNS = {"at_least": "≥", "at_most": "≤"}
_LINE = "@line"  # replaced by the theme's tone once the text stands
_KINDS = {"judged": "由审核人判断", "outcome": "以本次推荐结果为准"}


def scheme_html(edition: Edition, line: str, band: str) -> str:
    """The whole scheme as rich text; `line` and `band` are the tones of the tables."""
    scheme = edition.scheme
    parts = [
        _successor(scheme),
        _changes(edition),
        _document(scheme),
        _conditions(scheme),
        _functions(scheme),
        _asked(scheme),
        _materials(scheme),
        _form(scheme),
        _rosters(scheme),
        _filters(scheme),
        _sample(scheme),
        _going_up(scheme),
        _after(scheme),
        _following(edition.following),
        _conventions(scheme),
        _data(edition),
    ]
    style = f"<style>th {{ background: {band}; }}</style>"
    return style + "".join(parts).replace(_LINE, line)


def _successor(scheme: Scheme) -> str:
    if not scheme.document.successor:
        return ""
    return f"<p><b>{escape(scheme.document.successor)}</b></p>"


def _data(edition: Edition) -> str:
    scheme = edition.scheme
    own = f"非随附版本，由 {edition.origin} 改编" if edition.is_own else "随附版本"
    rows = [("标识", scheme.id), ("来源", own), ("校验码（SHA-256）", scheme.digest)]
    return _head("办法数据") + _table((), rows)


def _changes(edition: Edition) -> str:
    if not edition.origin:
        return ""
    rows = [(o.article, o.about, o.old or "（无）", o.new or "（删去）") for o in edition.changes]
    table = _table(("条款", "事项", "原办法", "新版本"), rows) if rows else _paragraph("没有不同。")
    return _head("与原办法对照") + table


def _document(scheme: Scheme) -> str:
    document = scheme.document
    ways = "；".join(f"{one.recommends} → {one.receives}（{one.article}）" for one in scheme.levels)
    rows = [
        ("文件", document.title),
        ("文号", document.number),
        ("印发", f"{document.issued_by}　{_day(document.issued_on)}"),
        ("施行", f"自{_day(document.in_force_from)}起（{document.article_in_force}）"),
        ("所替代的办法", document.replaced),
        ("一并依据", "；".join(document.also)),
        ("适用范围", f"{scheme.scope}（{scheme.scope_article}）"),
        ("推荐层级", ways),
    ]
    return _head("文件") + _table((), [row for row in rows if row[1]])


def _conditions(scheme: Scheme) -> str:
    rows = [(one.article, one.text, threshold_text(one)) for one in scheme.conditions]
    return _head("申报条件") + _table(("条款", "条件", "标准"), rows)


def threshold_text(condition: Condition) -> str:
    """What the condition asks for in a few signs: `≥ 200 万元`, or who decides."""
    if condition.kind != "figure":
        return _KINDS[condition.kind]
    sign = _SIGNS[condition.compare]
    relaxed = f"；可放宽（{condition.relaxable}）" if condition.relaxable else ""
    return f"{sign} {condition.threshold} {condition.unit}".strip() + relaxed


def _functions(scheme: Scheme) -> str:
    if not scheme.functions:
        return ""
    rule = scheme.function_rule
    rows = [(one.article, one.name, one.text, function_text(one)) for one in scheme.functions]
    table = _table(("条款", "功能", "要求", "标准"), rows)
    return _head("服务功能") + _paragraph(f"{rule.text}（{rule.article}）") + table


def function_text(function: Function) -> str:
    """A function's thresholds and judged qualities, in one line."""
    figures = [f"{one.label} ≥ {one.threshold} {one.unit}" for one in function.figures]
    return "；".join([*figures, *(f"{one.text}（判断）" for one in function.qualities)]) or "判断"


def _materials(scheme: Scheme) -> str:
    rows = []
    for item in scheme.materials:
        lines = "；".join(
            f"{one.text}{'（任一）' if one.any_of else ''}{'（如有）' if one.optional else ''}"
            for one in item.lines
        )
        rows.append((item.article, item.text, lines))
    truth = f"真实性核验：{scheme.truth_article}" if scheme.truth_check else ""
    return _head("申报材料") + _table(("条款", "材料", "逐件核对"), rows) + _paragraph(truth)


def _asked(scheme: Scheme) -> str:
    rows = [(one.article, one.label, one.unit, one.note) for one in scheme.asked]
    heads = ("条款", "名称", "单位", "说明")
    return _head("申请表没有、由审核人填写的数") + _table(heads, rows) if rows else ""


def _form(scheme: Scheme) -> str:
    form = scheme.form
    rows = [
        (one.section, shown_label(one.label), one.unit, _must(required=one.required))
        for one in form.fields
    ]
    rows += [
        (
            one.section,
            f"表：{one.title}",
            "",
            "、".join(shown_label(column.label) for column in one.columns),
        )
        for one in form.tables
    ]
    table = _table(("部分", "栏", "单位", "说明"), rows)
    return _head(f"申请表（{form.annex}）") + _paragraph(form.title) + table


def _must(*, required: bool) -> str:
    return "必填" if required else ""


def _rosters(scheme: Scheme) -> str:
    rows = [
        (
            f"{one.title}（{one.annex}）",
            "、".join(shown_label(column.label) for column in one.columns if not column.additional),
            "、".join(column.label for column in one.columns if column.additional),
        )
        for one in scheme.rosters
    ]
    return _head("名单") + _table(("名单", "各栏", "附件没有、请单位补填的"), rows)


def _filters(scheme: Scheme) -> str:
    titles = {one.key: one.title for one in scheme.rosters}
    texts = {one.id: one.text for one in scheme.filters}
    labels = {(r.key, c.key): c.label for r in scheme.rosters for c in r.columns}
    rows = []
    for one in scheme.filters:
        joined = ("或" if one.join == "any" else "且").join(texts[key] for key in one.filters)
        seen = "、".join(labels[one.roster, key] for key in one.columns)
        words = "、".join(one.contains + one.exactly) or ("填了的" if one.filled else "")
        rows.append((titles[one.roster], one.text, joined or f"{seen}：{words or '任何文字'}"))
    heads = ("名单", "哪些行计入", "依据")
    return _head("名单中计入的行") + _table(heads, rows) if rows else ""


def _sample(scheme: Scheme) -> str:
    sample = scheme.sample
    share = f"不少于{_fraction(sample.share)}" if sample.share else "未规定比例"
    least = f"不少于{sample.minimum}家" if sample.minimum else "未规定最少家数"
    answers = "、".join(
        f"{one.label}{'（计为满意，本程序约定）' if one.by_convention and one.satisfied else ''}"
        for one in sample.answers
    )
    fixed = "" if sample.methods_fixed else "（办法未规定，由本程序提供）"
    rows = [
        ("条款", sample.article),
        ("规定", sample.text),
        ("抽查对象", sample.frame_label),
        ("比例", share),
        ("家数", least),
        ("总体家数比照", shown_label(sample.stated_label)),
        ("答复", answers),
        ("方式", "、".join(sample.methods) + fixed),
        ("满意度要求", f"不低于{_fraction(sample.threshold)}"),
    ]
    return _head("满意度随机抽查") + _table((), rows)


def _going_up(scheme: Scheme) -> str:
    rows = [("报送的表", one.title) for one in scheme.sheets]
    rows += [("份数", f"{one.text}（{one.article}）") for one in scheme.copies]
    rows += [("名额", f"{one.text}（{one.article}）") for one in scheme.quotas]
    rows += [("名称要求", f"{one.text}（{one.article}）") for one in scheme.naming]
    return _head("报送") + _table((), rows)


def _after(scheme: Scheme) -> str:
    after = scheme.after
    rows = [
        ("程序", " → ".join(after.steps)),
        (
            "公示",
            f"{after.notice_days}个工作日（{after.notice_article}）" if after.notice_days else "",
        ),
        ("有效期", f"{after.valid_years}年（{after.valid_article}）"),
        ("再次申报", after.reapply),
        *(("年度报告", f"{one.text}（{one.article}）") for one in after.reports),
        *(("变更备案", f"{one.text}（{one.article}）") for one in after.changes),
        ("撤销", f"{'；'.join(after.withdrawal)}（{after.withdrawal_article}）"),
    ]
    return _head("认定以后") + _table((), [row for row in rows if row[1]])


def _following(found: Following) -> str:
    """What 动态管理 follows: each step, the yearly papers with whose desk they cross, grounds."""
    levels = {"district": "县（市）区", "city": "州（市）", "province": "省"}
    steps = [(one.article, one.name, "、".join(one.results), _lasts(one)) for one in found.steps]
    duties = [
        (o.article, o.name, f"{o.month}月底前报{o.to}", f"经办层级：{levels[o.level]}")
        for o in found.duties
    ]
    grounds = [(o.article, o.text, "收回标牌" if o.plaque else "", "撤销") for o in found.grounds]
    evaluation = [(found.evaluation_article, found.evaluation, "", "测评")]
    rows = [*steps, *duties, *grounds, *(evaluation if found.evaluation else ())]
    return _head("动态管理的依据") + _table(("条款", "事项", "结果或期限", "说明"), rows)


def _lasts(step: OutcomeStep) -> str:
    least = "不少于" if step.at_least else ""
    return f"{least}{step.working_days}个工作日" if step.working_days else ""


def _conventions(scheme: Scheme) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in scheme.conventions)
    return _head("本程序约定（办法没有规定的）") + f"<ul>{items}</ul>" if items else ""


def _fraction(share: Sequence[int]) -> str:
    part, whole = share
    tenths = part * 1000 // whole
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{part}/{whole}"


def _day(day: object) -> str:
    year, month, number = (int(part) for part in str(day).split("-"))
    return f"{year}年{month}月{number}日"


def _head(text: str) -> str:
    return f"<h4>{escape(text)}</h4>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th align='left'>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    if not heads:  # names at the left: as wide in one table as in the next
        body = body.replace("<tr><td>", "<tr><td width='16%'>")
    first = f"<tr>{head}</tr>" if heads else ""
    look = f"border-collapse: collapse; border-style: solid; border-color: {_LINE};"
    frame = f"border='1' cellspacing='0' cellpadding='4' width='99%' style='{look}'"
    return f"<table {frame}>{first}{body}</table>"
