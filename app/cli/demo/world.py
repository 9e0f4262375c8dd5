"""The demonstration's platforms, merchants, stores and people."""

from app.cli.demo.seeds import LinkSeed, PersonSeed, PlatformSeed, StoreSeed

PASSWORD = "stoa demo 2026"  # noqa: S105  printed at every start, on purpose

PLATFORMS = (
    PlatformSeed("letz", "Lëtz Market", "letz.localhost", "Europe/Luxembourg", "teal"),
    PlatformSeed(
        "harbour",
        "Harbour Street",
        "harbour.localhost",
        "Europe/London",
        "indigo",
        switched_off=("cms", "marketplace"),
    ),
)

MERCHANTS = {
    "atelier-lux": "Atelier Lux S.à r.l.",
    "weber": "Weber & Fils",
    "minett": "Librairie Minett",
    "ardennes": "Ardennes Sports S.A.",
    "harbour-trading": "Harbour Trading Ltd",
    "north-wharf": "North Wharf Goods Ltd",
}

# Numbers of the right form for taxes, from where none are given out.
VAT_IDS = {
    "atelier-lux": "LU99000154",
    "weber": "LU99000255",
    "minett": "LU99000356",
    "ardennes": "LU99000457",
    "harbour-trading": "GB999000103",
    "north-wharf": "GB999000201",
}

LETZ = (LinkSeed("letz"),)
HARBOUR = (LinkSeed("harbour"),)

STORES = (
    StoreSeed(
        "atelier-lux", "Atelier Lux", "atelier-lux", "home", "EUR",
        (LinkSeed("letz", share=3), LinkSeed("harbour", since_days=260)), 4600, 150, 17, 1.8,
    ),
    StoreSeed("maison-lux", "Maison Lux", "atelier-lux", "linen", "EUR", LETZ, 1500, 90, 17, 1.6),
    StoreSeed("cave-weber", "Cave Weber", "weber", "wine", "EUR", LETZ, 1500, 95, 14, 1.4),
    StoreSeed(
        "epicerie-weber", "Épicerie Weber", "weber", "food", "EUR",
        (LinkSeed("letz", share=4), LinkSeed("harbour", until_days=75)), 1900, 110, 3, 0.85,
    ),
    StoreSeed("librairie-minett", "Librairie Minett", "minett", "books", "EUR", LETZ,
              1900, 140, 3, 1.3),
    StoreSeed("minett-kids", "Minett Kids", "minett", "toys", "EUR", LETZ, 1100, 80, 17, 1.7),
    StoreSeed("papeterie-33", "Papeterie 33", "minett", "paper", "EUR", LETZ, 450, 45, 17, 0.7,
              closed_days=52),
    StoreSeed("velo-ardennes", "Vëlo Ardennes", "ardennes", "cycling", "EUR", LETZ,
              1150, 85, 17, 1.5),
    StoreSeed(
        "ardennes-outdoor", "Ardennes Outdoor", "ardennes", "outdoor", "EUR",
        (LinkSeed("letz", share=2), LinkSeed("harbour", since_days=340)), 1200, 100, 17, 1.6,
    ),
    StoreSeed(
        "harbour-tea", "Harbour Tea House", "harbour-trading", "tea", "GBP",
        (LinkSeed("harbour", share=3), LinkSeed("letz", since_days=420)), 2000, 75, 0, 1.7,
    ),
    StoreSeed("quayside-prints", "Quayside Prints", "harbour-trading", "prints", "GBP", HARBOUR,
              800, 60, 20, 1.2),
    StoreSeed(
        "north-wharf", "North Wharf Outdoor", "north-wharf", "outdoor", "GBP",
        (LinkSeed("harbour", share=2), LinkSeed("letz", since_days=190)), 1150, 90, 20, 1.5,
    ),
    StoreSeed("wharf-cycles", "Wharf Cycles", "north-wharf", "cycling", "GBP", HARBOUR,
              650, 70, 20, 0.9),
    StoreSeed("tide-and-thread", "Tide & Thread", "harbour-trading", "linen", "GBP", HARBOUR,
              130, 40, 20, 2.4, opened_days=38),
    StoreSeed("new-leaf", "New Leaf", "harbour-trading", "prints", "GBP", LETZ,
              0, 0, 20, opened_days=3),
)  # fmt: skip

CLAIRE = PersonSeed(
    "Claire Hoffmann",
    "claire@atelier-lux.example",
    (("atelier-lux", "owner"), ("maison-lux", "manager"), ("new-leaf", "owner")),
)
SAM = PersonSeed("Sam Reuter", "sam@atelier-lux.example", (("atelier-lux", "staff"),))
VERA = PersonSeed("Vera Klein", "vera@atelier-lux.example", (("atelier-lux", "viewer"),))
ALL_OPERATOR = PersonSeed("Olivia Brandt", "operator@stoa.example", operates="all")
HARBOUR_OPERATOR = PersonSeed("Harriet Cole", "harbour@stoa.example", operates="harbour")

PEOPLE = (
    ALL_OPERATOR,
    HARBOUR_OPERATOR,
    CLAIRE,
    PersonSeed("Marc Thill", "marc@atelier-lux.example", (("atelier-lux", "manager"),)),
    SAM,
    VERA,
    PersonSeed("Lena Majerus", "lena@atelier-lux.example", (("atelier-lux", "staff"),), left=True),
    PersonSeed("Anne Hoffmann", "anne@maison-lux.example", (("maison-lux", "owner"),)),
    PersonSeed("Jos Weber", "jos@weber-fils.example",
               (("cave-weber", "owner"), ("epicerie-weber", "owner"))),
    PersonSeed("Mila Weber", "mila@weber-fils.example", (("epicerie-weber", "manager"),)),
    PersonSeed("Tun Schmit", "tun@weber-fils.example", (("cave-weber", "staff"),)),
    PersonSeed("Nathalie Wagner", "nathalie@minett.example",
               (("librairie-minett", "owner"), ("minett-kids", "owner"),
                ("papeterie-33", "owner"))),
    PersonSeed("Ben Kieffer", "ben@minett.example", (("librairie-minett", "staff"),)),
    PersonSeed("Luc Schroeder", "luc@ardennes-sports.example",
               (("velo-ardennes", "owner"), ("ardennes-outdoor", "owner"))),
    PersonSeed("Julie Muller", "julie@ardennes-sports.example", (("ardennes-outdoor", "manager"),)),
    PersonSeed("Grace Turner", "grace@harbour-trading.example",
               (("harbour-tea", "owner"), ("quayside-prints", "owner"),
                ("tide-and-thread", "owner"))),
    PersonSeed("Owen Hughes", "owen@harbour-trading.example", (("harbour-tea", "manager"),)),
    PersonSeed("Priya Shah", "priya@harbour-trading.example", (("quayside-prints", "viewer"),)),
    PersonSeed("Tom Fletcher", "tom@north-wharf.example",
               (("north-wharf", "owner"), ("wharf-cycles", "owner"))),
    PersonSeed("Isla Grant", "isla@north-wharf.example", (("north-wharf", "staff"),)),
)  # fmt: skip

# Host name, store, and whether its owner has proved that it is his.
DOMAINS = (
    ("atelier-lux.localhost", "atelier-lux", True),
    ("harbour-tea.example", "harbour-tea", False),
)
