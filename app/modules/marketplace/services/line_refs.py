"""Names for the lines of invoices, which have none of their own."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from app.modules.marketplace.formats.file_format import OrderRow
from app.modules.marketplace.repositories.open_invoices import DIGEST_LENGTH, count_digests


class LineRefs:
    """Gives each line `<sku>:<digest of its content>:<how often the invoice had it so far>`.

    So a line keeps its name when the file is read again, in other pieces or in another order, and
    two equal lines of an invoice stay two. `begun` holds the digests of earlier pieces.
    """

    def __init__(self, begun: Mapping[str, str]) -> None:
        self._runs: dict[str, list[str]] = {number: [run] for number, run in begun.items()}
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for number, run in begun.items():
            self._counts[number] = count_digests(run)

    def name(self, row: OrderRow) -> str:
        """The reference of the next line of an invoice."""
        digest = digest_of(row)
        counts = self._counts[row.document]
        counts[digest] += 1
        self._runs.setdefault(row.document, []).append(digest)
        return f"{row.sku}:{digest}:{counts[digest]}"

    def digests(self, numbers: Iterable[str]) -> dict[str, str]:
        """All digests of these invoices run together, earlier pieces included."""
        return {number: "".join(self._runs[number]) for number in numbers}


def digest_of(row: OrderRow) -> str:
    """The content of a line in 64 bits, as hexadecimal."""
    content = (
        row.kind.value,
        row.sku,
        row.title or "",
        str(row.quantity),
        f"{row.unit_price.normalize():f}",
        row.occurred_at.isoformat(),
    )
    joined = "\x1f".join(content).encode()
    return hashlib.blake2b(joined, digest_size=DIGEST_LENGTH // 2).hexdigest()
