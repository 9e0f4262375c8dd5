"""Host headers: read strictly, believed never beyond the name."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from app.middleware.host_names import host_name
from app.modules.tenancy.exceptions import HostNotUnderstood
from tests.middleware.raw_request import send_raw

FORGED = {
    "missing": [],
    "empty": [b""],
    "two of them": [b"alpha.test", b"beta.test"],
    "the same twice": [b"alpha.test", b"alpha.test"],
    "user information": [b"alpha.test@evil.example"],
    "user and password": [b"user:pass@alpha.test"],
    "whole address": [b"http://alpha.test/"],
    "path": [b"alpha.test/evil"],
    "trailing dot": [b"alpha.test."],
    "list": [b"alpha.test, evil.example"],
    "space": [b" alpha.test"],
    "tab": [b"alpha.test\tevil"],
    "line feed": [b"alpha.test\nX: y"],
    "zero byte": [b"alpha.test\x00"],
    "port zero": [b"alpha.test:0"],
    "port too high": [b"alpha.test:65536"],
    "port of letters": [b"alpha.test:http"],
    "port of many digits": [b"alpha.test:000080"],
    "open bracket": [b"[::1"],
    "no address in brackets": [b"[evil]"],
    "brackets and more": [b"[::1].alpha.test"],
    "bad address in brackets": [b"[1::2::3]"],
    "zone": [b"[fe80::1%25eth0]"],
    "beyond ascii": ["älpha.test".encode()],
    "latin-1": ["älpha.test".encode("latin-1")],
    "leading dot": [b".alpha.test"],
    "two dots": [b"alpha..test"],
    "leading hyphen": [b"-alpha.test"],
    "underscore": [b"_dmarc.alpha.test"],
    "wildcard": [b"*.alpha.test"],
    "percent": [b"alpha%2etest"],
    "too long": [b"a." * 130 + b"test"],
    "label too long": [b"a" * 64 + b".test"],
}


@pytest.mark.parametrize("values", FORGED.values(), ids=FORGED.keys())
class TestForgedHost:
    def test_is_not_understood(self, values: list[bytes]) -> None:
        with pytest.raises(HostNotUnderstood):
            host_name([(b"host", value) for value in values], "/")

    @pytest.mark.usefixtures("world")
    def test_is_answered_with_400(self, app: FastAPI, values: list[bytes]) -> None:
        headers = [(b"host", value) for value in values]

        page, api = send_raw(app, "/open", headers), send_raw(app, "/api/v1/open", headers)

        assert (page.status, api.status) == (400, 400)
        assert page.headers["content-type"].startswith("text/html")
        assert api.json()["code"] == "tenancy.host_not_understood"


class TestHostName:
    @pytest.mark.parametrize(
        ("value", "name"),
        [
            (b"alpha.test", "alpha.test"),
            (b"ALPHA.Test:8000", "alpha.test"),
            (b"alpha.test:65535", "alpha.test"),
            (b"xn--bcher-kva.example", "xn--bcher-kva.example"),
            (b"127.0.0.1:80", "127.0.0.1"),
            (b"[::1]:8000", "[::1]"),
            (b"[0:0:0:0:0:0:0:1]", "[::1]"),
            (b"localhost", "localhost"),
        ],
    )
    def test_is_lower_case_without_port(self, value: bytes, name: str) -> None:
        assert host_name([(b"Host", value)], "/") == name

    @pytest.mark.parametrize("path", ["http://evil.example/open", "*", "open", ""])
    def test_needs_a_path_of_this_host(self, path: str) -> None:
        with pytest.raises(HostNotUnderstood):
            host_name([(b"host", b"alpha.test")], path)
