"""The lock text is written and read back to the byte, and anything else is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.clean import clean
from desktop.domain.lock import (
    Lock,
    LockedFirm,
    LockedOut,
    LockError,
    Promise,
    Source,
    commitment,
    digest_of,
    lock_text,
    parse_lock,
)

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SECRET = "000102030405060708090a0b0c0d0e0f"
KNOWN = Lock(
    scheme_id="kunming-platform-2022",
    scheme_digest=NOTHING,
    case_id="0001",
    case_name="甲平台",
    number=1,
    previous="",
    stated=12,
    required=2,
    n=2,
    sources=(Source("file", "名单.xlsx", NOTHING),),
    promise=Promise(
        "witnessed", "d65df89f702eec58ca3c7bf2001c9ffc7cd80553ae01d42a799ba26756142d96"
    ),
    firms=(
        LockedFirm(1, "昆明甲科技有限公司", "91110000600037341L"),
        LockedFirm(2, "乙,丙（昆明）商行"),
        LockedFirm(3, "𬭎𠮷食品厂", "91152201078377449P"),
    ),
    out=(LockedOut("名单.xlsx!名录!5", "合计", "", "total"),),
)
KNOWN_TEXT = (
    "draw-lock|1/scheme|kunming-platform-2022|"
    f"{NOTHING}/case|0001|甲平台/lock|1|-/size|12|3|2|2/"
    f"roster|file|名单.xlsx|{NOTHING}/"
    "seed|witnessed|d65df89f702eec58ca3c7bf2001c9ffc7cd80553ae01d42a799ba26756142d96/"
    "firm|1|昆明甲科技有限公司|91110000600037341L/firm|2|乙,丙（昆明）商行|-/"
    "firm|3|𬭎𠮷食品厂|91152201078377449P/out|名单.xlsx!名录!5|合计|-|total/"
).translate({ord("|"): "\t", ord("/"): "\n"})


def test_known_lock_text() -> None:
    """The known lock is these 491 bytes with this digest."""
    data = lock_text(KNOWN)
    assert data.decode() == KNOWN_TEXT
    assert len(data) == 491
    assert digest_of(data) == "58f9860429071d6df76f93df14f420817af5eb88a35b52177bf9269f7ef20943"


def test_known_lock_text_is_read_back_whole() -> None:
    """Reading the known text gives the lock it was written from."""
    assert parse_lock(KNOWN_TEXT.encode()) == KNOWN


def test_commitment_is_of_the_hex_characters() -> None:
    """The commitment hashes the secret's 32 hex characters as ASCII, and nothing else is one."""
    assert commitment(SECRET) == KNOWN.promise.commitment
    with pytest.raises(ValueError, match="32 lower-case hex"):
        commitment(SECRET.upper())


@pytest.mark.parametrize(
    "promise",
    [
        Promise("machine", commitment(SECRET)),
        Promise("public", "", "中国福利彩票双色球", "2026001", "红球从小到大", "顺延至下一期"),
    ],
)
def test_other_seeds_and_a_later_lock_are_read_back(promise: Promise) -> None:
    """A public number, a machine's secret, an unstated figure and a second lock all go round."""
    lock = replace(KNOWN, promise=promise, number=2, previous=NOTHING, stated=None, out=())
    assert parse_lock(lock_text(lock)) == lock


@pytest.mark.parametrize("bad", ["甲\t乙", "甲\n乙", "甲\r乙", "甲\x00", "甲\x85", "甲\ud842"])
def test_a_value_that_would_forge_a_line_is_a_bug(bad: str) -> None:
    """Values are cleaned on the way in: a tab, a line break or half a character can't be here."""
    with pytest.raises(ValueError, match=r"control character|surrogates"):
        lock_text(replace(KNOWN, case_name=bad))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"n": 1}, "抽查企业数少于规定或多于名单。"),
        ({"n": 4}, "抽查企业数少于规定或多于名单。"),
        ({"required": 0}, "应抽查的企业数至少为1。"),
        ({"number": 2}, "第1次封存没有上一次的校验码，其余都有。"),
        ({"number": 0, "previous": NOTHING}, "封存次数应从1起。"),
        ({"previous": NOTHING}, "第1次封存没有上一次的校验码，其余都有。"),
        ({"scheme_digest": NOTHING.upper()}, "校验码应为64位小写十六进制数。"),
        ({"firms": KNOWN.firms[1:]}, "企业的序号不连续。"),
        ({"firms": (), "n": 0}, "没有可抽查的企业。"),
        ({"sources": ()}, "没有写明名单的来源。"),
        ({"case_name": ""}, "有必填的内容为空。"),
        ({"case_name": "-"}, "有必填的内容为空。"),
        ({"stated": -1}, "申报的服务企业数不能为负。"),
    ],
)
def test_a_lock_that_contradicts_itself_is_not_written(change: dict, sentence: str) -> None:
    """Sizes, numbers, hashes and names have to fit together before anything is locked."""
    with pytest.raises(ValueError, match=sentence):
        lock_text(replace(KNOWN, **change))


