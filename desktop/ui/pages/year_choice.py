"""Chooses a year (年度): this one, the next, or one of the ten before."""

from datetime import date

from desktop.ui.kit.parts import Combo

_BEFORE, _AFTER = 10, 1


class YearChoice(Combo):
    """A list of years with this year chosen."""

    def __init__(self) -> None:
        """The newest year stands on top."""
        super().__init__("年度")
        now = date.today().year
        for year in range(now + _AFTER, now - _BEFORE - 1, -1):
            self.addItem(f"{year}年度", year)
        self.setValue(now)

    def value(self) -> int:
        """The chosen year."""
        return int(self.currentData())

    def setValue(self, year: int) -> None:
        """Choose `year`, adding it where it is not listed."""
        if self.findData(year) < 0:
            self.addItem(f"{year}年度", year)
        self.setCurrentIndex(self.findData(year))
