"""The `stoa` command with the tiny application in place of the real one; run as a program."""

import app.cli.server
from app.cli import main

if __name__ == "__main__":
    app.cli.server.FACTORY = "tests.cli.tiny_app:create_app"
    main()
