"""What must always hold of payments."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "payments.captured_is_the_sum_of_attempts",
        "What a payment has captured is the sum of the answers that said so.",
        """
        SELECT p.store_id, p.id, p.captured_minor, coalesce(sum(a.amount_minor), 0) AS said_minor
        FROM payments_payment p
        LEFT JOIN payments_attempt a ON a.store_id = p.store_id AND a.payment_id = p.id
            AND a.outcome = 'captured'
        GROUP BY p.store_id, p.id, p.captured_minor
        HAVING p.captured_minor <> coalesce(sum(a.amount_minor), 0)
        """,
    ),
    Invariant(
        "payments.refunds_within_captured",
        "Refunds made and on their way never pass what was captured.",
        """
        SELECT p.store_id, p.id, p.captured_minor, sum(r.amount_minor) AS back_minor
        FROM payments_payment p
        JOIN payments_refund r ON r.store_id = p.store_id AND r.payment_id = p.id
            AND r.failed_at IS NULL
        GROUP BY p.store_id, p.id, p.captured_minor
        HAVING sum(r.amount_minor) > p.captured_minor
        """,
    ),
    Invariant(
        "payments.refunded_is_the_sum_of_refunds",
        "What a payment has given back is the sum of the refunds that were carried out.",
        """
        SELECT p.store_id, p.id, p.refunded_minor, coalesce(sum(r.amount_minor), 0) AS done_minor
        FROM payments_payment p
        LEFT JOIN payments_refund r ON r.store_id = p.store_id AND r.payment_id = p.id
            AND r.refunded_at IS NOT NULL AND r.failed_at IS NULL
        GROUP BY p.store_id, p.id, p.refunded_minor
        HAVING p.refunded_minor <> coalesce(sum(r.amount_minor), 0)
        """,
    ),
    Invariant(
        "payments.attempts_in_the_currency_of_the_payment",
        "An answer is in the currency of its payment.",
        """
        SELECT a.store_id, a.id, a.currency
        FROM payments_attempt a
        JOIN payments_payment p ON p.store_id = a.store_id AND p.id = a.payment_id
        WHERE a.currency <> p.currency
        """,
    ),
    Invariant(
        "payments.captured_was_taken_by_the_test_bank",
        "What a payment of the test provider has captured, the make-believe bank has taken.",
        """
        SELECT p.store_id, p.id, p.captured_minor, c.captured_minor AS taken_minor
        FROM payments_payment p
        LEFT JOIN payments_test_charge c ON c.store_id = p.store_id AND c.key = p.provider_key
        WHERE p.provider = 'test' AND p.captured_minor > coalesce(c.captured_minor, 0)
        """,
    ),
)
