"""A worker whose machine is out of order; run as a program until it is ended.

`python -m tests.trade.worker SECONDS sound|full`: its clock is so many seconds ahead, and with
`full` no file can be written.
"""

from __future__ import annotations

import errno
import os
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import app.kernel.clock
from app.cli.worker_command import worker


def main() -> None:
    """Works."""
    ahead = timedelta(seconds=int(sys.argv[1]))

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + ahead

    setattr(app.kernel.clock, "datetime", Clock)  # noqa: B010  on purpose
    if sys.argv[2] == "full":
        setattr(Path, "write_bytes", _full)  # noqa: B010  on purpose
    worker()


def _full(_path: Path, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


if __name__ == "__main__":
    main()
