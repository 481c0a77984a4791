"""The machine's own fonts on paper: found by name, refused with the reason, and missed aloud."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from desktop import paths
from desktop.domain.problem import UserError
from desktop.settings import Settings, read_settings, write_settings
from desktop.sheets.machine_fonts import DAMAGED, FORBIDDEN, OUTLINES, font_folders
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.paper_fonts import choose_font, font_page, use_chosen_fonts
from desktop.work.papers import gather, pour_pdf
from desktop.work.rounds import open_round, scheme_of

TITLE = "方正小标宋简体"
MakeFont = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A font folder of the machine, empty."""
    made = tmp_path / "字体"
    made.mkdir()
    return made


@pytest.fixture
def make_font(folder: Path) -> MakeFont:
    """Puts a font with a few characters of a bundled face into the folder, under another name."""

    def make(file: str, name: str, plain: str, *, allowed: int = 0, kind: bytes = b"") -> Path:
        options = subset.Options()
        options.name_IDs = ["*"]
        with TTFont(paths.fonts_dir() / "NotoSerifSC-Regular.ttf") as face:
            cutter = subset.Subsetter(options)
            cutter.populate(text="昆明市推荐汇总表 1")
            cutter.subset(face)
            face["name"].names = []
            for number, language, text in (
                (1, 0x804, name),
                (1, 0x409, plain),
                (4, 0x409, plain),
                (6, 0x409, plain),
            ):
                face["name"].setName(text, number, 3, 1, language)
            face["OS/2"].fsType = allowed
            face.save(folder / file)
        if kind:
            whole = (folder / file).read_bytes()
            (folder / file).write_bytes(kind + whole[4:])
        return folder / file

    return make


@pytest.fixture
def summary(desk: Desk) -> Callable[[], bytes]:
    """Pours the 推荐汇总表 of a round with one application."""
    round_id = int(open_round(desk, "kunming-platform-2022", 2026).value)
    case = int(start_case(desk, round_id, "滇池䶮平台").value)
    ref = next(one for one in scheme_of(desk, round_id).sheets if one.made_for == "round")
    return lambda: pour_pdf(gather(desk, ref, round_id, [case]))


def test_a_chosen_font_is_embedded_and_kept_for_the_machine(
    desk: Desk, folder: Path, make_font: MakeFont, tmp_path: Path, summary: Callable[[], bytes]
):
    """Its own characters come from it, the others from the bundled faces; '' takes it back."""
    make_font("xbs.ttf", TITLE, "FZXBSJW")
    kept = tmp_path / "settings.json"
    before = summary()
    choose_font(desk, kept, [folder], "title_font", TITLE)
    chosen = summary()
    assert (b"+FZXBSJW" in before, b"+FZXBSJW" in chosen) == (False, True)
    assert b"+NotoSerifSC-Black" in chosen  # 小企业 … are not in the machine's font
    assert read_settings(kept) == Settings(title_font=TITLE)
    choose_font(desk, kept, [folder], "title_font", "")
    assert summary() == before


def test_what_can_t_stand_on_paper_is_named_with_the_reason(
    desk: Desk, folder: Path, make_font: MakeFont, tmp_path: Path
):
    """Official names come first; a font of no Chinese is not spoken of."""
    make_font("a.ttf", "阿里宋体", "AliSong")
    make_font("b.ttf", TITLE, "FZXBSJW")
    make_font("c.ttf", "限制宋体", "Closed", allowed=2)
    make_font("d.otf", "思源宋体", "Source", kind=b"OTTO")
    (folder / "e.ttf").write_bytes(b"\0\1\0\0\0")
    page = font_page(tmp_path / "settings.json", [folder, tmp_path / "没有"])
    assert page.offered["title_font"] == (TITLE, "阿里宋体")
    told = (f"e.ttf（{DAMAGED}）", f"思源宋体（{OUTLINES}）", f"限制宋体（{FORBIDDEN}）")
    assert (page.unusable, page.words) == (told, "")
    with pytest.raises(UserError, match="不能用：字体的许可不允许嵌入"):
        choose_font(desk, tmp_path / "settings.json", [folder], "body_font", "限制宋体")
    assert not (tmp_path / "settings.json").exists()


def test_a_chosen_font_that_is_gone_is_told_and_the_bundled_one_stands_in(
    desk: Desk, folder: Path, tmp_path: Path, summary: Callable[[], bytes]
):
    """The paper is what it was before any font was chosen."""
    before = summary()
    write_settings(tmp_path / "settings.json", Settings(body_font="仿宋_GB2312"))
    use_chosen_fonts(desk, tmp_path / "settings.json", [folder])
    assert desk.fonts.words == "选定的正文字体“仿宋_GB2312”在本机找不到，现用随附的字体。"
    assert summary() == before


def test_where_fonts_lie_on_each_system():
    """For everybody and for this user."""
    windows = font_folders({"WINDIR": "D:/W", "LOCALAPPDATA": "D:/L"}, Path("D:/我"), windows=True)
    linux = font_folders({}, Path("/home/me"), windows=False)
    assert windows == [Path("D:/W/Fonts"), Path("D:/L/Microsoft/Windows/Fonts")]
    assert [one.as_posix() for one in linux[2:]] == [
        "/home/me/.fonts",
        "/home/me/.local/share/fonts",
    ]
