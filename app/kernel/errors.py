"""The tree of refusals: every way Stoa says no to a person or a program.

A module derives one class per refusal from the generic ones here and names status, stable code and
message key on the class. The edge (`problem_details`) turns them into answers; nothing else does.
"""

from typing import ClassVar, Self


class StoaError(Exception):
    """Root of all refusals; keyword arguments become the parameters of the translated message.

    `status` is the HTTP status, `code` the stable name that programs compare with, `message_key`
    the Fluent id of the sentence shown to people. Parameters reach the caller: no secrets in them.
    `facts` are further members of the problem details, plain JSON values for programs.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "error.unexpected"
    message_key: ClassVar[str] = "error-unexpected"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code)
        self.params: dict[str, object] = params
        self.facts: dict[str, object] = {}

    def with_facts(self, **facts: object) -> Self:
        """The same refusal, telling programs more."""
        self.facts = facts
        return self


class Unfit(ValueError):
    """What a caller sent does not fit together; the validators of schemas raise it.

    `code` names the rule, such as "catalog.sku_twice"; Fluent knows it as "catalog-sku-twice".
    Parameters are names of the schema, never what was sent.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = params

    @property
    def message_key(self) -> str:
        """The Fluent id of the sentence shown to people."""
        return self.code.replace(".", "-").replace("_", "-")


class NotFound(StoaError):
    """Nothing here, or nothing that this caller may know of: both give the same answer."""

    status = 404
    code = "error.not_found"
    message_key = "error-not-found"


class PermissionDenied(StoaError):
    """The caller is known, and may not do this."""

    status = 403
    code = "error.permission_denied"
    message_key = "error-permission-denied"


class NotSignedIn(StoaError):
    """The caller has to prove who they are first."""

    status = 401
    code = "auth.not_signed_in"
    message_key = "error-not-signed-in"


class InvalidInput(StoaError):
    """What was sent is understood, and cannot be accepted."""

    status = 422
    code = "error.invalid_input"
    message_key = "error-invalid-input"


class Conflict(StoaError):
    """The request was fine, and the state of things has moved on."""

    status = 409
    code = "error.conflict"
    message_key = "error-conflict"


class TooManyAttempts(StoaError):
    """The caller has to wait; `retry_after` is in whole seconds."""

    status = 429
    code = "error.too_many_attempts"
    message_key = "error-too-many-attempts"

    def __init__(self, *, retry_after: int, **params: object) -> None:
        super().__init__(retry_after=retry_after, **params)
        self.retry_after = retry_after
