"""Words on rosters of staff that leave nothing to ask: they count, or plainly do not."""

import pytest

from desktop import paths
from desktop.domain.case import Row
from desktop.domain.filters import holds
from desktop.domain.measures import computations
from desktop.schemes.shelf import read_shelf

_SHELF = read_shelf(paths.forms_dir(), frozenset(computations()))


@pytest.mark.parametrize("scheme_id", sorted(_SHELF))
def test_high_school_and_no_title_is_plainly_not_qualified(scheme_id: str) -> None:
    """高中及以下 with 无 for the title needs no reviewer, whatever the way it is written."""
    filters = {one.id: one for one in _SHELF[scheme_id].filters}
    titles = next(f for f in filters.values() if f.id in ("title", "mid_title")).columns
    told = {
        (school, none): holds(
            "qualified", Row(1, "", "", 1, {"education": school, titles[0]: none}), filters, {}
        )
        for school in ("高中及以下", "高中以下", "中专及以下", "初中及以下")
        for none in ("无", "", "—", "——", "／", "没有职称", "无技术职称", "未取得")
    }
    assert {pair for pair, answer in told.items() if answer is not False} == set()
