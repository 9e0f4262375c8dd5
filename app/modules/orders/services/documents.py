"""Invoices and credit notes as pages that can be printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.kernel.i18n import formats
from app.modules.orders.services.wording import render, spoken

_DAYS = ("issued_on", "supplied_on", "placed_on")


def document_html(kind: str, content: Mapping[str, Any], locale: str) -> str:
    """A whole page that needs nothing else: its style is part of it, and it runs no script."""
    speech = spoken(locale)
    days = {name: formats.date(date.fromisoformat(content[name]), speech) for name in _DAYS}
    return render(
        "document.html",
        speech,
        kind=kind,
        days=days,
        document=content,
    )
