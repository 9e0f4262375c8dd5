"""Settings: defaults that are safe, refusals that say which value, secrets that stay secret."""

import stat
from pathlib import Path

import pytest

from app.kernel.config import InvalidSettings, Settings, load_settings


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STOA_SECRET_KEY", raising=False)
    monkeypatch.setenv("STOA_DATA_DIR", str(tmp_path / "data"))


class TestSecretKey:
    def test_is_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        first, second = load_settings(), load_settings()

        path = tmp_path / "data" / "secret_key"
        assert first.secret_key == second.secret_key
        assert len(first.secret_key.get_secret_value()) >= 64
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]

    def test_differs_between_installations(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        first = load_settings()
        monkeypatch.setenv("STOA_DATA_DIR", str(tmp_path / "other"))

        assert load_settings().secret_key != first.secret_key

    def test_from_the_environment_writes_no_file(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("STOA_SECRET_KEY", "k" * 32)

        assert load_settings().secret_key.get_secret_value() == "k" * 32
        assert not (tmp_path / "data").exists()

    def test_refuses_a_short_one_without_repeating_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STOA_SECRET_KEY", "letmein")

        with pytest.raises(InvalidSettings, match="at least 32 characters") as refusal:
            load_settings()

        assert "letmein" not in str(refusal.value)

    def test_says_what_to_do_when_the_folder_cannot_be_written(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv("STOA_DATA_DIR", str(tmp_path / "file"))

        with pytest.raises(InvalidSettings, match="set STOA_SECRET_KEY, or STOA_DATA_DIR"):
            load_settings()


class TestDatabaseUrl:
    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_speaks_through_psycopg(self, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
        monkeypatch.setenv("DATABASE_URL", f"{scheme}://me:pw@db/stoa")

        assert load_settings().owner_url == "postgresql+psycopg://me:pw@db/stoa"

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("mysql://me:pw@db/stoa", "must begin with postgresql://"),
            ("somewhere", "is not a database address"),
            ("postgresql://me:pw@db", "names no database"),
        ],
    )
    def test_refuses_others(self, monkeypatch: pytest.MonkeyPatch, url: str, reason: str) -> None:
        monkeypatch.setenv("DATABASE_URL", url)

        with pytest.raises(InvalidSettings, match=f"DATABASE_URL: {reason}") as refusal:
            load_settings()

        assert "pw" not in str(refusal.value)

    def test_is_missed_only_when_it_is_needed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        settings = load_settings()

        with pytest.raises(InvalidSettings, match="stoa serve"):
            _ = settings.owner_url

    def test_is_not_shown_with_the_settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://me:hidden-word@db/stoa")

        assert "hidden-word" not in repr(load_settings())


class TestValues:
    def test_lists_are_separated_by_commas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STOA_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2")

        assert load_settings().trusted_proxies == ("10.0.0.1", "10.0.0.2")

    def test_env_file_yields_to_the_environment(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        file = tmp_path / ".env"
        file.write_text("STOA_PORT=9001\nSTOA_LOG_LEVEL=WARNING\nUNRELATED=1\n")
        monkeypatch.setenv("STOA_PORT", "9002")

        settings = load_settings(env_file=str(file))

        assert (settings.port, settings.log_level) == (9002, "warning")

    def test_names_every_bad_value(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STOA_PORT", "70000")
        monkeypatch.setenv("STOA_PUBLIC_SCHEME", "ftp")

        with pytest.raises(InvalidSettings) as refusal:
            load_settings()

        assert "STOA_PORT: " in str(refusal.value)
        assert "STOA_PUBLIC_SCHEME: " in str(refusal.value)

    def test_cookies_are_secure_unless_said_otherwise(self) -> None:
        assert Settings.model_fields["cookie_secure"].default is True


class TestPublicAddress:
    @pytest.mark.parametrize(
        ("values", "found"),
        [
            ({"STOA_PORT": "8123"}, "http://mill.example:8123"),
            ({"STOA_PORT": "80"}, "http://mill.example"),
            ({"STOA_TRUSTED_PROXIES": "10.0.0.1"}, "http://mill.example"),
            (
                {"STOA_PUBLIC_PORT": "8443", "STOA_PUBLIC_SCHEME": "https"},
                "https://mill.example:8443",
            ),
            ({"STOA_ENVIRONMENT": "production"}, "http://mill.example"),
        ],
    )
    def test_has_the_port_that_people_have_to_type(
        self, monkeypatch: pytest.MonkeyPatch, values: dict[str, str], found: str
    ) -> None:
        for name, value in {"STOA_ENVIRONMENT": "development", **values}.items():
            monkeypatch.setenv(name, value)

        assert load_settings().public_address("mill.example") == found


class TestStorefrontOrigins:
    def test_are_any_or_some(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert load_settings().storefront_origins == ("*",)
        monkeypatch.setenv("STOA_STOREFRONT_ORIGINS", "https://a.example, http://localhost:5173")
        assert load_settings().storefront_origins == ("https://a.example", "http://localhost:5173")

    @pytest.mark.parametrize(
        "wrong", ["shop.example", "https://shop.example/", "HTTPS://A.example"]
    )
    def test_what_no_browser_sends_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, wrong: str
    ) -> None:
        monkeypatch.setenv("STOA_STOREFRONT_ORIGINS", wrong)
        with pytest.raises(InvalidSettings, match=r"not an origin such as https://shop\.example"):
            load_settings()
