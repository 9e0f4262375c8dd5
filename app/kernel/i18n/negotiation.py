"""Which of the four languages a request is answered in."""

from collections.abc import Iterable

from app.kernel.i18n.languages import DEFAULT_LOCALE, SUPPORTED_LOCALES

# A browser sends a handful; what lies beyond is an attack or an accident.
_MOST_RANGES = 20


def choose_locale(
    preferred: Iterable[str | None] = (),
    accept_language: str | None = None,
    default: str = DEFAULT_LOCALE,
) -> str:
    """The first supported of the preferred ones (cookie, then user), then what the browser asks.

    Unsupported and malformed wishes are passed over; `default` when nothing is left.
    """
    for wish in preferred:
        if wish in SUPPORTED_LOCALES:
            return wish
    return next(iter(_wanted(accept_language or "")), default)


def _wanted(accept_language: str) -> list[str]:
    """Supported languages of an Accept-Language header (RFC 9110, 12.5.4), the best first."""
    weighed: list[tuple[float, str]] = []
    for language_range in accept_language.split(",")[:_MOST_RANGES]:
        tag, _, parameters = language_range.strip().partition(";")
        language = tag.strip().lower().replace("_", "-").partition("-")[0]
        weight = _weight(parameters)
        if language in SUPPORTED_LOCALES and weight > 0:
            weighed.append((weight, language))
    # The sort is stable: among equals the order of the header decides.
    return [language for _, language in sorted(weighed, key=lambda wish: -wish[0])]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
