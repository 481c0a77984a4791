"""An office whose bundled applicants were worked through, for tests of the inward papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from drawn_case import still

from desktop import paths
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.sheets.fonts import Fonts
from desktop.store.journal import short_code
from desktop.store.recommendations import add_decision
from desktop.store.store import Store
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.example import example_notes, start_department, work_applicant
from desktop.work.inward_papers import gather_inward
from desktop.work.materials import checklist, save_line, set_line
from desktop.work.papers import SheetFacts
from desktop.work.receive import save_value
from desktop.work.rounds import save_call

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
KUNMING, BASE = "kunming-platform-2022", "kunming-base-2022"
YUNNAN, NATIONAL = "yunnan-platform-2022", "national-platform-2017"
SCHEMES = (KUNMING, BASE, YUNNAN, NATIONAL, "nanchang-platform-2022")

WORKED, FULLY = (KUNMING, NATIONAL), (KUNMING,)


@dataclass(frozen=True)
class Office:
    """A desk with one round of one scheme: an applicant that is declined, and one that passes."""

    desk: Desk
    round_id: int
    declined: int
    passed: int

    def facts(self, ref: SheetRef, *ids: int) -> dict[str, Any]:
        """What stands on a paper of the declined case, or on one of the round."""
        return dict(self.sheet(ref, *ids).facts)

    def sheet(self, ref: SheetRef, *ids: int) -> SheetFacts:
        """A paper of the declined case, or one of the round with both."""
        both = (self.declined, self.passed)
        chosen = ids or (both if ref.made_for == "round" else both[:1])
        return gather_inward(self.desk, ref, self.round_id, chosen)

    def text(self, ref: SheetRef, *ids: int) -> str:
        """A paper as text, without what differs from run to run."""
        return golden_text(self.sheet(ref, *ids))


def golden_text(made: SheetFacts) -> str:
    """The text of a paper; the journal is salted, and the example's files may be made anew."""
    kept = [{**one, "digest": "（校验码）"} for one in made.facts.get("files", ())]
    facts = {**made.facts, "head_code": short_code("0" * 64), "files": kept}
    return picture(compose(read_sheet(made.description), facts))


def open_office(folder: Path, scheme: str, shelf: Mapping[str, Scheme], faces: Fonts) -> Office:
    """Take two applicants of the scheme to 定稿: one declined, with gaps and checks, one not.

    Of the schemes in WORKED the declined one is the bundled one, worked through; of FULLY the
    other one too. It takes a second each; of the others only names and decisions are known.
    """
    place = folder / "示例.review"
    store = Store.open(place, clock=lambda: NOON)
    dice = "00" * 16
    desk = Desk(store, shelf, lambda: NOON, lambda: dice, paths.forms_dir(), faces, path=place)
    still(desk)
    notes = [n for n in example_notes(paths.resources_dir() / "example") if n.scheme == scheme]
    round_id = start_department(desk, scheme, 2026)
    save_call(desk, round_id, "number", "示例通知〔2026〕30号")
    bad, good = sorted(notes, key=lambda note: note.passes)
    worked, fully = scheme in WORKED, scheme in FULLY
    declined = work_applicant(desk, round_id, bad) if worked else decided(desk, round_id, "否")
    _look_closer(desk, declined)
    passed = work_applicant(desk, round_id, good) if fully else decided(desk, round_id)
    return Office(desk, round_id, declined, passed)


def decided(desk: Desk, round_id: int, agrees: str = "是") -> int:
    """A case of which nothing is known but its names and the decision, 定稿 in haste."""
    application_id = int(start_case(desk, round_id, "滇池芯火中小企业公共服务平台").value)
    save_value(desk, application_id, "operator_name", "昆明云岭创新服务有限公司")
    save_value(desk, application_id, "rec.agrees", agrees)
    with desk.act("流转", f"application:{application_id}"):
        add_decision(desk.store, application_id, "定稿", "示例负责人")
    return application_id


def _look_closer(desk: Desk, application_id: int) -> None:
    """Note what was looked at more closely: taken back for it, and 定稿 again."""
    with desk.act("流转", f"application:{application_id}"):
        add_decision(desk.store, application_id, "退回", "示例负责人", "补充核验")
    _note_more(desk, application_id)
    with desk.act("流转", f"application:{application_id}"):
        add_decision(desk.store, application_id, "定稿", "示例负责人")


def _note_more(desk: Desk, application_id: int) -> None:
    lines = [line for item in checklist(desk, application_id).items for line in item.lines]
    for line, how in zip(lines[:2], ("查验原件", "向税务部门核实"), strict=False):
        save_line(desk, application_id, line.id, how=how, by="示例经办人", on="20261118")
    save_line(
        desk, application_id, lines[0].id, copies="2", pages="36", result="相符", said="与原件一致"
    )
    set_line(desk, application_id, lines[2].id, "missing")
    set_line(desk, application_id, lines[3].id, "mend")
    save_line(desk, application_id, lines[3].id, note="缺第3页，复印件未盖章")
