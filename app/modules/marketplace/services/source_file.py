"""Reads the lines of a file, plain or gzip, in memory that does not grow with it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.modules.marketplace.exceptions import UnreadableFile

LONGEST_LINE = 65_536
KEPT_OF_LONG_LINE = 1000
_CHUNK = 16_384
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line without its end: its number from 1, and whether a line end followed.

    Of a line that is too long only the beginning is kept. A line is cut when the file broke off
    within it.
    """

    number: int
    data: bytes
    is_ended: bool = True
    is_too_long: bool = False
    is_cut: bool = False


class SourceFile:
    """One pass over a file; raises UnreadableFile where the operating system refuses.

    `is_cut` says afterwards that compressed data end early or are broken.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.bytes_read = 0
        self.is_cut = False
        with self._refusals():
            self.bytes_total = path.stat().st_size

    def digest(self) -> str:
        """SHA-256 of the bytes of the file as they lie on disk, in hexadecimal."""
        with self._refusals(), self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def lines(self) -> Iterator[SourceLine]:
        """All lines in order. What can be unpacked of broken compressed data comes first."""
        number, pending, is_too_long = 1, b"", False
        for chunk in self._chunks():
            *ended, pending = (pending + chunk).split(b"\n")
            for data in ended:
                yield _line(number, data, is_too_long=is_too_long)
                number, is_too_long = number + 1, False
            if len(pending) > LONGEST_LINE:
                pending, is_too_long = pending[:KEPT_OF_LONG_LINE], True
        if pending or is_too_long:
            last = _line(number, pending, is_too_long=is_too_long)
            yield replace(last, is_ended=False, is_cut=self.is_cut)

    def _chunks(self) -> Iterator[bytes]:
        with self._refusals(), self._path.open("rb") as file:
            first = self._read(file)
            if first.startswith(_GZIP_MAGIC):
                yield from self._unpacked(file, first)
                return
            while first:
                yield first
                first = self._read(file)

    def _read(self, file: BinaryIO) -> bytes:
        data = file.read(_CHUNK)
        self.bytes_read += len(data)
        return data

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableFile(file=self._path.name, reason=reason) from error

    def _unpacked(self, file: BinaryIO, packed: bytes) -> Iterator[bytes]:
        """The contents of one gzip member after the other, at most 16 KiB at a time."""
        while packed.startswith(_GZIP_MAGIC):
            unpacking = zlib.decompressobj(_GZIP_WINDOW)
            while not unpacking.eof:
                packed = packed or self._read(file)
                if not packed:
                    self.is_cut = True
                    return
                before = unpacking.copy()
                try:
                    yield unpacking.decompress(packed, _CHUNK)
                except zlib.error:
                    self.is_cut = True
                    yield _salvaged(before, packed)
                    return
                packed = unpacking.unconsumed_tail
            packed = unpacking.unused_data or self._read(file)
            if len(packed) == 1:
                packed += self._read(file)
        self.is_cut = bool(packed.strip(b"\0"))


def _salvaged(unpacking: zlib._Decompress, packed: bytes) -> bytes:
    """What lies before the broken place: `decompress` gives nothing of a piece that has one."""
    found = bytearray()
    for position in range(len(packed)):
        try:
            found += unpacking.decompress(packed[position : position + 1])
        except zlib.error:
            break
    return bytes(found)


def _line(number: int, data: bytes, *, is_too_long: bool) -> SourceLine:
    if is_too_long or len(data) > LONGEST_LINE:
        return SourceLine(number, data[:KEPT_OF_LONG_LINE], is_too_long=True)
    return SourceLine(number, data.removesuffix(b"\r"))
