"""Starts the window, or the command line when a command is given."""

import sys
from pathlib import Path

from desktop.intake.flag import CHILD_FLAG
from desktop.work.dossier_child import VERIFY_FLAG
from desktop.work.refit_child import REFIT_FLAG


def main() -> int:
    """The program's entry: `review-desk` alone opens the window. Returns the exit status."""
    arguments = sys.argv[1:]
    if CHILD_FLAG in arguments:  # a bundle is its own reading child
        from desktop.intake import child

        return child.main()
    if REFIT_FLAG in arguments:
        from desktop.work import refit_child

        return refit_child.main()
    if VERIFY_FLAG in arguments:
        from desktop.work import dossier_child

        return dossier_child.main()
    file = Path(arguments[0]) if len(arguments) == 1 else None
    if not arguments or (file is not None and file.is_file()):
        from desktop.ui.plain import settle_python

        settle_python()  # before the many modules of the window are imported
        from desktop import app

        return app.run_window(file)
    from desktop import cli

    return cli.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
