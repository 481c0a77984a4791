"""A CUPS scheduler of a test's own: socket, spool, log and printers in a folder that is left."""

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
CUPSD = Path("/usr/sbin/cupsd")
# A printer that takes PDF as it is: what arrives can be read, not only be looked at.
TAKES_PDF = '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"\n'
FILES = """ServerRoot {0}/etc
RequestRoot {0}/spool
CacheDir {0}/cache
StateDir {0}/state
TempDir {0}/spool/tmp
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
Printcap
User lp
Group lp
SystemGroup root
FileDevice Yes
Sandboxing relaxed
"""
DAEMON = """LogLevel info
Listen {0}/cups.sock
WebInterface No
Browsing No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
PDF_PRINTER = "Out {0}/out\nAnonDirName {0}/out\nSpool {0}/pdfspool\nLog {0}/log\n"


@dataclass(frozen=True)
class Scheduler:
    """One that runs: `taken` is what its PDF-taking printer wrote, `out` cups-pdf's folder."""

    folder: Path

    @property
    def out(self) -> Path:
        """Where cups-pdf puts its files."""
        return self.folder / "out"

    @property
    def taken(self) -> Path:
        """What the printer that takes PDF has got last."""
        return self.folder / "out" / "taken.pdf"

    def wait(self) -> None:
        """Wait until no job is left in any queue."""
        for _ in range(100):
            left = subprocess.run(["lpstat", "-o"], capture_output=True, text=True, check=True)
            if not left.stdout.strip():
                return
            time.sleep(0.1)
        raise TimeoutError((self.folder / "log" / "error").read_text("utf-8", "replace")[-2000:])


def why_not() -> str:
    """Why no scheduler can be started here; "" where it can."""
    if not CUPSD.exists() or not shutil.which("lpadmin"):
        return "cups is not installed"
    if not PPD.exists():
        return "printer-driver-cups-pdf is not installed"
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may start a scheduler with cups-pdf"
    probe = ["unshare", "-m", "mount", "--bind", "/etc", "/etc"]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        return "no mount namespace of its own is to be had"
    return ""


@contextmanager
def scheduler() -> Iterator[Scheduler]:
    """Start it with the printers PDF (cups-pdf) and TAKEN (takes PDF); ends and removes it."""
    folder = Path(tempfile.mkdtemp(prefix="rd-cups-"))
    try:
        _lay_out(folder)
        # cups-pdf reads /etc/cups and nothing else, so it gets one of its own.
        start = f"mount --bind {folder}/etc /etc/cups && exec {CUPSD} -f"
        words = f"{start} -c {folder}/etc/cupsd.conf -s {folder}/etc/cups-files.conf"
        with (folder / "log" / "out").open("wb") as log:
            running = subprocess.Popen(["unshare", "-m", "sh", "-c", words], stdout=log, stderr=log)
        try:
            _add_printers(folder)
            yield Scheduler(folder)
        finally:
            running.terminate()
            running.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lay_out(folder: Path) -> None:
    folder.chmod(0o755)
    for name in ("etc", "etc/ppd", "spool", "spool/tmp", "cache", "state", "log", "out"):
        (folder / name).mkdir()
        shutil.chown(folder / name, group="lp")
        (folder / name).chmod(0o775)
    (folder / "pdfspool").mkdir()
    for name, text in (
        ("etc/cups-files.conf", FILES),
        ("etc/cupsd.conf", DAEMON),
        ("etc/cups-pdf.conf", PDF_PRINTER),
    ):
        (folder / name).write_text(text.format(folder), "utf-8")
    ppd = PPD.read_text("utf-8", "replace")
    (folder / "takes.ppd").write_text(ppd.replace("*NickName", f"{TAKES_PDF}*NickName", 1), "utf-8")


def _add_printers(folder: Path) -> None:
    socket = folder / "cups.sock"
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.1)
    taken = f"file:{folder}/out/taken.pdf"
    for name, device, ppd in (("PDF", "cups-pdf:/", PPD), ("TAKEN", taken, folder / "takes.ppd")):
        words = ["lpadmin", "-p", name, "-E", "-v", device, "-P", str(ppd)]
        subprocess.run(words, capture_output=True, check=True, env=_environment(socket))


def _environment(socket: Path) -> dict[str, str]:
    return {**os.environ, "CUPS_SERVER": str(socket)}


def use_socket(socket: Path | None) -> None:
    """Let this process's libcups ask another scheduler; it has asked one before, and remembers."""
    name = None if socket is None else str(socket).encode()
    ctypes.CDLL("libcups.so.2").cupsSetServer(name)
