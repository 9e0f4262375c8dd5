"""Leaves out the numbers that a person has no right to see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.modules.core.services.provider_run import ProviderReport
from app.modules.registry import registry
from app.modules.tenancy.services.user_context import UserContext


def permitted(reports: Iterable[ProviderReport], user: UserContext) -> list[ProviderReport]:
    """The same reports without the values whose described permission the person lacks."""
    descriptions = registry().descriptions()
    return [
        replace(
            report,
            values=[
                value
                for value in report.values
                if value.key not in descriptions or user.may(descriptions[value.key].permission)
            ],
        )
        for report in reports
    ]
