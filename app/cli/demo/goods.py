"""What each kind of store sells: names, options and prices, from which catalogues are made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goods:
    """Titles are a look and a thing; `prices` are the lowest and highest, in major units."""

    looks: tuple[str, ...]
    things: tuple[str, ...]
    options: tuple[str, ...]
    prices: tuple[int, int]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


GOODS = {
    "home": Goods(
        _words("Oak, Walnut, Brass, Stoneware, Linen, Smoked Glass, Ash, Marble, Rattan,"
               "Terracotta"),
        _words("Table Lamp, Vase, Candle Holder, Serving Bowl, Tray, Wall Shelf, Stool, Mirror,"
               "Carafe, Bookend, Planter, Wall Clock, Coat Hook, Side Table, Pendant Lamp, Mug"),
        _words("Small, Medium, Large"), (12, 140),
    ),
    "linen": Goods(
        _words("Washed Linen, Organic Cotton, Merino, Herringbone, Waffle, Striped, Moss, Indigo"),
        _words("Throw, Cushion Cover, Bath Towel, Duvet Cover, Pillowcase, Apron, Table Runner,"
               "Napkin Set, Scarf, Blanket, Dressing Gown, Tea Towel"),
        _words("Natural, Sage, Slate"), (14, 110),
    ),
    "wine": Goods(
        _words("Moselle, Old Vines, Grand Premier Cru, Reserve, Estate, Late Harvest, Organic"),
        _words("Riesling, Pinot Gris, Auxerrois, Rivaner, Crémant Brut, Crémant Rosé, Pinot Noir,"
               "Gewürztraminer, Chardonnay, Elbling, Pinot Blanc, Quince Liqueur"),
        _words("Bottle, Magnum"), (8, 48),
    ),
    "food": Goods(
        _words("Forest, Farmhouse, Roasted, Smoked, Wild Garlic, Mirabelle, Honey, Hazelnut"),
        _words("Mustard, Jam, Crackers, Syrup, Pâté, Biscuits, Vinegar, Rapeseed Oil, Chocolate,"
               "Granola, Chutney, Nougat, Fruit Tea, Noodles"),
        _words("Single, Set of three"), (4, 24),
    ),
    "books": Goods(
        _words("A Short History of, The Secret Life of, Notes on, Letters from, Walking in,"
               "The Last, Stories of, An Atlas of, Growing up in, The Art of"),
        _words("the Moselle, Iron and Red Earth, Quiet Places, Bridges, Winter Gardens, Bread,"
               "the Ardennes, Small Countries, Maps, Lighthouses, Trains, Forgotten Castles,"
               "Borders, Rivers, Apple Trees"),
        _words("Paperback, Hardback"), (9, 38),
    ),
    "toys": Goods(
        _words("Wooden, Magnetic, Woodland, Rainbow, My First, Travel, Giant, Space"),
        _words("Train Set, Puzzle, Stacking Tower, Memory Game, Kite, Xylophone, Puppet,"
               "Building Blocks, Doll's House, Marble Run, Pull-along Fox"),
        ("Standard",), (8, 75),
    ),
    "paper": Goods(
        _words("Recycled, Dotted, Ruled, Marbled, Pocket, Botanical"),
        _words("Notebook, Planner, Letter Set, Wrapping Paper, Sketchbook, Desk Pad, Card Box,"
               "Fountain Pen, Pencil Set"),
        _words("A5, A4"), (3, 32),
    ),
    "cycling": Goods(
        _words("Commuter, Gravel, Trail, Reflective, Waterproof, Carbon, Classic, Winter"),
        _words("Helmet, Gloves, Pannier, Front Light, Rear Light, Saddle, Jersey, Floor Pump,"
               "Multi-tool, Bottle Cage, Mudguards, Lock, Bib Shorts"),
        _words("S, M, L"), (12, 130),
    ),
    "outdoor": Goods(
        _words("Summit, Ridge, Packable, Insulated, Ultralight, Trail, Storm, Merino"),
        _words("Jacket, Rucksack, Sleeping Bag, Head Torch, Walking Poles, Flask, Fleece,"
               "Base Layer, Camping Stove, Hiking Socks, Dry Bag, Two-person Tent, Gaiters"),
        _words("S, M, L"), (14, 190),
    ),
    "tea": Goods(
        _words("Harbour, First Flush, Smoky, Single Estate, Evening, Morning, Spiced, Fisherman's"),
        _words("Breakfast, Earl Grey, Assam, Darjeeling, Oolong, Chamomile, Peppermint, Rooibos,"
               "Sencha, Chai, Lapsang, Gift Tin"),
        _words("100 g, 250 g"), (6, 34),
    ),
    "prints": Goods(
        _words("Quayside, Low Tide, Night Ferry, Lighthouse, Market Morning, Winter Harbour"),
        _words("Linocut, Screen Print, Giclée Print, Etching, Poster, Framed Print, Card Set,"
               "Map Print, Woodcut, Calendar"),
        _words("A4, A3, A2"), (9, 160),
    ),
}  # fmt: skip
