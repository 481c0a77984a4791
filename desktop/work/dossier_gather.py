"""Gathers a dossier at the file: checks that it may go up, then application by application."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop import paths
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.dossier.data import WHOLE_FORMAT, FileData, JournalData, SheetData, UnitData, WholeData
from desktop.dossier.manifest import FORMAT, Listed, Manifest
from desktop.dossier.names import safe_part
from desktop.dossier.pack import Part
from desktop.dossier.signing import Signer, fingerprint
from desktop.schemes.texts import folder_texts
from desktop.store import files, journal, locks
from desktop.store.applications import Application
from desktop.work.casedata import application_of
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dossier_data import case_data
from desktop.work.dossier_pack import Dossier, Kept, Leaf, use_signer
from desktop.work.draw_papers import LIST, RECORD, RESULT, gather_draw_paper
from desktop.work.inward_case import InwardCase, case_facts, handed_of, inward_case, state_words
from desktop.work.inward_papers import SENDING, VOLUME, gather_inward, letter_of
from desktop.work.inward_round import key_sentence, recommends
from desktop.work.materials import handed_items
from desktop.work.paper_wishes import as_wished
from desktop.work.papers import SheetFacts, gather
from desktop.work.record import export_record, program_version
from desktop.work.rounds import call_of, round_of, scheme_of

FINAL = ("定稿", "报送")
ALL, ON_PAPER = ("pdf", "xlsx", "docx"), ("pdf", "docx")
NOT_SENT = ("attached", "submission", "handover")  # the office's own files beside a case
MATERIALS = SheetRef("materials_list", "申报材料目录", "materials_list.toml", "application")
_FINAL = False  # no 草稿 on it: nobody decides by this list
_NAME = 100  # bytes of an applicant's name in a folder's name


def begin_dossier(
    desk: Desk, round_id: int, ids: Sequence[int], signer: Signer, *, draft: bool = False
) -> Dossier:
    """Return the dossier of these applications with what belongs to all, and none of theirs yet.

    UserError where nothing is chosen, there is no department, one of them no longer stands, or
    one is not 定稿 and no `draft` (草稿包) is wanted.
    """
    chosen = [application_of(desk, one) for one in ids]
    unfinished = _refuse(desk, chosen, draft=draft)
    scheme = scheme_of(desk, round_id)
    key = key_sentence(fingerprint(signer.public))
    leaves = [
        _leaf(_with_key(facts, key), f"表/{at:02d}", "", endings)
        for at, (facts, endings) in enumerate(_round_papers(desk, round_id, ids), 1)
    ]
    whole = _whole(desk, round_id, chosen, signer, draft=bool(unfinished))
    whole = replace(
        whole, sheets=tuple(_sheet_data(one) for one in leaves if _official(scheme, one))
    )
    texts = folder_texts(desk.folder(scheme.id))
    ready = tuple(
        Part(f"办法/{name}", "scheme", "", text.encode("utf-8")) for name, text in texts.items()
    )
    heading = _heading(whole, chosen, call_of(desk, round_id).get("copies", ""))
    name = f"{whole.unit.name} {whole.year}年度 {scheme.short_name} 报送材料包"
    named = f"草稿包 {name}" if unfinished else name
    return Dossier(safe_part(named), heading, whole, (), tuple(leaves), (), ready, signer)


def _refuse(desk: Desk, chosen: Sequence[Application], *, draft: bool) -> list[str]:
    if not chosen:
        raise UserError("还没有选择申报单位。", "请先勾选要报送的申报。")
    if department(desk) is None:
        raise UserError("还没有填写本部门。", "请先在“设置”中填写部门名称。")
    gone = [one.name for one in chosen if one.state != "open"]
    if gone:
        raise UserError(f"“{'、'.join(gone)}”已撤回或不予推荐，不能报送。", "请取消勾选。")
    unfinished = [one.name or one.number for one in chosen if one.stage not in FINAL]
    if unfinished and not draft:
        words = f"“{'、'.join(unfinished[:5])}”{'等' if len(unfinished) > 5 else ''}尚未定稿"
        raise UserError(f"{words}，不能制作正式的报送材料包。", "请先定稿，或制作草稿包。")
    return unfinished


def _round_papers(
    desk: Desk, round_id: int, ids: Sequence[int]
) -> Iterator[tuple[SheetFacts, tuple[str, ...]]]:
    if any(recommends(inward_case(desk, one)) for one in ids):
        yield gather_inward(desk, letter_of(desk, round_id), round_id, ids), ON_PAPER
    yield gather_inward(desk, SENDING, round_id, ids), ALL
    for ref in scheme_of(desk, round_id).sheets:
        if ref.made_for == "round" and ref.outward:
            yield as_wished(desk, gather(desk, ref, round_id, ids)), ALL


def _with_key(facts: SheetFacts, key: str) -> SheetFacts:
    """A paper that bears the signing key bears the one that this dossier is signed with."""
    return replace(facts, facts={**facts.facts, "key": key}) if "key" in facts.facts else facts


def _leaf(facts: SheetFacts, start: str, number: str, endings: tuple[str, ...]) -> Leaf:
    kind = "sheet" if facts.ref.outward else "draw" if "/抽查/" in start else "about"
    return Leaf(f"{start} {safe_part(facts.ref.title)}", kind, number, facts, endings)


def _official(scheme: Scheme, leaf: Leaf) -> bool:
    return leaf.facts.ref in scheme.sheets


def _sheet_data(leaf: Leaf) -> SheetData:
    facts = leaf.facts
    members = {ending: f"{leaf.path}.{ending}" for ending in leaf.endings}
    mark = str(facts.facts.get("annex") or "")
    return SheetData(facts.ref.id, leaf.application, members, mark, facts.foot, facts.draft)


def _whole(
    desk: Desk, round_id: int, chosen: Sequence[Application], signer: Signer, *, draft: bool
) -> WholeData:
    scheme, ours = scheme_of(desk, round_id), department(desk)
    assert ours is not None  # it was asked for before
    heads = journal.heads(desk.store)
    newest = max(heads)
    return WholeData(
        WHOLE_FORMAT,
        program_version(),
        desk.now(),
        desk.clock().date().isoformat(),
        draft,
        scheme.id,
        scheme.name,
        scheme.digest,
        round_of(desk, round_id).year,
        UnitData(ours.name, ours.level, ours.region, ours.filler, ours.phone),
        call_of(desk, round_id),
        JournalData(newest, heads[newest][1]),
        fingerprint(signer.public),
        tuple(one.number for one in chosen),
        (),
    )


def _heading(whole: WholeData, chosen: Sequence[Application], copies: str) -> Manifest:
    listed = tuple(Listed(one.number, one.name) for one in chosen)
    return Manifest(
        FORMAT,
        whole.program,
        whole.made_at,
        whole.draft,
        whole.scheme_id,
        whole.scheme_digest,
        whole.year,
        whole.unit.name,
        listed,
        copies,
        (),
    )


def add_case(desk: Desk, dossier: Dossier, round_id: int, application_id: int) -> Dossier:
    """Return the dossier with one more application: its sheets, materials, draws and data."""
    case = inward_case(desk, application_id)
    number = case.application.number
    folder = f"申报/{number} {safe_part(case.application.name or '未填名称', _NAME)}"
    kept, handed = _kept(desk, application_id, folder, number)
    leaves = list(_case_leaves(desk, case, round_id, folder, handed))
    ready = tuple(_record_parts(desk, application_id, folder, number))
    record = next((one.path for one in ready if one.path.endswith(".json")), "")
    sheets = [_sheet_data(one) for one in leaves if _official(case.scheme, one)]
    return replace(
        dossier,
        whole=replace(dossier.whole, sheets=(*dossier.whole.sheets, *sheets)),
        cases=(*dossier.cases, case_data(desk, application_id, handed, record)),
        leaves=(*dossier.leaves, *leaves),
        kept=(*dossier.kept, *kept),
        ready=(*dossier.ready, *ready),
    )


def _kept(
    desk: Desk, application_id: int, folder: str, number: str
) -> tuple[tuple[Kept, ...], tuple[FileData, ...]]:
    """The applicant's own files, each once, and all names under which they were handed in."""
    found = [f for f in files.files(desk.store, application_id) if f.kind not in NOT_SENT]
    once = {one.sha256: one for one in reversed(found)}
    own = [one for one in found if once[one.sha256] is one]
    kept = {
        one.sha256: Kept(
            files.file_place(desk.store, one.sha256),
            one.sha256,
            f"{folder}/申报材料/{at:02d} {safe_part(one.name, 120)}",
            number,
        )
        for at, one in enumerate(own, 1)
    }
    handed = (FileData(f.name, f.size, f.sha256, kept[f.sha256].path) for f in found)
    return tuple(kept.values()), tuple(handed)


