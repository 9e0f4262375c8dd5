"""The `stoa` command with the tiny application in place of the real one.

That one needs no tables, so its database is good as it is.
"""

import app.cli
import app.cli.migrating
import app.cli.server
from app.kernel.config import Settings


def main() -> None:
    """Runs the command of the command line."""
    app.cli.server.FACTORY = "tests.cli.tiny_app:create_app"
    app.cli.migrating.require_migrated = _good_enough
    app.cli.main()


def _good_enough(settings: Settings) -> None:
    """Whatever is there."""
    del settings
