"""An SMTP server that says what a test wants it to say, and keeps what it was given."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """What the server answers to each verb, and the mails that it took."""

    answers: dict[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    taken: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"


@contextmanager
def smtp_server(**wishes: object) -> Iterator[Post]:
    """A server on a free port of this machine, until the block ends."""
    post = Post(**wishes)  # type: ignore[arg-type]  # fields by name

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            converse(self, post)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join()


def converse(handler: socketserver.StreamRequestHandler, post: Post) -> None:
    def say(*lines: str) -> None:
        text = "".join(f"{line}\r\n" for line in lines)
        handler.wfile.write(text.encode())

    say("220 test")
    for line in handler.rfile:
        words = line.decode().strip()
        verb = words.partition(" ")[0].upper()
        post.said.append(words)
        if verb == "EHLO":
            names = ["test", *post.extensions]
            say(*(f"250-{name}" for name in names[:-1]), f"250 {names[-1]}")
        elif verb in post.answers:
            say(post.answers[verb])
        elif verb == "DATA":
            say("354 go on")
            post.taken.append(_data(handler))
            say(post.answers.get(".", "250 taken"))
        elif verb == "AUTH":
            say("235 welcome")
        else:
            say("221 bye" if verb == "QUIT" else "250 fine")


def _data(handler: socketserver.StreamRequestHandler) -> bytes:
    lines = []
    for line in handler.rfile:
        if line == b".\r\n":
            break
        lines.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(lines)
