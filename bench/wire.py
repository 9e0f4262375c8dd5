"""A load generator that costs little: plain sockets, requests made beforehand, a thread each."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from threading import Thread

from bench.timing import Timing

LARGEST_HEAD = 65_536


@dataclass(frozen=True)
class Outcome:
    """What all clients together saw in `seconds`; `failures` are answers that were not wanted."""

    answers: int
    failures: int
    seconds: float
    timing: Timing

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


class Wire:
    """One connection that stays open; the server must tell the length of its answers."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = self._connect()
        self._rest = b""

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        try:
            self._socket.sendall(request)
            return self._read()
        except OSError:
            self._socket.close()
            self._socket, self._rest = self._connect(), b""
            self._socket.sendall(request)
            return self._read()

    def close(self) -> None:
        self._socket.close()

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _read(self) -> tuple[int, bytes]:
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end], data[end + 4 :]
        length = _length_of(head)
        while len(body) < length:
            body += self._more()
        self._rest = body[length:]
        return int(head[9:12]), body[:length]

    def _more(self) -> bytes:
        data = self._socket.recv(LARGEST_HEAD)
        if not data:
            raise ConnectionResetError("the server closed the connection")
        return data


def request(method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
    """A whole request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b"")


def flood(port: int, requests: Sequence[bytes], *, clients: int, seconds: float) -> Outcome:
    """Each client asks one request after the other, round and round; 200 is what is wanted."""
    return drive(port, clients, seconds, lambda wire, turn: _once(wire, requests, turn))


def drive(port: int, clients: int, seconds: float, step: Callable[[Wire, int], bool]) -> Outcome:
    """Each client takes step after step for so long; a step tells whether it went well.

    The clients are threads of one process of its own: they wait for the server most of the time.
    """
    queue: Queue[tuple[list[float], int, float]] = multiprocessing.Queue()
    ready: Barrier = multiprocessing.Barrier(2)
    process = multiprocessing.Process(
        target=_clients, args=(_Task(port, clients, seconds, step), queue, ready)
    )
    process.start()
    ready.wait()
    times, failures, took = queue.get()
    process.join()
    return Outcome(len(times), failures, took, Timing.of(times))


@dataclass(frozen=True)
class _Task:
    port: int
    clients: int
    seconds: float
    step: Callable[[Wire, int], bool]


def _clients(task: _Task, queue: Queue[tuple[list[float], int, float]], ready: Barrier) -> None:
    clients = task.clients
    seen: list[list[float]] = [[] for _ in range(clients)]
    failed = [0] * clients
    ready.wait()
    began = time.perf_counter()

    def work(number: int) -> None:
        wire = Wire(task.port)
        turn = number
        while (now := time.perf_counter()) - began < task.seconds:
            is_well = task.step(wire, turn)
            seen[number].append((time.perf_counter() - now) * 1000)
            failed[number] += not is_well
            turn += clients
        wire.close()

    threads = [Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    queue.put(([each for times in seen for each in times], sum(failed), took))


def _once(wire: Wire, requests: Sequence[bytes], turn: int) -> bool:
    status, _body = wire.ask(requests[turn % len(requests)])
    return status == 200  # noqa: PLR2004


def _length_of(head: bytes) -> int:
    return next(_lengths(head), 0)


def _lengths(head: bytes) -> Iterator[int]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            yield int(value)
