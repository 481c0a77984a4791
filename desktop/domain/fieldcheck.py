"""What is wrong with what stands in a blank: sentences for the reader, nothing is ever changed."""

import re
import unicodedata

from desktop.domain.amount import MONEY, read_amount
from desktop.domain.codes import code_problem
from desktop.domain.dates import parse_date
from desktop.domain.figure import parse_figure
from desktop.domain.form import Column, Field
from desktop.domain.idcard import id_card_problem
from desktop.domain.phone import bare_phone
from desktop.domain.regulation import NamingRule

_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"(0\d{2,3}[- ]?)?\d{7,8}(([- ]|转)\d{1,6})?|400[- ]?\d{3}[- ]?\d{4}")
_MAY_LACK = ("phone", "figure", "percent", "date", "code")
_NOTHING = frozenset({"无", "没有", "暂无", "/", "／", "\\", "—", "——", "-", "--", "－"})
_SPLIT_CHOICES = re.compile(r"[、，,；;\s]+")


def field_sentences(
    field: Field, text: str, naming: tuple[NamingRule, ...] = ()
) -> tuple[str, ...]:
    """Return what is wrong with `text` in the form's `field`; an empty text is not wrong here."""
    if not text.strip() or (says_nothing(text) and field.kind in _MAY_LACK and not field.required):
        return ()
    found = list(kind_sentences(field.kind, field.unit, text))
    if field.max_chars and len(text) > field.max_chars:
        found.append(
            f"最多{field.max_chars}字，现有{len(text)}字，请删去{len(text) - field.max_chars}字。"
        )
    found += _choice_sentences(field, text)
    found += [s for rule in naming if rule.field == field.key for s in _name_sentences(rule, text)]
    return tuple(found)


def says_nothing(text: str) -> bool:
    """Tell whether an answer says that there is none: 传真 无, or a stroke."""
    return "".join(text.split()) in _NOTHING


def column_sentences(column: Column, text: str) -> tuple[str, ...]:
    """Return what is wrong with `text` in a table's column."""
    return kind_sentences(column.kind, column.unit, text) if text.strip() else ()


def kind_sentences(kind: str, unit: str, text: str) -> tuple[str, ...]:
    """Return what is wrong with `text` as a figure, date, phone, code and so on."""
    if kind in ("figure", "percent"):
        return _figure_sentences(kind, unit, text)
    if kind == "date" and parse_date(text) is None:
        return (f"“{text}”不是日期，请按2026年11月20日、2026-11-20或20261120填写。",)
    if kind == "phone":
        return _phone_sentences(text)
    if kind == "code":
        wrong = code_problem(text)
        return (wrong,) if wrong else ()
    if kind == "idcard":
        wrong = id_card_problem(text)
        return (wrong,) if wrong else ()
    return ()


def _figure_sentences(kind: str, unit: str, text: str) -> tuple[str, ...]:
    plain = text.strip().rstrip("%％") if kind == "percent" else text.strip()
    value = parse_figure(plain)
    measured = f"（单位：{unit}）" if unit else ""
    if value is None:
        other = converted(unit, text)
        same = f"，折合{other}{unit}" if other else ""
        return (f"“{text}”不是数字，请用阿拉伯数字填写{measured}{same}。",)
    if value < 0 and kind == "percent":
        return (f"比例“{text}”小于零，请核对。",)
    if kind == "percent" and value > 100_000_000:
        return (f"比例“{text}”大于100%，请核对。",)
    return ()


def converted(unit: str, text: str) -> str:
    """Return an amount that names another unit of money (`6238000元`) in `unit`; else nothing."""
    if unit not in MONEY or parse_figure(text.strip()) is not None:
        return ""
    read = read_amount(text.strip(), unit)
    return read.text if "换算为" in read.note else ""


def _phone_sentences(text: str) -> tuple[str, ...]:
    if len(text) == 11 and text[0] == "1" and text.isascii() and text.isdigit():
        return ()  # a mobile number as it should be: most rows of a long roster
    folded = unicodedata.normalize("NFKC", text)
    parts = [part for part in re.split(r"[、，,；;/]+", folded) if part.strip()]
    wrong = [part for part in parts if not _is_phone(part.strip())]
    return tuple(
        f"“{part}”不像电话号码，请核对（手机11位，座机可带区号和分机）。" for part in wrong
    )


def _is_phone(text: str) -> bool:
    solid = bare_phone(text).replace(" ", "").replace("(", "").replace(")", "-")
    return bool(_MOBILE.fullmatch(solid.replace("-", "")) or _LANDLINE.fullmatch(solid))


def _choice_sentences(field: Field, text: str) -> list[str]:
    if not field.choices or field.kind not in ("choice", "choices"):
        return []
    chosen = split_choices(text) if field.kind == "choices" else [text.strip()]
    unknown = [one for one in chosen if one not in field.choices]
    found = [f"“{one}”不在可选项中，可选：{'、'.join(field.choices)}。" for one in unknown]
    if field.max_choices and len(chosen) > field.max_choices:
        found.append(f"最多选{field.max_choices}项，现选了{len(chosen)}项。")
    return found


def split_choices(text: str) -> list[str]:
    """Return the single choices of a text such as `信息服务、培训服务`."""
    return [part for part in _SPLIT_CHOICES.split(text.strip()) if part]


def _name_sentences(rule: NamingRule, text: str) -> list[str]:
    found = []
    if rule.ends_with and not text.strip().endswith(rule.ends_with):
        found.append(f"名称须以“{rule.ends_with}”结尾（{rule.article}）。")
    held = [word for word in rule.forbidden if word in text]
    if held:
        found.append(f"名称中不得含有{'、'.join(f'“{word}”' for word in held)}（{rule.article}）。")
    return found
