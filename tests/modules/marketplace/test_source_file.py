"""Lines of plain and compressed files, whole and damaged, in bounded memory."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from app.modules.marketplace.exceptions import UnreadableFile
from app.modules.marketplace.services.source_file import LONGEST_LINE, SourceFile, SourceLine


def read(path: Path) -> tuple[list[SourceLine], SourceFile]:
    source = SourceFile(path)
    return list(source.lines()), source


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


class TestSourceFile:
    @pytest.mark.parametrize("compress", [bytes, gzip.compress])
    def test_reads_plain_and_gzip_by_their_first_bytes(
        self, tmp_path: Path, compress: type[bytes]
    ) -> None:
        path = written(tmp_path, compress(b"a\r\n\r\nb\nc"))

        lines, source = read(path)

        assert [(line.number, line.data) for line in lines] == [
            (1, b"a"),
            (2, b""),
            (3, b"b"),
            (4, b"c"),
        ]
        assert [line.is_ended for line in lines] == [True, True, True, False]
        assert (source.bytes_read, source.is_cut) == (path.stat().st_size, False)

    def test_reads_gzip_members_one_after_the_other(self, tmp_path: Path) -> None:
        lines, source = read(written(tmp_path, gzip.compress(b"a\nb") + gzip.compress(b"c\nd\n")))

        assert [line.data for line in lines] == [b"a", b"bc", b"d"]
        assert not source.is_cut

    def test_gives_all_whole_lines_of_a_cut_gzip_file(self, tmp_path: Path) -> None:
        text = b"".join(b"line %d of many\n" % number for number in range(20_000))
        packed = gzip.compress(text)

        lines, source = read(written(tmp_path, packed[: len(packed) // 2]))

        assert source.is_cut
        assert len(lines) > 5000
        assert b"\n".join(line.data for line in lines) == text[: _length(lines)]
        assert not any(line.is_cut for line in lines[:-1])

    def test_salvages_what_lies_before_broken_compressed_data(self, tmp_path: Path) -> None:
        text = b"".join(b"line %d of many\n" % number for number in range(20_000))
        packed = bytearray(gzip.compress(text))
        middle = len(packed) // 2
        packed[middle : middle + 40] = b"\xff" * 40

        lines, source = read(written(tmp_path, bytes(packed)))

        whole = set(text.split(b"\n"))
        assert source.is_cut
        assert sum(line.data in whole for line in lines) > 5000

    def test_notices_a_wrong_checksum(self, tmp_path: Path) -> None:
        packed = bytearray(gzip.compress(b"a\nb\n"))
        packed[-8] ^= 1

        lines, source = read(written(tmp_path, bytes(packed)))

        assert [line.data for line in lines] == [b"a", b"b"]
        assert source.is_cut

    def test_notices_other_data_behind_the_compressed_ones(self, tmp_path: Path) -> None:
        packed = gzip.compress(b"a\n")

        assert not read(written(tmp_path, packed + b"\0" * 512))[1].is_cut
        assert read(written(tmp_path, packed + b"more"))[1].is_cut

    def test_keeps_only_the_beginning_of_a_line_without_end(self, tmp_path: Path) -> None:
        path = written(tmp_path, b"a\n" + b"x" * 40_000_000 + b"\nb\n")

        tracemalloc.start()
        lines, _source = read(path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert [line.is_too_long for line in lines] == [False, True, False]
        assert [line.data for line in (lines[0], lines[2])] == [b"a", b"b"]
        assert peak < 1_000_000

    def test_unpacks_a_bomb_piece_by_piece(self, tmp_path: Path) -> None:
        path = written(tmp_path, gzip.compress((b"0" * 999 + b"\n") * 30_000))

        tracemalloc.start()
        count = sum(1 for _line in SourceFile(path).lines())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert count == 30_000
        assert peak < 1_000_000

    def test_a_line_at_the_limit_is_not_too_long(self, tmp_path: Path) -> None:
        exact, over = b"x" * LONGEST_LINE, b"x" * (LONGEST_LINE + 1)

        lines, _source = read(written(tmp_path, exact + b"\n" + over + b"\n"))

        assert [line.is_too_long for line in lines] == [False, True]

    def test_names_what_the_operating_system_refuses(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            SourceFile(tmp_path / "missing")
        assert refusal.value.params == {"file": "missing", "reason": "No such file or directory"}

        with pytest.raises(UnreadableFile):
            SourceFile(tmp_path).digest()


def _length(lines: list[SourceLine]) -> int:
    return sum(len(line.data) for line in lines) + len(lines) - 1
