"""What payments does later."""

from __future__ import annotations

from app.modules.payments.services.bank_callbacks import CALL_BACK
from app.modules.payments.services.errands import ALL
from app.modules.payments.services.sweeping import ASK_AGAIN, SWEEP

JOBS = (*ALL, CALL_BACK, ASK_AGAIN, SWEEP)
