"""What the API says about the meaning of numbers."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricKind,
    MetricUnit,
    TimeBasis,
)


class MetricDescriptionSchema(BaseModel):
    """What one metric means: label, definition and `formula_text` in the language asked for.

    `formula` is the same in every language: keys, symbols, `count(list:view)` and
    `sum(list:view.column)`. `combines` says how stores become a platform, `time_basis` which
    moment counts. An honest value never lies below `minimum` or above `maximum`. `listing` and
    `view` name the list whose rows are counted.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "tenancy.active_stores",
                    "module": "tenancy",
                    "label": "Active stores",
                    "definition": "Linked stores that are open: opened and not closed by the end"
                    " of the period.",
                    "formula": "count(stores:active)",
                    "formula_text": "number of rows in Stores › Active",
                    "kind": "stock",
                    "unit": "items",
                    "combines": "sum",
                    "time_basis": "period_end",
                    "currency": "none",
                    "up_is_good": True,
                    "minimum": 0,
                    "maximum": None,
                    "audiences": ["admin"],
                    "permission": "tenancy.view_team",
                    "listing": "stores",
                    "view": "active",
                }
            ]
        }
    )

    key: str
    module: str
    label: str
    definition: str
    formula: str
    formula_text: str
    kind: MetricKind
    unit: MetricUnit
    combines: MetricCombination
    time_basis: TimeBasis
    currency: CurrencyPolicy
    up_is_good: bool | None
    minimum: int | None
    maximum: int | None
    audiences: tuple[str, ...]
    permission: str
    listing: str | None
    view: str | None


class MetricsResponse(BaseModel):
    """The metrics of the modules that are on, as far as the person may see them."""

    locale: str = Field(examples=["en"])
    metrics: list[MetricDescriptionSchema]
