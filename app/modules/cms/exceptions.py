"""The refusals of cms."""

from __future__ import annotations

from app.kernel.errors import InvalidInput


class TwoThemesInUse(InvalidInput):
    """A store shows one theme; parameter: `codes` of the themes that were all to be in use."""

    code = "cms.two_themes_in_use"
    message_key = "cms-error-two-themes-in-use"
