"""The ugliest texts that a field may hold, in turn."""

from collections.abc import Callable, Iterator
from itertools import cycle

NAME = "昆明市盘龙区𬭎𠮷䶮㛃云岭创新服务管理有限责任公司"
UGLY = (
    (NAME * 9)[:200],
    "",
    "（" * 30 + "括号" + "）" * 30,
    "YunlingInnovationServiceInternationalHoldingsCompanyLimited" * 3,
    "𬭎𠮷䶮㛃" * 20,
    "连锁店\n\n第二行（含“引号”）",
    "2026年11月20日至2026年12月31日，满意度92.5％，电话0871-63131234转8012，92.50％、1,234,567.89万元",
    "139 0871 0001、+86-871-63131234（白天）",
    "=1+1",
    "1234567890" * 8,
    "，。、；：？！" * 8,
    "<b>粗</b>&amp;<img src=x>",
)
_OPINION = "经审查，该平台（基地）截至2026年11月20日满意度为92.5％，符合规定的条件，同意推荐。"
LONG = (_OPINION * 80)[:3000]  # characters of an opinion


def ugly_words() -> Callable[[str], str]:
    """A text for each path, the next ugly one each time; opinions are very long."""
    texts: Iterator[str] = cycle(UGLY)

    def words(path: str) -> str:
        return LONG if path.endswith(("opinion", "influence")) else next(texts)

    return words
