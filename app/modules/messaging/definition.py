"""What messaging is and brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.modules.base import ModuleDefinition
from app.modules.contracts.invariants import Invariant
from app.modules.contracts.mail import MAILER
from app.modules.contracts.permissions import MANAGER, OWNER, Permission

if TYPE_CHECKING:
    from app.kernel.jobs.job import Job
    from app.modules.contracts.mail import Mailer
    from app.modules.contracts.personal_data import PersonalDataHolder


def _mailer() -> Mailer:
    from app.modules.messaging.services.mailer import outbox_mailer

    return outbox_mailer


def _jobs() -> Sequence[Job]:
    from app.modules.messaging.services.delivery import SEND_LETTER
    from app.modules.messaging.services.outbox_upkeep import FORGET_OLD, TAKE_UP_OVERDUE

    return SEND_LETTER, TAKE_UP_OVERDUE, FORGET_OLD


def _personal_data() -> PersonalDataHolder:
    from app.modules.messaging.services.letter_holder import letter_holder

    return letter_holder


def _invariants() -> Sequence[Invariant]:
    from app.modules.messaging.repositories.invariants import INVARIANTS

    return INVARIANTS


messaging_module = ModuleDefinition(
    code="messaging",
    name="Messaging",
    description="Mail to customers, sent when what it tells of is saved.",
    icon="mail",
    dashboard_order=90,
    permissions=(
        Permission("messaging.view", roles=(OWNER, MANAGER)),
        Permission("messaging.manage", roles=(OWNER, MANAGER)),
    ),
    provides={MAILER: _mailer},
    jobs=_jobs,
    personal_data=_personal_data,
    invariants=_invariants,
)
