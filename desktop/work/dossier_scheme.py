"""The scheme that a dossier is verified with: this machine's own, or the one that it carries."""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.check import Check
from desktop.domain.edition_diff import Difference
from desktop.domain.measures import computations
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.domain.verify_lock import scheme_digest
from desktop.dossier.checks import told, untold
from desktop.dossier.container import ContainerError, printable
from desktop.dossier.data import WholeData
from desktop.dossier.opened import Opened
from desktop.schemes.edition import origin_of
from desktop.schemes.reader import SchemeError
from desktop.schemes.texts import MOST_BYTES, MOST_FILES, scheme_of_texts
from desktop.sheets.fonts import Fonts
from desktop.work.dossier_report import EditionSeen
from desktop.work.dossier_sheets import Bench
from desktop.work.edition_keep import changes_of

_SCHEME_FILE = re.compile(r"办法/([a-z][a-z0-9_-]{0,60}\.toml)")
_MOST_CHANGES, _LONGEST = 300, 400  # of a difference that a stranger's edition shows
# What of a scheme decides something: other words around it decide nothing.
_RULES: Mapping[str, Callable[[Scheme], object]] = {
    "条件": lambda one: (one.conditions, one.filters, one.asked),
    "服务功能": lambda one: (one.functions, one.function_rule),
    "抽查": lambda one: one.sample,
    "材料": lambda one: one.materials,
    "名额": lambda one: one.quotas,
}
Found = tuple[Bench | None, Check, EditionSeen | None]


@dataclass(frozen=True)
class Tools:
    """What a dossier is verified with: this machine's schemes, faces, and a folder to pass.

    `forms` holds those that ship, `own` the editions that were kept here.
    """

    schemes: Mapping[str, Scheme]
    forms: Path
    fonts: Fonts
    scratch: Path
    own: Path | None = None

    def scheme(self, scheme_id: str) -> Scheme | None:
        """Return a scheme of this machine; None where it has none, or one spoilt by hand."""
        try:
            return self.schemes.get(scheme_id)
        except UserError:
            return None

    def folder(self, scheme_id: str) -> Path:
        """Return the folder of a scheme of this machine."""
        shipped = self.forms / scheme_id
        return shipped if self.own is None or shipped.is_dir() else self.own / scheme_id

    def is_own(self, scheme_id: str) -> bool:
        """Whether this machine has it as an edition (非随附版本)."""
        return self.folder(scheme_id).parent != self.forms


@contextmanager
def bench_of(opened: Opened, whole: WholeData, tools: Tools) -> Iterator[Found]:
    """Yield what the dossier's application are judged and its sheets made with, and which that is.

    It is the scheme of the digest that the dossier names: this machine's, else the one that it
    carries, which is read strictly in a passing folder and never kept. An edition of somebody's own
    comes with what it changes.
    """
    texts = texts_in(opened)
    if texts is None or scheme_digest(texts) != whole.scheme_digest:
        yield None, told("scheme", ["包内的办法数据与其校验码不符，无法重算。"]), None
        return
    here = tools.scheme(whole.scheme_id)
    if here is not None and here.digest == whole.scheme_digest:
        folder = tools.folder(here.id)
        seen = _seen(here, folder, whole, tools, held=True) if tools.is_own(here.id) else None
        yield Bench(here, folder, tools.fonts), told("scheme", []), seen
        return
    tools.scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=tools.scratch) as name:
        place = Path(name)
        try:
            scheme = scheme_of_texts(place, whole.scheme_id, texts, frozenset(computations()))
        except (SchemeError, OSError, ValueError):
            yield None, told("scheme", ["包内的办法数据不能使用，无法重算。"]), None
            return
        folder = place / whole.scheme_id
        seen = _seen(scheme, folder, whole, tools, held=False)
        check = _carried(here, scheme, seen, _changed_files(tools, whole, texts))
        yield Bench(scheme, folder, tools.fonts), check, seen


def _carried(here: Scheme | None, given: Scheme, seen: EditionSeen | None, changed: str) -> Check:
    """What is said of a scheme that came with the dossier: a named edition is for people to judge.

    Under the id of a scheme that is here, data that rule otherwise fail.
    """
    if here is None and seen is not None:
        return untold("scheme", seen.sentence)
    why = f"与本机的版本不同（{changed}）"
    ruled = [what for what, of in _RULES.items() if here is not None and of(here) != of(given)]
    if here is not None and not ruled:
        return untold("scheme", f"{why}，但条件、服务功能、抽查规则、材料和名额的规定都相同。")
    where = f"，{'、'.join(ruled)}的规定不同" if ruled else ""
    return told("scheme", [f"{why}{where}，以下按包内的数据重算。"])


def _seen(
    scheme: Scheme, folder: Path, whole: WholeData, tools: Tools, *, held: bool
) -> EditionSeen | None:
    """What is to be known of an edition; None where it names no scheme that ships here."""
    origin = origin_of(folder)
    old = None if not origin or tools.is_own(origin) else tools.scheme(origin)
    if old is None:
        return None
    changes = changes_of(old, tools.folder(origin), scheme, folder)[:_MOST_CHANGES]
    by = printable(whole.unit.name)
    name, digest = printable(scheme.name), scheme.digest
    return EditionSeen(scheme.id, name, digest, old.name, by, held, tuple(map(_short, changes)))


def _short(one: Difference) -> Difference:
    cut = {
        key: printable(text[:_LONGEST]) + ("…" if len(text) > _LONGEST else "")
        for key, text in vars(one).items()
    }
    return replace(one, **cut)


def texts_in(opened: Opened) -> dict[str, str] | None:
    """The scheme's files in a dossier; None where one is no text, has an odd name, or is large."""
    found: dict[str, str] = {}
    paths = [path for path in opened.entries if path.startswith("办法/")]
    total = sum(opened.entries[path].size for path in paths)
    if len(paths) > MOST_FILES or total > 4 * MOST_BYTES:
        return None
    try:
        for path in paths:
            name = _SCHEME_FILE.fullmatch(path)
            if name is None:
                return None
            found[name.group(1)] = opened.read(path).decode("utf-8")
    except (ContainerError, UnicodeDecodeError):
        return None
    return found


def _changed_files(tools: Tools, whole: WholeData, texts: Mapping[str, str]) -> str:
    folder = tools.folder(whole.scheme_id)
    if whole.scheme_id not in tools.schemes:
        return "本机没有此办法"
    own = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    names = sorted(own.keys() | texts.keys())
    return "、".join(n for n in names if own.get(n) != texts.get(n, "").encode("utf-8"))
