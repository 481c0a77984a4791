"""Makes the self-contained verification page (核验页) that stands beside an exported record."""

import json

from desktop import paths
from desktop.domain.check import NAMES


def verify_page(record_json: str) -> str:
    """Return one HTML file that verifies `record_json` offline, with its own SHA-256.

    The record stands in it as text, character for character; an empty one gives a page that
    waits for a dropped file. Write it as UTF-8.
    """
    template = (paths.resources_dir() / "verify" / "verify.html").read_text("utf-8")
    before, after = template.split("__RECORD__")
    middle, end = after.split("__NAMES__")
    return before + _embedded(record_json) + middle + _embedded(NAMES) + end


def _embedded(value: object) -> str:
    """Return `value` as JSON that can't end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
