"""`python -m helpers.cli` is the `packs` command."""

import sys

from helpers.cli import main

sys.exit(main())
