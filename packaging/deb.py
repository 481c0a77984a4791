"""Makes the .deb: /opt/apps/<id>/{entries,files,info} as UOS and Kylin expect, links for Debian."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from hashlib import md5
from pathlib import Path

LINUX = Path(__file__).resolve().parent / "linux"
# Reverse domain, as UOS asks for; ".internal" is nobody's. Whoever publishes puts their own.
APP_ID = "internal.review-desk"
FILE_TYPE = "application-x-review-desk"
TITLE = "示范平台（基地）初审推荐系统"
MAINTAINER = "review-desk maintainers <review-desk@localhost>"
HOME = Path("opt/apps") / APP_ID
_DENIED = (
    *("autostart", "notification", "trayicon", "clipboard", "account", "bluetooth", "camera"),
    *("audio_record", "installed_apps"),
)
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


def build(bundle: Path, icons: Path, version: str, out: Path) -> Path:
    """Make the package of a finished bundle in the folder `out`; returns its path."""
    architecture = _ask("dpkg", "--print-architecture").strip()
    stage = out / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    lay_out(stage, bundle, icons, version, architecture)
    told = [_ask("objdump", "-p", str(file)) for file in libraries(bundle)]
    depends = dependencies(told, {file.name for file in bundle.rglob("*.so*")}, package_of)
    fields = control(version, architecture, size_of(stage) // 1024, depends)
    describe(stage, fields)
    package = out / f"{APP_ID}_{version}_{architecture}.deb"
    _ask("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(package))
    shutil.rmtree(stage)
    return package


def lay_out(stage: Path, bundle: Path, icons: Path, version: str, architecture: str) -> None:
    """Put all files of the package under `stage`, with the rights that they get."""
    home = stage / HOME
    home.mkdir(parents=True)
    shutil.copytree(bundle, home / "files", symlinks=True)
    (home / "info").write_text(info(version, architecture), "utf-8")
    entries = home / "entries"
    (entries / "applications").mkdir(parents=True)
    desktop = (LINUX / "app.desktop").read_text("utf-8").replace("@ID@", APP_ID)
    (entries / "applications" / f"{APP_ID}.desktop").write_text(desktop, "utf-8")
    (entries / "mime" / "packages").mkdir(parents=True)
    shutil.copy(LINUX / "mime.xml", entries / "mime" / "packages" / f"{APP_ID}.xml")
    _put_icons(icons, entries / "icons" / "hicolor")
    for file in sorted(entries.rglob("*")):
        if file.is_file():
            _link(stage, Path("usr/share") / file.relative_to(entries), file)
    _link(stage, Path("usr/bin/review-desk"), home / "files" / "review-desk")
    _link(stage, Path("usr/share/doc") / APP_ID / "copyright", home / "files" / "LICENCES.txt")
    _set_rights(stage)


def _put_icons(icons: Path, hicolor: Path) -> None:
    for picture in sorted([*icons.glob("*.svg"), *icons.glob("*x*/*.png")]):
        size = "scalable" if picture.suffix == ".svg" else picture.parent.name
        program = picture.stem == "review-desk"
        folder = hicolor / size / ("apps" if program else "mimetypes")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, folder / f"{APP_ID if program else FILE_TYPE}{picture.suffix}")


def _link(stage: Path, name: Path, target: Path) -> None:
    link = stage / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(Path("/") / target.relative_to(stage))


def _set_rights(stage: Path) -> None:
    for path in stage.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)


def info(version: str, architecture: str) -> str:
    """UOS's description of the program: it asks for none of the rights that it could."""
    permissions = dict.fromkeys(_DENIED, False)
    about = {
        "appid": APP_ID,
        "name": TITLE,
        "version": version,
        "arch": [architecture],
        "permissions": permissions,
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"


def libraries(bundle: Path) -> list[Path]:
    """The files of a bundle that the machine's loader reads."""
    files = [f for f in bundle.rglob("*") if f.is_file() and not f.is_symlink()]
    return sorted(f for f in files if f.open("rb").read(4) == b"\x7fELF")


def dependencies(told: Iterable[str], own: set[str], package_of: Callable[[str], str]) -> list[str]:
    """What the package depends on, from `objdump -p` of its files and the names it brings itself.

    `package_of` gives the Debian package of a library's name. The C library's version is the
    newest that any file asks for.
    """
    texts = list(told)
    needed = {name for text in texts for name in _NEEDED.findall(text)} - own
    packages = {package_of(name) for name in needed}
    newest = max((int(a), int(b)) for text in texts for a, b in _GLIBC.findall(text))
    packages.discard("libc6")
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(packages)]


def package_of(library: str) -> str:
    """The Debian package that a library of this machine comes from. LookupError without one."""
    for line in _ask("ldconfig", "-p").splitlines():
        name, _, path = line.strip().partition(" => ")
        if name.split(" ")[0] == library:
            # dpkg knows files under /usr/lib or /lib, whichever the package was made with
            for known in (
                path,
                str(Path(path).resolve()),
                f"/usr{path}",
                path.removeprefix("/usr"),
            ):
                done = subprocess.run(["dpkg", "-S", known], capture_output=True, text=True)
                if done.returncode == 0:
                    return done.stdout.partition(":")[0]
    raise LookupError(f"{library} is of no package of this machine")


def control(version: str, architecture: str, size: int, depends: list[str]) -> str:
    """The package's control file; `size` in KiB."""
    return (
        f"Package: {APP_ID}\nVersion: {version}\nArchitecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\nDepends: {', '.join(depends)}\n"
        "Suggests: cups, ibus\nProvides: review-desk\nSection: utils\nPriority: optional\n"
        f"Description: {TITLE}\n"
        " 县（市、区）中小企业主管部门审核“中小企业公共服务示范平台”和“小型微型企业\n"
        " 创业创新示范基地”的申报：收件登记、名单、材料、测评、满意度随机抽查、推荐、\n"
        " 汇总报送。不联网；数据在一个文件里，卸载不会删除。\n"
    )


def describe(stage: Path, fields: str) -> None:
    """Write the package's control files: fields, checksums, and what runs after a change."""
    folder = stage / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(fields, "utf-8")
    files = [f for f in sorted(stage.rglob("*")) if f.is_file() and not f.is_symlink()]
    sums = [
        f"{md5(f.read_bytes(), usedforsecurity=False).hexdigest()}  {f.relative_to(stage)}\n"
        for f in files
        if folder not in f.parents
    ]
    (folder / "md5sums").write_text("".join(sums), "utf-8")
    for name in ("postinst", "postrm"):
        shutil.copy(LINUX / "refresh.sh", folder / name)
        (folder / name).chmod(0o755)


def size_of(folder: Path) -> int:
    """Bytes of all files under a folder, links not counted."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())


def _ask(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
