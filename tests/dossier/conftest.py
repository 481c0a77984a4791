"""The page is tested with the records that the rules' tests are made of."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "domain"))
