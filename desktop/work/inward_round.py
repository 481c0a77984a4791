"""What stands on the papers of a round: 推荐函, 报送材料清单, 工作交接单."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from desktop.domain.completeness import MISSING, NA
from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.domain.regulation import Copies, SheetRef
from desktop.domain.role import holds_in
from desktop.domain.scheme import Scheme
from desktop.store import applications
from desktop.store.recommendations import decisions
from desktop.work.cases import STATE_WORDS, CaseLine, line_of
from desktop.work.department import department, get_setting
from desktop.work.desk import Desk
from desktop.work.dynamic_papers import units_for_successor
from desktop.work.inward_case import InwardCase, document_words, inward_case, short_title
from desktop.work.inward_materials import IN_HAND, papers_handed
from desktop.work.materials import EXTRA
from desktop.work.office_way import STAGES
from desktop.work.papers import NO, YES
from desktop.work.role import receiver_of, recommends_up
from desktop.work.rounds import CALL_FIELDS, call_of, list_rounds, round_of, scheme_of

# A sheet of this id is a part of the applicant's own form (主管部门审查推荐意见), no sheet besides.
PART_OF_FORM = "opinion"
KEY_SETTING = "dossier.key"  # the signing key as a person compares it
_APART, _ENDS = re.compile(r"[\n；;]"), " 　。，"
_NUMBERS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"^(?:[（(][\d{_NUMBERS}]{{1,3}}[)）]|\d{{1,2}}[．、.](?!\d)|[{_NUMBERS}]{{1,3}}[．、])"
)
_LETTER_NUMBER = re.compile(r"[^\s，。；、：]*〔\d{4}〕\s*\d+\s*号")
_NO_NUMBER = "〔{year}〕　　号"
FINAL_STAGE = "定稿"
# What the letter says, by whether this department recommends or hands on what it prepared (预审).
_SAID = {
    True: ("推荐{year}年度", "{name}的函", "进行了初审，开展了测评", "现推荐下列", "请予审核"),
    False: (
        "报送{year}年度",
        "{name}预审材料的函",
        "进行了预审，开展了测评",
        "现报送通过预审的下列",
        "请予审核推荐",
    ),
}


def letter_facts(desk: Desk, round_id: int, ids: Sequence[int]) -> dict[str, Any]:
    """Return what stands on 推荐函; UserError where none of the chosen is recommended.

    Where a department above recommends, it hands on what was prepared for it (预审).
    """
    scheme = scheme_of(desk, round_id)
    cases = [case for case in _cases(desk, ids) if recommends(case)]
    if not cases:
        raise UserError("所选申报中没有同意推荐的，不能出具推荐函。", "请勾选同意推荐的申报。")
    year = round_of(desk, round_id).year
    number = call_of(desk, round_id).get("number", "").strip()
    ours = department(desk)
    return {
        "receiver": receiver_of(desk, round_id),
        "letter_number": _letter_number(desk, ids) or _NO_NUMBER.format(year=year),
        **_said(scheme, year, up=recommends_up(desk, round_id)),
        "ground": f"根据{document_words(scheme)}"
        + (f"和本年度申报通知（{number}）的要求" if number else "的规定"),
        "surveyed": "、满意度随机抽查" if all(c.facts.asking.finished for c in cases) else "",
        "count": len(cases),
        "rows": [_recommended(serial, case) for serial, case in enumerate(cases, 1)],
        "contact": f"（联系人：{ours.filler}，联系电话：{ours.phone}）"
        if ours and ours.filler
        else "",
        "annexes": "\n".join(_annexes(scheme, up=recommends_up(desk, round_id))),
        "key": key_words(desk),
    }


def _said(scheme: Scheme, year: int, *, up: bool) -> dict[str, str]:
    about, title, looked, acts, asks = _SAID[up]
    return {
        "about": f"关于{about.format(year=year)}",
        "about_what": title.format(name=scheme.name),
        "looked": looked,
        "acts": acts,
        "asks": asks,
    }


def _letter_number(desk: Desk, ids: Sequence[int]) -> str:
    """Return the 文号 with which the chosen were noted as sent, where it is one for all of them."""
    found = set()
    for one in ids:
        sent = [d for d in decisions(desk.store, one) if d.to_stage == "报送"]
        told = _LETTER_NUMBER.search(sent[-1].why) if sent else None
        found.add(told[0] if told else "")
    return found.pop() if len(found) == 1 else ""


def key_words(desk: Desk) -> str:
    """Return the sentence with the signing key of this department's dossiers; empty without one."""
    return key_sentence(str(get_setting(desk, KEY_SETTING, "")))


