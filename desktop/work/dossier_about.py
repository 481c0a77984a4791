"""What a dossier says of itself to somebody without this program: a page of text, the key."""

from collections.abc import Iterator, Sequence
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
核 对 码：
  {key}
  （即签名密钥指纹，印在盖章的{bears}上，用来认定这个包是谁做的）
{draft}
一、怎样打开
  这是一个普通的压缩包。复制一份，把文件名末尾的 .rdpack 改为 .zip，就能用任何解压软件打开
  （Windows 里看不到 .rdpack 的，先在文件夹窗口的“查看”中勾选“文件扩展名”）。各文件夹：
  表/　　　{papers}（PDF、Excel、Word 内容一致）
  申报/　　一家一个文件夹：推荐表、卷内文件目录、申报材料目录、申报材料原件、抽查的各种表和抽取记录
  数据/　　机器可读的数据（JSON），格式见 数据/dossier.schema.json
  办法/　　测评所依据的办法数据

二、怎样核验
  （一）用本程序（Windows、统信UOS、麒麟的操作相同）：
    双击收到的 .rdpack 文件；或者打开程序，在左边点“汇总报送”，按“上级汇总…”，
    再按“选择文件…”选中这个文件。每一项是否成立都会列出，签名也一并核对。
  （二）核验抽取，不用装程序，也不用联网：
    用浏览器打开各家“抽查”文件夹里的核验页，打开时就重新核对一遍，逐项写明结果。
  （三）核对是谁做的：
    上面的核对码应与盖章的{bears}上印的一致。
  （四）没有本程序，又要逐个核对文件的，解压后请信息人员用命令核对：
    Windows（命令提示符）　certutil -hashfile 文件 SHA256
    统信UOS、麒麟（终端）　sha256sum 文件
    算出的结果与 {manifest} 中这个文件的 sha256 比较。签名用 OpenSSL 3 核对（终端）：
    sed 's/.*"signature":"\\([0-9a-f]*\\)".*/\\1/' {signature} | xxd -r -p > sig
    openssl pkeyutl -verify -pubin -inkey 公钥.pem -rawin -in {manifest} -sigfile sig
    本程序的命令：review-desk bureau 收到的文件.rdpack
"""
_BEARING = ("函", "清单")  # ends of the titles of what bears the key: the letter, the list
_OWN = """
  ★ 这是报送单位自己另存的新版本，不是程序随附的办法数据。
  校验码：{digest}
  与原办法的不同之处，用同一程序核验时逐条列出。"""
_DRAFT = "\n★ 这是草稿包：其中有尚未定稿的申报，不能作为正式报送。\n"


def _moment_words(made_at: str) -> str:
    """Return a moment (ISO 8601) as it is read here: 2026年11月21日19时15分."""
    here = datetime.fromisoformat(made_at).astimezone()
    return f"{show_date(here.date())}{here.hour}时{here.minute:02d}分"


def about(
    heading: Manifest,
    whole: WholeData,
    key: str,
    *,
    papers: Sequence[str] = (),
    own: bool = False,
) -> Iterator[Part]:
    """Yield the members that explain the dossier; `key` is the public key in hex.

    `papers` are the titles of those under 表/. `own` says that the scheme is the department's own
    edition (另存的新版本).
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
        bears="和".join(one for one in papers if one.endswith(_BEARING)),
        papers="、".join(papers) or "没有",
        draft=_DRAFT if heading.draft else "",
        manifest=MANIFEST,
        signature=SIGNATURE,
    )
    # With the mark and the line ends that every Notepad knows.
    noted = f"\ufeff{text}".replace("\n", "\r\n").encode("utf-8")
    yield Part("说明.txt", "about", "", noted)
    yield Part("公钥.pem", "about", "", pem(key).encode("ascii"))
    schema = paths.resources_dir() / "dossier" / "dossier.schema.json"
    yield Part("数据/dossier.schema.json", "about", "", schema.read_bytes())
