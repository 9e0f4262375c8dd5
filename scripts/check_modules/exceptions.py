"""The one list of exceptions to the house rules, each with its reason. It only shrinks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """`check` may fail in this file (or in the files of this folder, when it ends with /)."""

    check: str
    path: str
    reason: str

    def covers(self, path: str) -> bool:
        """Whether the exception is meant for this file."""
        return path.startswith(self.path) if self.path.endswith("/") else path == self.path


EXCEPTIONS = (
    Allowed("statements", "app/kernel/database/", "where statements are made to run at all"),
    Allowed("statements", "app/kernel/jobs/", "the rows and tables of the library's own queue"),
    Allowed(
        "session_settings",
        "app/kernel/database/migrate.py",
        "time limits of the migration's own connection, which is closed afterwards",
    ),
    Allowed("optional_names", "app/templates/components.html", "made-up examples of the parts"),
    Allowed("optional_names", "app/templates/components_data.html", "made-up examples of cards"),
    Allowed("words", "app/__init__.py", "multi-tenant is what the architecture is called"),
    Allowed("words", "app/kernel/security/csrf.py", "Sec-Fetch-Site is a header's name"),
    Allowed(
        "words",
        "app/modules/marketplace/formats/shopify.py",
        "what Shopify's files call the column with the brand of a product",
    ),
    Allowed(
        "words",
        "app/modules/marketplace/formats/shopify_columns.py",
        "what Shopify's files call the column with the brand of a product",
    ),
    Allowed("words", "app/modules/tenancy/locales/", "another web site, not a store"),
    Allowed(
        "file_size",
        "app/modules/tenancy/migrations/versions/tenancy_0001_first_tables.py",
        "the first tables; a revision that has been applied is not cut up",
    ),
)
