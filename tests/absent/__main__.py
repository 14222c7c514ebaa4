"""``python -m tests.absent THING... -- COMMAND…``: see the package."""

import sys

from tests.absent import main

sys.exit(main())
