from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app.kernel.i18n.catalog import KERNEL_LOCALE_FOLDERS, BrokenText, Catalog, MissingText

ROWS = """
rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
"""


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for locale, text in files.items():
        (path / f"{locale}.ftl").write_text(text, encoding="utf-8")
    return path


class TestText:
    def test_joins_the_folders_and_knows_attributes(self, tmp_path: Path) -> None:
        first = folder(tmp_path / "a", en="orders-title = Orders\n    .definition = All orders.")
        second = folder(tmp_path / "b", en="cms-title = Pages")

        catalog = Catalog([first, second, tmp_path / "absent"], strict=True)

        assert catalog.text("en", "orders-title") == "Orders"
        assert catalog.text("en", "orders-title.definition") == "All orders."
        assert catalog.text("en", "cms-title") == "Pages"
        assert catalog.has("cms-title")
        assert not catalog.has("cms-tilte")

    def test_falls_back_along_the_chain(self, tmp_path: Path) -> None:
        texts = folder(tmp_path, en="a = en\nb = en", fr="a = fr", de="", lb="")

        catalog = Catalog([texts], strict=True)

        assert catalog.text("lb", "a") == "fr"
        assert catalog.text("lb", "b") == "en"
        assert catalog.text("de", "a") == "en"

    def test_chooses_plural_forms_and_writes_numbers_as_the_language_does(
        self, tmp_path: Path
    ) -> None:
        catalog = Catalog([folder(tmp_path, en=ROWS, fr=ROWS)], strict=True)

        assert catalog.text("en", "rows", count=1) == "1 row"
        assert catalog.text("en", "rows", count=1234) == "1,234 rows"
        assert catalog.text("fr", "rows", count=1234) == "1.234 rows"
        assert catalog.text("fr", "rows", count=0) == "0 row"

    def test_chooses_plural_forms_for_decimals(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en=ROWS, fr=ROWS)], strict=True)

        assert catalog.text("en", "rows", count=Decimal("1.0")) == "1 row"
        assert catalog.text("fr", "rows", count=Decimal("0.6")) == "0,6 row"

    def test_adds_no_invisible_marks(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="hi = Hello { $name }!")], strict=True)

        assert catalog.text("en", "hi", name="Ann") == "Hello Ann!"

    def test_gives_many_threads_the_same(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en=ROWS)], strict=True)

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda n: catalog.text("en", "rows", count=n), range(400)))

        assert answers == [f"{n} row{'' if n == 1 else 's'}" for n in range(400)]


class TestMissingText:
    def test_raises_in_strict_mode(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="a = a")], strict=True)

        with pytest.raises(MissingText, match="nothing"):
            catalog.text("fr", "nothing")

    def test_shows_the_id_and_logs_once_in_production(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="a = a")])

        with capture_logs() as logs:
            answers = [catalog.text("fr", "nothing") for _ in range(3)]

        assert answers == ["nothing"] * 3
        assert [(log["event"], log["text_id"]) for log in logs] == [("text_missing", "nothing")]


class TestBrokenText:
    def test_missing_argument_raises_in_strict_mode(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="hi = Hello { $name }")], strict=True)

        with pytest.raises(BrokenText, match="hi"):
            catalog.text("en", "hi")

    def test_missing_argument_is_logged_in_production(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="hi = Hello { $name }")])

        with capture_logs() as logs:
            text = catalog.text("en", "hi")

        assert text.startswith("Hello")
        assert [log["event"] for log in logs] == ["text_broken"]

    def test_a_language_that_nobody_asks_for_is_not_read(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="a = Hello", fr="this is no fluent")])

        assert catalog.text("en", "a") == "Hello"
        with pytest.raises(BrokenText, match="cannot be read"):
            catalog.text("fr", "a")

    def test_unreadable_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BrokenText, match="cannot be read"):
            Catalog([folder(tmp_path, en="this is no fluent")]).has("this")

    def test_same_id_in_two_folders_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BrokenText, match="twice"):
            Catalog([folder(tmp_path / "a", en="x = 1"), folder(tmp_path / "b", en="x = 2")]).has(
                "x"
            )

    def test_terms_are_shared_and_counted_apart(self, tmp_path: Path) -> None:
        catalog = Catalog([folder(tmp_path, en="-x = Stoa\nx = This is { -x }")], strict=True)

        assert catalog.text("en", "x") == "This is Stoa"
        assert not catalog.has("-x")


class TestGaps:
    def test_names_what_a_language_lacks(self, tmp_path: Path) -> None:
        texts = folder(tmp_path, en="a = a\n    .b = b", fr="a = a", de="a = a\n    .b = b", lb="")

        assert Catalog([texts]).gaps() == {"fr": ["a.b"], "lb": ["a", "a.b"]}

    def test_kernel_texts_are_complete(self) -> None:
        assert Catalog(KERNEL_LOCALE_FOLDERS, strict=True).gaps() == {}
