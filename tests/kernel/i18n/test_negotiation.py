import pytest

from app.kernel.i18n.negotiation import choose_locale


class TestChooseLocale:
    @pytest.mark.parametrize(
        ("header", "locale"),
        [
            (None, "en"),
            ("", "en"),
            ("fr", "fr"),
            ("fr-CH, en;q=0.9", "fr"),
            ("en;q=0.5, de-LU;q=0.8", "de"),
            ("lb-LU,fr;q=0.9", "lb"),
            ("es, pt;q=0.9, lb;q=0.1", "lb"),
            ("de;q=0, fr;q=0.1", "fr"),
            ("de;q=nonsense, fr;q=0.1", "fr"),
            ("de;q=7, fr;q=0.1", "fr"),
            ("de;q=nan, fr;q=0.1", "fr"),
            ("*", "en"),
            ("FR_fr", "fr"),
            ("de;level=1", "de"),
            (";;;,,,=", "en"),
            ("xx," * 50 + "fr", "en"),
        ],
    )
    def test_reads_the_header(self, header: str | None, locale: str) -> None:
        assert choose_locale(accept_language=header) == locale

    def test_keeps_the_order_of_equals(self) -> None:
        assert choose_locale(accept_language="de, fr, en") == "de"

    def test_prefers_cookie_then_user_then_header(self) -> None:
        assert choose_locale(["lb", "de"], "fr") == "lb"
        assert choose_locale([None, "de"], "fr") == "de"
        assert choose_locale(["../etc", None], "fr") == "fr"

    def test_uses_the_given_default(self) -> None:
        assert choose_locale([], "es", default="fr") == "fr"
