"""Starts the window, or the command line when a command is given."""

import sys


def main() -> int:
    """The program's entry: `review-desk` alone opens the window. Returns the exit status."""
    arguments = sys.argv[1:]
    if arguments:
        from desktop import cli

        return cli.run(arguments)
    from desktop import app

    return app.run_window(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
