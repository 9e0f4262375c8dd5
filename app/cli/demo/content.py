"""What a store's storefront shows: pages, media files and themes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from app.cli.demo.seeds import Stage, happens
from app.modules.contracts.content import MediaFileIn, PageIn, ThemeIn

PAGES = (
    ("home", {"en": "Welcome", "fr": "Bienvenue", "de": "Willkommen"}),
    ("about", {"en": "About us", "fr": "À propos", "de": "Über uns"}),
    ("delivery", {"en": "Delivery and returns", "fr": "Livraison et retours"}),
    ("contact", {"en": "Contact", "fr": "Contact", "de": "Kontakt"}),
    ("terms", {"en": "Terms of sale", "fr": "Conditions de vente", "de": "AGB"}),
    ("privacy", {"en": "Privacy", "fr": "Confidentialité", "de": "Datenschutz"}),
    ("gift-guide", {"en": "Gift guide", "fr": "Idées cadeaux"}),
    ("makers", {"en": "Our makers", "de": "Unsere Hersteller"}),
    ("spring", {"en": "New for spring"}),
    ("care", {"en": "How to care for it", "fr": "Conseils d'entretien"}),
)
THEMES = (("plain", "Plain"), ("gallery", "Gallery"), ("winter", "Winter lights"))
MEDIA_TYPES = (("jpg", "image/jpeg"), ("webp", "image/webp"), ("png", "image/png"))


@dataclass(frozen=True)
class Content:
    """All content of one store."""

    pages: list[PageIn]
    media: list[MediaFileIn]
    themes: list[ThemeIn]


def content_of(stage: Stage) -> Content:
    """Pages in up to three languages, some drafts and some withdrawn, and the files they show."""
    dice = stage.dice("content")
    pages = [
        _page(stage, dice, slug, locale, title)
        for slug, titles in PAGES
        if slug in {"home", "terms"} or happens(dice, 0.85)
        for locale, title in titles.items()
    ]
    media = [_media_file(stage, dice, n) for n in range(1, dice.randint(40, 160))]
    in_use = dice.randrange(len(THEMES))
    themes = [
        ThemeIn(code, name, _early(stage, dice), is_in_use=position == in_use)
        for position, (code, name) in enumerate(THEMES)
        if position <= in_use or happens(dice, 0.5)
    ]
    return Content(pages, media, themes)


def _page(stage: Stage, dice: Random, slug: str, locale: str, title: str) -> PageIn:
    created_at = _early(stage, dice)
    published_at = created_at + timedelta(hours=6)
    updated_at = published_at + (stage.today - published_at) * dice.random()
    is_draft, is_withdrawn = happens(dice, 0.12), happens(dice, 0.08)
    return PageIn(
        slug=slug,
        title=title,
        locale=locale,
        created_at=created_at,
        updated_at=updated_at,
        published_at=None if is_draft else published_at,
        unpublished_at=updated_at if is_withdrawn and not is_draft else None,
    )


def _media_file(stage: Stage, dice: Random, number: int) -> MediaFileIn:
    ending, media_type = dice.choice(MEDIA_TYPES)
    return MediaFileIn(
        path=f"products/picture-{number:03d}.{ending}",
        media_type=media_type,
        size_bytes=round(dice.lognormvariate(12.4, 0.7)),
        created_at=stage.start + (min(stage.today, stage.end) - stage.start) * dice.random(),
        alt_text=f"Picture {number}" if happens(dice, 0.7) else None,
    )


def _early(stage: Stage, dice: Random) -> datetime:
    """Most content is as old as the store, the rest came in its first half year."""
    span = min(timedelta(days=180), stage.today - stage.start)
    return stage.start + span * dice.random() ** 3
