"""The manual: every page has its chapter, every word on a button is one, the PDF can be copied."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest

from desktop import paths
from desktop.domain.problem import UserError
from desktop.sheets.fonts import Fonts
from desktop.sheets.manual import Block, read_blocks
from desktop.sheets.manual_lines import inline, runs
from desktop.ui.pages import first_use
from desktop.ui.pages.steps import STEPS
from desktop.work.manual import Manual, read_manual, save_manual, topic_file

HELP = paths.resources_dir() / "help"
DESKTOP = Path(first_use.__file__).parents[2]
_EM: Mapping[str, float] = defaultdict(lambda: 1.0)  # every character is as wide as it is high
PICTURES = 4_000_000  # bytes, all of them together
LABEL = re.compile("【(.+?)】")
LINK = re.compile(r"\]\((\w+)\.md(?:#(.+?))?\)")
HEARD = ("setAccessibleName", "setToolTip", "Combo")  # what these are given is not on the screen
TIP = 3  # which argument of a button is its tip


@pytest.fixture(scope="module")
def manual() -> Manual:
    """The manual that ships."""
    return read_manual(HELP)


def _texts() -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted(HELP.glob("*.md"))}


def _shown() -> Iterator[str]:
    """Every text of the program's sources that may stand on the screen."""
    rooms = ("ui", "work", "domain")
    for file in (file for room in rooms for file in sorted((DESKTOP / room).rglob("*.py"))):
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        calls = (node for node in nodes if isinstance(node, ast.Call))
        heard = {id(part) for call in calls for part in _heard(call)}
        for node in nodes:
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in heard:
                yield text


