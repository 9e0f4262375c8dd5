"""`stoa --help` answers at once, because it loads nothing heavy."""

import subprocess
import sys

HEAVY = ("alembic", "fastapi", "psycopg", "pydantic", "sqlalchemy", "uvicorn", "jinja2")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, app.cli; from typer.testing import CliRunner;"
        "answer = CliRunner().invoke(app.cli.cli, ['--help']);"
        "assert 'serve' in answer.output, answer.output;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
