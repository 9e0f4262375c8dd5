"""The tables of tenancy."""

from app.modules.tenancy.models.audit_entry import AuditEntry
from app.modules.tenancy.models.merchant import Merchant
from app.modules.tenancy.models.operator import Operator
from app.modules.tenancy.models.platform import Platform
from app.modules.tenancy.models.refresh_token import RefreshToken
from app.modules.tenancy.models.sign_in_attempt import SignInAttempt
from app.modules.tenancy.models.store import Store
from app.modules.tenancy.models.store_domain import StoreDomain
from app.modules.tenancy.models.store_member import StoreMember
from app.modules.tenancy.models.store_owned import StoreOwned
from app.modules.tenancy.models.store_platform import StorePlatform
from app.modules.tenancy.models.user import User
from app.modules.tenancy.models.web_session import WebSession

__all__ = [
    "AuditEntry",
    "Merchant",
    "Operator",
    "Platform",
    "RefreshToken",
    "SignInAttempt",
    "Store",
    "StoreDomain",
    "StoreMember",
    "StoreOwned",
    "StorePlatform",
    "User",
    "WebSession",
]