def _heard(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in HEARD:
        return list(call.args)
    return call.args[TIP:] if name in ("button", "primary") else []


def test_every_page_and_step_has_its_chapter(manual: Manual):
    """F1 finds one for each page that the window can show, and for each step."""
    pages = [name.removeprefix("_") for name in vars(first_use) if name.startswith("_")]
    makers = [one for one in pages if one.isidentifier() and not one.startswith("_")]
    without = [one for one in (*makers, *STEPS) if topic_file(manual, one)[0].stem == "index"]
    assert (without, len(makers) > len(STEPS)) == ([], True)


def test_the_contents_list_every_text_once(manual: Manual):
    """No chapter is left out, none stands twice, and each begins with its title."""
    texts = _texts()
    firsts = {key: text.partition("\n")[0] for key, text in texts.items()}
    keys = [one.key for one in manual.chapters]
    assert (
        sorted(keys),
        [one.key for one in manual.chapters if one.title not in firsts[one.key]],
    ) == (
        sorted(set(texts) - {"index"}),
        [],
    )


def test_each_word_in_brackets_is_on_the_screen():
    """What the manual tells to press or to look at can be found there, word for word."""
    everything = "\n".join(_shown())
    wanted = {(key, one) for key, text in _texts().items() for one in LABEL.findall(text)}
    assert sorted(one for one in wanted if one[1] not in everything) == []


def test_every_link_leads_somewhere():
    """A link's chapter and heading are there, and so is each picture; no picture is left over."""
    texts = _texts()
    lost = [
        (key, chapter, heading)
        for key, text in texts.items()
        for chapter, heading in LINK.findall(text)
        if f"\n## {heading}" not in texts.get(chapter, "") and (heading or chapter not in texts)
    ]
    blocks = [block for text in texts.values() for block in read_blocks(text)]
    pictures = {block.mark for block in blocks if block.kind == "picture"}
    there = {f"pictures/{file.name}" for file in (HELP / "pictures").glob("*.png")}
    assert (lost, pictures ^ there) == ([], set())


def test_the_pictures_are_small_together():
    """They ship with the program, and go through mail in the PDF."""
    total = sum(file.stat().st_size for file in (HELP / "pictures").glob("*.png"))
    assert total <= PICTURES


def test_a_text_is_told_apart_into_its_blocks():
    """Headings, items with their numbers, pictures, tables, commands; all else is text."""
    text = "# 一\n\n甲**乙**\n\n1. 先\n- 点\n\n![图](pictures/a.png)\n\n    date\n\n"
    text += "|键|用|\n|---|---|\n|a|b|\n"
    assert list(read_blocks(text)) == [
        Block("heading", "一", level=1),
        Block("text", "甲**乙**"),
        Block("item", "先", mark="1."),
        Block("item", "点", mark="•"),
        Block("picture", "图", mark="pictures/a.png"),
        Block("code", "date"),
        Block("table", "|键|用|\n|a|b|"),
    ]


def test_the_manual_keeps_to_what_its_reader_knows():
    """No mark is left over in what would be printed as plain text."""
    odd = re.compile(r"^(\d+\. |[-*+>] |!\[)|\*\*|`|]\(")
    read = [(key, one) for key, text in _texts().items() for one in read_blocks(text)]
    told = [
        (key, "".join(words for words, _tag in runs(one.text)))
        for key, one in read
        if one.kind in ("heading", "text", "item", "picture")
    ]
    assert [one for one in told if odd.search(one[1])] == []


def test_labels_and_links_are_coloured_on_paper():
    """The marks are gone, what is between them stands out, and a link leads to its chapter."""
    text = "按【打印…】，见[名单](rosters.md#看)，**不要**用<U盘>"
    assert inline(text, 99, _EM) == (
        '按<font color="#1f5a99">【打印…】</font>，见<a href="#rosters" color="#1f5a99">名单</a>，'
        '<font color="#1f5a99">不要</font>用&lt;U盘&gt;'
    )


def test_a_line_begins_with_no_comma_and_ends_with_no_bracket():
    """Marks go over a break with what they colour."""
    assert (inline("选**一二三四**，定", 5.5, _EM), inline("选一二三四【定】", 6.5, _EM)) == (
        '选<font color="#1f5a99">一二三</font><br/><font color="#1f5a99">四</font>，定',
        '选一二三四<br/><font color="#1f5a99">【定】</font>',
    )


def test_a_word_is_found_in_the_chapters_that_hold_it(manual: Manual):
    """Capitals are alike; marks of the text don't stand in between."""
    assert (manual.holding("退回修改"), manual.holding("pdf") == manual.holding("PDF")) == (
        ["recommend", "faq"],
        True,
    )


def test_an_unknown_topic_is_the_first_page(manual: Manual):
    """A page without a chapter still opens the manual."""
    assert (topic_file(manual, "draw#核验"), topic_file(manual, "nothing")) == (
        (HELP / "draw.md", "核验"),
        (HELP / "index.md", ""),
    )


def test_the_whole_manual_is_a_pdf_whose_text_can_be_copied(manual: Manual, tmp_path: Path):
    """Every chapter is in it, in its order, with contents and bookmarks; no character is lost."""
    target = tmp_path / "手册.pdf"
    save_manual(manual, paths.fonts_dir(), target, lambda _page: None, lambda: False)
    document = pypdfium2.PdfDocument(target)
    pages = [document[n].get_textpage().get_text_range().split() for n in range(2, len(document))]
    flat = "".join(word for page in pages for word in page)
    marks = [one.get_title() for one in document.get_toc() if one.level == 0]
    document.close()
    firsts = [_texts()[one.key].partition("\n")[0].removeprefix("# ") for one in manual.chapters]
    # Drawn last: the running head, and the page's number between its dashes.
    begun = [page[-4] for page in pages if page[0] in firsts]
    sample = "断网、拔盘会坏文件，所以不直接打开。"
    uncovered = Fonts(paths.fonts_dir()).uncovered("".join(_texts().values()))
    assert (marks, sample in flat, uncovered) == (firsts, True, [])
    assert begun == [page[0] for page in pages if page[0] in firsts]


def test_a_cancelled_pdf_is_not_written(manual: Manual, tmp_path: Path):
    """The cancel button ends it at the next page."""
    target = tmp_path / "手册.pdf"
    with pytest.raises(UserError, match="已取消"):
        save_manual(manual, paths.fonts_dir(), target, lambda _page: None, lambda: True)
    assert not target.exists()


@pytest.mark.parametrize("words", ["附件", "扫描", "扫描件", "收到的文件"])
def test_words_of_a_heading_lead_to_its_chapter(manual: Manual, words: str):
    """What explains a thing comes before what only names it."""
    assert manual.holding(words)[0] == "materials"
