"""The tables of customers."""

from app.modules.customers.models.account import Account
from app.modules.customers.models.account_session import AccountSession
from app.modules.customers.models.address import Address
from app.modules.customers.models.consent import Consent
from app.modules.customers.models.customer import Customer
from app.modules.customers.models.customer_group import CustomerGroup
from app.modules.customers.models.email_change import EmailChange
from app.modules.customers.models.erasure_request import ErasureRequest
from app.modules.customers.models.group_member import GroupMember
from app.modules.customers.models.password_reset import PasswordReset
from app.modules.customers.models.registration import Registration

__all__ = [
    "Account",
    "AccountSession",
    "Address",
    "Consent",
    "Customer",
    "CustomerGroup",
    "EmailChange",
    "ErasureRequest",
    "GroupMember",
    "PasswordReset",
    "Registration",
]
