"""The files that an applicant handed in (收到的文件), and the paper each belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from desktop.domain.paper_names import paper_of
from desktop.domain.problem import UserError
from desktop.store import files, rosters
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, changed
from desktop.work.incoming_keep import keep_incoming
from desktop.work.materials import Checklist, MaterialState, checklist
from desktop.work.office_notes import (
    OWN_KINDS,
    Attached,
    erased_digests,
    moment_words,
    notes,
    put_notes,
)
from desktop.work.rounds import scheme_of
from desktop.work.scans import scan_of

_UNDER = "received"
NONE = "-"  # the reviewer said that it belongs to no paper of the list
_KINDS: Mapping[str, str] = {
    ".pdf": "PDF",
    ".ofd": "OFD",
    ".doc": "Word",
    ".docx": "Word",
    ".wps": "Word",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".et": "Excel",
    ".csv": "Excel",
    ".zip": "压缩包",
    ".rar": "压缩包",
}
_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic")
_KB, _MB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Received:
    """One file as it came: what it is, when, and the paper that it belongs to.

    `line_id` is what the reviewer said: "" nothing yet, NONE for no paper; `offered` the paper of
    the one roster that was read from it, else what its name surely speaks of, "" where that can't
    be told. It is only offered. `same` names the file that
    came first with the very same bytes: those are kept once, both names stay.
    """

    file: Attached
    kind: str
    size: str
    at: str
    line_id: str
    offered: str
    same: str = ""

    @property
    def told(self) -> str:
        """Say that it holds what another file holds; empty where none does."""
        return f"与“{self.same}”内容相同，只存一份" if self.same else ""

    @property
    def open(self) -> bool:
        """Whether nobody has said yet where it belongs."""
        return not self.line_id


def received_files(
    desk: Desk, application_id: int, found: Checklist | None = None
) -> tuple[Received, ...]:
    """Return the files that came with an application, in their order; each workbook once.

    `found` is its list of materials, where it is at hand.
    """
    items = (found or checklist(desk, application_id)).items
    said, gone, papers = notes(desk, application_id, _UNDER), erased_digests(desk), _papers(items)
    known = {line_id for line_id, _, _ in papers} | {NONE}
    came = [
        one
        for one in files.files(desk.store, application_id)
        if one.kind not in OWN_KINDS and one.sha256 not in gone
    ]
    first = {one.sha256: one for one in reversed(came)}
    read = _read_for(desk, application_id)
    return tuple(
        Received(
            Attached(one.id, one.name, one.sha256, one.size),
            kind_of(one.name),
            size_words(one.size),
            moment_words(desk, one.at),
            line_id if (line_id := said.get(str(one.id), "")) in known else "",
            read.get(one.id) or paper_of(one.name, papers),
            first[one.sha256].name if first[one.sha256] is not one else "",
        )
        for one in came
    )


def _read_for(desk: Desk, application_id: int) -> dict[int, str]:
    """The papers of the files that one roster each was read from, by the files' ids."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    lines = {line.roster: line.id for one in scheme.materials for line in one.lines if line.roster}
    found: dict[int, set[str]] = {}
    for batch in rosters.imports(desk.store, application_id):
        if batch.file_id is not None and not batch.undone_at:
            found.setdefault(batch.file_id, set()).add(batch.roster)
    alone = {file_id: one.pop() for file_id, one in found.items() if len(one) == 1}
    return {file_id: lines[roster] for file_id, roster in alone.items() if roster in lines}


def _papers(items: Sequence[MaterialState]) -> list[tuple[str, str, bool]]:
    return [(line.id, line.text, not at) for at, item in enumerate(items) for line in item.lines]


def kind_of(name: str) -> str:
    """Return a word for what a file is, by its name's ending."""
    ending = PurePath(name).suffix.lower()
    return "图片" if ending in _PICTURES else _KINDS.get(ending, "其他")


def size_words(size: int) -> str:
    """Return a file's size in bytes for reading: 12KB, 3.4MB (cut to one decimal)."""
    if size >= _MB:
        tenths = size * 10 // _MB
        return f"{tenths // 10}.{tenths % 10}MB"
    return f"{max(1, size // _KB)}KB"


def place_files(desk: Desk, application_id: int, places: Mapping[int, str]) -> Changed:
    """Say of several files, in one act, which papers they belong to.

    UserError where one of the papers is not on the list.
    """
    known = {line.id for item in checklist(desk, application_id).items for line in item.lines}
    if not {*places.values()} <= known | {NONE, ""}:
        raise UserError("材料清单上没有这一项。", "请从列表中选择。")
    texts = {str(file_id): line_id for file_id, line_id in places.items()}
    return put_notes(desk, application_id, "归入材料", _UNDER, texts)


def is_scan_name(name: str) -> bool:
    """Whether a file's name is that of a scan: PDF, OFD or a picture."""
    ending = PurePath(name).suffix.lower()
    return ending in (".pdf", ".ofd", *_PICTURES)


def keep_scans(desk: Desk, application_id: int, found: Sequence[tuple[str, bytes]]) -> Changed:
    """Keep scans that came later (names and bytes); which paper they are is said afterwards.

    `value` is how many. UserError where one of them is no scan: nothing is kept then.
    """
    scans = [(name, scan_of(name, data)) for name, data in found]
    wrong = [name for name, scan in scans if scan is None]
    if wrong:
        raise UserError(
            f"“{wrong[0]}”不是扫描件（PDF、OFD或图片），没有保存。",
            "名单和申请表请在“名单”一步读入。",
        )
    keep_incoming(desk, application_id, [scan for _name, scan in scans if scan is not None])
    return changed("values", "office", value=len(scans))


def offered_places(found: Sequence[Received]) -> dict[int, str]:
    """Return where the files whose names tell belong, of those that nobody has placed."""
    return {one.file.id: one.offered for one in found if one.open and one.offered}
