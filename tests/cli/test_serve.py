"""`stoa serve` from start to end: what it prints, and that nothing stays."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.processes import REAL_STOA, RunningStoa, answers, free_port, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def stoa(data_dir: Path, port: int) -> Iterator[RunningStoa]:
    running = RunningStoa("serve", "--port", str(port), data_dir=data_dir)
    wait_for(running.is_ready)
    assert answers(port)
    yield running
    if not running.has_ended():
        running.send(signal.SIGKILL)
        running.end()


class TestEnding:
    def test_ctrl_c_ends_server_and_database(self, stoa: RunningStoa) -> None:
        assert any("postgres" in command for command in stoa.leftovers())

        stoa.press_ctrl_c()
        status, output = stoa.end()

        assert status == 0
        assert "Stoa is ready" in output
        assert "Stoa has ended." in output
        assert "Traceback" not in output
        wait_for(lambda: stoa.leftovers() == [], seconds=3)

    def test_sigterm_ends_server_and_database(self, stoa: RunningStoa) -> None:
        stoa.send(signal.SIGTERM)

        status, output = stoa.end()

        assert status == 128 + signal.SIGTERM
        assert "Traceback" not in output
        wait_for(lambda: stoa.leftovers() == [], seconds=3)

    def test_ctrl_c_ends_all_workers(self, data_dir: Path, port: int) -> None:
        stoa = RunningStoa("serve", "--port", str(port), "--workers", "2", data_dir=data_dir)
        wait_for(stoa.is_ready)

        stoa.press_ctrl_c()
        status, _ = stoa.end()

        assert status == 0
        wait_for(lambda: stoa.leftovers() == [], seconds=3)

    def test_workers_follow_a_killed_parent(self, data_dir: Path, port: int) -> None:
        stoa = RunningStoa("serve", "--port", str(port), "--workers", "2", data_dir=data_dir)
        wait_for(stoa.is_ready)

        stoa.send(signal.SIGKILL)

        wait_for(lambda: stoa.leftovers() == [])
        stoa.end()

    def test_database_follows_a_killed_server(self, stoa: RunningStoa) -> None:
        stoa.send(signal.SIGKILL)
        stoa.end()

        wait_for(lambda: stoa.leftovers() == [])

    def test_starts_again_after_being_killed(
        self, stoa: RunningStoa, data_dir: Path, port: int
    ) -> None:
        stoa.send(signal.SIGKILL)
        stoa.end()

        wait_for(lambda: stoa.leftovers() == [])
        again = RunningStoa("serve", "--port", str(port), data_dir=data_dir)
        wait_for(again.is_ready)
        again.press_ctrl_c()

        assert again.end()[0] == 0


class TestRefusals:
    def test_names_a_port_that_is_in_use(self, data_dir: Path, port: int) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", port))
            other.listen()

            status, output = RunningStoa("serve", "--port", str(port), data_dir=data_dir).end()

        assert status == 1
        assert f"Port {port} on 127.0.0.1 is in use" in output
        assert f"stoa serve --port {port + 1}" in output
        assert not (data_dir / "postgres").exists()

    def test_names_the_process_that_has_the_data_folder(
        self, stoa: RunningStoa, data_dir: Path
    ) -> None:
        second = RunningStoa("serve", "--port", str(free_port()), data_dir=data_dir)

        status, output = second.end()

        assert status == 1
        assert f"in use by another Stoa process (pid {stoa.pid})" in output
        assert "Traceback" not in output

    def test_says_which_setting_is_wrong(self, data_dir: Path) -> None:
        status, output = RunningStoa("serve", data_dir=data_dir, STOA_PORT="many").end()

        assert status == 1
        assert output.startswith("stoa: STOA_PORT: ")

    @pytest.mark.parametrize("command", ["serve", "worker"])
    def test_says_how_a_new_database_is_set_up(
        self, data_dir: Path, port: int, command: str
    ) -> None:
        given = {"STOA_PORT": str(port), "STOA_SECRET_KEY": "only-for-this-test-" + "0" * 32}

        stoa = RunningStoa(command, data_dir=data_dir, program=REAL_STOA, **given)

        status, output = stoa.end()
        assert status == 1
        assert "`stoa migrate` sets it up" in output
        assert "Traceback" not in output

    def test_says_that_the_database_does_not_answer(self, data_dir: Path, port: int) -> None:
        url = f"postgresql://stoa:hidden-word@127.0.0.1:{free_port()}/stoa"

        status, output = RunningStoa(
            "serve", "--port", str(port), data_dir=data_dir, DATABASE_URL=url
        ).end()

        assert status == 1
        assert "does not answer" in output
        assert "hidden-word" not in output
