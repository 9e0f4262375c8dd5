"""What a mail looks like: its headers, its text, and the same in the design."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from app.modules.messaging.services.envelope import Contents, message_of

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
CONTENTS = Contents(
    store_id=7,
    key="order:1",
    recipient="ana@example.test",
    subject="Your order",
    text="Dear <Ana>,\nhello.\n\nSee https://store.test/orders?a=1&b=2 soon.",
    html=None,
    locale="lb",
    store_name='Shoes, "Hats"\r\nBcc: eve@example.test',
)


def received(contents: Contents) -> EmailMessage:
    """The mail as its reader gets it."""
    raw = bytes(message_of(contents, AT))
    return message_from_bytes(raw, policy=policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


class TestMessage:
    def test_comes_from_the_store_by_the_address_of_the_house(self) -> None:
        message = received(CONTENTS)

        (sender,) = message["From"].addresses
        assert sender.display_name == 'Shoes, "Hats" Bcc: eve@example.test'
        assert sender.addr_spec == "no-reply@localhost"
        assert message["Bcc"] is None
        assert message["To"] == "ana@example.test"
        assert message["Date"].datetime == AT
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Content-Language"] == "lb"

    def test_has_an_id_by_which_doubles_are_known(self) -> None:
        ids = [
            received(contents)["Message-ID"]
            for contents in (
                CONTENTS,
                replace(CONTENTS, subject="Other"),
                replace(CONTENTS, key="order:2"),
                replace(CONTENTS, store_id=8),
            )
        ]

        assert ids[0] == ids[1]
        assert len(set(ids)) == 3
        assert "order" not in ids[0]

    def test_shows_its_text_in_the_design(self) -> None:
        html = body(received(CONTENTS), "html")

        assert 'lang="lb"' in html
        assert "Dear &lt;Ana&gt;,<br>" in html
        assert 'href="https://store.test/orders?a=1&amp;b=2"' in html
        assert html.count("<p ") == 3

    def test_shows_the_html_that_it_was_given(self) -> None:
        message = received(replace(CONTENTS, html="<b>own</b>"))

        assert body(message, "html").strip() == "<b>own</b>"
        assert body(message, "plain").startswith("Dear <Ana>,")
