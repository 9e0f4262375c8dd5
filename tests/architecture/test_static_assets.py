"""The built front end: it belongs to its sources, stays small, and keeps to the security policy."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.modules.registry import registry

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "app" / "static"
FRONTEND = ROOT / "frontend"
KIB = 1024

# Pairs of tokens that stand on each other, and the contrast that WCAG 1.4.3 and 1.4.11 ask of them.
CONTRASTS = [
    *(
        (text, paper, 4.5)
        for text in ("text", "muted", "faint")
        for paper in ("bg", "surface", "sunken")
    ),
    *(
        (text, paper, 4.5)
        for text in ("accent", "up", "down", "warn")
        for paper in ("bg", "surface")
    ),
    *((tone, f"{tone}-soft", 4.5) for tone in ("accent", "up", "down", "warn")),
    ("accent-text", "accent", 4.5),
    ("warn", "sunken", 4.5),
    ("muted", "raised", 4.5),
    *((line, "surface", 3.0) for line in ("field", "compare", "accent-line", "focus")),
    ("focus", "bg", 3.0),
]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# Readers of mail load no files and know no policy: the look of a letter stands in it.
LETTERS = {"letter.html"}


def _templates() -> list[Path]:
    return sorted((ROOT / "app").rglob("*.html"))


def _class_names() -> list[str]:
    """The names that frontend/build.mjs finds in `class="..."` of all templates."""
    names: set[str] = set()
    for path in _templates():
        for value in re.findall(r'class="([^"]*)"', path.read_text("utf-8")):
            names.update(name for name in re.split(r"[^A-Za-z0-9_:/.\[\]%-]+", value) if name)
    return sorted(names)


def _stamp() -> str:
    """The hash over everything that decides the built style sheet, as in frontend/build.mjs."""
    sources = [*(FRONTEND / "styles").rglob("*.css")]
    sources += [FRONTEND / name for name in ("build.mjs", "icons.json", "package-lock.json")]
    paths = sorted(path.relative_to(ROOT).as_posix() for path in sources)
    lines = [f"{path} {_digest((ROOT / path).read_bytes())}" for path in paths]
    lines.append(f"class-names {_digest(chr(10).join(_class_names()).encode())}")
    return _digest("\n".join(lines).encode())


class TestBuiltFiles:
    def test_belong_to_their_sources(self) -> None:
        assert (STATIC / "css" / "STAMP").read_text().strip() == _stamp(), (
            "A style, icon, package or class name changed: `npm ci && npm run build` in frontend/"
        )

    def test_match_the_manifest(self) -> None:
        rows = json.loads((STATIC / "lib" / "MANIFEST.json").read_text())

        for row in rows:
            assert _digest((ROOT / row["file"]).read_bytes()) == row["sha256"], row["name"]
            assert row["version"], row["name"]
            assert row["licence"], row["name"]

    def test_name_every_library(self) -> None:
        rows = json.loads((STATIC / "lib" / "MANIFEST.json").read_text())

        listed = {row["file"] for row in rows}
        assert {f"app/static/lib/{path.name}" for path in (STATIC / "lib").glob("*.js")} <= listed

    def test_lock_file_names_no_address(self) -> None:
        lock = (FRONTEND / "package-lock.json").read_text()

        assert "http" not in lock
        assert '"resolved"' not in lock


class TestWeight:
    @pytest.mark.parametrize(("pattern", "most"), [("css/*.css", 30 * KIB), ("**/*.js", 60 * KIB)])
    def test_stays_under_its_budget_when_compressed(self, pattern: str, most: int) -> None:
        files = list(STATIC.glob(pattern))

        assert files
        assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= most

    def test_icon_sprite_is_small(self) -> None:
        assert (STATIC / "icons.svg").stat().st_size <= 8 * KIB


def sprite() -> set[str]:
    """The names of all icons there are."""
    return set(re.findall(r'<g id="([^"]+)"', (STATIC / "icons.svg").read_text()))


class TestIcons:
    def test_templates_use_only_icons_of_the_sprite(self) -> None:
        used = {
            name
            for path in _templates()
            for name in re.findall(r"""\bicon\(["']([a-z0-9-]+)["']""", path.read_text("utf-8"))
        }
        assert used <= sprite()

    def test_modules_and_menus_use_only_those_too(self) -> None:
        used = {module.icon for module in registry()}
        used |= {entry.icon for module in registry() for entry in module.menus}

        assert used <= sprite()


class TestSecurityPolicy:
    @pytest.mark.parametrize(
        "forbidden",
        [
            r"\sstyle\s*=",
            r"\son[a-z]+\s*=\s*[\"']",
            r"hx-on",
            r"<style",
            r"hx-vals\s*=\s*[\"']js",
            r"javascript:",
        ],
    )
    def test_templates_hold_nothing_inline(self, forbidden: str) -> None:
        guilty = [
            path.name
            for path in _templates()
            if path.name not in LETTERS and re.search(forbidden, path.read_text("utf-8"))
        ]

        assert guilty == []

    def test_scripts_in_templates_come_from_files(self) -> None:
        bare = [
            path.name
            for path in _templates()
            if re.search(r"<script(?![^>]*\bsrc=)", path.read_text("utf-8"))
        ]

        assert bare == []

    def test_own_script_never_evaluates_text(self) -> None:
        script = (STATIC / "app.js").read_text()

        assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML", script)

    def test_pages_ask_no_other_host(self) -> None:
        pattern = r"""(?:src|href|action)=["']https?://"""
        guilty = [path.name for path in _templates() if re.search(pattern, path.read_text("utf-8"))]

        assert guilty == []


class TestContrast:
    """Every theme and every accent that a platform can choose."""

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("accent", ["teal", "indigo", "plum", "ochre", "rose", "slate"])
    def test_tokens_can_be_read_on_their_papers(self, theme: str, accent: str) -> None:
        tokens = _tokens(theme, accent)

        weak = {
            f"{front} on {back}: {ratio:.2f}"
            for front, back, least in CONTRASTS
            if (ratio := _contrast(tokens[front], tokens[back])) < least
        }
        assert weak == set()

    def test_dark_is_the_same_by_choice_and_by_device(self) -> None:
        css = (FRONTEND / "styles" / "tokens.css").read_text()
        by_device = css.split("@media", 1)[1].split(':root[data-theme="dark"]', 1)[0]

        assert _declarations(by_device) == _declarations(
            css.split("@media", 1)[1][len(by_device) :]
        )


def _declarations(css: str) -> list[tuple[str, str]]:
    return sorted(re.findall(r"--([a-z-]+): ([^;]+);", css))


def _blocks(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    for selector, body in re.findall(r"(:root[^{]*)\{([^}]*)\}", css):
        yield selector.strip(), dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))


def _tokens(theme: str, accent: str) -> dict[str, str]:
    wanted = [":root", f':root[data-accent="{accent}"]']
    if theme == "dark":
        wanted += [':root[data-theme="dark"]', f':root[data-theme="dark"][data-accent="{accent}"]']
    blocks = list(_blocks((FRONTEND / "styles" / "tokens.css").read_text()))
    tokens: dict[str, str] = {}
    for selector in wanted:
        for name, values in blocks:
            if name == selector:
                tokens |= values
    return tokens


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
