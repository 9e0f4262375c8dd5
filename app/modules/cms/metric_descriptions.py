"""What the numbers of cms mean."""

from __future__ import annotations

from app.modules.contracts.metric_description import (
    CurrencyPolicy,
    MetricCombination,
    MetricDescription,
    MetricKind,
    MetricLink,
    MetricUnit,
    TimeBasis,
)

PAGES = MetricDescription(
    key="cms.pages",
    label="Pages",
    definition=(
        "Pages that exist at the end of the period, drafts included; "
        "each language of a page counts."
    ),
    kind=MetricKind.STOCK,
    formula="count(pages:all)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="cms.view",
    link=MetricLink("pages", "all"),
    icon="file-text",
)
PUBLISHED_PAGES = MetricDescription(
    key="cms.published_pages",
    label="Published pages",
    definition="Pages that shoppers can read at the end of the period: published, not withdrawn.",
    kind=MetricKind.STOCK,
    formula="count(pages:published)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="cms.view",
    link=MetricLink("pages", "published"),
    icon="file-text",
)
MEDIA_FILES = MetricDescription(
    key="cms.media_files",
    label="Media files",
    definition="Pictures, films and documents stored at the end of the period.",
    kind=MetricKind.STOCK,
    formula="count(media:all)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    permission="cms.view",
    link=MetricLink("media", "all"),
    icon="image",
)
MEDIA_BYTES = MetricDescription(
    key="cms.media_bytes",
    label="Media storage",
    definition="Sum of the stored sizes of all media files at the end of the period.",
    kind=MetricKind.STOCK,
    formula="sum(media:all.size_bytes)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    unit=MetricUnit.BYTES,
    up_is_good=None,
    permission="cms.view",
    link=MetricLink("media", "all"),
    icon="image",
)
THEMES = MetricDescription(
    key="cms.themes",
    label="Themes",
    definition="Themes installed at the end of the period, in use or not.",
    kind=MetricKind.STOCK,
    formula="count(themes:installed)",
    combines=MetricCombination.SUM,
    time_basis=TimeBasis.PERIOD_END,
    currency=CurrencyPolicy.NONE,
    minimum=0,
    up_is_good=None,
    permission="cms.view",
    link=MetricLink("themes", "installed"),
    icon="palette",
)

DESCRIPTIONS = (PAGES, PUBLISHED_PAGES, MEDIA_FILES, MEDIA_BYTES, THEMES)
