"""The inward papers of the draw (抽查用纸): which can be made now, and what stands on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop import paths
from desktop.domain.attempt import Outcome
from desktop.domain.claims import claims_of, compare_claims
from desktop.domain.clean import fold_name
from desktop.domain.draw import seed_of
from desktop.domain.lock import Lock, LockedFirm, parse_lock
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import SampleRule, Scheme
from desktop.domain.survey import Place
from desktop.store import locks, rosters
from desktop.store.journal import short_code
from desktop.work import draw_words as words
from desktop.work.asking import AskLine, ask_page
from desktop.work.casedata import application_of
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.framing import lock_line, reason_words
from desktop.work.papers import SheetFacts, SheetLine
from desktop.work.rounds import round_of, scheme_of
from desktop.work.surveydata import Drawn, draw_note, drawn, newest_lock, patience


def _paper(paper_id: str, title: str) -> SheetRef:
    return SheetRef(paper_id, title, f"{paper_id}.toml", "application", outward=False)


LIST = _paper("draw_list", "满意度随机抽查企业名单确认表")
RECORD = _paper("draw_record", "满意度随机抽查抽取记录")
ASKING = _paper("draw_asking", "满意度随机抽查记录表")
RESULT = _paper("draw_result", "满意度随机抽查结果汇总表")
BEFORE, AFTER = (LIST,), (LIST, RECORD, ASKING, RESULT)

ALL_SHOWN = 100  # substitutes that are listed whole; of more only the first SOME_SHOWN
SOME_SHOWN = 50
NONE_PUBLIC = "无（公开号码）"
NEAR = 5  # substitutes on the record's first part, and on the paper for the pen
# What the pen writes into the box of an attempt; the order is that of the outcomes.
PEN_CODES = tuple(
    outcome.label
    for outcome in Outcome
    if outcome not in (Outcome.CHECKED_CONFIRMED, Outcome.CHECKED_REFUTED, Outcome.WITHDRAWN)
)


@dataclass(frozen=True)
class _Case:
    """What all papers of one application look at: its newest lock, and the draw once it is done."""

    desk: Desk
    id: int
    scheme: Scheme
    kept: locks.Lock
    lock: Lock
    found: Drawn | None

    @property
    def rule(self) -> SampleRule:
        return self.scheme.sample

    @property
    def draw(self) -> Drawn:
        if self.found is None:
            raise UserError("还没有抽取，这张表现在不能打印。", "请先登记随机码。")
        return self.found


def draw_papers(desk: Desk, application_id: int) -> list[SheetLine]:
    """Return the papers that can be made now: none before the lock, all after the draw."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    kept = newest_lock(desk, application_id)
    refs = () if kept is None else AFTER if kept.seed else BEFORE
    return [SheetLine(ref, scheme.id, ref.title) for ref in refs]


def gather_draw_paper(desk: Desk, application_id: int, paper_id: str) -> SheetFacts:
    """Gather what stands on one paper of the draw; pour it with `papers.pour_pdf`.

    UserError where the list is not locked, or the paper needs a draw and there is none. KeyError
    for an unknown paper.
    """
    ref = {one.id: one for one in AFTER}[paper_id]
    case = _case(desk, application_id)
    own = {LIST: _list_facts, RECORD: _record_facts, ASKING: _asking_facts, RESULT: _result_facts}
    facts = _common(case) | own[ref](case)
    round_id = application_of(desk, application_id).round_id
    description = paths.resources_dir() / "papers" / ref.file
    draft = False  # it is signed when it is printed, long before 定稿
    return SheetFacts(ref, description, desk.fonts, facts, draft, round_id, (application_id,))


def _case(desk: Desk, application_id: int) -> _Case:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    kept = newest_lock(desk, application_id)
    if kept is None:
        raise UserError("抽查企业名单还没有封存，不能打印。", "请先确认并封存名单。")
    found = drawn(desk, application_id, scheme)
    return _Case(desk, application_id, scheme, kept, parse_lock(kept.text), found)


def _common(case: _Case) -> dict[str, Any]:
    ours = department(case.desk)
    application = application_of(case.desk, case.id)
    lock, rule = case.lock, case.rule
    changed = "封存后办法数据有过修改，本表按封存时的名单和家数、现用的办法数据编制。"
    return {
        "unit": ours.name if ours else "",
        "date": case.desk.clock().date(),
        "head_code": short_code(case.desk.store.head()),
        "draws": draw_note(case.desk, case.id),
        "scheme_name": case.scheme.name,
        "scheme": f"{case.scheme.name}（{round_of(case.desk, application.round_id).year}年度）",
        "document": _document(case.scheme),
        "noun": case.scheme.noun,
        "frame_label": rule.frame_label,
        "case_id": lock.case_id,
        "case_name": lock.case_name,
        "operator_name": application.operator_name,
        "lock_number": lock.number,
        "locked_at": words.moment(case.kept.created_at, case.desk.clock().tzinfo),
        "firm_count": len(lock.firms),
        "out_count": len(lock.out),
        "stated": "未填" if lock.stated is None else f"{lock.stated}家",
        "stated_label": rule.stated_label,
        "size": case.kept.size,
        "size_words": words.size_sentences(lock, rule),
        "kind": words.KINDS[lock.promise.kind],
        "public": words.public_sentence(lock),
        "commitment": lock.promise.commitment,
        "digest": case.kept.digest,
        "previous": lock.previous,
        "sources": words.source_lines(lock.sources),
        "scheme_digest": lock.scheme_digest,
        "earlier": _earlier(case),
        "scheme_note": changed if lock.scheme_digest != case.scheme.digest else "",
    }


