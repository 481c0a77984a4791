"""A digest of a test's own: it stands for a scheme's files whatever they are (draws stay known)."""


class StillDigest(str):
    """Unlike no other digest, so that the check for files that were updated meanwhile is quiet."""

    __slots__ = ()

    def __ne__(self, _other: object) -> bool:
        """No files have another digest than this one; what is equal is as of any text."""
        return False
