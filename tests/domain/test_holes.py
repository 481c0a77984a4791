"""A printed form's labels on the screen: room for a figure is to be seen, line breaks are not."""

import pytest

from desktop import paths
from desktop.domain.holes import shown_label
from desktop.domain.measures import computations
from desktop.schemes.shelf import read_shelf


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("合作资源(共 家)", "合作资源(共＿＿家)"),
        ("附件5注“实际服务（　）家企业”", "附件5注“实际服务（＿＿）家企业”"),
        ("评价表末行为“上一年度共服务企业 家”", "评价表末行为“上一年度共服务企业＿＿家”"),
        ("服务企业 户数", "服务企业户数"),
        ("服务满意度 (%)", "服务满意度(%)"),
        ("其中: 主要投资方名称", "其中: 主要投资方名称"),
        ("ISO 9001认证", "ISO 9001认证"),
        ("联系人", "联系人"),
    ],
)
def test_a_label_reads(printed: str, shown: str):
    """A hole before a counter or a bracket's end is drawn; a cell's line break is closed."""
    assert shown_label(printed) == shown


def test_no_label_of_a_form_has_a_hole_left():
    """Of all shipped forms only a colon is followed by a blank."""
    labels = {
        shown_label(one.label)
        for scheme in read_shelf(paths.forms_dir(), computations()).values()
        for owner in (scheme.form, *scheme.form.tables, *scheme.rosters)
        for one in getattr(owner, "fields", ()) or getattr(owner, "columns", ())
    }
    assert {one for one in labels if " " in one.replace(": ", "") or "　" in one} == set()
