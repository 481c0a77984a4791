"""A reminder that comes up after the form was looked through is told on the step itself."""

from dataclasses import replace

from applicant_case import open_for

from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.receive import save_value
from desktop.work.steps import gather_facts, step_states


def test_a_form_that_is_looked_through_tells_of_its_reminders(desk: Desk):
    """The step stays done; how many reminders there are stands in its words."""
    case = int(start_case(desk, open_for(desk, "kunming-platform-2022"), "甲机构").value)
    save_value(desk, case, "district", "五华区")
    save_value(desk, case, "registered_address", "昆明市官渡区春城路1号")
    facts = gather_facts(desk, case)
    whole = replace(facts, form=replace(facts.form, missing=(), problems={}))
    assert step_states(whole)[0].sentence == "申请表已核对，1处有提醒"
    none = replace(whole, reminded=0)
    assert step_states(none)[0].sentence == "申请表已核对"
