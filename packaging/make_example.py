"""Make resources/example: ten invented applicants with all that they would send, always alike."""

import io
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from example.books import write_csv, write_messy, write_roster
from example.facts import Facts, make_facts
from example.notes import write_note, write_readme
from example.words import write_form

from desktop.domain.measures import computations
from desktop.schemes.reader import read_scheme

HERE = Path(__file__).parent
ROOT = HERE.parent
_WHEN = (2026, 3, 9, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def every_applicant(forms: Path) -> list[Facts]:
    """Return the ten applicants of applicants.toml, in its order."""
    specs = tomllib.loads((HERE / "example/applicants.toml").read_text("utf-8"))["applicants"]
    schemes = {
        name: read_scheme(forms / name, frozenset(computations()))
        for name in sorted({spec["scheme"] for spec in specs})
    }
    return [make_facts(spec, schemes[spec["scheme"]], number) for number, spec in enumerate(specs)]


def files_of(facts: Facts, grounds: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, bytes) of all that one applicant sends, and the note on it."""
    layout = (HERE / f"example/layouts/{facts.scheme.id}.txt").read_text("utf-8")
    yield "申请表.docx", still(write_form(facts, layout))
    names = {}
    for roster in facts.scheme.rosters:
        is_csv = facts.spec.get("messy", False) and roster.key == "staff"
        name = names[roster.key] = f"{roster.title}.{'csv' if is_csv else 'xlsx'}"
        if is_csv:
            yield name, write_csv(facts, roster)
        elif facts.spec.get("messy", False) and roster.key == "firms":
            yield name, still(write_messy(facts, roster))
        else:
            yield name, still(write_roster(facts, roster))
    yield "说明.toml", write_note(facts, names, grounds).encode()


def still(data: bytes) -> bytes:
    """Return a zipped document with fixed times inside, so that a second run makes it again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(entry)
            if entry == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2026-03-09T09:00:00Z\2", content)
            info = zipfile.ZipInfo(entry, _WHEN)
            info.compress_type, info.external_attr, info.create_system = 8, 0o600 << 16, 3
            new.writestr(info, content)
    return stream.getvalue()


def make(target: Path, forms: Path) -> list[Path]:
    """Write the whole example below `target` and return its files."""
    grounds = tomllib.loads((HERE / "example/grounds.toml").read_text("utf-8"))
    every = every_applicant(forms)
    written = []
    for facts in every:
        folder = target / facts.scheme.id / facts.spec["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files_of(facts, grounds):
            (folder / name).write_bytes(data)
            written.append(folder / name)
    readme = target / "README.md"
    readme.write_text(write_readme(every), "utf-8", newline="\n")
    return [*written, readme]


def main() -> None:
    """Make the example in the folder given, or in the checkout's resources/example."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources/example"
    written = make(target, ROOT / "forms")
    print(f"{len(written)} files, {sum(path.stat().st_size for path in written)} bytes")


if __name__ == "__main__":
    main()
