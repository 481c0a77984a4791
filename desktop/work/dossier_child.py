"""The verifying child: looks into dossiers of unknown origin, one after the other, under limits.

It answers each line of JSON on stdin with one on stdout. Whatever goes wrong in here may end the
process: the parent turns a death into a check that fails, and starts another.
"""

import json
import os
import sys
from pathlib import Path

VERIFY_FLAG = "--verifying-child"
MEMORY = 3 << 30  # bytes: a passphrase takes half a gigabyte by itself


def main() -> int:
    """Answer requests until stdin ends; return the exit status."""
    from desktop import paths
    from desktop.domain.measures import computations
    from desktop.domain.plain import canonical, to_plain
    from desktop.intake.book import Limits
    from desktop.intake.child import confine
    from desktop.schemes.shelf import Shelf
    from desktop.sheets.fonts import Fonts
    from desktop.work.dossier_scheme import Tools
    from desktop.work.dossier_verify import verify_file

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answer
    confine(Limits(memory=MEMORY))
    forms, own, scratch = paths.forms_dir(), paths.own_forms_dir(), paths.scratch_dir()
    schemes = Shelf(forms, frozenset(computations()), need_sheets=True, own=own)
    tools = Tools(schemes, forms, Fonts(paths.fonts_dir()), scratch, own)
    with answers:
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            report = verify_file(Path(asked["path"]), tools, asked["passphrase"])
            answers.write(canonical(to_plain(report)).encode() + b"\n")
            answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
