"""Settings: every value that an installation may choose, read once from the environment."""

import os
import re
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.kernel.startup import CannotStart

SECRET_KEY_LENGTH = 32
DRIVER = "postgresql+psycopg"
PLAIN_SCHEMES = ("postgres", "postgresql", DRIVER)

# As browsers send it (RFC 6454): scheme and host in small letters, a port if unusual, no path.
ORIGIN = re.compile(r"https?://[a-z0-9.\-\[\]:]+")

CommaSeparated = Annotated[tuple[str, ...], NoDecode]


class InvalidSettings(CannotStart):
    """The environment or the `.env` file holds a value that Stoa cannot use."""


class Settings(BaseSettings):
    """One installation's choices; variables begin with `STOA_`, except the addresses of databases.

    Without `DATABASE_URL` the command line starts the embedded database and sets it.
    """

    model_config = SettingsConfigDict(
        env_prefix="STOA_",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        env_ignore_empty=True,
    )

    environment: Literal["development", "test", "production"] = "development"
    data_dir: Path = Field(default_factory=lambda: project_root() / ".stoa")
    secret_key: SecretStr = SecretStr("")

    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL", repr=False)
    database_app_url: str | None = Field(
        default=None, validation_alias="DATABASE_APP_URL", repr=False
    )
    database_reporting_url: str | None = Field(
        default=None, validation_alias="DATABASE_REPORTING_URL", repr=False
    )
    role_prefix: str = Field(default="stoa", pattern=r"^[a-z][a-z0-9_]{0,40}$")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_scheme: Literal["http", "https"] = "http"
    public_port: int | None = Field(default=None, ge=1, le=65535)
    cookie_secure: bool = True
    trusted_proxies: CommaSeparated = ()
    installation_hosts: CommaSeparated = ("localhost", "127.0.0.1", "[::1]")
    storefront_origins: CommaSeparated = ("*",)
    default_platform: str | None = None
    rate_limit_per_minute: int = Field(default=0, ge=0)

    mail_url: SecretStr | None = None
    mail_from: str = "Stoa <no-reply@localhost>"

    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("database_url", "database_app_url", "database_reporting_url")
    @classmethod
    def _use_psycopg(cls, value: str | None) -> str | None:
        return None if value is None else _postgres_url(value).render_as_string(hide_password=False)

    @field_validator("trusted_proxies", "installation_hosts", "storefront_origins", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("storefront_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [one for one in value if one != "*" and not ORIGIN.fullmatch(one)]
        if wrong:
            raise ValueError(f"{wrong[0]} is not an origin such as https://shop.example")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return Path(os.path.abspath(value.expanduser()))  # noqa: PTH100  keeps symbolic links

    @model_validator(mode="after")
    def _fill_secret_key(self) -> Self:
        key = self.secret_key.get_secret_value() or _secret_key_of(self.data_dir)
        if len(key) < SECRET_KEY_LENGTH:
            raise ValueError(f"STOA_SECRET_KEY needs at least {SECRET_KEY_LENGTH} characters")
        object.__setattr__(self, "secret_key", SecretStr(key))
        return self

    @property
    def calls_per_minute(self) -> int:
        """How often one client may call the API, in each process.

        Where nothing is set, a production answers 1,200 a minute, and a machine that somebody works
        or measures on a hundred times as many.
        """
        usual = 1_200 if self.environment == "production" else 120_000
        return self.rate_limit_per_minute or usual

    def public_address(self, host: str) -> str:
        """How a link to that host begins: with the port where people have to type one.

        In development without a proxy before it that is the one listened on, else `public_port`.
        """
        is_open = self.environment == "development" and not self.trusted_proxies
        port = self.public_port or (self.port if is_open else None)
        usual = {"http": 80, "https": 443}[self.public_scheme]
        return f"{self.public_scheme}://{host}{'' if port in {None, usual} else f':{port}'}"

    @property
    def owner_url(self) -> str:
        """Address of the role that may create the others; raises when there is none."""
        if self.database_url is None:
            raise InvalidSettings(
                "No database: set DATABASE_URL, or start Stoa with `stoa serve`, "
                "which brings its own database."
            )
        return self.database_url


def project_root() -> Path:
    """Folder of the checkout, or the current one when Stoa is installed as a package."""
    checkout = Path(__file__).resolve().parents[2]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Settings of this process, read once; `reset_settings` makes the next call read again.

    Raises:
        InvalidSettings: with one line per bad value, never repeating a secret.
    """
    env_file = os.environ.get("STOA_ENV_FILE", str(project_root() / ".env"))
    return load_settings(env_file=env_file or None)


def load_settings(*, env_file: str | None = None, **values: Any) -> Settings:  # noqa: ANN401  any field
    """Settings from explicit values, then the environment, then `env_file`."""
    try:
        return Settings(_env_file=env_file, **values)
    except ValidationError as error:
        raise InvalidSettings(_describe(error)) from None


def reset_settings() -> None:
    get_settings.cache_clear()


def _postgres_url(value: str) -> URL:
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("is not a database address such as postgresql://user@host/name") from None
    if url.drivername not in PLAIN_SCHEMES:
        raise ValueError(f"must begin with postgresql://, not {url.drivername}://")
    if not url.database:
        raise ValueError("names no database, as in postgresql://user@host/name")
    return url.set(drivername=DRIVER)


def _secret_key_of(data_dir: Path) -> str:
    """Key kept in the data folder; made on first use, readable by its owner only."""
    path = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_new_secret_key(path)
        return path.read_text().strip()
    except OSError as error:
        raise ValueError(
            f"cannot keep a secret key in {path} ({error.strerror}); "
            "set STOA_SECRET_KEY, or STOA_DATA_DIR to a folder that can be written"
        ) from None


def _write_new_secret_key(path: Path) -> None:
    """Write whole or not at all: two processes starting together end with one key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _describe(error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        message = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{_variable(problem['loc'])}{message}")
    return "\n".join(lines)


def _variable(location: tuple[int | str, ...]) -> str:
    if not location:
        return ""
    name = str(location[0]).upper()
    return f"{name}: " if name.startswith("DATABASE_") else f"STOA_{name}: "
