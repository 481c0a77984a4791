"""Signatures: only the key's own passes, and the key lies in a file of its owner's."""

import json
import os
import stat
from base64 import b64decode
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.dossier.signing import Signer, checked_signature, fingerprint, own_signer, pem
from desktop.dossier.wrapping import PassphraseError, is_wrapped, unwrapped, wrapped

KEY = Signer(bytes(range(32)))
PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"  # of RFC 8032's maths
CLOSED = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBBQUVDQXdRRkJnY0lDUW9MREEwT0R3IDEwCm4xQThveGVV"
    "eDRzZzhUaEZNdk5RenhqR2pQQ3ozYTFHQmNsdUtoYi9qY0kKLS0tIGczOXdsQjY5dVlFU0hEaUY5d1B2V3E2V3Fm"
    "SEx3T0RMUkNCd0Y1VTExVUEKICEiIyQlJicoKSorLC0uLzp5YQ4W6sYGmsZEqOnlTSt7QnAh5AXnCLaZRvjcUYc="
)  # age's format with the passphrase below, scrypt's factor 10, made by hand
WORD = "一句容易记的话 2026"
TEXT = b'{"format":"review-dossier 1"}'


def test_the_same_text_has_the_same_signature_and_it_holds() -> None:
    """Ed25519 rolls no dice; the public key is the known one of this secret."""
    made = KEY.sign(TEXT)
    assert (KEY.public, made == KEY.sign(TEXT), checked_signature(TEXT, made)) == (
        PUBLIC,
        True,
        (PUBLIC, ""),
    )


def test_another_text_or_a_bent_signature_does_not_hold() -> None:
    """Each single bent place: the text, the key, the signature, the writing."""
    made = KEY.sign(TEXT)
    plain = json.loads(made)
    zero = json.dumps({**plain, "key": "00" * 32}, sort_keys=True, separators=(",", ":"))
    assert checked_signature(TEXT + b" ", made)[1] == "签名与清单不符：清单在签名后被改动过。"
    assert checked_signature(TEXT, made.replace(b'":"', b'" : "'))[1] == "签名的写法不合规定。"
    assert (
        checked_signature(TEXT, made.replace(b"Ed25519", b"ed25519"))[1] == "签名的写法不合规定。"
    )
    assert checked_signature(TEXT, zero.encode())[1] != ""
    bent = [made.replace(a, b, 1) for a, b in ((b"a", b"b"), (b"1", b"2"), (b"0", b"f"))]
    assert all(checked_signature(TEXT, one)[1] for one in bent if one != made)


def test_a_key_is_made_once_and_kept_for_its_owner(tmp_path: Path, private_mode: int) -> None:
    """The second time it is the same; nobody else may read the file."""
    place = tmp_path / "profile" / "key.txt"
    first, second = own_signer(place), own_signer(place)
    mode = stat.S_IMODE(place.stat().st_mode)
    assert (first.public, mode) == (second.public, private_mode)


def test_a_damaged_key_is_told_and_not_replaced(tmp_path: Path) -> None:
    """A new key would be another department's in the eyes of the bureau."""
    place = tmp_path / "key.txt"
    place.write_text("not a key\n", "utf-8")
    with pytest.raises(UserError, match="签名密钥文件已损坏"):
        own_signer(place)
    assert place.read_text("utf-8") == "not a key\n"


def test_a_key_is_shown_as_people_compare_it_and_as_openssl_reads_it() -> None:
    """Sixteen groups of four; the PEM has the fixed head of an Ed25519 key."""
    assert fingerprint(PUBLIC).split() == [PUBLIC[at : at + 4] for at in range(0, 64, 4)]
    assert pem(PUBLIC).splitlines()[1].startswith("MCowBQYDK2VwAyEA")


def test_a_passphrase_opens_what_another_age_program_closed() -> None:
    """Another passphrase and a changed byte are refused with one sentence."""
    assert unwrapped(CLOSED, WORD) == "报送材料包".encode()
    bent = CLOSED[:-1] + bytes([CLOSED[-1] ^ 1])
    for data, word in ((CLOSED, WORD + "。"), (bent, WORD), (CLOSED[:60], WORD)):
        with pytest.raises(PassphraseError, match="口令不对，或文件被改动过"):
            unwrapped(data, word)


@pytest.mark.skipif("REVIEW_DESK_SLOW" not in os.environ, reason="slow on purpose: on demand")
def test_what_is_closed_is_closed_by_a_slow_key() -> None:
    """The head says scrypt with a factor of 2^14 at least, and nothing of the inside is seen."""
    closed = wrapped(b"dossier", WORD)
    factor = int(closed.splitlines()[1].split()[3])
    assert (is_wrapped(closed), factor >= 14, b"dossier" in closed) == (True, True, False)
    with pytest.raises(ValueError, match="short"):
        wrapped(b"", "1234567")