def key_sentence(key: str) -> str:
    """Return the sentence with a signing key as a person compares it; empty for none."""
    return f"报送材料包（电子）的核对码（签名密钥指纹）：{key}" if key else ""


def recommends(case: InwardCase) -> bool:
    """Whether the case is recommended: open, and with 同意推荐."""
    return case.application.state == "open" and case.text("rec.agrees") in YES


def _cases(desk: Desk, ids: Sequence[int]) -> list[InwardCase]:
    if not ids:
        raise UserError("还没有选择申报单位。", "请先勾选要列入表中的申报。")
    return [inward_case(desk, application_id) for application_id in ids]


def _recommended(serial: int, case: InwardCase) -> dict[str, Any]:
    return {"serial": serial} | _names(case)


def _names(case: InwardCase) -> dict[str, str]:
    return {"name": case.name, "operator": case.operator}


def _own_sheets(scheme: Scheme) -> list[SheetRef]:
    """Return the sheets that go up by themselves, those of the round first."""
    own = [ref for ref in scheme.sheets if ref.outward and ref.id != PART_OF_FORM]
    return sorted(own, key=lambda ref: ref.made_for != "round")


def _annexes(scheme: Scheme, *, up: bool) -> list[str]:
    titles = [ref.title for ref in _own_sheets(scheme)]
    whose = "被推荐" if up else "通过预审的"
    titles += [f"{whose}{scheme.noun}的申报材料", "报送材料清单"]
    return [f"{at}．{title}" for at, title in enumerate(titles, 1)]


def sending_facts(desk: Desk, round_id: int, ids: Sequence[int], letter: str) -> dict[str, Any]:
    """Return what stands on 报送材料清单: the sheets, and of each case the materials in hand.

    `letter` is what the round's letter is called.

    The copies are those of the year's call; what the regulation says of them stands below.
    """
    scheme = scheme_of(desk, round_id)
    copies = call_of(desk, round_id).get("copies", "").strip()
    extra = extra_lines(call_of(desk, round_id).get("extra", ""))
    cases = [row for case in _cases(desk, ids) for row in _rows(case, extra)]
    rows = [*_common_rows(scheme, letter), *cases]
    noted = [f"报送份数：{copies}。"] if copies and not copies.isdecimal() else []
    noted += [f"{one.text}（{one.article}）。" for one in _copies_here(desk, scheme)]
    noted += ["年度通知另要求的材料按申报通知列出，由报送人核对。"] if extra else []
    shared = {"copies": copies if copies.isdecimal() else "", "remark": ""}
    return {
        "rows": [{"serial": serial} | shared | row for serial, row in enumerate(rows, 1)],
        "notes": "\n".join(_in_order(noted)),
        "noted": bool(noted),
        "key": key_words(desk),
    }


def _in_order(notes: Sequence[str]) -> Sequence[str]:
    """Number the notes where there are several of them."""
    several = [f"{at}．{one}" for at, one in enumerate(notes, 1)]
    return several if len(several) > 1 else notes


def _copies_here(desk: Desk, scheme: Scheme) -> list[Copies]:
    """Return what is said of the copies where this department is; all while that is not said."""
    ours = department(desk)
    region = ours.region if ours else ""
    return [one for one in scheme.copies if not region or holds_in(one.province, region)]


