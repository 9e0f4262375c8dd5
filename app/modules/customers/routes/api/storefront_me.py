"""A customer's own profile, consents and data."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.kernel.http.versions import etag_of
from app.modules.customers.dependencies import Me, Shopper, VersionIfGiven, Visiting
from app.modules.customers.schemas.customers import (
    ConsentIn,
    ConsentsOut,
    ProfileIn,
    ProfileOut,
)
from app.modules.customers.schemas.fields import ConsentKind
from app.modules.customers.schemas.personal_data import ErasureIn, ErasureOut, PersonalDataOut
from app.modules.customers.services import (
    account_sign_in,
    consents,
    customer_profiles,
    personal_data,
)
from app.modules.customers.services.customer_answers import profile_out
from app.modules.tenancy.dependencies import Db, signed_in

router = APIRouter(prefix="/me", tags=["account"])


@router.get("", dependencies=[signed_in()])
def read_me(db: Db, response: Response, shopper: Shopper, me: Me) -> ProfileOut:
    """The customer whose account this is."""
    answer = profile_out(customer_profiles.find(db, shopper.store_id, me))
    response.headers["ETag"] = etag_of(answer.version)
    return answer


@router.patch("", dependencies=[signed_in()])
def change_me(
    db: Db, response: Response, shopper: Shopper, me: Me, *, check: VersionIfGiven, body: ProfileIn
) -> ProfileOut:
    """Change the own profile; the address is changed under /account/email."""
    values = body.model_dump(exclude_unset=True)
    answer = profile_out(customer_profiles.change(db, shopper.store_id, me, values, check))
    response.headers["ETag"] = etag_of(answer.version)
    return answer


@router.get("/consents", dependencies=[signed_in()])
def read_consents(db: Db, shopper: Shopper, me: Me) -> ConsentsOut:
    """Every consent that the customer ever gave."""
    return ConsentsOut.model_validate({"items": consents.given(db, shopper.store_id, me)})


@router.put("/consents/{kind}", dependencies=[signed_in()])
def give_consent(
    db: Db, shopper: Shopper, me: Me, kind: ConsentKind, body: ConsentIn
) -> ConsentsOut:
    """Agree to something, in the words that were shown; agreeing again changes nothing."""
    items = consents.give(db, shopper.store_id, me, kind, body.wording)
    return ConsentsOut.model_validate({"items": items})


@router.delete("/consents/{kind}", dependencies=[signed_in()], status_code=204)
def withdraw_consent(db: Db, shopper: Shopper, me: Me, kind: ConsentKind) -> None:
    """Withdraw a consent; what was not given is not given afterwards either."""
    consents.withdraw(db, shopper.store_id, me, kind)


@router.get("/data", dependencies=[signed_in()])
def read_my_data(db: Db, response: Response, shopper: Shopper, me: Me) -> PersonalDataOut:
    """All that the store keeps of the customer (GDPR, articles 15 and 20), as a file."""
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response.headers["Cache-Control"] = "no-store"
    return PersonalDataOut.model_validate(personal_data.collect(db, shopper.store_id, me))


@router.post("/erasure", dependencies=[signed_in()], status_code=202)
def erase_me(db: Db, visitor: Visiting, me: Me, body: ErasureIn) -> ErasureOut:
    """Have all of it erased (GDPR, article 17); the account ends at once."""
    account_sign_in.prove_again(db, visitor, me, body.password)
    request = personal_data.ask_to_erase(db, visitor.store_id, me, "customer")
    return ErasureOut.model_validate(request)
