"""What a dossier says of itself to somebody without this program: a page of text, the key."""

from collections.abc import Iterator
from datetime import datetime

from desktop import paths
from desktop.domain.dates import show_date
from desktop.dossier.data import WholeData
from desktop.dossier.manifest import MANIFEST, SIGNATURE, Manifest
from desktop.dossier.pack import Part
from desktop.dossier.signing import fingerprint, pem

_TEXT = """{title}

报送单位：{unit}
办　　法：{scheme}（{year}年度）{own}
申　　报：{count}份
制作时间：{made_at}
程　　序：{program}
签名密钥指纹：
  {key}
{draft}
一、怎样打开
  这是一个普通的压缩包，改扩展名为 .zip 后任何解压软件都能打开。各文件夹：
  表/　　　推荐函、报送材料清单、推荐汇总表（PDF、Excel、Word 内容一致）
  申报/　　一家一个文件夹：推荐表、卷内文件目录、申报材料目录、申报材料原件、抽查用纸和抽取记录
  数据/　　机器可读的数据（JSON），格式见 数据/dossier.schema.json
  办法/　　测评所依据的办法数据

二、怎样核验
  用同一程序：窗口“汇总报送—上级汇总”，或 review-desk bureau 本文件。
  不用本程序（Linux 命令行，解压后在文件夹里运行）：
    sha256sum 文件　　与 {manifest} 中的 sha256 比较
    sed 's/.*"signature":"\\([0-9a-f]*\\)".*/\\1/' {signature} | xxd -r -p > sig
    openssl pkeyutl -verify -pubin -inkey 公钥.pem -rawin -in {manifest} -sigfile sig
  核验抽取：用浏览器打开各家“抽查”文件夹里的核验页，不需要联网。
  公钥是否真是报送单位的，请与盖章的推荐函或报送材料清单上印的指纹核对。
"""
_OWN = """
  ★ 这是报送单位自己另存的新版本，不是程序随附的办法数据。
  校验码：{digest}
  与原办法的不同之处，用同一程序核验时逐条列出。"""
_DRAFT = "\n★ 这是草稿包：其中有尚未定稿的申报，不能作为正式报送。\n"


def _moment_words(made_at: str) -> str:
    """Return a moment (ISO 8601) as it is read here: 2026年11月21日19时15分."""
    here = datetime.fromisoformat(made_at).astimezone()
    return f"{show_date(here.date())}{here.hour}时{here.minute:02d}分"


def about(heading: Manifest, whole: WholeData, key: str, *, own: bool = False) -> Iterator[Part]:
    """Yield the members that explain the dossier; `key` is the public key in hex.

    `own` says that the scheme is the department's own edition (另存的新版本).
    """
    text = _TEXT.format(
        title="报送材料包（草稿）" if heading.draft else "报送材料包",
        unit=whole.unit.name,
        scheme=whole.scheme_name,
        year=whole.year,
        own=_OWN.format(digest=whole.scheme_digest) if own else "",
        count=len(whole.applications),
        made_at=_moment_words(whole.made_at),
        program=whole.program,
        key=fingerprint(key),
        draft=_DRAFT if heading.draft else "",
        manifest=MANIFEST,
        signature=SIGNATURE,
    )
    yield Part("说明.txt", "about", "", text.encode("utf-8"))
    yield Part("公钥.pem", "about", "", pem(key).encode("ascii"))
    schema = paths.resources_dir() / "dossier" / "dossier.schema.json"
    yield Part("数据/dossier.schema.json", "about", "", schema.read_bytes())
