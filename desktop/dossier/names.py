"""Names of a dossier's members: which are safe on every system, and how a safe one is made."""

import re
import unicodedata

LONGEST, LONGEST_PART = 400, 180  # bytes in UTF-8; Windows allows 260 signs in a whole path
_UNFIT = frozenset('<>:"\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_SPACES = re.compile(r"\s+")


def wrong_name(name: str) -> str:
    """Return the sentence for what is wrong with a member's name; empty for a safe one."""
    if not name or len(name.encode("utf-8", "surrogatepass")) > LONGEST:
        return "名称为空或太长。"
    if unicodedata.normalize("NFC", name) != name or any(_is_odd(sign) for sign in name):
        return "名称含有不允许的字符。"
    return next(filter(None, map(_wrong_part, name.split("/"))), "")


def _wrong_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "名称指向包外的位置。"
    if part[-1] in " ." or part[0] == " " or len(part.encode("utf-8")) > LONGEST_PART:
        return "名称在有的系统上不能使用。"
    if part.partition(".")[0].rstrip(" ").casefold() in _DEVICES:
        return "名称是系统保留的设备名。"
    return ""


def _is_odd(sign: str) -> bool:
    """Controls, direction marks, surrogates, private signs, and what Windows keeps to itself."""
    category = unicodedata.category(sign)
    return sign in _UNFIT or (category[0] == "C" and category != "Cn") or category in ("Zl", "Zp")


def folded(name: str) -> str:
    """Return what two names have in common that a system might take for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def safe_part(text: str, longest: int = 160) -> str:
    """Return one part of a path for this text: what is unfit becomes `_`, its ending stays.

    `longest` is in bytes. The caller puts a number before it, so that it is no device and unique.
    """
    kept = "".join("_" if _is_odd(sign) or sign == "/" else sign for sign in _nfc(text))
    kept = _SPACES.sub(" ", kept).strip(" .") or "_"
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending.encode("utf-8")) > 10:
        stem, dot, ending = kept, "", ""
    room = longest - len(f"{dot}{ending}".encode())
    cut = stem.encode("utf-8")[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{cut or '_'}{dot}{ending}"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
