"""A server that speaks Stripe's HTTP interface: intents, refunds, keys, errors, signed events.

As much of it as payments uses, after docs.stripe.com/api (November 2026). It keeps Stripe's books,
so a test can count what was really charged, and it can lose a request before or after doing it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

API_KEY, WEBHOOK_SECRET = "sk_test_imitation", "whsec_imitation"
DECLINES = {
    "pm_card_visa_chargeDeclined": "generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "insufficient_funds",
}
THREE_DS = "pm_card_authenticationRequired"


class Error(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, kind: str, code: str, **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": {"type": kind, "code": code, "message": code, **more}}


@dataclass
class StripeBooks:
    """What Stripe knows, and which faults it has: (when, part of the path) each strikes once."""

    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, tuple[str, int, bytes]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    guard: threading.RLock = field(default_factory=threading.RLock)
    url: str = ""

    @property
    def taken(self) -> list[int]:
        """What was charged, intent by intent."""
        return [i["amount_received"] for i in self.intents.values() if i["amount_received"]]

    def fault(self, when: str, path: str) -> bool:
        """Whether the request is lost at this point."""
        for wanted in self.faults:
            if wanted[0] == when and wanted[1] in path:
                self.faults.remove(wanted)
                return True
        return False

    def answer(
        self, method: str, path: str, given: dict[str, Any], key: str | None
    ) -> tuple[int, bytes]:
        """Does it, or repeats what was said under the key."""
        with self.guard:
            self.asked.append(f"{method} {path}")
            if key is None or method == "GET":
                return 200, json.dumps(self._do(method, path, given)).encode()
            shape = hashlib.sha256(json.dumps([path, given], sort_keys=True).encode()).hexdigest()
            if key in self.keys:
                known, status, body = self.keys[key]
                if known != shape:
                    raise Error(400, "idempotency_error", "idempotency_key_in_use")
                return status, body
            try:
                status, body = 200, json.dumps(self._do(method, path, given)).encode()
            except Error as error:
                status, body = error.status, json.dumps(error.body).encode()
            self.keys[key] = (shape, status, body)
            return status, body

    def event(self, kind: str, about: dict[str, Any], event_id: str | None = None) -> bytes:
        """The body of an event."""
        number = next(self.numbers)
        said = {
            "id": event_id or f"evt_{number}",
            "object": "event",
            "type": kind,
            "data": {"object": about},
        }
        return json.dumps(said).encode()

    def shopper_pays(self, intent_id: str, means: str = "pm_card_visa") -> dict[str, Any]:
        """What happens in the shopper's browser, with the client secret or at their bank."""
        with self.guard:
            intent = self.intents[intent_id]
            with suppress(Error):
                self._charge(intent, means, is_authenticated=True)
            return intent

    def _do(self, method: str, path: str, given: dict[str, Any]) -> Any:
        parts = path.strip("/").split("/")[1:]
        match [method, *parts]:
            case ["POST", "payment_intents"]:
                return self._create(given)
            case ["GET", "payment_intents", name]:
                return self._intent(name)
            case ["POST", "payment_intents", name, "confirm"]:
                self._charge(self._intent(name), given["payment_method"])
            case ["POST", "payment_intents", name, "capture"]:
                self._capture(self._intent(name), int(given["amount_to_capture"]))
            case ["POST", "payment_intents", name, "cancel"]:
                self._cancel(self._intent(name))
            case ["POST", "refunds"]:
                return self._refund(given)
            case ["GET", "refunds"]:
                of_intent = given["payment_intent"]
                found = [r for r in self.refunds.values() if r["payment_intent"] == of_intent]
                return {"object": "list", "data": found, "has_more": False, "url": "/v1/refunds"}
            case _:
                raise Error(404, "invalid_request_error", "resource_missing")
        return self._intent(parts[1])

    def _create(self, given: dict[str, Any]) -> dict[str, Any]:
        if int(given["amount"]) < 50 and given["currency"] == "eur":
            raise Error(400, "invalid_request_error", "amount_too_small")
        name = f"pi_{next(self.numbers)}"
        self.intents[name] = {
            "id": name,
            "object": "payment_intent",
            "amount": int(given["amount"]),
            "amount_received": 0,
            "amount_capturable": 0,
            "currency": given["currency"],
            "capture_method": given["capture_method"],
            "metadata": given.get("metadata", {}),
            "status": "requires_payment_method",
            "client_secret": f"{name}_secret_canary",
            "next_action": None,
            "last_payment_error": None,
        }
        return self.intents[name]

    def _intent(self, name: str) -> dict[str, Any]:
        if name not in self.intents:
            raise Error(404, "invalid_request_error", "resource_missing")
        return self.intents[name]

    def _charge(
        self, intent: dict[str, Any], means: str, *, is_authenticated: bool = False
    ) -> None:
        if intent["status"] not in {"requires_payment_method", "requires_action"}:
            self._refuse(intent)
        if means in DECLINES:
            wrong = {
                "type": "card_error",
                "code": "card_declined",
                "decline_code": DECLINES[means],
                "message": "declined",
            }
            intent.update(status="requires_payment_method", last_payment_error=wrong)
            raise Error(
                402,
                "card_error",
                "card_declined",
                decline_code=DECLINES[means],
                payment_intent=intent,
            )
        if not means.startswith("pm_card"):
            raise Error(400, "invalid_request_error", "resource_missing")
        if means == THREE_DS and not is_authenticated:
            url = {"url": f"https://hooks.stripe.test/3d/{intent['id']}", "return_url": None}
            action = {"type": "redirect_to_url", "redirect_to_url": url}
            intent.update(status="requires_action", next_action=action)
            return
        intent.update(next_action=None, last_payment_error=None)
        if intent["capture_method"] == "manual":
            intent.update(status="requires_capture", amount_capturable=intent["amount"])
        else:
            intent.update(status="succeeded", amount_received=intent["amount"])

    def _capture(self, intent: dict[str, Any], amount: int) -> None:
        if intent["status"] != "requires_capture":
            self._refuse(intent)
        intent.update(status="succeeded", amount_received=amount, amount_capturable=0)

    def _cancel(self, intent: dict[str, Any]) -> None:
        if intent["status"] in {"succeeded", "canceled"}:
            self._refuse(intent)
        intent.update(status="canceled", amount_capturable=0, next_action=None)

    def _refund(self, given: dict[str, Any]) -> dict[str, Any]:
        intent, amount = self._intent(given["payment_intent"]), int(given["amount"])
        back = sum(
            refund["amount"]
            for refund in self.refunds.values()
            if refund["payment_intent"] == intent["id"]
        )
        if back + amount > intent["amount_received"]:
            raise Error(400, "invalid_request_error", "charge_already_refunded")
        name = f"re_{next(self.numbers)}"
        self.refunds[name] = {
            "id": name,
            "object": "refund",
            "amount": amount,
            "currency": intent["currency"],
            "payment_intent": intent["id"],
            "metadata": given.get("metadata", {}),
            "status": "succeeded",
            "failure_reason": None,
        }
        return self.refunds[name]

    def _refuse(self, intent: dict[str, Any]) -> None:
        raise Error(
            400,
            "invalid_request_error",
            "payment_intent_unexpected_state",
            payment_intent=intent,
        )


