"""Puts a dossier under a passphrase (age, scrypt), and opens one; any age program opens it too."""

AGE_MARK = b"age-encryption.org/v1\n"
ENDING = ".age"
FEWEST = 8  # signs of a passphrase (本程序约定)
_TOO_MUCH = "Excessive work"  # age's own words
_MEASURES = 10  # each takes some milliseconds, up to a tenth of a second on a busy machine


class PassphraseError(ValueError):
    """It can't be opened with this passphrase; the message is a Chinese sentence."""


def is_wrapped(head: bytes) -> bool:
    """Tell by its first bytes whether a file is under a passphrase."""
    return head.startswith(AGE_MARK)


def wrapped(data: bytes, passphrase: str) -> bytes:
    """Return `data` under a passphrase. It takes a second or more, and half a gigabyte: on purpose.

    ValueError for a passphrase that is too short.
    """
    from pyrage import passphrase as age

    if len(passphrase) < FEWEST:
        raise ValueError("a short passphrase")
    return bytes(age.encrypt(data, passphrase))


def unwrapped(data: bytes, passphrase: str) -> bytes:
    """Return what is under the passphrase; PassphraseError where it is another, or was changed.

    age measures how fast this machine is and refuses what would take it sixteen seconds or more.
    On a busy machine the measure is too low now and then: it is taken again.
    """
    from pyrage import DecryptError
    from pyrage import passphrase as age

    for _ in range(_MEASURES):
        try:
            return bytes(age.decrypt(data, passphrase))
        except DecryptError as refused:
            if _TOO_MUCH not in str(refused):
                raise PassphraseError("口令不对，或文件被改动过。") from None
    raise PassphraseError("本机太慢或太忙，打不开口令：请稍后再试，或换一台较快的计算机。")