def _common_rows(scheme: Scheme, letter: str) -> Iterator[dict[str, Any]]:
    yield {"title": letter, "name": ""}
    for ref in _own_sheets(scheme):
        if ref.made_for == "round":
            yield {"title": ref.title, "name": ""}


def extra_lines(text: str) -> list[str]:
    """Return what the call asks for besides (通知另要求的材料), a paper each, unnumbered."""
    parts = (_NUMBERED.sub("", part.strip(_ENDS)).strip(_ENDS) for part in _APART.split(text))
    return [part for part in parts if part]


def _rows(case: InwardCase, extra: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The sheets of a case, its materials in hand, and what the call asks for unless it lacks."""
    name = _names(case)["name"]
    for ref in _own_sheets(case.scheme):
        if ref.made_for == "application":
            yield {"title": ref.title, "name": name}
    handed = papers_handed(case)
    own = [one for one in handed if one.material.id != EXTRA and one.state in IN_HAND]
    for item in {one.material.id: one.material for one in own}.values():
        yield {"title": short_title(item.text), "name": name}
    lacking = [o.text for o in handed if o.material.id == EXTRA and o.state in (MISSING, NA)]
    gone = {title for text in lacking for title in extra_lines(text)}
    for title in extra:
        if title not in gone:
            yield {"title": title, "name": name, "remark": "通知另要求"}


def handover_facts(desk: Desk) -> dict[str, Any]:
    """Return what stands on 工作交接单: all rounds, every case under way, recognised units."""
    rounds, going = [], []
    for each in list_rounds(desk):
        found = [(a, line_of(desk, a)) for a in applications.applications(desk.store, each.id)]
        lines = [line for _, line in found]
        rounds.append(
            {
                "label": each.label,
                "count": len(lines),
                "stages": _stages(lines),
                "due": _due(desk, each.id),
            }
        )
        going += [_going(each.label, line) for line in lines if is_going(line)]
    return {
        "file": desk.path.name,
        "rounds": rounds,
        "going": [{"serial": serial} | row for serial, row in enumerate(going, 1)],
        "going_count": len(going),
        "none_going": not going,
        **units_for_successor(desk),
    }


def is_going(line: CaseLine) -> bool:
    """Whether a case is still to be worked on: open, and not sent up yet."""
    return line.state == "open" and line.stage != "报送"


def _stages(lines: Sequence[CaseLine]) -> str:
    words: dict[str, str] = dict(STAGES)
    counts = Counter(STATE_WORDS[line.state] or words.get(line.stage, line.stage) for line in lines)
    return "、".join(f"{stage}{count}份" for stage, count in counts.items())


def _due(desk: Desk, round_id: int) -> str:
    call = call_of(desk, round_id)
    days = [(label, parse_date(call.get(key, ""))) for key, label in CALL_FIELDS]
    return "\n".join(f"{label}：{show_date(day)}" for label, day in days if day)


def _going(label: str, line: CaseLine) -> dict[str, Any]:
    return {
        "label": label,
        "number": line.number,
        "name": "\n".join(dict.fromkeys(filter(None, (line.name, line.operator_name)))),
        "stage": line.stage,
        "next": _to_do(line),
        "contact": "\n".join(filter(None, (line.contact, line.phone))),
    }


def _to_do(line: CaseLine) -> str:
    """Return what is next and what is wrong; of what is 定稿 only that it waits to leave."""
    if line.stage == FINAL_STAGE:
        return "不予推荐，待告知申报单位" if line.agrees in NO else "待报送"
    following = next(step for step in line.steps if step.key == line.next_step)
    troubled = [step for step in line.steps if step.state == "有问题" and step is not following]
    return "\n".join(f"{step.title}：{step.sentence}" for step in (following, *troubled))
