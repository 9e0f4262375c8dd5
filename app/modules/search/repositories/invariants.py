"""What must always hold of the index."""

from __future__ import annotations

from app.modules.contracts.invariants import Invariant

_TERMS = (
    "SELECT d.store_id, d.locale, d.product_id, u.term, u.weight FROM search_card d,"
    " unnest(d.terms, d.weights) AS u(term, weight)"
)
_POSTINGS = "SELECT p.store_id, p.locale, p.product_id, p.term, p.weight FROM search_posting p"

INVARIANTS = (
    Invariant(
        "search.postings_of_documents",
        "Every term of a document is a posting, and every posting a term of its document.",
        f"SELECT * FROM (({_TERMS} EXCEPT {_POSTINGS})"  # noqa: S608  constants
        f" UNION ALL ({_POSTINGS} EXCEPT {_TERMS})) wrong LIMIT 100",
    ),
    Invariant(
        "search.filters_are_terms",
        "Whatever the facets count of a document is a term that it can be found by.",
        "SELECT d.locale, d.product_id FROM search_document d LEFT JOIN search_card c"
        " ON c.store_id = d.store_id AND c.locale = d.locale AND c.product_id = d.product_id"
        " WHERE c.product_id IS NULL OR d.is_available <> ('f:available' = ANY(c.terms))"
        " OR EXISTS (SELECT FROM unnest(d.filters) AS u(id) LEFT JOIN search_label l"
        "  ON l.store_id = d.store_id AND l.id = u.id AND l.locale = d.locale"
        "  WHERE l.term IS NULL OR l.term <> ALL(c.terms))",
    ),
)
