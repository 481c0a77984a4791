"""Phones are kept as written, floats made whole, and what is no phone is said."""

import pytest

from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.phone import Phone, Phones, printed_phones, read_phones

MOBILE = Phone("13912345678")
DESK = Phone("087163131234", "8012")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("13912345678.0", Phones("13912345678", (MOBILE,))),
        ("139 1234-5678", Phones("13912345678", (MOBILE,))),
        ("+86 13912345678", Phones("13912345678", (MOBILE,))),
        ("０８７１-63131234转8012", Phones("0871-63131234转8012", (DESK,))),
        ("0871-63131234-8012", Phones("0871-63131234-8012", (DESK,))),
        (
            "13912345678/(0871)63131234转8012",
            Phones("13912345678/(0871)63131234转8012", (MOBILE, DESK)),
        ),
        ("400-600-8000", Phones("400-600-8000", (Phone("4006008000"),))),
        ("63131234 ", Phones("63131234", (Phone("63131234"),))),
        (
            "1.3912345678E+10",
            Phones("13912345678", (MOBILE,), ("“1.3912345678E+10”是科学计数法，读作13912345678",)),
        ),
        ("1.39E+10", Phones("1.39E+10", (), ("“1.39E+10”成了科学计数法，后几位已经丢失，请补填",))),
        ("1391234567", Phones("1391234567", (), ("“1391234567”不像电话号码",))),
        ("张某13912345678", Phones("张某13912345678", (), ("“张某13912345678”不像电话号码",))),
        ("13912345678、139", Phones("13912345678、139", (MOBILE,), ("“139”不像电话号码",))),
        (
            "0791-86660012、86660013（传真）",
            Phones("0791-86660012、86660013(传真)", (Phone("079186660012"), Phone("86660013"))),
        ),
        ("13912345678(微信同号)", Phones("13912345678(微信同号)", (MOBILE,))),
        ("办公电话：63131234", Phones("办公电话:63131234", (Phone("63131234"),))),
        ("0871—63131234", Phones("0871-63131234", (Phone("087163131234"),))),
        ("139－1234–5678", Phones("13912345678", (MOBILE,))),
        ("8613912345678", Phones("13912345678", (MOBILE,))),
        ("'13912345678", Phones("13912345678", (MOBILE,))),
        ("#N/A", Phones("#N/A", (), ("“#N/A”是表格里的错误值，请补填",))),
        ("86(传真)", Phones("86(传真)", (), ("“86(传真)”不像电话号码",))),
        ("无", Phones("无")),
        ("", Phones("")),
    ],
)  # fmt: skip - one cell in a line
def test_phones(text: str, phones: Phones) -> None:
    """Several numbers in a cell, extensions, folded digits; nothing is dropped."""
    assert read_phones(text) == phones


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("139 1234 5678", "13912345678"),
        ("0871-6313 1234", "0871-63131234"),
        ("0871 63131234 转 8012", "0871-63131234转8012"),
        ("13912345678 13987654321", "13912345678、13987654321"),
        ("400-600-8000", "400-600-8000"),
        ("1391234 567", "1391234 567"),
        ("139 1234 5678（传真）", "139 1234 5678（传真）"),
        ("", ""),
    ],
)
def test_blanks_inside_of_a_number_are_not_printed(typed: str, printed: str) -> None:
    """What is surely phones is printed without them; all else as it was typed."""
    assert printed_phones(typed) == printed


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("0791-86660012转805、86660013（传真）", 0),
        ("86660013(办公)", 0),
        ("13912345678（微信同号）", 0),
        ("手机：13912345678；传真:0791-86660013", 0),
        ("(0791)86660012", 0),
        ("（传真）", 1),
        ("8666（传真）", 1),
    ],
)
def test_a_word_that_says_which_number_it_is_is_no_fault(text: str, wrong: int) -> None:
    """传真, 办公, 手机, 微信同号, in brackets or before; the number itself is still looked at."""
    assert len(kind_sentences("phone", "", text)) == wrong
