"""The six steps of one application, each a page: the table of what makes them."""

from collections.abc import Callable

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.pages.steps.assess import AssessPage
from desktop.ui.pages.steps.materials import MaterialsPage
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.ui.pages.steps.recommend import RecommendStep
from desktop.ui.pages.steps.rosters import RostersPage
from desktop.ui.pages.steps.survey import SurveyPage

StepFactory = Callable[[Office], Page]

STEPS: dict[str, StepFactory] = {
    "receive": ReceivePage,
    "rosters": RostersPage,
    "materials": MaterialsPage,
    "assess": AssessPage,
    "survey": SurveyPage,
    "recommend": RecommendStep,
}
