"""What search refuses."""

from __future__ import annotations

from app.kernel.errors import InvalidInput


class TooManyFilters(InvalidInput):
    """No more than `facets` facets may be narrowed at once, to `values` values each."""

    code = "search.too_many_filters"
    message_key = "search-error-too-many-filters"
