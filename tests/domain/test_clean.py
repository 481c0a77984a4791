"""Text from outside is cleaned once, says what was done to it, and compares by its folded form."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.clean import Cleaned, clean, digits_of, fold_name
from desktop.domain.problem import Problem, Severity


def test_clean_text_stays_as_it_is() -> None:
    """A plain name, rare characters included, is kept without a note."""
    assert clean("𬭎𠮷食品厂") == Cleaned("𬭎𠮷食品厂")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  昆明甲  公司\n", "昆明甲 公司"),
        ("昆明\r\n甲\t公司", "昆明 甲 公司"),
        ("\u3000昆明\u00a0甲\u2028公司\u0085", "昆明 甲 公司"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_white_space_folds_to_one_space_without_a_note(raw: str, kept: str) -> None:
    """Each run of white space or line breaks becomes one space, and the ends are trimmed."""
    assert clean(raw) == Cleaned(kept)


def test_invisible_characters_are_removed_with_one_note() -> None:
    """Control, zero-width and direction characters go, and the note names each kind once."""
    raw = "昆\u200b明\x00甲\u202e公\u200b司\ufeff"
    sentence = "已去掉5个看不见的字符（U+200B、U+0000、U+202E、U+FEFF）。"
    note = Problem("名单.xlsx 名录 第5行", sentence, Severity.NOTE)
    assert clean(raw, "名单.xlsx 名录 第5行") == Cleaned("昆明甲公司", (note,))


def test_separator_controls_are_removed_and_not_spaces() -> None:
    """U+001C to U+001F are control characters here, though Python calls them white space."""
    assert clean("甲\x1c乙").text == "甲乙"


def test_nfc_is_announced_where_it_changes_something() -> None:
    """A compatibility ideograph that NFC replaces is named with its code point."""
    note = Problem("", "文字的编码写法已统一为通用写法（U+F900）：豈公司", Severity.NOTE)
    assert clean("\uf900公司") == Cleaned("豈公司", (note,))


def test_nfc_does_not_touch_full_width_forms() -> None:
    """What is kept is NFC and never NFKC: full-width brackets and letters stay."""
    assert clean("甲（Ａ）①") == Cleaned("甲（Ａ）①")


def test_composition_after_a_removed_character_is_announced_too() -> None:
    """A letter and its accent that a zero-width character kept apart are composed."""
    cleaned = clean("e\u200b\u0301")
    assert cleaned.text == "é"
    assert [note.sentence for note in cleaned.notes] == [
        "已去掉1个看不见的字符（U+200B）。",
        "文字的编码写法已统一为通用写法：é",
    ]


def test_lone_surrogate_is_refused() -> None:
    """Half a character can't be written to any file, so the value is refused with a sentence."""
    cleaned = clean("甲\ud842公司", "第5行")
    assert cleaned.refused
    assert cleaned.text == ""
    assert cleaned.notes[0].where == "第5行"


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """What is clean stays as it is and gets no note; it is NFC and fits on one line."""
    once = clean(raw)
    assert clean(once.text) == Cleaned(once.text)
    assert unicodedata.is_normalized("NFC", once.text)
    assert not set("\t\n\r") & set(once.text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("昆明(甲) 公司", "昆明（甲）公司"),
        ("昆明【甲】公司", "昆明〔甲〕公司"),
        ("ＡＢＣ科技", "abc 科技"),
        ("昆 明 甲", "昆明甲"),
        ("昆\u200b明甲", "昆明甲"),
    ],
)
def test_names_that_differ_in_form_only_fold_to_the_same(one: str, other: str) -> None:
    """Width, case, spaces and the kind of bracket don't make another firm."""
    assert fold_name(one) == fold_name(other)


def test_names_that_differ_in_words_do_not_fold_together() -> None:
    """A word in brackets belongs to the name."""
    assert fold_name("昆明（甲）公司") != fold_name("昆明甲公司")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("042042", "042042"),
        ("０４２ ０４２", "042042"),
        (" 0 0\u30000\t1\n", "0001"),
        ("", None),
        ("  ", None),
        ("12a", None),
        ("1,234", None),
        ("①②③", None),
        ("٣٤٥", None),
        ("-12", None),
    ],
)
def test_digits_are_ascii_digits_as_text(typed: str, digits: str | None) -> None:
    """Full-width digits fold, blanks go, leading zeros stay, and nothing else is a digit."""
    assert digits_of(typed) == digits
