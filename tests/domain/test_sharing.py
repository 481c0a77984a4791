"""Equal texts of a long list are held once."""

from desktop.domain.sharing import sharing


def _fresh(text: str) -> str:
    """Return an equal text that is another object, as what was just read is."""
    return "".join(list(text))


def test_an_equal_text_is_the_one_that_came_first():
    """Every row's 管理咨询 is one text; others stay what they are."""
    share, first = sharing({}), _fresh("管理咨询")
    other = _fresh("技术服务")
    assert share(first, first) is first
    assert share(_fresh("管理咨询"), _fresh("管理咨询")) is first
    assert share(other, other) is other


def test_texts_that_are_all_different_fill_no_table():
    """What was seen is forgotten once it is much: the next texts are still given as they are."""
    known = {str(number): str(number) for number in range(10_001)}
    share = sharing(known)
    assert (len(known), share("甲", "甲"), known) == (0, "甲", {"甲": "甲"})
