"""The refusals of marketplace."""

from __future__ import annotations

from typing import ClassVar

from app.kernel.errors import Conflict, InvalidInput


class UnknownFormat(InvalidInput):
    """No adapter reads files of that format; parameters: `format` and the `known` ones."""

    code = "marketplace.unknown_format"
    message_key = "marketplace-error-unknown-format"


class UnreadableFile(InvalidInput):
    """Nothing of the file can be used; parameters: `file` and the operating system's `reason`.

    `failure` is the short code that the import job keeps.
    """

    code = "marketplace.unreadable_file"
    message_key = "marketplace-error-unreadable-file"
    failure: ClassVar[str] = "unreadable"


class NotAFile(UnreadableFile):
    """There is no file of that name; parameter: `file`."""

    code = "marketplace.not_a_file"
    message_key = "marketplace-error-not-a-file"


class EmptyFile(UnreadableFile):
    """The file has no header and no rows; parameter: `file`."""

    code = "marketplace.empty_file"
    message_key = "marketplace-error-empty-file"
    failure = "empty"


class NotText(UnreadableFile):
    """The first line is no UTF-8 text, so this is another kind of file; parameter: `file`."""

    code = "marketplace.not_text"
    message_key = "marketplace-error-not-text"
    failure = "not-text"


class WrongColumns(UnreadableFile):
    """Line 1 does not name the format's columns; parameters: `file`, `missing`, `unexpected`."""

    code = "marketplace.wrong_columns"
    message_key = "marketplace-error-wrong-columns"
    failure = "wrong-columns"


class UnknownHeader(UnreadableFile):
    """Line 1 fits none of the formats; parameters: `file`, and the `known` ones."""

    code = "marketplace.unknown_header"
    message_key = "marketplace-error-unknown-header"
    failure = "wrong-columns"


class FileTooLarge(UnreadableFile):
    """More than is read in one go; parameters: `file`, and `limit` in megabytes, unpacked."""

    code = "marketplace.file_too_large"
    message_key = "marketplace-error-file-too-large"
    failure = "too-large"


class CatalogUnavailable(Conflict):
    """No installed module takes products in, so there is nowhere to import them to."""

    code = "marketplace.catalog_unavailable"
    message_key = "marketplace-error-catalog-unavailable"


class OrdersUnavailable(Conflict):
    """No installed module takes orders in, so there is nowhere to import them to."""

    code = "marketplace.orders_unavailable"
    message_key = "marketplace-error-orders-unavailable"


class ImportRunsElsewhere(Conflict):
    """Another process is importing the same file into the same store; parameter: `file`."""

    code = "marketplace.import_runs_elsewhere"
    message_key = "marketplace-error-import-runs-elsewhere"


class UnknownImportJob(InvalidInput):
    """A staged product names an import that was never recorded; parameter: `job_ref`."""

    code = "marketplace.unknown_import_job"
    message_key = "marketplace-error-unknown-import-job"
