"""Where providers tell of payments by themselves, and where the make-believe bank is answered."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import RedirectResponse, Response

from app.kernel.http.schemas import IdInPath
from app.modules.payments.exceptions import WebhookRefused
from app.modules.payments.schemas.payments import ReceivedOut
from app.modules.payments.services.bank_page import answer_bank
from app.modules.payments.services.webhooks import receive_for
from app.modules.tenancy.dependencies import public

router = APIRouter(tags=["payments"])
MOST_BYTES = 256 * 1024
StoreCode = Annotated[str, Path(description="The store's code.", examples=["atelier"])]
ProviderCode = Annotated[str, Path(description="Who sends the message.", examples=["stripe"])]
_ANY_JSON: dict[str, Any] = {
    "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}
}


async def message(request: Request) -> bytes:
    """The body as it was sent, for its signature. Raises WebhookRefused beyond 256 KiB."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > MOST_BYTES:
            raise WebhookRefused
    return bytes(read)


@router.post(
    "/payments/webhooks/{store_code}/{provider}",
    dependencies=[public()],
    openapi_extra=_ANY_JSON,
)
def take_webhook(
    request: Request,
    store_code: StoreCode,
    provider: ProviderCode,
    body: Annotated[bytes, Depends(message)],
) -> ReceivedOut:
    """A signed message of a payment provider; anything else is refused with 400."""
    receive_for(store_code, provider, dict(request.headers), body)
    return ReceivedOut()


@router.get(
    "/payments/test-bank/{store_id}/{reference}",
    dependencies=[public()],
    response_class=Response,
    status_code=303,
)
def answer_test_bank(
    store_id: IdInPath, reference: str, result: Literal["ok", "decline"] = "ok"
) -> Response:
    """Where the make-believe bank sends a shopper to agree; leads back to the store."""
    return RedirectResponse(answer_bank(store_id, reference, result == "ok"), status_code=303)
