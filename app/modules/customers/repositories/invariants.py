"""What must always hold of a store's customers."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

INVARIANTS = (
    Invariant(
        "customers.accounts_are_customers",
        "The customer of an account is no guest, not erased, and has the account's address.",
        "SELECT a.id FROM customers_account a JOIN customers_customer c"
        " ON c.store_id = a.store_id AND c.id = a.customer_id"
        " WHERE c.is_guest OR c.erased_at IS NOT NULL OR c.email IS DISTINCT FROM a.email",
    ),
    Invariant(
        "customers.erased_are_blank",
        "Of an erased customer nothing personal is left, here or in what hangs on the row.",
        "SELECT c.id FROM customers_customer c WHERE c.erased_at IS NOT NULL AND ("
        " num_nonnulls(c.name, c.email, c.phone, c.vat_id, c.country, c.locale) > 0"
        " OR c.note <> '' OR c.external_ref NOT LIKE 'erased:%'"
        " OR EXISTS (SELECT FROM customers_address x"
        " WHERE x.store_id = c.store_id AND x.customer_id = c.id)"
        " OR EXISTS (SELECT FROM customers_email_change x"
        " WHERE x.store_id = c.store_id AND x.customer_id = c.id)"
        " OR EXISTS (SELECT FROM customers_account x"
        " WHERE x.store_id = c.store_id AND x.customer_id = c.id))",
    ),
    Invariant(
        "customers.erasures_are_in_time",
        "No request to erase is open when it is due, and one that was met left a blank customer.",
        "SELECT r.id FROM customers_erasure_request r JOIN customers_customer c"
        " ON c.store_id = r.store_id AND c.id = r.customer_id"
        " WHERE (r.done_at IS NULL AND r.due_at < now())"
        " OR (r.done_at IS NOT NULL AND c.erased_at IS NULL)",
    ),
    Invariant(
        "customers.consents_are_in_order",
        "A consent is withdrawn after it was given, and no erased customer's is in force.",
        "SELECT n.id FROM customers_consent n JOIN customers_customer c"
        " ON c.store_id = n.store_id AND c.id = n.customer_id"
        " WHERE n.withdrawn_at < n.given_at"
        " OR (n.withdrawn_at IS NULL AND c.erased_at IS NOT NULL)",
    ),
)
