"""Every number is described, in a known unit and in every language."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy.orm import Session

from app.kernel.i18n.catalog import Catalog
from app.kernel.i18n.languages import SUPPORTED_LOCALES
from app.modules.contracts.metric_description import MetricUnit
from app.modules.contracts.metrics import MetricValue
from app.testing.moments import DAY, days, local
from app.testing.subject import Subject, hold
from app.testing.world import make_platform, make_store

IN_HOUSE = "app.modules."
_CURRENCY = re.compile(r"[A-Z]{3}")


class DescriptionRules(Subject):
    """A metric is described by data, once, in its module."""

    def test_describes_every_number(self, db: Session) -> None:
        described = self.descriptions
        for values in self._answers(db):
            unknown = sorted({value.key for value in values} - described.keys())
            hold(
                not unknown,
                f"{', '.join(unknown)} is answered and not described. Add a MetricDescription, or "
                "leave the number out.",
            )
            silent = sorted(described.keys() - {value.key for value in values})
            hold(
                not silent,
                f"{', '.join(silent)} is described and not answered. Answer with 0 or None; a "
                "number that is sometimes missing cannot be told from a failure.",
            )
            given = Counter((value.key, value.unit) for value in values)
            twice = [f"{key} ({unit})" for (key, unit), times in given.items() if times > 1]
            hold(not twice, f"{', '.join(twice)} is answered twice. Give each once per currency.")
            for value in values:
                self._compare_words(value)

    def test_describes_its_own_numbers_only(self) -> None:
        given = self.module.metric_descriptions
        keys = [metric.key for metric in given()] if given else []
        foreign = [key for key in keys if not key.startswith(f"{self.module.code}.")]

        hold(keys, "The module describes no number. Name metric_descriptions in its definition.")
        hold(
            not foreign,
            f"{', '.join(foreign)} does not begin with {self.module.code}. A key begins with the "
            "code of its module, so that two modules never say the same key.",
        )
        twice = [key for key, times in Counter(keys).items() if times > 1]
        hold(not twice, f"{', '.join(twice)} is described twice. Describe a metric once.")

    def test_names_the_unit(self, db: Session) -> None:
        described = self.descriptions
        for values in self._answers(db):
            for value in values:
                metric = described.get(value.key)
                if metric is None:
                    continue
                if metric.unit is MetricUnit.MONEY:
                    hold(
                        _CURRENCY.fullmatch(value.unit or ""),
                        f"{value.key} is money and its unit is {value.unit!r}. Name the ISO 4217 "
                        "currency of each value.",
                    )
                    continue
                hold(
                    value.unit == metric.unit.value,
                    f"{value.key} is described in {metric.unit.value!r} and answered in "
                    f"{value.unit!r}. Make both the same.",
                )

    def test_speaks_every_language(self) -> None:
        package, folder = self._locales()
        if not package.startswith(IN_HOUSE) and not folder.is_dir():
            return  # A module of somebody else may do with the texts of its descriptions.
        catalog = Catalog([folder])
        gaps = catalog.gaps()
        for key, metric in self.descriptions.items():
            name = f"metric-{key.replace('.', '-').replace('_', '-')}"
            for text_id, english in ((name, metric.label), (f"{name}.definition", None)):
                lacking = [
                    locale
                    for locale in SUPPORTED_LOCALES
                    if not catalog.has(text_id) or text_id in gaps.get(locale, ())
                ]
                hold(
                    not lacking,
                    f"{text_id} is missing in {', '.join(lacking)}. Write it into locales/*.ftl.",
                )
                spoken = catalog.text("en", text_id)
                hold(
                    english in (None, spoken),
                    f"{key} is called {metric.label!r} in its description and {spoken!r} in "
                    "locales/en.ftl. Make both the same.",
                )

    def _answers(self, db: Session) -> list[list[MetricValue]]:
        platform_id = make_platform(db)
        store_id = make_store(db, currency=self.currencies[0], on=[platform_id])
        empty = self.ask_store(db, store_id)
        for currency in self.currencies:
            self.do(db, store_id, local(DAY, "12:00"), currency)
        window = days(DAY, trends=True)
        return [
            empty,
            self.ask_store(db, store_id, window),
            self.ask_platform(db, platform_id, [store_id], window),
        ]

    def _compare_words(self, value: MetricValue) -> None:
        metric = self.descriptions[value.key]
        hold(
            value.label == metric.label,
            f"{value.key} is called {value.label!r} on the card and {metric.label!r} in its "
            "description. Take the label from the description.",
        )
        hold(
            value.category == self.provider.metrics_category,
            f"{value.key} is of category {value.category!r}. Every value is of the provider's "
            f"own, {self.provider.metrics_category!r}.",
        )

    def _locales(self) -> tuple[str, Path]:
        """The module's package, and where its texts would be."""
        maker = self.module.metrics_provider
        package = self.module.package or getattr(maker, "__module__", "").rpartition(".")[0]
        file = getattr(sys.modules.get(package), "__file__", None) or "."
        return package, Path(file).parent / "locales"
