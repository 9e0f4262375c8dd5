"""The `stoa` command. Groups are added here; each does its heavy imports inside its commands."""

import typer

from app.cli import (
    admin_commands,
    check_command,
    demo_command,
    figure_commands,
    import_commands,
    metrics_commands,
    migrate_command,
    module_commands,
    serve_command,
    stock_commands,
    worker_command,
)
from app.cli.ending import refusals_as_messages

cli = typer.Typer(
    name="stoa",
    help="Multi-platform commerce built from modules that do not know each other.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
cli.command("serve")(serve_command.serve)
cli.command("worker")(worker_command.worker)
cli.command("migrate")(migrate_command.migrate)
cli.command("demo")(demo_command.demo)
cli.command("check")(check_command.check)
cli.add_typer(admin_commands.admin_app, name="admin")
cli.add_typer(module_commands.module_app, name="module")
metrics_commands.metrics_app.command("verify")(figure_commands.verify)
metrics_commands.metrics_app.command("repair")(figure_commands.repair)
metrics_commands.metrics_app.command("rebuild")(figure_commands.rebuild)
cli.add_typer(import_commands.import_app, name="import")
cli.add_typer(metrics_commands.metrics_app, name="metrics")
cli.add_typer(stock_commands.stock_app, name="stock")


def main() -> None:
    """Run the command of the command line; a refusal is one message and exit status 1."""
    with refusals_as_messages():
        cli()
