"""The jobs of customers."""

from __future__ import annotations

from app.modules.customers.services.account_upkeep import FORGET_OLD
from app.modules.customers.services.new_password import SEND_RESET
from app.modules.customers.services.personal_data import ERASE, TAKE_UP_OPEN

JOBS = (SEND_RESET, ERASE, TAKE_UP_OPEN, FORGET_OLD)
