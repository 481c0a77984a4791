"""A dossier under a passphrase is opened with the right one, on a busy machine too."""

import pyrage
import pytest

from desktop.dossier.wrapping import PassphraseError, unwrapped

BUSY = "Excessive work parameter for passphrase.\nDecryption would take around 32 seconds."
SLOW = "本机太慢或太忙，打不开口令：请稍后再试，或换一台较快的计算机。"


@pytest.mark.parametrize(
    ("refused", "outcome"),
    [
        ([], "opened after 1"),
        ([BUSY] * 3, "opened after 4"),
        ([BUSY, "Decryption failed"], "口令不对，或文件被改动过。 after 2"),
        ([BUSY] * 99, f"{SLOW} after 10"),
    ],
)
def test_a_busy_machine_is_not_taken_for_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch, refused: list[str], outcome: str
):
    """What age takes for too much work is tried again, and told apart from another passphrase."""
    tries: list[bytes] = []

    def decrypt(data: bytes, _passphrase: str) -> bytes:
        tries.append(data)
        if len(tries) <= len(refused):
            raise pyrage.DecryptError(refused[len(tries) - 1])
        return b"opened"

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    try:
        told = unwrapped(b"sealed", "a-word").decode()
    except PassphraseError as error:
        told = str(error)
    assert f"{told} after {len(tries)}" == outcome
