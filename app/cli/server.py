"""The web server of `stoa serve` and `stoa demo`: one port, one or more processes, a clean end."""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from babel import localedata
from uvicorn.importer import import_from_string

from app.cli.crew import Crew, Part
from app.cli.ending import CommandRefused
from app.cli.job_process import do_jobs
from app.cli.loading import loading
from app.kernel.config import get_settings, reset_settings
from app.kernel.database.engine import get_database
from app.kernel.i18n.languages import DEFAULT_LOCALE, babel_locale

if TYPE_CHECKING:
    from app.kernel.config import Settings

FACTORY = "app.main:create_app"
GRACE_SECONDS = 5
BACKLOG = 2048
JOBS_NICENESS = 10
# Longer than proxies and browsers keep one, so that none sends into a connection that just ended.
KEPT_CONNECTION_SECONDS = 75


@contextmanager
def reserved_port(host: str, port: int) -> Iterator[socket.socket]:
    """The bound port, taken before anything slow starts.

    Raises:
        CommandRefused: when the port is in use or may not be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only where it reads "TCP";
    # without it every second answer of a kept connection waits 40 ms for an acknowledgement.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            bound.bind((host, port))
            bound.listen(BACKLOG)
        except OSError as error:
            raise CommandRefused(_why_not(error, host, port)) from None
        bound.set_inheritable(True)
        yield bound
    finally:
        bound.close()


def run_server(
    settings: "Settings",
    bound: socket.socket,
    workers: int,
    on_ready: Callable[[], None],
    *,
    does_jobs: bool = False,
) -> None:
    """Serve until SIGINT or SIGTERM; `on_ready` is called once requests are answered.

    `does_jobs`: one more process does the jobs of the database that DATABASE_URL names.
    """
    config = _loaded(settings)
    get_database().dispose()
    parts = [Part(lambda ready: _AnnouncingServer(config, ready).run([bound]))] * workers
    if does_jobs:
        parts.append(Part(lambda _ready: _do_jobs_aside(settings), is_awaited=False))
    Crew(parts, on_ready).run()


def _do_jobs_aside(settings: "Settings") -> None:
    """Where processors are short, whoever waits for an answer goes first; jobs get a tenth."""
    os.nice(JOBS_NICENESS)
    do_jobs(settings)


def _loaded(settings: "Settings") -> uvicorn.Config:
    """The application, loaded once for all processes, which keep what it is made of.

    So is what each of them would otherwise load for itself: how connections are read, and the
    formats of the language that falls to those who ask for none.
    """
    with loading():
        config = uvicorn.Config(
            import_from_string(FACTORY)(),
            access_log=False,
            log_level=settings.log_level,
            log_config=None,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEPT_CONNECTION_SECONDS,
        )
        config.load()
        config.get_loop_factory()
        localedata.load(str(babel_locale(DEFAULT_LOCALE)))
    return config


class _AnnouncingServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def choose_port(port: int | None) -> int:
    """The port to listen on; from here on the settings say it too, as links in letters do."""
    if port is not None:
        os.environ["STOA_PORT"] = str(port)
        reset_settings()
    return get_settings().port


def address(settings: "Settings", port: int, path: str = "/") -> str:
    """What a person types into a browser on this machine."""
    host = settings.host
    if host in {"127.0.0.1", "0.0.0.0", "::", "::1"}:  # noqa: S104  compared, not bound
        host = "localhost"
    return f"{settings.public_scheme}://{host}:{port}{path}"


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program, perhaps another Stoa. "
            f"Stop that one, or choose another port: stoa serve --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the administrator; choose one above 1023."
    return f"Stoa cannot listen on {host}, port {port}: {error.strerror}."
