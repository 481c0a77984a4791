"""Puts a dossier under a passphrase (age, scrypt), and opens one; any age program opens it too."""

AGE_MARK = b"age-encryption.org/v1\n"
ENDING = ".age"
FEWEST = 8  # signs of a passphrase (本程序约定)


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
    """Return what is under the passphrase; PassphraseError where it is another, or was changed."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        return bytes(age.decrypt(data, passphrase))
    except DecryptError:
        raise PassphraseError("口令不对，或文件被改动过。") from None
