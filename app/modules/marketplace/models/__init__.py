"""The tables of marketplace."""

from app.modules.marketplace.models.import_job import ImportJob
from app.modules.marketplace.models.import_refusal import ImportRefusal
from app.modules.marketplace.models.open_invoice import OpenInvoice
from app.modules.marketplace.models.sighting import Sighting
from app.modules.marketplace.models.staging_product import StagingProduct

__all__ = ["ImportJob", "ImportRefusal", "OpenInvoice", "Sighting", "StagingProduct"]