def _case_leaves(
    desk: Desk, case: InwardCase, round_id: int, folder: str, handed: Sequence[FileData]
) -> Iterator[Leaf]:
    application_id, number = case.application.id, case.application.number
    for at, ref in enumerate(_own_sheets(case.scheme), 1):
        facts = as_wished(desk, gather(desk, ref, round_id, [application_id]))
        yield _leaf(facts, f"{folder}/表/{at:02d}", number, ALL)
    contents = gather_inward(desk, VOLUME, round_id, [application_id])
    yield Leaf(f"{folder}/卷内文件目录", "about", number, contents, ("pdf",))
    materials = materials_facts(case, round_id, handed)
    yield Leaf(f"{folder}/申报材料目录", "about", number, materials, ON_PAPER)
    drawn = [one for one in locks.locks(desk.store, application_id) if not one.void_reason]
    for at, ref in enumerate((LIST, RECORD, RESULT) if drawn and drawn[-1].seed else (), 1):
        facts = gather_draw_paper(desk, application_id, ref.id)
        yield _leaf(facts, f"{folder}/抽查/{at:02d}", number, ("pdf",))


def _own_sheets(scheme: Scheme) -> list[SheetRef]:
    return [ref for ref in scheme.sheets if ref.made_for == "application" and ref.outward]


