"""Writes a module's next migration: what its tables have that its revisions have not.

Usage: python -m scripts.new_migration MODULE "what it does"
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations.ops import CreateTableOp
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.kernel.config import get_settings
from app.kernel.database.base import Base, Ownership, ownership_of
from app.kernel.database.embedded import temporary_cluster
from app.kernel.database.migrate import alembic_config, upgrade_to_head
from app.kernel.database.roles import ensure_roles
from app.modules.base import ModuleDefinition
from app.modules.registry import migration_folders, module_folder, registry

TEMPLATE = '''"""{message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.kernel.database.migration_ops import create_ids, drop_ids, protect_store_rows

revision = "{revision}"
down_revision = {down_revision!r}
branch_labels = {branch_labels!r}
depends_on = {depends_on!r}


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def write_migration(module: ModuleDefinition, message: str) -> Path:
    """Compares the module's tables with a database at its newest revision and writes the file."""
    modules = registry()
    modules.load_models()
    folder = _versions_folder(module)
    locations = migration_folders(modules)
    settings = get_settings()
    with temporary_cluster() as admin_url:
        upgrade_to_head(admin_url, settings, locations)
        engine = create_engine(ensure_roles(admin_url, settings).owner)
        with engine.connect() as connection:
            options = {
                "include_name": lambda name, kind, _parents: (
                    kind != "table" or str(name).startswith(f"{module.code}_")
                ),
                "include_object": lambda _thing, name, kind, _reflected, _other: (
                    kind != "table" or str(name).startswith(f"{module.code}_")
                ),
            }
            context = MigrationContext.configure(connection, opts=options)
            script = produce_migrations(context, Base.metadata)
        engine.dispose()
    heads = ScriptDirectory.from_config(alembic_config(locations)).get_heads()
    mine = sorted(head for head in heads if head.startswith(f"{module.code}_"))
    number = len(list(folder.glob("*.py"))) + 1
    revision = f"{module.code}_{number:04d}"
    name = "_".join(message.lower().split())
    path = folder / f"{revision}_{name}.py"
    path.write_text(
        TEMPLATE.format(
            message=message,
            revision=revision,
            down_revision=mine[0] if mine else None,
            branch_labels=None if mine else (module.code,),
            depends_on=None if mine else _first_revisions(module),
            upgrade="\n    ".join(
                [*_ids(script.upgrade_ops), _body(script.upgrade_ops), *_rows(script)]
            ),
            downgrade="\n    ".join([_body(script.downgrade_ops), *_dropped(script.upgrade_ops)]),
        )
    )
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "check", "--quiet", "--fix", str(path)], check=False)
    subprocess.run([*ruff, "format", "--quiet", str(path)], check=True)
    return path


def _body(operations: Any) -> str:
    code = render_python_code(operations).replace("(astext_type=Text())", "()")
    lines = [line for line in code.splitlines() if not line.strip().startswith("# ###")]
    return "\n".join(lines).strip()


def _new_tables(operations: Any) -> list[str]:
    return [step.table_name for step in operations.ops if isinstance(step, CreateTableOp)]


def _ids(operations: Any) -> list[str]:
    tables = _new_tables(operations)
    return [f'create_ids("{name}")' for name in tables if "id" in Base.metadata.tables[name].c]


def _dropped(operations: Any) -> list[str]:
    tables = _new_tables(operations)
    return [f'drop_ids("{name}")' for name in tables if "id" in Base.metadata.tables[name].c]


def _rows(script: Any) -> list[str]:
    return [
        f'protect_store_rows("{name}")'
        for name in _new_tables(script.upgrade_ops)
        if ownership_of(Base.metadata.tables[name]) is Ownership.STORE
    ]


def _versions_folder(module: ModuleDefinition) -> Path:
    models = module_folder(module, "models")
    if models is None:
        raise SystemExit(f"{module.code} has no models folder")
    folder = models.parent / "migrations" / "versions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _first_revisions(module: ModuleDefinition) -> tuple[str, ...] | None:
    needed = ["tenancy", *module.requires] if module.code != "tenancy" else []
    return tuple(f"{code}_0001" for code in needed) or None


def main() -> None:
    """Reads the command line."""
    if len(sys.argv) != 3:  # noqa: PLR2004 - the two words of the usage
        raise SystemExit(__doc__)
    module = registry().get(sys.argv[1])
    if module is None:
        raise SystemExit(f"no module {sys.argv[1]!r}; there are {[m.code for m in registry()]}")
    print(f"written: {write_migration(module, sys.argv[2])}; read it through before you commit it")


if __name__ == "__main__":
    main()
