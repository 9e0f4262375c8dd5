"""What must always hold of a store's taxes."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "taxes.rates_have_their_class",
        "Every own rate is of a category or of a class that the store has.",
        """
        SELECT rate.id, rate.tax_class
        FROM taxes_rate rate
        LEFT JOIN taxes_class class
          ON class.store_id = rate.store_id AND class.code = rate.tax_class
        WHERE class.id IS NULL AND rate.tax_class NOT IN
          ('standard', 'reduced', 'second_reduced', 'super_reduced', 'parking', 'zero', 'exempt')
        """,
    ),
    Invariant(
        "taxes.registrations_are_abroad",
        "No store is registered in its home country a second time.",
        "SELECT id, home_country FROM taxes_settings WHERE registrations ? home_country",
    ),
)