def materials_facts(case: InwardCase, round_id: int, handed: Sequence[FileData]) -> SheetFacts:
    """Return 申报材料目录: the materials in the regulation's order, then the files as they are."""
    items = handed_items(case.scheme)
    lines = [one for one in handed_of(case.facts.checklist) if one.material.id in items]
    rows = [
        {
            "serial": serial,
            "article": one.material.article,
            "text": one.text,
            "state": state_words(one.state),
            "copies": one.total("copies"),
            "pages": one.total("pages"),
            "remark": "",
        }
        for serial, one in enumerate(lines, 1)
    ]
    named = [
        {
            "serial": serial,
            "name": one.member.rpartition("/")[2],
            "size": one.size,
            "digest": f"{one.sha256[:32]}\n{one.sha256[32:]}",
        }
        for serial, one in enumerate(handed, 1)
    ]
    facts = case_facts(case) | {"rows": rows, "files": named}
    description = paths.resources_dir() / "papers" / MATERIALS.file
    ids = (case.application.id,)
    return SheetFacts(MATERIALS, description, case.desk.fonts, facts, _FINAL, round_id, ids)


def _record_parts(desk: Desk, application_id: int, folder: str, number: str) -> Iterator[Part]:
    if locks.locks(desk.store, application_id):
        found = export_record(desk, application_id)
        start = f"{folder}/抽查/抽取记录"
        yield Part(f"{start}.json", "draw", number, found.record.encode("utf-8"))
        yield Part(f"{start} 核验页.html", "draw", number, found.page.encode("utf-8"))


def gather_dossier(
    desk: Desk, round_id: int, ids: Sequence[int], signer: Signer, *, draft: bool = False
) -> Dossier:
    """Gather a whole dossier at once; see `begin_dossier`."""
    dossier = begin_dossier(desk, round_id, ids, signer, draft=draft)
    for one in ids:
        dossier = add_case(desk, dossier, round_id, one)
    return dossier


@dataclass(frozen=True)
class Prepared:
    """What is known before a dossier is made: how many, who is not 定稿, key, copies, letter."""

    count: int
    unfinished: tuple[str, ...]
    key: str
    copies: str
    signer: Signer
    letter: str


def prepare_dossier(desk: Desk, round_id: int, ids: Sequence[int], profile: Path) -> Changed:
    """Look at what was chosen, and have the signing key ready; `value` is Prepared.

    UserError where nothing is chosen, there is no department, or one of them no longer stands.
    """
    chosen = [application_of(desk, one) for one in ids]
    unfinished = _refuse(desk, chosen, draft=True)
    signer, key = use_signer(desk, profile)
    copies = call_of(desk, round_id).get("copies", "").strip()
    letter = letter_of(desk, round_id).title
    known = Prepared(len(ids), tuple(unfinished), key, copies, signer, letter)
    return changed("department", value=known)
