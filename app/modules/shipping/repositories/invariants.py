"""What must always hold of a store's shipping."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "shipping.delivery_has_a_zone",
        "Only what is picked up may be offered everywhere.",
        """
        SELECT rate.id, method.code
        FROM shipping_rate rate
        JOIN shipping_method method
          ON method.store_id = rate.store_id AND method.id = rate.method_id
        WHERE rate.zone_id IS NULL AND method.kind <> 'pick_up'
        """,
    ),
    Invariant(
        "shipping.stepped_rates_have_steps",
        "A rate by weight or value has steps, a flat one has none, and no step is below zero.",
        """
        SELECT id, basis
        FROM shipping_rate
        WHERE (basis = 'flat') <> (jsonb_array_length(steps) = 0)
           OR EXISTS (
             SELECT 1 FROM jsonb_array_elements(steps) AS step
             WHERE (step->>0)::bigint < 0 OR (step->>1)::bigint < 0
           )
        """,
    ),
)
