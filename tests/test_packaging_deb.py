"""The .deb lies where UOS and Kylin look, is found by a plain Debian, and asks for little."""

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parent.parent / "packaging"
ID = "internal.review-desk"


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    """A package's files around a stand-in for the program."""
    import deb

    bundle, icons = tmp_path / "bundle", tmp_path / "icons"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "review-desk").write_bytes(b"\x7fELF program")
    (bundle / "review-desk").chmod(0o700)
    (bundle / "_internal" / "data").write_text("甲")
    (bundle / "LICENCES.txt").write_text("许可")
    (icons / "16x16").mkdir(parents=True)
    for name in ("review-desk", "application-x-review-desk"):
        (icons / "16x16" / f"{name}.png").write_bytes(b"png")
    out = tmp_path / "stage"
    deb.lay_out(out, bundle, icons, "1.2.0", "amd64")
    return out


def _tree(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = oct(path.stat().st_mode & 0o777)
    return found


def test_all_lies_in_one_folder_and_debian_finds_it_by_links(stage: Path):
    """entries, files and info under /opt/apps/<id>; outside of it there are only links."""
    home, icon = f"opt/apps/{ID}", "icons/hicolor/16x16"
    entries = [f"applications/{ID}.desktop", f"{icon}/apps/{ID}.png"]
    entries += [f"{icon}/mimetypes/application-x-review-desk.png", f"mime/packages/{ID}.xml"]
    program = {f"{home}/files/review-desk": "0o755", f"{home}/files/_internal/data": "0o644"}
    rest = {f"{home}/files/LICENCES.txt": "0o644", f"{home}/info": "0o644"}
    links = {f"usr/share/{name}": f"/{home}/entries/{name}" for name in entries}
    links["usr/bin/review-desk"] = f"/{home}/files/review-desk"
    links[f"usr/share/doc/{ID}/copyright"] = f"/{home}/files/LICENCES.txt"
    real = {f"{home}/entries/{name}": "0o644" for name in entries}
    assert _tree(stage) == {**program, **rest, **real, **links}


def test_the_desktop_is_told_what_opens_which_file(stage: Path):
    """The entry names program and icon by where they lie; its two types are what it opens."""
    entries = stage / "opt/apps" / ID / "entries"
    entry = (entries / "applications" / f"{ID}.desktop").read_text("utf-8")
    pairs = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
    kinds = ET.parse(entries / "mime" / "packages" / f"{ID}.xml").getroot()
    globs = {
        kind.get("type"): [part.get("pattern") for part in kind if part.tag.endswith("glob")]
        for kind in kinds
    }
    told = (pairs["Exec"], pairs["Icon"], pairs["MimeType"], globs)
    program = f"/opt/apps/{ID}/files/review-desk %f"
    own, dossier = "application/x-review-desk", "application/x-review-desk-dossier"
    opened = {own: ["*.review"], dossier: ["*.rdpack", "*.rdpack.age"]}
    assert told == (program, ID, f"{own};{dossier};", opened)
    about = json.loads((stage / "opt/apps" / ID / "info").read_text("utf-8"))
    assert (about["appid"], about["version"], about["arch"]) == (ID, "1.2.0", ["amd64"])
    assert set(about["permissions"].values()) == {False}


def test_it_depends_on_what_its_files_need_and_do_not_bring():
    """Packages of the libraries that are not in the bundle, and the newest C library asked for."""
    import deb

    told = [
        "  NEEDED               libQt6Core.so.6\n  NEEDED               libGL.so.1\n"
        "    0x09691a75 0x00 05 GLIBC_2.4\n    0x069691b4 0x00 04 GLIBC_2.34\n",
        "  NEEDED               libc.so.6\n  NEEDED               libGL.so.1\n",
    ]
    packages = {"libGL.so.1": "libgl1", "libc.so.6": "libc6"}
    depends = deb.dependencies(told, {"libQt6Core.so.6"}, packages.__getitem__)
    assert depends == ["libc6 (>= 2.34)", "libgl1"]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb makes the package")
def test_the_package_is_packed_with_xz_and_its_fields_are_read_back(stage: Path, tmp_path: Path):
    """dpkg reads the fields; members are xz; the scripts touch caches and nobody's home."""
    import deb

    fields = deb.control("1.2.0", "amd64", 1, ["libc6 (>= 2.34)", "libgl1"])
    deb.describe(stage, fields)
    out = tmp_path / "one.deb"
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(stage), str(out)]
    subprocess.run(pack, check=True, capture_output=True)
    asked = ["Package", "Version", "Depends", "Maintainer", "Provides"]
    shown = subprocess.run(
        ["dpkg-deb", "-f", str(out), *asked], check=True, capture_output=True, text=True
    ).stdout
    assert shown.splitlines() == [
        f"Package: {ID}",
        "Version: 1.2.0",
        "Depends: libc6 (>= 2.34), libgl1",
        "Maintainer: review-desk maintainers <review-desk@localhost>",
        "Provides: review-desk",
    ]
    whole = out.read_bytes()
    assert (b"control.tar.xz" in whole, b"data.tar.xz" in whole) == (True, True)
    scripts = {(stage / "DEBIAN" / name).read_text("utf-8") for name in ("postinst", "postrm")}
    assert [word for text in scripts for word in ("rm ", "/home", "$HOME") if word in text] == []


@pytest.mark.skipif(sys.platform != "linux", reason="a shell script of Debian's")
def test_the_caches_are_told_only_where_their_tools_exist(tmp_path: Path):
    """Without the tools the script ends well; a tool that fails does not stop the installation."""
    tool = tmp_path / "update-mime-database"
    tool.write_text('#!/bin/sh\necho "$@" >> called\nexit 1\n')
    tool.chmod(0o755)
    script = ["/bin/sh", str(PACKAGING / "linux" / "refresh.sh"), "configure"]
    for path in (tmp_path, tmp_path / "nothing"):
        done = subprocess.run(script, cwd=tmp_path, env={**os.environ, "PATH": str(path)})
        assert done.returncode == 0
    assert (tmp_path / "called").read_text() == "/usr/share/mime\n"
