from __future__ import annotations

import asyncio
import os
import socket

import pytest

from app.cli import server
from app.cli.server import reserved_port
from app.kernel.config import Settings


class TestReservedPort:
    def test_answers_do_not_wait_for_acknowledgements(self) -> None:
        assert asyncio.run(_delays_small_answers(names_protocol=True)) is False

    def test_a_socket_without_a_protocol_would_wait(self) -> None:
        assert asyncio.run(_delays_small_answers(names_protocol=False)) is True


async def _delays_small_answers(*, names_protocol: bool) -> bool:
    """Whether Nagle's algorithm is on for a connection that asyncio accepts on the port."""
    with reserved_port("127.0.0.1", 0) as reserved:
        bound = reserved if names_protocol else _without_protocol()
        accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            accepted.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
            writer.close()

        listening = await asyncio.start_server(note, sock=bound)
        _reader, writer = await asyncio.open_connection(*bound.getsockname())
        is_delayed = await accepted
        writer.close()
        listening.close()
        await listening.wait_closed()
        return is_delayed


def _without_protocol() -> socket.socket:
    """A socket as the port was reserved with before."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.bind(("127.0.0.1", 0))
    bound.listen()
    return bound


def test_the_jobs_of_serve_step_back_for_requests(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(os, "nice", seen.append)
    monkeypatch.setattr(server, "do_jobs", seen.append)

    server._do_jobs_aside(settings)

    assert seen == [server.JOBS_NICENESS, settings]
