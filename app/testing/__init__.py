"""For authors of modules: the proof that a metrics provider keeps the rules of the dashboards.

Nothing that runs a Stoa imports this package. See docs/how-to/prove-a-provider.md.
"""

from app.testing.conformance import ProviderConformance
from app.testing.subject import NotConform

__all__ = ["NotConform", "ProviderConformance"]
