"""Entity tags guard against lost updates and spare what a client has already."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from app.kernel.http.public_answers import public_answer
from app.kernel.http.versions import VersionChanged, VersionMissing, etag_of, require_version


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


class TestVersions:
    def test_pass_with_the_version_that_is(self) -> None:
        require_version(request(if_match='"1", "2"'), 2)
        require_version(request(if_match="*"), 2)

    def test_are_asked_for(self) -> None:
        with pytest.raises(VersionMissing):
            require_version(request(), 2)

    @pytest.mark.parametrize("given", ['"1"', "2", 'W/"2"', ""])
    def test_refuse_any_other(self, given: str) -> None:
        with pytest.raises(VersionChanged):
            require_version(request(if_match=given), 2)


class TestPublicAnswer:
    def test_may_be_kept_by_everybody(self) -> None:
        answer = public_answer(request(), b"{}", max_age=30)

        assert answer.headers["cache-control"] == "public, max-age=30"
        assert "Accept-Language" in answer.headers["vary"]

    @pytest.mark.parametrize("given", ['W/"v7"', '"v6", W/"v7"', "*"])
    def test_is_spared_who_names_it_weakly(self, given: str) -> None:
        answer = public_answer(request(if_none_match=given), b"{}", max_age=30, tag="v7")

        assert answer.status_code == 304

    def test_is_spared_whoever_has_it(self) -> None:
        first = public_answer(request(), b"{}", max_age=30)
        again = public_answer(request(if_none_match=first.headers["etag"]), b"{}", max_age=30)
        other = public_answer(request(if_none_match=first.headers["etag"]), b"[]", max_age=30)

        assert (again.status_code, again.body) == (304, b"")
        assert other.status_code == 200

    def test_of_a_signed_in_caller_is_kept_by_them_alone(self) -> None:
        answer = public_answer(request(authorization="Bearer x"), b"{}", max_age=30)

        assert answer.headers["cache-control"] == "private, max-age=30"

    def test_takes_a_cheaper_name_of_its_content(self) -> None:
        assert public_answer(request(), b"{}", max_age=1, tag="v7").headers["etag"] == etag_of("v7")
