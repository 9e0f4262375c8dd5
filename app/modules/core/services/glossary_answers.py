"""What the addresses of the glossary answer: a page for people, data for programs."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.kernel.http.public_answers import is_known
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.kernel.templating import locale_of, render, templating_of, text
from app.modules.core.schemas.metrics import MetricDescriptionSchema, MetricsResponse
from app.modules.core.services.glossary import Entry, Glossary
from app.modules.core.services.module_switches import ModuleSwitches
from app.modules.core.services.page_frame import page_frame
from app.modules.tenancy.services.user_context import UserContext

Language = Annotated[
    str | None,
    Query(description="The language of the texts: " + ", ".join(SUPPORTED_LOCALES) + "."),
]


def glossary_page(request: Request, db: Session, sought: str) -> Response:
    """Every metric that the person may see and that contains the text."""
    user: UserContext = request.state.user
    glossary = _glossary(request, db, locale_of(request))
    chapters = glossary.chapters(sought.strip().replace("\x00", ""))
    context = {
        "address": f"{request.state.path_prefix}/{user.audience}/metrics",
        "chapters": chapters,
        "sought": sought,
        "page_note": text(request, "core-metrics-note"),
    }
    frame = page_frame(request, db, text(request, "core-metrics"))
    return render(request, "core/metrics.html", frame | context)


def metrics_answer(request: Request, db: Session, lang: str | None) -> Response:
    """The descriptions as JSON with an ETag; 304 when the program has them already."""
    locale = lang if lang in SUPPORTED_LOCALES else locale_of(request)
    chapters = _glossary(request, db, locale).chapters()
    found = [schema_of(entry) for chapter in chapters for entry in chapter.entries]
    body = MetricsResponse(locale=locale, metrics=found).model_dump_json().encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-cache",
        "Content-Language": locale,
        "Vary": "Accept-Language, Authorization, Cookie, Host",
    }
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def schema_of(entry: Entry) -> MetricDescriptionSchema:
    """The entry as the API gives it: codes as they are, texts in the language asked for."""
    described = entry.description
    link = described.link
    return MetricDescriptionSchema(
        key=described.key,
        module=described.category,
        label=entry.label,
        definition=entry.definition,
        formula=described.formula,
        formula_text=entry.formula,
        kind=described.kind,
        unit=described.unit,
        combines=described.combination,
        time_basis=described.counts_at,
        currency=described.currency_policy,
        up_is_good=described.up_is_good,
        minimum=described.minimum,
        maximum=described.maximum,
        audiences=described.audiences,
        permission=described.permission,
        listing=None if link is None else link.listing,
        view=None if link is None else link.view,
    )


def _glossary(request: Request, db: Session, locale: str) -> Glossary:
    user: UserContext = request.state.user
    enabled = ModuleSwitches(db, user.platform_id).enabled()
    catalog = templating_of(request).catalog
    return Glossary(catalog, locale, user, enabled, request.state.path_prefix)
