"""The draw record: written once and read again, whole, strictly, and masked where asked."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_maker import a_record, at, heading, kept_lock, locks_of, rows_of

from desktop.domain.clean import clean
from desktop.domain.plain import canonical
from desktop.domain.problem import UserError
from desktop.domain.record import RecordError, read_record, record_text, sealed
from desktop.domain.recording import build_record, masked


@pytest.mark.parametrize("mask", [False, True])
def test_a_record_is_read_as_it_was_written(mask: bool) -> None:
    """The text is one canonical line with the lock texts verbatim, and gives the record again."""
    record = a_record(mask=mask)
    text = record_text(record)
    assert read_record(text) == record
    assert canonical(json.loads(text)) == text
    texts = [kept.text for kept in locks_of(rows_of(30))]
    assert [kept.text.encode() for kept in record.locks] == texts


def test_the_record_holds_every_lock_and_what_followed() -> None:
    """A void lock, a draw that was replaced, and the draw that counts with its extension."""
    one, two, three = a_record().locks
    assert (one.void.reason, one.seed, one.sample, one.result) == ("名单有误", None, (), None)
    assert (len(two.sample), len(two.substitutes), two.attempts) == (3, 27, ())
    assert (two.result.text, two.claims) == ("尚不能判定（3家待联系）", None)
    assert (three.size_at_lock, len(three.sample), len(three.attempts)) == (3, 4, 8)
    assert (three.reason, three.supervisor) == ("申报数更正", "李监督")
    assert (three.result.satisfied, three.result.asked, three.result.text) == (2, 4, "未达到80%")
    assert [(one.claimed, one.found) for one in three.claims.differences] == [
        ("满意", "不满意"),
        ("满意", "未接受服务（已核实）"),
    ]


def test_a_secret_that_waits_for_digits_is_not_told() -> None:
    """Locked and not drawn: the record holds the commitment only; void, it tells the secret."""
    rows = rows_of(30)
    waiting = kept_lock(rows, 1, "", "witnessed", 0)
    assert build_record(heading(), [waiting]).locks[0].secret == ""
    assert a_record().locks[0].secret == f"{1:032x}"


def test_masking_hides_phones_and_interviewees_everywhere() -> None:
    """Phone and name are masked, in the words too; officials stay."""
    row = a_record(mask=True).locks[2].attempts[3]
    assert (row.interviewee, row.phone, row.words) == (
        "张某",
        "138****1234",
        "电话139****7777转张某",
    )
    text = record_text(a_record(mask=True))
    assert [part in text for part in ("张三丰", "13800001234", "13988887777")] == [False] * 3
    assert "李监督" in text
    once = a_record(mask=True)
    assert masked(once) == once


def test_a_damaged_lock_text_is_refused_with_a_sentence() -> None:
    """Bytes that are no text can't be exported."""
    broken = replace(kept_lock(rows_of(30), 1, "", "witnessed", 0), text=b"\xff")
    with pytest.raises(UserError, match="第1次封存的文本已损坏"):
        build_record(heading(), [broken])


def test_what_cannot_be_drawn_again_stays_empty() -> None:
    """Where the secret was changed in the file, the record is still made, and shows nothing."""
    *others, three = locks_of(rows_of(30))
    record = build_record(heading(), [*others, replace(three, secret="0" * 32)])
    kept = record.locks[2]
    assert (kept.sample, kept.seed.text, kept.result, len(kept.attempts)) == ((), "", None, 8)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"masked":false', '"masked":0'),
        ('"masked":false', '"masked":false,"masked":false'),
        ('"masked":false', '"masked": false'),
        ('"masked":false', '"more":1'),
        ('"seq":7', '"seq":7.0'),
        ('"seq":7', '"seq":"7"'),
        ('"seq":7', '"seq":NaN'),
        ('"outcome":"refused"', '"outcome":"bribed"'),
        ('"seed_kind":"machine"', '"seed_kind":"mine"'),
        ('"share":[1,10]', '"share":[1,0]'),
        ('"share":[1,10]', '"share":[1]'),
        ('"threshold":[4,5]', '"threshold":[4,5,6]'),
        ("draw-record 1", "draw-record 2"),
        ("附注", "\\ud800"),
        ("}", ""),
    ],
)
def test_what_is_no_record_is_refused(old: str, new: str) -> None:
    """Another type, a key twice, blanks, floats, unknown words, broken text: none is read."""
    text = record_text(a_record())
    assert old in text
    with pytest.raises(RecordError, match="记录"):
        read_record(text.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", '"x"', "[" * 100_000])
def test_other_json_is_no_record(text: str) -> None:
    """Nothing, a list, a text, a very deep list."""
    with pytest.raises(RecordError):
        read_record(text)


NASTY = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\t\n"\\<\u2028-'))


@settings(deadline=None, max_examples=60)
@given(NASTY, NASTY)
def test_any_cleaned_name_and_any_words_survive(name: str, words: str) -> None:
    """Whatever a firm is called once it was cleaned, and whatever was said, comes back the same."""
    rows = rows_of(12)
    named = "甲" + clean(name).text
    rows = (replace(rows[0], cells={"name": named}), *rows[1:])
    kept = kept_lock(rows, 1, "", "machine", 0)
    record = sealed(replace(build_record(heading(), [kept]), notes=(words, at(0))))
    again = read_record(record_text(record))
    assert again == record
    assert again.locks[0].text.encode() == kept.text
