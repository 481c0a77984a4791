"""The six steps of one application: which page shows which step."""

from collections.abc import Callable, Mapping

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page

StepFactory = Callable[[Office], Page]

STEPS: Mapping[str, StepFactory] = {}