def _earlier(case: _Case) -> list[dict[str, Any]]:
    """Return the case's other locks, drawn or void: none of them is taken back quietly."""
    zone = case.desk.clock().tzinfo
    kept = locks.locks(case.desk.store, case.id)
    return [
        {
            "number": one.number,
            "at": words.moment(one.created_at, zone),
            "state": lock_line(one).state,
            "supervisor": one.seed.supervisor if one.seed else one.supervisor,
            "reason": one.void_reason or one.reason,
        }
        for one in kept
        if one.id != case.kept.id
    ]


def _document(scheme: Scheme) -> str:
    return f"{scheme.document.number}《{scheme.document.title}》"


# 确认表


def _list_facts(case: _Case) -> dict[str, Any]:
    return {
        "before": words.before_sentence(case.lock.promise.kind, drawn=case.kept.seed is not None),
        "firms": [{"i": one.i, "name": one.name, "code": one.code} for one in case.lock.firms],
        "out": [
            {
                "serial": serial,
                "place": _place(one.place),
                "name": one.name,
                "code": one.code,
                "reason": reason_words(one.reason),
            }
            for serial, one in enumerate(case.lock.out, 1)
        ],
    }


def _place(place: str) -> str:
    file, _, rest = place.partition("!")
    sheet, _, line = rest.rpartition("!")
    return f"{file} {sheet} 第{line}行" if line else place


# 抽取记录


def _record_facts(case: _Case) -> dict[str, Any]:
    kept, draw, seed = case.kept, case.draw.draw, case.kept.seed
    if seed is None:  # `case.draw` has refused this already
        raise ValueError("a draw without a seed")
    rest = _substitutes(case)
    shown = rest if len(rest) <= ALL_SHOWN else rest[:SOME_SHOWN]
    kind = case.lock.promise.kind
    seed_text = seed_of(case.lock, seed.digits, kept.secret)
    return {
        "kind": words.kind_words(kind, seed.evidence),
        "worth": words.worth_sentence(kind, seed.evidence),
        "digits": seed.digits or "无（系统生成）",
        "supervisor": seed.supervisor or ("无" if kind == "machine" else "未填"),
        "drawn_at": words.moment(seed.at, case.desk.clock().tzinfo),
        "sample": [_drawn_row(case, k, i) for k, i in enumerate(draw.sample, 1)],
        "near": rest[:NEAR],
        "substitute_count": len(rest),
        "substitutes": shown if len(rest) > NEAR else [],
        "rest_words": _rest_words(len(rest), len(shown)),
        "commitment": case.lock.promise.commitment or NONE_PUBLIC,
        "secret": kept.secret or NONE_PUBLIC,
        "seed": seed_text,
        "qr": _compact(case, seed.digits),
        "shell": words.shell_lines(
            seed_text.removesuffix(kept.digest), kept.digest, len(case.lock.firms), kept.size
        ),
    }


def _compact(case: _Case, digits: str) -> str:
    lock, kept = case.lock, case.kept
    return (
        f"draw1 case={lock.case_id} lock={lock.number} sha256={kept.digest} "
        f"digits={digits or '-'} n={kept.size}"
    )


def _rest_words(count: int, shown: int) -> str:
    if not count:
        return "名单全部抽查，没有递补企业。"
    if shown == count:
        return f"递补企业共{count}家。递补只按所列先后，不得挑选。"
    return (
        f"递补企业共{count}家，附页列出前{shown}家，其余的先后按附页的方法重做即得。递补不得挑选。"
    )


def _drawn_row(case: _Case, k: int, i: int) -> dict[str, Any]:
    firm = case.lock.firms[i - 1]
    extra = k > case.kept.size_at_lock
    remark = "追加抽取" if extra else ""
    row = {"k": f"{k}/{case.kept.size}", "i": i, "name": firm.name, "code": firm.code}
    return row | {"remark": remark}


def _substitutes(case: _Case) -> list[dict[str, Any]]:
    firms = case.lock.firms
    return [
        {"k": k, "i": i, "name": firms[i - 1].name, "code": firms[i - 1].code, "blank": ""}
        for k, i in enumerate(case.draw.draw.substitutes, 1)
    ]


# 记录表


