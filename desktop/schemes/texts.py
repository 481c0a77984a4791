"""A scheme's files as text, kept with a draw, and the sample rule read back out of them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.domain.scheme import SampleRule, Scheme
from desktop.schemes.reader import PARTS, read_scheme
from desktop.schemes.structure import Structure

MOST_FILES, MOST_BYTES = 40, 2_000_000  # the largest that ships has 9 files and 70,000 bytes
_FILE = re.compile(r"[a-z][a-z0-9_-]{0,60}\.toml")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def folder_texts(folder: Path) -> dict[str, str]:
    """Return the text of every file in a scheme's folder by its name, line ends untouched.

    UnicodeDecodeError where a file is no UTF-8 text; a scheme that was read has none of these.
    """
    files = sorted(one for one in folder.iterdir() if one.is_file())
    return {one.name: one.read_bytes().decode("utf-8") for one in files}


def strange_texts(scheme_id: str, texts: Mapping[str, str]) -> str:
    """Return why the texts of a scheme that came from elsewhere are not looked at; else empty."""
    if not _ID.fullmatch(scheme_id):
        return "办法的标识不合规定。"
    if not all(isinstance(one, str) for one in texts.values()):
        return "办法数据不是文字。"
    if not texts or not all(_FILE.fullmatch(name) for name in texts):
        return "办法数据中有名称不合规定的文件。"
    if len(texts) > MOST_FILES or sum(map(len, texts.values())) > MOST_BYTES:
        return "办法数据太多、太长。"
    return ""


def scheme_of_texts(
    place: Path, scheme_id: str, texts: Mapping[str, str], measures: frozenset[str]
) -> Scheme:
    """Write a scheme that came from elsewhere below `place`, and read it as strictly as any.

    What it holds is the folder `place/<id>`. SchemeError for all that is wrong with it, ValueError
    where it is not even looked at (too large, an odd name, a sheet outside of its folder).
    """
    if why := strange_texts(scheme_id, texts):
        raise ValueError(why)
    folder = place / scheme_id
    folder.mkdir(mode=0o700)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    try:
        scheme = read_scheme(folder, measures, need_sheets=True)
    except RecursionError:
        raise ValueError("办法数据层次太多。") from None
    outside = [one.file for one in scheme.sheets if one.file not in texts]
    if outside:
        raise ValueError(outside[0])
    from desktop.domain.verify_lock import scheme_digest

    return replace(scheme, digest=scheme_digest(texts))


def rule_of_texts(texts: Mapping[str, str]) -> SampleRule | None:
    """Return the sample rule that the files' texts hold, None where they are no scheme."""
    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    for part in (part for part in PARTS if part in texts):
        try:
            read = tomllib.loads(texts[part])
        except tomllib.TOMLDecodeError:
            return None
        tables |= read
        files |= dict.fromkeys(read, part)
    found = Structure().scheme(tables, files)
    return None if isinstance(found, list) else found.sample
