"""What the numbers mean, over the API, for the token of any frontend."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.modules.core.schemas.metrics import MetricsResponse
from app.modules.core.services.glossary_answers import Language, metrics_answer
from app.modules.tenancy.dependencies import Db, needs

router = APIRouter(tags=["metrics"])


@router.get(
    "/metrics",
    dependencies=[needs("core.view_dashboard")],
    response_model=MetricsResponse,
    responses={304: {"description": "Unchanged since the ETag that If-None-Match names."}},
)
def metrics(request: Request, db: Db, lang: Language = None) -> Response:
    """The descriptions of all numbers that the token's person may see, in one language.

    In the language of `lang`, else the person's, else of Accept-Language. Carries an ETag.
    """
    return metrics_answer(request, db, lang)