def test_a_size_may_be_raised_and_a_short_list_is_asked_whole() -> None:
    """n may stand above what is required, and below it only where the list is no longer."""
    raised = replace(KNOWN, n=3)
    whole = replace(KNOWN, required=10, n=3)
    assert [parse_lock(lock_text(lock)) for lock in (raised, whole)] == [raised, whole]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("draw-lock\t1", "draw-lock\t2", "第1行：不认识的版本"),
        ("draw-lock", "\ufeffdraw-lock", "第1行：这里应为draw-lock行"),
        ("\n", "\r\n", "第1行：不认识的版本"),
        ("firm\t2", "firm\t02", "第9行：“02”不是规定写法的整数"),
        ("size\t12\t3", "size\t12\t4", "写明4家，实有3家"),
        ("size\t12\t3\t2\t2", "size\t12\t3\t2\t1", "抽查企业数少于规定"),
        ("size\t12\t3\t2\t2", "size\t12\t3\t2\t-", "第5行：数目不能为空"),
        ("size\t12", "size\t１２", "“１２”不是规定写法的整数"),
        ("case\t0001\t甲平台", "case\t0001\t甲平台\t乙", "第3行：栏数不对"),
        ("case\t0001\t甲平台", "case\t0001\t", "第3行：栏数不对，或有空栏"),
        ("seed\twitnessed", "seed\tdice", "第7行：不认识的随机码方式"),
        ("seed\twitnessed", "seed\tpublic", "第7行：不认识的随机码方式"),
        ("roster\tfile", "roster\tweb", "第6行：不认识的名单来源"),
        ("甲平台", "甲\x0b平台", "不允许的控制字符"),
        ("e3b0", "E3B0", "小写十六进制"),
        ("\ttotal\n", "\ttotal", "末行没有换行"),
        ("\ttotal\n", "\ttotal\n\n", "第12行：多出了一行"),
        ("scheme\t", "schema\t", "第2行：这里应为scheme行"),
        ("out\t", "note\t", "第11行：多出了一行，或次序不对"),
    ],
)
def test_anything_but_the_lock_text_is_refused(old: str, new: str, sentence: str) -> None:
    """The reader is strict: it names the line and takes nothing that would be written otherwise."""
    with pytest.raises(LockError, match=sentence):
        parse_lock(KNOWN_TEXT.replace(old, new).encode())


def test_bytes_that_are_not_text_are_refused() -> None:
    """Broken UTF-8 and an empty file get a sentence too."""
    with pytest.raises(LockError, match="不是UTF-8"):
        parse_lock(KNOWN_TEXT.encode()[:-1] + b"\xff\n")
    with pytest.raises(LockError, match="末行没有换行"):
        parse_lock(b"")


values = st.text(max_size=20).map(lambda raw: clean(raw).text).filter(lambda text: text != "-")
names = values.filter(bool)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
promises = st.one_of(
    st.builds(Promise, st.sampled_from(["witnessed", "machine"]), hashes),
    st.builds(Promise, st.just("public"), st.just(""), names, names, names, names),
)


@st.composite
def locks(draw: st.DrawFn) -> Lock:
    """Any lock that holds together."""
    found = draw(st.lists(st.tuples(names, values), min_size=1, max_size=6))
    number, required = draw(st.integers(1, 3)), draw(st.integers(1, 8))
    return Lock(
        *draw(st.tuples(names, hashes, names, names)),
        number=number,
        previous="" if number == 1 else draw(hashes),
        stated=draw(st.none() | st.integers(0, 10**9)),
        required=required,
        n=draw(st.integers(min(required, len(found)), len(found))),
        sources=tuple(
            draw(
                st.lists(
                    st.builds(Source, st.sampled_from(["file", "paper"]), names, st.just("")),
                    min_size=1,
                    max_size=2,
                )
            )
        ),
        promise=draw(promises),
        firms=tuple(LockedFirm(i, *firm) for i, firm in enumerate(found, 1)),
        out=tuple(draw(st.lists(st.builds(LockedOut, names, values, values, names), max_size=3))),
    )


@settings(deadline=None)
@given(locks())
def test_every_lock_is_read_back_and_written_again_the_same(lock: Lock) -> None:
    """Writing, reading and writing again gives the same lock and the same bytes."""
    data = lock_text(lock)
    assert parse_lock(data) == lock
    assert lock_text(parse_lock(data)) == data


@settings(deadline=None)
@given(st.integers(0, 490), st.integers(0, 255))
def test_one_changed_byte_never_reads_as_the_same_lock(at: int, byte: int) -> None:
    """A damaged text is refused, or is another lock with another digest; never the same one."""
    data = bytearray(KNOWN_TEXT.encode())
    changed = data[at] != byte
    data[at] = byte
    try:
        same = parse_lock(bytes(data)) == KNOWN
    except LockError:
        same = False
    assert same is not changed
