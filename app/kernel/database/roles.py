"""The three database roles: owner (migrations), app (serves, under row level security), reporting.

`DATABASE_URL` names a role that may create the other two. When it is a superuser, as in the
embedded server, an owner role is made as well, so that even migrations own no more than this
database.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import time
from dataclasses import dataclass, replace

from psycopg import errors, sql
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.kernel.config import Settings

TRIES, PAUSE_SECONDS = 10, 0.2
# "tuple concurrently updated", and a role that came to be since it was looked for.
SET_BY_OTHERS = (errors.InternalError_, errors.DuplicateObject, errors.UniqueViolation)


@dataclass(frozen=True)
class DatabaseUrls:
    """Where each role connects."""

    owner: str
    app: str
    reporting: str


def derive_urls(admin_url: str, settings: Settings) -> DatabaseUrls:
    """The URLs of the roles on the administrator's server; explicit settings win."""
    prefix = settings.role_prefix
    return DatabaseUrls(
        owner=_as_role(admin_url, f"{prefix}_owner", settings),
        app=settings.database_app_url or _as_role(admin_url, f"{prefix}_app", settings),
        reporting=settings.database_reporting_url
        or _as_role(admin_url, f"{prefix}_reporting", settings),
    )


def ensure_roles(admin_url: str, settings: Settings) -> DatabaseUrls:
    """Creates the roles that are missing and gives them today's passwords.

    When the administrator is not a superuser it stays the owner itself, and may set no rights that
    it lacks: new roles have none, and the reporting role then reads under row level security.
    Raises the database's own error when it may not create roles; then create `<prefix>_app` and
    `<prefix>_reporting` by hand and set DATABASE_APP_URL and DATABASE_REPORTING_URL.
    """
    engine = create_engine(normal_url(admin_url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            owner_url = _ensure(connection, admin_url, settings)
    finally:
        engine.dispose()
    urls = derive_urls(admin_url, settings)
    return replace(urls, owner=owner_url or urls.owner)


def _ensure(connection: Connection, admin_url: str, settings: Settings) -> str | None:
    """Roles belong to the whole server, where others may be setting the same ones just now."""
    for _ in range(TRIES - 1):
        try:
            return _set_roles(connection, admin_url, settings)
        except DBAPIError as error:
            if not isinstance(error.orig, SET_BY_OTHERS):
                raise
            time.sleep(random.uniform(0, PAUSE_SECONDS))  # noqa: S311
    return _set_roles(connection, admin_url, settings)


def _set_roles(connection: Connection, admin_url: str, settings: Settings) -> str | None:
    """The administrator's address when it stays the owner itself."""
    database = connection.execute(text("SELECT current_database()")).scalar_one()
    is_superuser = connection.execute(
        text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    ).scalar_one()
    plain = "NOSUPERUSER NOCREATEDB NOBYPASSRLS" if is_superuser else ""
    if settings.database_app_url is None:
        _ensure_role(connection, f"{settings.role_prefix}_app", settings, plain)
    if settings.database_reporting_url is None:
        reading = "NOSUPERUSER NOCREATEDB BYPASSRLS" if is_superuser else ""
        _ensure_role(connection, f"{settings.role_prefix}_reporting", settings, reading)
    if not is_superuser:
        return normal_url(admin_url)
    owner = f"{settings.role_prefix}_owner"
    _ensure_role(connection, owner, settings, plain)
    _run(connection, "ALTER DATABASE {} OWNER TO {}", database, owner)
    _run(connection, "ALTER SCHEMA public OWNER TO {}", owner)
    return None


def grant_rights(connection: Connection, settings: Settings) -> None:
    """Gives the app role the four verbs and the reporting role reading, on everything there is.

    TRUNCATE, REFERENCES and TRIGGER stay with the owner: they pass row level security by.
    """
    app, reporting = f"{settings.role_prefix}_app", f"{settings.role_prefix}_reporting"
    _run(connection, "GRANT USAGE ON SCHEMA public TO {}, {}", app, reporting)
    _run(
        connection, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}", app
    )
    _run(connection, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}", app)
    _run(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", reporting)
    _run(connection, "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {}", app)


def normal_url(url: str) -> str:
    """The same address with the driver that Stoa uses spelled out."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _as_role(admin_url: str, role: str, settings: Settings) -> str:
    parsed = make_url(normal_url(admin_url)).set(username=role, password=_password(role, settings))
    return parsed.render_as_string(hide_password=False)


def _password(role: str, settings: Settings) -> str:
    key = settings.secret_key.get_secret_value().encode()
    return hmac.new(key, f"database-role:{role}".encode(), hashlib.sha256).hexdigest()


def _ensure_role(connection: Connection, role: str, settings: Settings, rights: str) -> None:
    exists = connection.execute(
        text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}
    ).scalar()
    if not exists:
        _run(connection, "CREATE ROLE {}", role)
    verb = sql.SQL("ALTER ROLE {} LOGIN " + rights + " PASSWORD {}")
    statement = verb.format(sql.Identifier(role), sql.Literal(_password(role, settings)))
    connection.exec_driver_sql(statement.as_string(None).replace("%", "%%"))


def _run(connection: Connection, template: str, *names: str) -> None:
    statement = sql.SQL(template).format(*(sql.Identifier(name) for name in names))
    connection.exec_driver_sql(statement.as_string(None))
