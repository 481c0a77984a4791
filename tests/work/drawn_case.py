"""One application from an imported list of firms to its answers, for the tests of the papers."""

from dataclasses import replace

from still_digest import StillDigest

from desktop.store import files, rosters
from desktop.work.asking import answer, ask_page, correct, record
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.drawing import draw_sample, leave_out, lock_frame
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

CHARACTERS = "甲乙丙丁戊己庚辛壬癸"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code_of(number: int) -> str:
    """A valid 统一社会信用代码 of an invented firm (GB 32100)."""
    first = f"91530100MA{number:07d}"
    total = sum(_CODE_SIGNS.index(sign) * (3**at % 31) for at, sign in enumerate(first))
    return first + _CODE_SIGNS[-total % 31]


def still(desk: Desk) -> None:
    """Give every scheme one digest, so that an edit of its data draws no other firms here."""
    digest = StillDigest("e3" * 32)
    desk.schemes = {key: replace(one, digest=digest) for key, one in desk.schemes.items()}


def start(desk: Desk, scheme: str, firms: int) -> int:
    """A department, a round and an application with a list of `firms`, a total row and a team."""
    save_department(desk, Department("昆明市盘龙区工业和信息化局", "district", "云南省"))
    round_id = open_round(desk, scheme, 2026).value
    application_id = int(start_case(desk, round_id, "滇池芯火中小企业公共服务平台").value)
    save_value(desk, application_id, "operator_name", "昆明云岭创新服务有限公司")
    roster = desk.schemes[scheme].sample.roster
    with desk.act("导入", f"application:{application_id}"):
        data = f"list of {firms}".encode()
        kept = files.keep_file(desk.store, application_id, "服务企业名单.xlsx", data, "xlsx")
        rows = [rosters.NewRow("名录", line, _cells(line - 1)) for line in range(2, firms + 2)]
        rows.append(rosters.NewRow("名录", firms + 2, {"name": "创业者𠮷项目"}))
        rows.append(rosters.NewRow("名录", firms + 3, {"name": "合计"}))
        rosters.add_import(desk.store, application_id, roster, kept.id, rows)
    team = rosters.rows(desk.store, application_id, roster)[-2]
    leave_out(desk, application_id, team.id, "项目团队，未登记为企业")
    return application_id


def _cells(number: int) -> dict[str, str]:
    first, second = divmod(number, 10)
    name = f"昆明{CHARACTERS[first % 10]}{CHARACTERS[second]}𬭎{number}号精密机械有限公司"
    return {
        "name": name,
        "code": code_of(number) if number % 3 else "",
        "contact": "杨𠮷祥",
        "phone": f"1390871{number:04d}",
        "service": "政策咨询、融资对接",
        "satisfied": "√" if number % 7 else "",
        "dissatisfied": "" if number % 7 else "√",
    }


def lock_and_draw(desk: Desk, application_id: int) -> int:
    """Lock the list and draw with rolled digits; returns the lock's id."""
    lock_id = int(lock_frame(desk, application_id).value)
    draw_sample(desk, application_id, lock_id, "042042", "李见证")
    return lock_id


def ask_all(desk: Desk, application_id: int) -> None:
    """Answers down the order: one refusal, one allegation, one correction, the rest satisfied."""
    page = ask_page(desk, application_id)
    likes = [choice.id for choice in page.answers if choice.satisfied]
    dislike = next(choice.id for choice in page.answers if not choice.satisfied)
    at = 0
    while (page := ask_page(desk, application_id)).next_firm and at < 500:
        at += 1
        noted = {"interviewee": "赵六", "position": "总经理"}
        if at == 2:
            record(desk, application_id, page.next_firm, "refused", 2, words="不便评价")
        elif at == 3:
            record(desk, application_id, page.next_firm, "never_served", 2, words="没听说过")
        else:
            chosen = dislike if at == 5 else likes[at % len(likes)]
            answer(desk, application_id, page.next_firm, chosen, 2, **noted, words="办得快𠮷")
    first = page.lines[0].i
    correct(desk, application_id, first, dislike, "录入时看错行")
