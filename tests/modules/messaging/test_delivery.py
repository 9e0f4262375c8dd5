"""Sending: once, again after a failure, and not for ever."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.kernel.clock import freeze, utc_now
from app.kernel.config import Settings
from app.kernel.database.engine import Database
from app.kernel.database.scope import enter_store
from app.modules.contracts.mail import Letter
from app.modules.core.services.job_runner import perform
from app.modules.messaging.models import OutgoingLetter
from app.modules.messaging.services import delivery
from app.modules.messaging.services.delivery import PAUSES, SEND_LETTER, deliver
from tests.factories import make_store
from tests.modules.messaging.conftest import mailing
from tests.modules.messaging.factories import jobs_of, letter, put
from tests.modules.messaging.fake_smtp import smtp_server

Place = tuple[int, int]


def waiting(database: Database, one: Letter | None = None) -> Place:
    """Store and letter, the letter waiting in the outbox."""
    with database.transaction() as db:
        store = make_store(db)
        return store.id, put(db, store.id, one).id


def stands(database: Database, place: Place) -> OutgoingLetter:
    with database.transaction() as db:
        enter_store(db, place[0])
        return db.get_one(OutgoingLetter, place)


class TestDeliver:
    def test_sends_and_says_so(self, committed: Database, folder: Path) -> None:
        place = waiting(committed)

        deliver(*place)

        assert len(list(folder.iterdir())) == 1
        letter = stands(committed, place)
        assert letter.sent_at is not None
        assert (letter.tries, letter.last_error) == (1, None)
        assert letter.text != ""

    def test_is_what_the_job_in_the_queue_does(self, committed: Database, folder: Path) -> None:
        place = waiting(committed)
        with committed.transaction() as db:
            (job,) = jobs_of(db, place[1])

        perform(SEND_LETTER, 1, job.args)

        assert job.task_name == SEND_LETTER.name
        assert len(list(folder.iterdir())) == 1

    def test_sends_once_however_often_it_runs(self, committed: Database, folder: Path) -> None:
        place = waiting(committed)

        for _ in range(3):
            deliver(*place)

        assert len(list(folder.iterdir())) == 1

    def test_sends_once_when_two_run_at_once(
        self, committed: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place, sent = waiting(committed), []

        class Slow:
            def send(self, message: EmailMessage) -> None:
                time.sleep(0.3)
                sent.append(message["Message-ID"])

        monkeypatch.setattr(delivery, "transport_of", lambda _: Slow())
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: deliver(*place), range(4)))

        assert len(sent) == 1

    def test_forgets_the_text_of_a_secret(self, committed: Database, folder: Path) -> None:
        place = waiting(committed, letter(text="the way in", html="<b>in</b>", is_secret=True))

        deliver(*place)

        assert "the way in" in next(folder.iterdir()).read_text()
        kept = stands(committed, place)
        assert (kept.text, kept.html) == ("", None)

    def test_does_not_send_to_another_store(self, committed: Database, folder: Path) -> None:
        _, letter_id = waiting(committed)
        other, _ = waiting(committed)

        deliver(other, letter_id)

        assert list(folder.iterdir()) == []

    def test_tries_again_after_a_growing_pause(
        self, committed: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = waiting(committed)
        with smtp_server(answers={"RCPT": "450 later"}) as post:
            mailing(monkeypatch, settings, post.url)
            with freeze(utc_now()) as now:
                deliver(*place)

        kept = stands(committed, place)
        assert (kept.tries, kept.last_error, kept.failed_at) == (1, "recipient_450", None)
        assert kept.next_try_at == now + PAUSES[0]
        with committed.transaction() as db:
            # The first job is "being done" only in a worker's eyes: one waits a letter.
            assert len(jobs_of(db, place[1])) == 1

    def test_gives_up_after_the_last_pause(
        self, committed: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = waiting(committed)
        mailing(monkeypatch, settings, "nowhere")
        tries = 0
        while stands(committed, place).failed_at is None:
            deliver(*place)
            tries += 1

        assert tries == len(PAUSES) + 1
        assert sum(PAUSES, timedelta()) > timedelta(hours=12)
        assert stands(committed, place).last_error == "address_not_understood"

    def test_gives_up_at_once_what_is_refused_for_good(
        self, committed: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = waiting(committed)
        with smtp_server(answers={"RCPT": "550 nobody"}) as post:
            mailing(monkeypatch, settings, post.url)
            deliver(*place)
            deliver(*place)

        kept = stands(committed, place)
        assert kept.failed_at is not None
        assert (kept.tries, kept.last_error) == (1, "recipient_550")

    def test_keeps_a_letter_waiting_whose_process_died(
        self, committed: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = waiting(committed)

        class Dying:
            def send(self, _message: EmailMessage) -> None:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(delivery, "transport_of", lambda _: Dying())
            with pytest.raises(KeyboardInterrupt):
                deliver(*place)
        assert stands(committed, place).tries == 0

        deliver(*place)

        assert len(list(folder.iterdir())) == 1
