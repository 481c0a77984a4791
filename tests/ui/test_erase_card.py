"""清除个人信息 in the window: a question, what is gone, and a second question about backups."""

from collections.abc import Callable

import pytest

from desktop.store import backups
from desktop.ui.kit.office import Office
from desktop.ui.pages import erasing
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.keeping import begin_backup, finish_backup
from desktop.work.receive import form_page, save_value

Ask = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def card(office: Office, round_id: int, answer: Ask) -> erasing.EraseCard:
    answer(lambda desk: start_case(desk, round_id, "昆明示例服务平台"))
    answer(lambda desk: save_value(desk, 1, "contact", "张示例"))
    answer(lambda desk: finish_backup(begin_backup(desk)))
    made = erasing.EraseCard(office)
    made.reload()
    return made


def _reasons(answer: Ask) -> object:
    return answer(lambda desk: [one.why for one in backups.backups(backups.folder_of(desk.path))])


@pytest.mark.parametrize(
    ("second", "told", "left"),
    [
        (True, "已做新备份，并删除较早的1份。", ["erase"]),
        (
            False,
            "已清除：操作日志1条的内容、附件0份。仍有1份较早的备份含有这些信息。",
            ["hand"],
        ),
    ],
)
def test_both_questions_say_what_goes(
    card: erasing.EraseCard,
    answer: Ask,
    monkeypatch: pytest.MonkeyPatch,
    second: bool,
    told: str,
    left: list[str],
):
    """What goes and what stays is said before; the backups that still hold it are listed."""
    asked: list[tuple[str, str]] = []

    def agree(_parent: object, question: str, _yes: str, detail: str) -> bool:
        asked.append((question, detail))
        return second if len(asked) == 2 else True

    monkeypatch.setattr(erasing, "ask_yes", agree)
    card.erase.click()
    assert asked[0][0] == "清除“2026 昆明示例服务平台”中的个人信息？"
    assert "清除后不能恢复。以下清除不了：" in asked[0][1]
    assert asked[1][0] == "有1份备份里还有这些个人信息，是否换成新备份？"
    assert "-hand-" in asked[1][1]
    assert answer(lambda desk: form_page(desk, 1).values["contact"].text) == ""
    assert (card.told.text(), _reasons(answer)) == (told, left)
    assert card.case.itemText(0) == "2026 昆明示例服务平台（已清除）"
