"""The tables of taxes."""

from app.modules.taxes.models.tax_class import TaxClass
from app.modules.taxes.models.tax_rate import TaxRate
from app.modules.taxes.models.tax_settings import TaxSettings

__all__ = ["TaxClass", "TaxRate", "TaxSettings"]