def signature(body: bytes, *, secret: str = WEBHOOK_SECRET, at: int | None = None) -> str:
    """The header Stripe-Signature."""
    moment = int(time.time()) if at is None else at
    signed = f"{moment}.".encode() + body
    return f"t={moment},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


@contextmanager
def imitation() -> Iterator[StripeBooks]:
    """A server of its own with empty books."""
    books = StripeBooks()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(books))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    books.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield books
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(books: StripeBooks) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        pass

    Handler.books = books
    return Handler


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, has the books answer it, or loses it."""

    books: StripeBooks

    def do_GET(self) -> None:
        self._answer("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self._answer("POST", self.rfile.read(length).decode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  as it is called
        """Says nothing."""

    def _answer(self, method: str, text: str) -> None:
        path = urlsplit(self.path).path
        if self.books.fault("before", path):
            return
        status, body = self._said(method, path, text)
        if self.books.fault("after", path):
            return
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _said(self, method: str, path: str, text: str) -> tuple[int, bytes]:
        wrong = Error(401, "invalid_request_error", "api_key_invalid")
        if self.headers.get("Authorization") != f"Bearer {API_KEY}":
            return wrong.status, json.dumps(wrong.body).encode()
        key = self.headers.get("Idempotency-Key")
        try:
            return self.books.answer(method, path, _nested(text), key)
        except Error as error:
            return error.status, json.dumps(error.body).encode()


def _nested(text: str) -> dict[str, Any]:
    """`metadata[order]=1` as {"metadata": {"order": "1"}}; deeper is not needed."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        outer, _, inner = name.partition("[")
        if inner:
            found.setdefault(outer, {})[inner.rstrip("]")] = value
        else:
            found[outer] = value
    return found
