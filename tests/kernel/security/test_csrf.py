import pytest

from app.kernel.security.csrf import check_csrf, csrf_token, same_origin

SECRET = "a secret of the installation"


class TestCsrfToken:
    def test_is_accepted_for_its_session(self) -> None:
        assert check_csrf(SECRET, "session-1", csrf_token(SECRET, "session-1"))

    def test_differs_at_each_call(self) -> None:
        assert csrf_token(SECRET, "session-1") != csrf_token(SECRET, "session-1")

    def test_is_refused_for_another_session_or_secret(self) -> None:
        token = csrf_token(SECRET, "session-1")

        assert not check_csrf(SECRET, "session-2", token)
        assert not check_csrf("another", "session-1", token)

    def test_refuses_malformed_tokens(self) -> None:
        token = csrf_token(SECRET, "session-1")
        changed = ("A" if token[0] != "A" else "B") + token[1:]

        for wrong in (None, "", "x", token[:-1], token + "A", changed, "é" * 86, "!" * 86):
            assert not check_csrf(SECRET, "session-1", wrong)


class TestSameOrigin:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "none"},
            {"sec-fetch-site": "same-origin", "origin": "null"},
            {"sec-fetch-site": "same-origin", "origin": "https://oms.lu"},
            {"origin": "https://oms.lu"},
            {"origin": "https://OMS.lu:443"},
            {"referer": "https://oms.lu/sign-in?next=/"},
        ],
    )
    def test_accepts_our_own_pages(self, headers: dict[str, str]) -> None:
        assert same_origin(headers, "oms.lu")

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "https://oms.lu"},
            {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "null", "referer": "https://oms.lu/"},
            {"origin": "https://store.oms.lu"},
            {"origin": "https://oms.lu.evil.example"},
            {"origin": "https://oms.lu:8443"},
            {"origin": "https://oms.lu@evil.example"},
            {"origin": "https://evil@oms.lu"},
            {"origin": "oms.lu"},
            {"origin": "https://[oms.lu"},
            {"origin": "file://oms.lu"},
            {"referer": "https://evil.example/https://oms.lu"},
        ],
    )
    def test_refuses_everybody_else(self, headers: dict[str, str]) -> None:
        assert not same_origin(headers, "oms.lu")

    def test_keeps_a_port_that_is_not_the_default(self) -> None:
        assert same_origin({"origin": "http://localhost:8000"}, "localhost:8000")
        assert not same_origin({"origin": "http://localhost:8001"}, "localhost:8000")
