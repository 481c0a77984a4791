"""Where a figure of 测评 leads to: the rows counted, the survey, or a blank of the form."""

from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.receive import PATH
from desktop.ui.pages.steps.rosters import COUNT, DOUBT
from desktop.work.traces import Evidence


def place_of(found: Evidence, item_id: str, side: str, here: Place) -> Place | None:
    """Return where a figure comes from; None where nothing is written down."""
    if found.trace.roster:
        return here.at("case", step="rosters", detail=f"{COUNT}{item_id}:{side}")
    if found.trace.survey:
        return here.at("case", step="survey", detail="")
    paths = [one.path for one in found.cells]
    return here.at("case", step="receive", detail=f"{PATH}{paths[0]}") if paths else None


def doubts_of(found: Evidence, here: Place) -> Place:
    """Return where the rows are that the figure's filters can't tell, in their own roster."""
    trace = found.trace
    detail = ":".join((f"{DOUBT}{trace.roster}", trace.among, trace.where))
    return here.at("case", step="rosters", detail=detail if trace.roster else "")
