"""What changed since the last sending is framed where it stands on the sheet's page."""

from final_case import begun

from desktop.sheets.layout import lay_out
from desktop.work.change_marks import changed_line, changed_on, marks_of
from desktop.work.desk import Desk
from desktop.work.office_way import move_stage, reopen
from desktop.work.papers import SheetFacts, composed, gather
from desktop.work.receive import save_value


def sent_and_back(desk: Desk) -> int:
    """A case that was sent up, and came back."""
    case = begun(desk)
    move_stage(desk, case, "定稿", "赵科长")
    move_stage(desk, case, "报送", "王测试")
    reopen(desk, case, "地址有误")
    return case


def summary(desk: Desk, *ids: int) -> SheetFacts:
    """推荐汇总表 of these applications."""
    ref = next(one for one in desk.schemes["kunming-platform-2022"].sheets if one.id == "summary")
    return gather(desk, ref, 1, ids)


def framed(facts: SheetFacts, desk: Desk) -> list[str]:
    """The texts that stand in the marked boxes."""
    pages = lay_out(composed(facts), facts.fonts)
    found = []
    for mark in marks_of(facts, changed_on(desk, facts)):
        box = (mark.x, mark.y, mark.width, mark.height)
        found += ["".join(one.lines) for one in pages[mark.page] if one[:4] == box]
    return found


def test_the_changed_cell_is_framed_and_said(desk: Desk):
    """One cell of one application: its box, and a line with old and new."""
    case = sent_and_back(desk)
    save_value(desk, case, "rec.address", "昆明市盘龙区示例路2号")
    facts = summary(desk, case)
    assert framed(facts, desk) == ["昆明市盘龙区示例路2号"]
    assert changed_line(changed_on(desk, facts)) == (
        "上次报送以后改动了1处（图上标出）：地址 昆明市五华区示例路1号 → 昆明市盘龙区示例路2号"
    )


def test_each_application_of_a_sheet_has_its_own_changes(desk: Desk):
    """Of three rows the first was never sent, and the same address stands in the third."""
    never, second, third = begun(desk), sent_and_back(desk), sent_and_back(desk)
    for case in (never, second, third):
        save_value(desk, case, "rec.contact", "钱示例")
    save_value(desk, second, "rec.address", "昆明市盘龙区示例路2号")
    facts = summary(desk, never, second, third)
    found = changed_on(desk, facts)
    assert [(one.row, one.cell.label) for one in found] == [
        (2, "地址"),
        (2, "联系人"),
        (3, "联系人"),
    ]
    assert framed(facts, desk) == ["昆明市盘龙区示例路2号", "钱示例", "钱示例"]
    tops = [mark.y for mark in marks_of(facts, found)]
    assert tops == sorted(tops)


def test_what_was_never_sent_has_no_marks(desk: Desk):
    """Nothing to compare with."""
    facts = summary(desk, begun(desk))
    assert (changed_on(desk, facts), changed_line(()), marks_of(facts, ())) == ((), "", ())
