"""Ways out: a folder, a server that takes or refuses, and none."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.kernel.clock import utc_now
from app.kernel.config import Settings
from app.modules.messaging.services.envelope import Contents, message_of
from app.modules.messaging.services.transports import (
    FileTransport,
    MailNotSent,
    NoTransport,
    SmtpTransport,
    transport_of,
)
from tests.modules.messaging.fake_smtp import smtp_server


def mail() -> EmailMessage:
    contents = Contents(
        store_id=1,
        key="test",
        recipient="ana@example.test",
        subject="Ihre Bestellung für März",
        text="Grüße\n.\n.one dot",
        html=None,
        locale="de",
        store_name="Käse & Söhne",
    )
    return message_of(contents, utc_now())


def sent_to(url: str) -> None:
    settings = Settings(mail_url=url, _env_file=None)  # type: ignore[arg-type]  # pydantic reads text
    transport_of(settings).send(mail())


class TestSmtp:
    def test_hands_the_whole_mail_over(self) -> None:
        with smtp_server() as post:
            sent_to(post.url)

        (raw,) = post.taken
        received = message_from_bytes(raw, policy=policy.default)
        assert received["To"] == "ana@example.test"
        assert received["Subject"] == "Ihre Bestellung für März"
        text = received.get_body(("plain",))
        assert text is not None
        assert text.get_content().splitlines() == ["Grüße", ".", ".one dot"]
        assert "rcpt TO:<ana@example.test>" in post.said

    def test_signs_in_where_the_address_has_a_name(self) -> None:
        with smtp_server(extensions=("AUTH PLAIN",)) as post:
            sent_to(post.url.replace("smtp://", "smtp://user:p%40ss@"))

        assert [one for one in post.said if one.startswith("AUTH PLAIN")]
        assert len(post.taken) == 1

    @pytest.mark.parametrize(
        ("answers", "code", "is_final"),
        [
            ({"RCPT": "550 no such user"}, "recipient_550", True),
            ({"RCPT": "450 later"}, "recipient_450", False),
            ({".": "554 spam"}, "content_554", True),
            ({".": "451 later"}, "content_451", False),
            ({"MAIL": "550 you are blocked"}, "server_550", False),
            ({"MAIL": "421 busy"}, "server_421", False),
        ],
    )
    def test_tells_a_final_no_from_a_later(
        self, answers: dict[str, str], code: str, is_final: bool
    ) -> None:
        with smtp_server(answers=answers) as post, pytest.raises(MailNotSent) as failure:
            sent_to(post.url)

        assert (failure.value.code, failure.value.is_final) == (code, is_final)
        assert "ana" not in str(failure.value)

    def test_that_took_the_mail_may_say_goodbye_as_it_likes(self) -> None:
        with smtp_server(answers={"QUIT": "421 closing"}) as post:
            sent_to(post.url)

        assert len(post.taken) == 1
        assert post.said[-1].upper() == "QUIT"

    def test_of_a_wrong_password_may_be_tried_again(self) -> None:
        wishes = {"extensions": ("AUTH PLAIN",), "answers": {"AUTH": "535 no"}}
        with smtp_server(**wishes) as post, pytest.raises(MailNotSent) as failure:
            sent_to(post.url.replace("smtp://", "smtp://user:wrong@"))

        assert (failure.value.code, failure.value.is_final) == ("server_535", False)

    def test_without_encryption_that_was_asked_for_sends_nothing(self) -> None:
        with smtp_server() as post, pytest.raises(MailNotSent, match="server_unreachable"):
            sent_to(f"smtp://127.0.0.1:{post.port}")

        assert post.taken == []

    def test_that_does_not_answer_may_be_tried_again(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]

        with pytest.raises(MailNotSent, match="server_unreachable") as failure:
            sent_to(f"smtp://127.0.0.1:{port}?tls=none")

        assert not failure.value.is_final


class TestFile:
    def test_writes_one_file_a_mail(self, tmp_path: Path) -> None:
        FileTransport(tmp_path / "mail").send(mail())
        FileTransport(tmp_path / "mail").send(mail())

        files = sorted((tmp_path / "mail").iterdir())
        assert len(files) == 2
        assert all(file.suffix == ".eml" for file in files)
        assert message_from_bytes(files[0].read_bytes())["To"] == "ana@example.test"

    def test_says_when_it_cannot(self, tmp_path: Path) -> None:
        (tmp_path / "mail").write_text("a file in the way")

        with pytest.raises(MailNotSent, match="file_not_written"):
            FileTransport(tmp_path / "mail").send(mail())


class TestTransportOf:
    def test_is_a_folder_for_development_and_nothing_for_production(self, tmp_path: Path) -> None:
        at_home = Settings(data_dir=tmp_path, environment="development", _env_file=None)
        outside = at_home.model_copy(update={"environment": "production"})

        assert transport_of(at_home) == FileTransport(tmp_path / "mail")
        assert isinstance(transport_of(outside), NoTransport)
        with pytest.raises(MailNotSent, match="not_configured"):
            transport_of(outside).send(mail())

    @pytest.mark.parametrize(
        ("url", "transport"),
        [
            ("file:///var/mail%20box", FileTransport(Path("/var/mail box"))),
            ("smtp://mail.test", SmtpTransport("mail.test", 587, "starttls")),
            ("smtp://mail.test:25?tls=none", SmtpTransport("mail.test", 25, "none")),
            ("smtps://u:p@mail.test", SmtpTransport("mail.test", 465, "tls", "u", "p")),
        ],
    )
    def test_follows_the_address(self, url: str, transport: object) -> None:
        settings = Settings(mail_url=url, _env_file=None)  # type: ignore[arg-type]  # pydantic reads text

        assert transport_of(settings) == transport

    @pytest.mark.parametrize("url", ["mail.test", "http://mail.test", "smtp://", "smtp://m:x"])
    def test_says_what_it_does_not_understand(self, url: str) -> None:
        with pytest.raises(MailNotSent, match="address_not_understood"):
            sent_to(url)

    def test_does_not_print_the_password(self) -> None:
        assert "secret" not in repr(SmtpTransport("mail.test", 587, "starttls", "u", "secret"))
