"""The embedded server: survives restarts, refuses what cannot work, leaves nothing behind."""

import os
import shutil
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.kernel.database import embedded_machine as machine
from app.kernel.database.embedded import EmbeddedPostgres, running_owner_url, temporary_cluster
from app.kernel.database.embedded_machine import EmbeddedDatabaseFailed

DiskUsage = namedtuple("DiskUsage", "total used free")


def _connect(url: str) -> psycopg.Connection:
    plain = make_url(url).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


@pytest.mark.slow
class TestStart:
    def test_keeps_the_data_over_a_restart(self, tmp_path: Path) -> None:
        with EmbeddedPostgres(tmp_path) as server, _connect(server.start()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")

        with EmbeddedPostgres(tmp_path) as server, _connect(server.start()) as connection:
            row = connection.execute("SELECT answer FROM kept").fetchone()

        assert row == (42,)

    def test_refuses_a_folder_that_is_in_use(self, tmp_path: Path) -> None:
        with (
            EmbeddedPostgres(tmp_path),
            pytest.raises(EmbeddedDatabaseFailed, match=rf"in use .* \(pid {os.getpid()}\)"),
        ):
            EmbeddedPostgres(tmp_path).start()

    def test_a_refused_copy_leaves_the_first_alone(self, tmp_path: Path) -> None:
        with EmbeddedPostgres(tmp_path) as first:
            with pytest.raises(EmbeddedDatabaseFailed):
                EmbeddedPostgres(tmp_path).start()

            with _connect(first.start()) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_begins_again_after_an_interrupted_creation(self, tmp_path: Path) -> None:
        (tmp_path / "postgres.new").mkdir()
        (tmp_path / "postgres.new" / "half").touch()

        with EmbeddedPostgres(tmp_path) as server, _connect(server.start()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_ends_a_server_whose_process_is_gone(self, tmp_path: Path) -> None:
        lost = EmbeddedPostgres(tmp_path)
        lost.start()
        assert lost._guard is not None
        machine.dismiss_guard(lost._guard)
        assert lost._lock is not None
        os.close(lost._lock)
        lost._lock = lost._guard = None

        with EmbeddedPostgres(tmp_path) as server, _connect(server.start()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

        assert lost._server is not None
        assert lost._server.wait(5) == 0
        lost.stop()

    def test_works_in_a_folder_whose_path_is_too_long_for_a_socket(self, tmp_path: Path) -> None:
        long = tmp_path / ("long name " * 10).strip()

        with EmbeddedPostgres(long) as server, _connect(server.start()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

        shutil.rmtree(machine.socket_folder(long))

    def test_opens_no_port_and_no_door_for_others(self, tmp_path: Path) -> None:
        with EmbeddedPostgres(tmp_path) as server, _connect(server.start()) as connection:
            row = connection.execute("SHOW listen_addresses").fetchone()
            mode = (tmp_path / "run").stat().st_mode & 0o777

        assert row == ("",)
        assert mode == 0o700


class TestRefusals:
    def test_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        with pytest.raises(EmbeddedDatabaseFailed, match=r"cannot be written .*STOA_DATA_DIR"):
            EmbeddedPostgres(tmp_path / "file" / "data").start()

    def test_data_of_another_version(self, tmp_path: Path) -> None:
        (tmp_path / "postgres").mkdir()
        (tmp_path / "postgres" / "PG_VERSION").write_text("15\n")

        with pytest.raises(EmbeddedDatabaseFailed, match=r"made by PostgreSQL 15; .* brings"):
            EmbeddedPostgres(tmp_path).start()

    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        usage = DiskUsage(total=10**9, used=10**9 - 5_000_000, free=5_000_000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

        with pytest.raises(EmbeddedDatabaseFailed, match="5 MB left; the database needs 150 MB"):
            EmbeddedPostgres(tmp_path).start()

    def test_a_disk_that_fills_up_meanwhile(self, tmp_path: Path) -> None:
        log = tmp_path / "postgres.log"
        log.write_text("FATAL:  could not write lock file: No space left on device\n")

        assert "The disk is full" in str(machine.explain_failed_start(log))

    def test_no_folder_short_enough_for_a_socket(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.gettempdir", lambda: "/" + "t" * 100)

        with pytest.raises(EmbeddedDatabaseFailed, match="too long for a socket"):
            machine.socket_folder(tmp_path / ("x" * 100))

    def test_a_log_is_quoted_when_the_reason_is_unknown(self, tmp_path: Path) -> None:
        log = tmp_path / "postgres.log"
        log.write_text("FATAL:  something new\n")

        assert "something new" in str(machine.explain_failed_start(log))


@pytest.mark.slow
class TestRunningOwnerUrl:
    def test_is_the_address_while_it_runs_and_none_after(self, tmp_path: Path) -> None:
        before = running_owner_url(tmp_path)
        with EmbeddedPostgres(tmp_path) as server:
            during, address = running_owner_url(tmp_path), server.start()

        assert (before, during) == (None, address)
        assert running_owner_url(tmp_path) is None

    def test_is_none_when_another_program_took_the_number(self, tmp_path: Path) -> None:
        (tmp_path / "postgres").mkdir()
        lines = [str(os.getpid()), "", "", "", "", "", "", "ready"]
        (tmp_path / "postgres" / "postmaster.pid").write_text("\n".join(lines))

        assert running_owner_url(tmp_path) is None


@pytest.mark.slow
class TestTemporaryCluster:
    def test_is_gone_afterwards(self) -> None:
        with temporary_cluster() as url, _connect(url) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
            assert row is not None
            folder = Path(row[0]).parent
            assert folder.exists()

        assert not folder.exists()
