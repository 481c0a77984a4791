"""Turns what stands in a blank into the text that is kept: units, boxes, lines."""

import re
import unicodedata

from desktop.domain.amount import read_percent
from desktop.domain.clean import clean
from desktop.domain.dates import arabic_date
from desktop.domain.fieldcheck import says_nothing
from desktop.domain.figure import parse_figure, without_unit
from desktop.domain.form import Column, Field
from desktop.domain.phone import plain_dashes
from desktop.domain.problem import Problem, Severity

_BLANK = re.compile(r"[\s_＿﹍]+")
_EDGE = " \t\r\n\u3000_＿﹍"
_LED = re.compile(r"^\s*[:：]\s*")  # 上年末总资产：1200万元, where the form has no colon
_ENDED = "；;，,、" + _EDGE
_CHECKED = "☑☒√✓✔■"
_BOXES = "□☐" + _CHECKED
_OPTION = re.compile(rf"([{_BOXES}])\s*([^{_BOXES}\s、，,；;]+)")
_BEFORE_TICK = re.compile(r"([^\s、，,；;√✓✔]+?)\s*[（(]?\s*[√✓✔]\s*[)）]?")
_EMPTY_DATE = re.compile(r"[\s年月日/.\-_]*")
_SEAL = re.compile(r"[\s_＿]*[（(](?:盖章|公章|签字|签章|单位公章)[)）]\s*$")
_MOBILE = re.compile(r"\s*[（(]手机[)）]\s*")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
# Other words for a blank's own unit.
_SAME_UNITS = {
    "台(套)": ("台套", "套(台)", "台/套", "台", "套", "件"),
    "平方米": ("平方", "平米", "m2", "m²", "㎡", "平"),
    "人": ("名", "位"),
    "万元": ("万",),
}


def read_value(blank: Field | Column, text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text to keep for `blank`, and what is wrong with it at `where`.

    A unit is stripped only where it is the blank's very own, in any of its words: `1200万` in a
    blank of 万元 is 1200, `35台` in one of 台（套） 35; `1.2亿元` stays as it is, with a problem.
    """
    kept, problems = _clean_lines(_LED.sub("", text).strip(_EDGE), where)
    if blank.kind != "long":
        kept = kept.strip(_ENDED)
    if not kept:
        return "", problems
    if says_nothing(kept) and blank.kind in ("figure", "percent") and re.search(r"\w", kept):
        required = isinstance(blank, Field) and blank.required
        sentence = f"“{kept}”不是数字，这一栏必填，请核对。"
        return kept, (*problems, Problem(where, sentence)) if required else problems
    if blank.kind == "percent":
        share, more = _percent(kept, where)
        return share, problems + more
    if blank.kind == "figure":
        figure, more = _figure(blank, kept, where)
        return figure, problems + more
    if blank.kind == "date":
        day, more = _date(kept, where)
        return day, problems + more
    if blank.kind in ("choice", "choices"):
        choices = blank.choices if isinstance(blank, Field) else ()
        return _ticked(kept, choices), problems
    if blank.kind == "phone":
        return plain_dashes(_MOBILE.sub(" ", kept)).strip(), problems
    if blank.kind == "text" and any(box in kept for box in "□☐") and len(kept) > 1:
        ticked, more = _one_of(kept, where)
        return ticked, problems + more
    return _SEAL.sub("", kept), problems


def _date(text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a date as written, its blanks left out; in Chinese numerals it is told with digits."""
    day = "" if _EMPTY_DATE.fullmatch(text) else _BLANK.sub("", text)
    plain = arabic_date(day)
    if not plain:
        return day, ()
    return plain, (Problem(where, f"“{text}”读作{plain}。", Severity.NOTE),)


def year_of(text: str) -> str:
    """Return the four digits of `2025年度`, empty where the text is no year."""
    match = _YEAR.fullmatch(_squeeze(text))
    return match[1] if match else ""


def _squeeze(text: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def _clean_lines(text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Clean line by line: a long answer keeps its paragraphs."""
    lines: list[str] = []
    problems: list[Problem] = []
    for line in re.split(r"[\r\n\x0b]+", text):
        kept = clean(line, where)
        problems += kept.notes
        if kept.text.strip(_EDGE):
            lines.append(kept.text.strip(_EDGE))
    return "\n".join(lines), tuple(problems)


def _figure(blank: Field | Column, text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    squeezed, unit = _squeeze(text), _squeeze(blank.unit)
    squeezed = _squeeze(without_unit(squeezed, blank.unit))
    for own in (unit, *_SAME_UNITS.get(unit, ())):
        if own and squeezed.endswith(own):
            squeezed = squeezed.removesuffix(own)
            break
    ticked = any(mark in squeezed for mark in _CHECKED)
    if not squeezed or not (ticked or re.search(r"[^\W_]", squeezed)):
        return "", ()
    if parse_figure(squeezed) is not None:
        return squeezed, ()
    should = f"以{blank.unit}为单位的数字" if blank.unit else "数字"
    sentence = f"“{text}”不是{should}，已照原样保留，请核对后改正。"
    return text, (Problem(where, sentence),)


def _percent(text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a share as percent: 85, 85%, 百分之八十五; 0.85 is kept, and asked about."""
    squeezed = _squeeze(text)
    if not re.search(r"[^\W_]", squeezed):
        return "", ()
    read = read_percent(squeezed)
    if not read.text:
        sentence = f"“{text}”不是以%为单位的数字，已照原样保留，请核对后改正。"
        return text, (Problem(where, sentence),)
    if not read.note:
        return read.text, ()
    severity = Severity.NOTE if "读作" in read.note else Severity.WARNING
    return read.text, (Problem(where, f"{read.note}。", severity),)


def _ticked(text: str, choices: tuple[str, ...]) -> str:
    """Return what is ticked among printed options, joined by 、; text without boxes as it is."""
    if any(box in text for box in "□☐☑☒■") or text[0] in _CHECKED:
        chosen = [name for box, name in _OPTION.findall(text) if box in _CHECKED]
    elif any(tick in text for tick in "√✓✔"):
        chosen = _BEFORE_TICK.findall(text)
    else:
        return text
    if len(choices) == 0 and text.strip() in _CHECKED:
        return "是"
    return "、".join(_official(name, choices) for name in chosen)


def _one_of(text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Return what is ticked among options that the applicant printed: □国有 ☑民营."""
    ticked = _ticked(text, ())
    if ticked:
        return ticked, ()
    sentence = f"“{text}”没有一项打勾，没有读作答案，请核对。"
    return "", (Problem(where, sentence, Severity.WARNING),)


def _official(name: str, choices: tuple[str, ...]) -> str:
    """Return the choice's own spelling, where the option begins with its words."""
    squeezed = _squeeze(name)
    return next((c for c in choices if squeezed.startswith(_squeeze(c))), name)
