"""Lets the tests of this folder share `examples`, whatever folder they are run from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
