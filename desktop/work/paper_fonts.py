"""The machine's own official fonts (方正小标宋、仿宋、黑体 …) on paper, as its user chose them."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop import settings
from desktop.domain.problem import UserError
from desktop.sheets.document import Style
from desktop.sheets.fonts import load_machine_face
from desktop.sheets.machine_fonts import FaceFile, MachineFont, font_folders, machine_fonts
from desktop.work.desk import Changed, Desk, changed

# What is chosen, its style on paper, its words, and the names that GB/T 9704 is usually set with.
PARTS: tuple[tuple[str, Style, str, tuple[str, ...]], ...] = (
    ("title_font", "title", "标题", ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S")),
    ("body_font", "cell", "正文", ("仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体")),
    ("head_font", "head", "附件号、栏目", ("黑体", "SimHei", "方正黑体_GBK")),
)
_MISSING = "选定的{words}字体“{name}”{why}，现用随附的字体。"


@dataclass(frozen=True)
class FontPage:
    """What there is to choose, by setting (official ones first), and what is chosen by name.

    `unusable` are the Chinese fonts that can't stand on paper, each with the reason.
    """

    offered: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, str]
    unusable: tuple[str, ...]
    words: str


def system_folders() -> list[Path]:
    """Return the font folders of this machine and this user."""
    return font_folders(os.environ, Path.home(), windows=sys.platform == "win32")


def font_page(settings_file: Path, folders: Sequence[Path]) -> FontPage:
    """Look through this machine's fonts; on any thread, for there may be hundreds."""
    fonts = machine_fonts(folders)
    usable = [font for font in fonts if not font.why_not]
    chosen = _chosen(settings_file)
    offered = {key: _in_order(usable, official) for key, _style, _words, official in PARTS}
    unusable = tuple(f"{font.file.name}（{font.why_not}）" for font in fonts if font.why_not)
    return FontPage(offered, chosen, unusable, _look_up(chosen, fonts)[1])


def _in_order(fonts: Sequence[MachineFont], official: Sequence[str]) -> tuple[str, ...]:
    def rank(font: MachineFont) -> int:
        known = [at for at, name in enumerate(official) if name in font.names]
        return known[0] if known else len(official)

    return tuple(font.file.name for font in sorted(fonts, key=rank))


def use_chosen_fonts(desk: Desk, settings_file: Path, folders: Sequence[Path]) -> None:
    """Let papers be made with what was chosen on this machine; what is gone is told by `words`.

    Nothing is searched where nothing is chosen.
    """
    chosen = _chosen(settings_file)
    fonts = machine_fonts(folders) if any(chosen.values()) else []
    faces, words = _look_up(chosen, fonts)
    desk.fonts = desk.fonts.with_chosen(faces, words)


def choose_font(
    desk: Desk, settings_file: Path, folders: Sequence[Path], key: str, name: str
) -> Changed:
    """Keep a choice on this machine (an empty name: the bundled font) and use it from now on.

    UserError where the font can't be read or the settings can't be written; nothing is changed.
    """
    if name:
        load_machine_face(_named(machine_fonts(folders), name))
    kept, change = settings.read_settings(settings_file), dict[str, Any]({key: name})
    try:
        settings.write_settings(settings_file, replace(kept, **change))
    except OSError as error:
        raise UserError("字体的选择没有存下来。", "请检查磁盘空间和写入权限。") from error
    use_chosen_fonts(desk, settings_file, folders)
    return changed("department")


def _named(fonts: Sequence[MachineFont], name: str) -> FaceFile:
    font = next((one for one in fonts if name in one.names), None)
    if font is None or font.why_not:
        why = font.why_not if font else "在本机找不到"
        raise UserError(f"字体“{name}”不能用：{why}。", "请另选字体。")
    return font.file


def _chosen(settings_file: Path) -> dict[str, str]:
    kept = settings.read_settings(settings_file)
    return {key: str(getattr(kept, key)) for key, *_rest in PARTS}


def _look_up(
    chosen: Mapping[str, str], fonts: Sequence[MachineFont]
) -> tuple[dict[Style, FaceFile], str]:
    """Return the chosen faces that can be used, and a sentence for each that can't."""
    faces: dict[Style, FaceFile] = {}
    told: list[str] = []
    for key, style, words, _official in PARTS:
        if chosen[key]:
            try:
                file = _named(fonts, chosen[key])
                load_machine_face(file)
                faces[style] = file
            except UserError as error:
                told.append(_MISSING.format(words=words, name=chosen[key], why=_why(error)))
    return faces, "".join(told)


def _why(error: UserError) -> str:
    return error.sentence.partition("：")[2].removesuffix("。") or "读不出来"
