"""What the documents point at exists: links, files of the code, make targets and commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.main import get_command

from app.cli import cli

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda file: file.as_posix()
)
_FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:app|tests|scripts|docs|migrations|frontend)/[\w./-]*")
_MAKE = re.compile(r"(?:^ *|`|\$ )make ([a-z][a-z-]*)", re.MULTILINE)
_STOA = re.compile(r"(?:^ *|`|\$ |/)stoa ((?:[a-z]+ ?)+)", re.MULTILINE)
# Files that a reader is told to make.
TO_BE_MADE = frozenset({"app/modules/marketplace/formats/my_export.py", "app/modules/reviews"})


def missing_links(document: Path, text: str) -> Iterator[str]:
    """Relative links and images that lead nowhere."""
    for target in _LINK.findall(_FENCE.sub("", text)):
        path = unquote(target.partition("#")[0])
        is_here = path and "://" not in path and not path.startswith("mailto:")
        if is_here and not (document.parent / path).exists():
            yield target


def missing_paths(text: str) -> Iterator[str]:
    """Files and folders of the repository that are named in code style and are not there.

    A document may be named without its ending.
    """
    for code in _CODE.findall(_FENCE.sub("", text)):
        if not _PATH.fullmatch(code) or code in TO_BE_MADE:
            continue
        if not (ROOT / code).exists() and not (ROOT / f"{code}.md").exists():
            yield code


def missing_targets(text: str, makefile: str) -> Iterator[str]:
    """`make x` where the Makefile has no x."""
    known = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    yield from (target for target in _MAKE.findall(text) if target not in known)


def missing_commands(text: str) -> Iterator[str]:
    """`stoa x y` where the command line has no x, or x is a group without y."""
    for words in _STOA.findall(text):
        group = get_command(cli)
        for word in words.split():
            commands = getattr(group, "commands", None)
            if commands is None:
                break
            if word not in commands:
                yield f"stoa {words}"
                break
            group = commands[word]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
class TestDocument:
    def test_points_at_what_exists(self, document: Path) -> None:
        text = document.read_text(encoding="utf-8")

        assert list(missing_links(document, text)) == []
        assert list(missing_paths(text)) == []

    def test_names_commands_that_exist(self, document: Path) -> None:
        text = document.read_text(encoding="utf-8")
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

        assert list(missing_targets(text, makefile)) == []
        assert list(missing_commands(text)) == []

    def test_names_no_machine(self, document: Path) -> None:
        text = document.read_text(encoding="utf-8")

        assert re.findall(r"(?<![\w.])/(?:home|root|tmp|work|usr|Users)/\S*", text) == []


def test_the_sign_ins_of_the_readme_are_those_of_the_demonstration() -> None:
    named = re.findall(r"[a-z]+@[a-z-]+\.example", (ROOT / "README.md").read_text("utf-8"))
    people = (ROOT / "app" / "cli" / "demo" / "world.py").read_text("utf-8")

    assert len(named) == 5
    assert [email for email in named if f'"{email}"' not in people] == []


class TestTheChecks:
    def test_see_a_link_that_leads_nowhere(self) -> None:
        text = "[here](nowhere.md) [there](CHANGELOG.md#top) [far](https://example.org/x)"

        assert list(missing_links(ROOT / "x.md", text)) == ["nowhere.md"]

    def test_see_a_file_that_is_not_there(self) -> None:
        assert list(missing_paths("`app/nowhere.py` and `app/cli/` and `os.path`")) == [
            "app/nowhere.py"
        ]

    def test_see_a_target_that_is_not_there(self) -> None:
        assert list(missing_targets("`make tea`, `make test`; make it so", "test:\n")) == ["tea"]

    def test_see_a_command_that_is_not_there(self) -> None:
        text = "`stoa brew`\n`stoa import tea --now`\n`stoa import orders FILE`\n`stoa serve`"

        assert list(missing_commands(text)) == ["stoa brew", "stoa import tea "]
