"""What stands on the papers of the draw itself: the list to be signed, and the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.clean import fold_name
from desktop.domain.draw import seed_of
from desktop.domain.holes import shown_label
from desktop.domain.lock import Lock, parse_lock
from desktop.domain.problem import UserError
from desktop.domain.scheme import SampleRule, Scheme
from desktop.store import locks
from desktop.store.journal import short_code
from desktop.work import draw_words as words
from desktop.work.casedata import application_of, case_names, load
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.framing import lock_line, reason_words
from desktop.work.inward_case import document_words
from desktop.work.paper_roster import PAPER_NAME, typed_rows
from desktop.work.rounds import round_of, scheme_of
from desktop.work.surveydata import Drawn, draw_note, drawn_by, earlier_note, newest_lock

ALL_SHOWN = 100  # substitutes that are listed whole; of more only the first SOME_SHOWN
SOME_SHOWN = 50
NEAR = 5  # substitutes on the record's first part, and on the paper for the pen
NONE_PUBLIC = "无（公开号码）"


@dataclass(frozen=True)
class PaperCase:
    """What all papers of one lock look at, and its draw once it is done.

    `typed` has the names that were typed from a paper roster, by the folded page and line.
    """

    desk: Desk
    id: int
    scheme: Scheme
    kept: locks.Lock
    lock: Lock
    found: Drawn | None
    typed: Mapping[str, str] = field(default_factory=dict)

    def firm(self, i: int) -> str:
        """Return the firm's name; from a paper roster the typed one with its page and line."""
        name = self.lock.firms[i - 1].name
        typed = self.typed.get(fold_name(name), "")
        return f"{typed}（{name}）" if typed else name

    @property
    def rule(self) -> SampleRule:
        """The scheme's rule of whom to ask."""
        return self.scheme.sample

    @property
    def draw(self) -> Drawn:
        """The draw; UserError before it is done."""
        if self.found is None:
            raise UserError("还没有抽取，这张表现在不能打印。", "请先登记随机码。")
        return self.found


def paper_case(desk: Desk, application_id: int, number: int = 0) -> PaperCase:
    """Return what the papers of one lock look at: the one that counts, or the `number`-th made.

    UserError where the list is not locked. KeyError where there is no such lock.
    """
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    kept = _lock(desk, application_id, number)
    if kept is None:
        raise UserError("抽查企业名单还没有封存，不能打印。", "请先确认并封存名单。")
    rows = typed_rows(desk, application_id)
    typed = {sign: row.cells.get(PAPER_NAME, "") for sign, row in rows.items()}
    found = drawn_by(desk, kept, scheme)
    return PaperCase(desk, application_id, scheme, kept, parse_lock(kept.text), found, typed)


def _lock(desk: Desk, application_id: int, number: int) -> locks.Lock | None:
    if not number:
        return newest_lock(desk, application_id)
    return {one.number: one for one in locks.locks(desk.store, application_id)}[number]


def common_facts(case: PaperCase) -> dict[str, Any]:
    """Return what every paper of the draw bears: the case, its lock, the journal's code."""
    ours = department(case.desk)
    loaded = load(case.desk, case.id)
    application, (name, operator) = loaded.application, case_names(loaded)
    lock, rule = case.lock, case.rule
    changed = "封存后办法数据有过修改，本表按封存时的名单和家数、现用的办法数据编制。"
    return {
        "unit": ours.name if ours else "",
        "date": case.desk.clock().date(),
        "head_code": short_code(case.desk.store.head()),
        "draws": earlier_note(case.desk, case.kept) or draw_note(case.desk, case.id),
        "scheme_name": case.scheme.name,
        "scheme": f"{case.scheme.name}（{round_of(case.desk, application.round_id).year}年度）",
        "document": document_words(case.scheme),
        "noun": case.scheme.noun,
        "frame_label": rule.frame_label,
        "case_id": lock.case_id,
        # What a lock called by another name than the case has by itself keeps that name.
        "case_name": name if lock.case_name == application.name else lock.case_name,
        "operator_name": operator,
        "lock_number": lock.number,
        "locked_at": words.moment(case.kept.created_at, case.desk.clock().tzinfo),
        "firm_count": len(lock.firms),
        "out_count": len(lock.out),
        "stated": "未填" if lock.stated is None else f"{lock.stated}家",
        "stated_label": shown_label(rule.stated_label),
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


def _earlier(case: PaperCase) -> list[dict[str, Any]]:
    """Return the case's other locks, drawn or void: none of them is taken back quietly."""
    zone = case.desk.clock().tzinfo
    kept = locks.locks(case.desk.store, case.id)
    return [
        {
            "number": one.number,
            "at": words.moment(one.created_at, zone),
            "state": lock_line(case.desk, one).state,
            "supervisor": one.seed.supervisor if one.seed else one.supervisor,
            "reason": one.void_reason or one.reason,
        }
        for one in kept
        if one.id != case.kept.id
    ]


def list_facts(case: PaperCase) -> dict[str, Any]:
    """Return what stands on 满意度随机抽查企业名单确认表 beside the common facts."""
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


def record_facts(case: PaperCase) -> dict[str, Any]:
    """Return what stands on 满意度随机抽查抽取记录; UserError before the draw."""
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


def _compact(case: PaperCase, digits: str) -> str:
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


def _drawn_row(case: PaperCase, k: int, i: int) -> dict[str, Any]:
    firm = case.lock.firms[i - 1]
    extra = k > case.kept.size_at_lock
    remark = "追加抽取" if extra else ""
    row = {"k": f"{k}/{case.kept.size}", "i": i, "name": case.firm(i), "code": firm.code}
    return row | {"remark": remark}


def _substitutes(case: PaperCase) -> list[dict[str, Any]]:
    firms = case.lock.firms
    return [
        {"k": k, "i": i, "name": case.firm(i), "code": firms[i - 1].code, "blank": ""}
        for k, i in enumerate(case.draw.draw.substitutes, 1)
    ]