def _asking_facts(case: _Case) -> dict[str, Any]:
    page = ask_page(case.desk, case.id)
    boxes = "\n".join(f"☐ {choice.label}" for choice in case.rule.answers)
    tried = patience(case.desk)
    lines = [_asked_row(one, boxes) for one in page.lines]
    order = case.draw.draw.order[case.draw.standing.reach :][:NEAR]
    contacts = _contacts(case)
    return {
        "lines": lines,
        "boxes": boxes,
        "next": [
            _next_row(case.lock.firms[i - 1], at, boxes, contacts) for at, i in enumerate(order, 1)
        ],
        "scale": "、".join(choice.label for choice in case.rule.answers),
        "methods": _numbered(case.rule.methods),
        "codes": _numbered(PEN_CODES),
        "attempts": tried.attempts,
        "days": tried.days,
    }


def _numbered(texts: tuple[str, ...]) -> str:
    return "　".join(f"{at} {text}" for at, text in enumerate(texts, 1))


def _asked_row(line: AskLine, boxes: str) -> dict[str, Any]:
    known = f"已登记：{line.answer_label or line.state}" if line.attempts else ""
    return {
        "k": f"{line.k}/{line.n}",
        "firm": line.firm + ("\n（递补企业）" if line.substitute else ""),
        "contact": "\n".join(filter(None, (line.contact, line.phone))),
        "service": line.service,
        "boxes": boxes,
        "blank": "",
        "known": known,
    }


def _next_row(
    firm: LockedFirm, at: int, boxes: str, contacts: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    cells = contacts.get(firm.code) or contacts.get(fold_name(firm.name)) or {}
    return {
        "k": f"递补\n{at}",
        "firm": firm.name,
        "contact": "\n".join(filter(None, (cells.get("contact", ""), cells.get("phone", "")))),
        "service": cells.get("service", ""),
        "boxes": boxes,
        "blank": "",
        "known": "",
    }


def _contacts(case: _Case) -> dict[str, Mapping[str, str]]:
    """Return the drawn roster's cells by code and by folded name; the first row stays."""
    found: dict[str, Mapping[str, str]] = {}
    for row in rosters.rows(case.desk.store, case.id, case.rule.roster):
        code = row.cells.get("code", "").strip().upper()
        for sign in filter(None, (code, fold_name(row.cells.get("name", "")))):
            found.setdefault(sign, row.cells)
    return found


# 结果汇总表


def _result_facts(case: _Case) -> dict[str, Any]:
    page = ask_page(case.desk, case.id)
    now = case.draw.standing
    result = now.result
    notes = [*page.notes, words.interval_sentence(result, len(case.lock.firms))]
    lines = list(filter(None, notes))
    return {
        "sentence": page.sentence,
        "verdict": "，".join(filter(None, (result.text, result.whole_text))),
        "required": result.required,
        "listed": len(now.places),
        "asked": result.asked,
        "satisfied": result.satisfied,
        "share": words.share_words(result),
        "threshold": page.verdict,
        "answers": words.answer_words(result, case.rule),
        "without": words.settled_words(now),
        "lines": [_result_row(one, _why_out(now.place(one.i))) for one in page.lines],
        "notes": "\n".join(f"{at}. {note}" for at, note in enumerate(lines, 1)),
        **_claim_facts(case),
        "corrections": _corrections(case),
    }


def _why_out(place: Place | None) -> str:
    last = place.folded.last if place else None
    return last.reason if last and last.outcome is Outcome.OUT_OF_FRAME else ""


def _result_row(line: AskLine, why: str) -> dict[str, Any]:
    person = " ".join(filter(None, (line.interviewee, line.position))) if line.attempts else ""
    return {
        "k": f"{line.k}/{line.n}",
        "firm": line.firm,
        "person": person,
        "outcome": line.state,
        "answer": line.answer_label,
        "told": "\n".join(line.attempts),
        "remark": "\n".join(filter(None, ("递补企业" if line.substitute else "", why))),
    }


def _claim_facts(case: _Case) -> dict[str, Any]:
    key = case.rule.compare_with or case.rule.roster
    rows = rosters.rows(case.desk.store, case.id, key)
    found = compare_claims(case.draw.standing, claims_of(case.lock, rows), case.rule)
    differences = [
        {"k": one.k, "firm": one.name, "claimed": one.claimed, "found": one.found}
        for one in found.differences
    ]
    return {"claims": words.claims_sentence(found), "differences": differences}


def _corrections(case: _Case) -> list[dict[str, Any]]:
    """Return every row that was corrected or withdrawn, the old beside the new (原记录、更正)."""
    labels = {choice.id: choice.label for choice in case.rule.answers}
    recorded = {one.id: one for one in case.draw.standing.recorded}
    positions = {i: k for k, i in enumerate(case.draw.draw.order, 1)}
    return [
        {
            "k": positions[one.firm],
            "firm": case.lock.firms[one.firm - 1].name,
            "old": words.row_words(recorded[one.supersedes], labels),
            "new": words.row_words(one, labels),
            "reason": one.reason,
        }
        for one in recorded.values()
        if one.supersedes in recorded
    ]
