import pytest

from app.kernel.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotSignedIn,
    PermissionDenied,
    StoaError,
    TooManyAttempts,
)


class OrderAlreadyPaid(Conflict):
    """A refusal as a module would write it."""

    code = "orders.already_paid"
    message_key = "orders-error-already-paid"


class TestStoaError:
    @pytest.mark.parametrize(
        ("kind", "status"),
        [
            (StoaError, 500),
            (NotFound, 404),
            (PermissionDenied, 403),
            (NotSignedIn, 401),
            (InvalidInput, 422),
            (Conflict, 409),
        ],
    )
    def test_has_its_status(self, kind: type[StoaError], status: int) -> None:
        assert kind().status == status

    def test_keeps_parameters_out_of_its_text(self) -> None:
        refusal = OrderAlreadyPaid(number="A-17")

        assert refusal.params == {"number": "A-17"}
        assert str(refusal) == "orders.already_paid"
        assert refusal.status == 409


class TestTooManyAttempts:
    def test_carries_the_seconds_to_wait(self) -> None:
        refusal = TooManyAttempts(retry_after=30)

        assert refusal.status == 429
        assert refusal.retry_after == 30
        assert refusal.params == {"retry_after": 30}
