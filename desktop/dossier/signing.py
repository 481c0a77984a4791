"""Signs a dossier's manifest with Ed25519, and checks a signature; keeps the department's key."""

import os
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.plain import PlainError, canonical, from_plain, to_plain
from desktop.domain.problem import UserError
from desktop.dossier.manifest import ManifestError, parsed

ALGORITHM = "Ed25519"
_HEX_SECRET = 64
_SPKI = bytes.fromhex("302a300506032b6570032100")  # what OpenSSL puts before the key's 32 bytes


@dataclass(frozen=True)
class Signature:
    """What stands in signature.json: the public key and the signature, lower-case hex."""

    algorithm: str
    key: str
    signature: str


class Signer:
    """A department's signing key; its secret never leaves this object but to its own file."""

    def __init__(self, secret: bytes) -> None:
        """`secret` are 32 bytes."""
        from nacl.signing import SigningKey  # 1 MB that most days nobody needs

        self._key = SigningKey(secret)

    @property
    def public(self) -> str:
        """The public key, 64 hex digits."""
        return bytes(self._key.verify_key).hex()

    def sign(self, manifest: bytes) -> bytes:
        """Return the bytes of signature.json for a manifest; the same key, the same bytes."""
        signature = self._key.sign(manifest).signature.hex()
        return canonical(to_plain(Signature(ALGORITHM, self.public, signature))).encode()

    def secret(self) -> str:
        """Return the secret as its file holds it: 64 hex digits."""
        return bytes(self._key).hex()


def fingerprint(public: str) -> str:
    """Return the key as a person compares it: 64 hex digits in groups of four (密钥指纹).

    It is the public key itself, so that nothing can be made to have the same one.
    """
    return " ".join(public[at : at + 4] for at in range(0, len(public), 4))


def pem(public: str) -> str:
    """Return the public key as OpenSSL reads it."""
    inside = b64encode(_SPKI + bytes.fromhex(public)).decode("ascii")
    return f"-----BEGIN PUBLIC KEY-----\n{inside}\n-----END PUBLIC KEY-----\n"


def checked_signature(manifest: bytes, signature: bytes) -> tuple[str, str]:
    """Return (public key, sentence): the sentence is empty where the signature is the key's.

    The key is empty where none can be read. Weak keys and bent signatures don't pass.
    """
    from nacl.exceptions import BadSignatureError, CryptoError
    from nacl.signing import VerifyKey

    try:
        kept = from_plain(Signature, parsed(signature), "签名")
        if kept.algorithm != ALGORITHM or _is_odd(kept.key, 64) or _is_odd(kept.signature, 128):
            return "", "签名的写法不合规定。"
        VerifyKey(bytes.fromhex(kept.key)).verify(manifest, bytes.fromhex(kept.signature))
    except (PlainError, ManifestError):
        return "", "签名的写法不合规定。"
    except BadSignatureError:
        return kept.key, "签名与清单不符：清单在签名后被改动过。"
    except (CryptoError, ValueError):
        return "", "签名的密钥不能使用。"
    return kept.key, ""


def _is_odd(text: str, length: int) -> bool:
    return len(text) != length or any(sign not in "0123456789abcdef" for sign in text)


def own_signer(place: Path) -> Signer:
    """Return this person's key from its file; a new one is made and kept where there is none.

    UserError where the file can't be read or written.
    """
    try:
        return _read(place) if place.is_file() else _made(place)
    except OSError as error:
        raise UserError("签名密钥不能读取或保存。", f"请检查文件夹“{place.parent}”。") from error


def _read(place: Path) -> Signer:
    text = place.read_text("utf-8", "replace").strip()
    if _is_odd(text, _HEX_SECRET):
        hint = f"请从备份恢复“{place}”；没有备份时把它移走，程序另生成一把，并告知上级新的指纹。"
        raise UserError("签名密钥文件已损坏。", hint)
    return Signer(bytes.fromhex(text))


def _made(place: Path) -> Signer:
    from nacl.signing import SigningKey

    signer = Signer(bytes(SigningKey.generate()))
    place.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as handle:
        handle.write(signer.secret() + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    return signer
