"""Where cards stand: a person's own order laid over a default one. Plain lists, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Layout:
    """What a person chose: orders of sections and cards, what is pinned on top, what is hidden.

    Names of modules and keys of metrics that do not exist any more, or not now, do no harm and
    are kept: a module that comes back finds its cards where they were.
    """

    sections: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Board:
    """The dashboard as it is laid out: `sections` are the modules with their cards, in order.

    `known` are all keys that may stand on it, in default order and by module.
    """

    known: Mapping[str, tuple[str, ...]]
    sections: dict[str, list[str]] = field(default_factory=dict)
    pinned: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def is_hidden(self, key: str) -> bool:
        """Whether the person took the card away."""
        return key in self.hidden


def merged(chosen: Iterable[str], others: Iterable[str]) -> list[str]:
    """The chosen ones in their order, and each other one after the one it follows among `others`.

    `[c, a]` with others `[a, b, c]` gives `[c, a, b]`: b keeps its place behind a.
    """
    found = list(dict.fromkeys(chosen))
    present = set(found)
    place = 0
    for name in others:
        if name not in present:
            found.insert(place, name)
            present.add(name)
        place = found.index(name) + 1
    return found


def arranged(known: Mapping[str, Sequence[str]], layout: Layout) -> Board:
    """The board: what exists now, as the layout has it; new cards at their default place."""
    every = [key for keys in known.values() for key in keys]
    order = _present(layout.cards, every)
    hidden = _present(layout.hidden, every)
    pinned = [key for key in _present(layout.pinned, every) if key not in hidden]
    away = {*hidden, *pinned}
    return Board(
        known={module: tuple(keys) for module, keys in known.items()},
        sections={
            module: [
                key
                for key in merged(_present(order, known[module]), known[module])
                if key not in away
            ]
            for module in merged(_present(layout.sections, known), known)
        },
        pinned=pinned,
        hidden=hidden,
    )


def rearranged(board: Board, before: Layout) -> Layout:
    """The layout that a board is to be kept as; what the board does not know stays as it was."""
    every = {key for keys in board.known.values() for key in keys}
    order = [
        key
        for module, keys in board.sections.items()
        for key in merged(keys, _present(before.cards, board.known[module]))
    ]
    return Layout(
        sections=tuple(merged(board.sections, before.sections)),
        cards=tuple(merged(order, before.cards)),
        pinned=tuple(board.pinned + [key for key in before.pinned if key not in every]),
        hidden=tuple(board.hidden + [key for key in before.hidden if key not in every]),
    )


def default_layout(
    role: str | None, known: Mapping[str, Sequence[str]], work: Collection[str]
) -> Layout:
    """Where cards stand for somebody who chose nothing; `work` are keys that wait for somebody.

    Staff begin with their work, on top; managers and operators (role None) with it in each section;
    viewers, who cannot do it, end with it; owners see each section as its module gives it.
    """
    waiting = [key for keys in known.values() for key in keys if key in work]
    rest = [key for keys in known.values() for key in keys if key not in work]
    if role == "staff":
        busy = [module for module, keys in known.items() if any(key in work for key in keys)]
        return Layout(sections=tuple(busy), pinned=tuple(waiting))
    if role in {"manager", None}:
        return Layout(cards=(*waiting, *rest))
    return Layout(cards=(*rest, *waiting)) if role == "viewer" else Layout()


def stepped(names: Sequence[str], name: str, by: int) -> list[str]:
    """The list with one name a step up (-1) or down (1); at the end it stays."""
    found = list(names)
    place = found.index(name)
    found.insert(min(max(place + by, 0), len(found) - 1), found.pop(place))
    return found


def placed(names: Sequence[str], name: str, before: str | None) -> list[str]:
    """The list with one name moved before another; at the end when that is None or not there."""
    rest = [other for other in names if other != name]
    rest.insert(rest.index(before) if before in rest else len(rest), name)
    return rest


def moved(board: Board, name: str, *, by: int = 0, before: str | None = None) -> Board:
    """The board with a card or a section moved within its own list: a step, or before another."""

    def turned(names: Sequence[str]) -> list[str]:
        return stepped(names, name, by) if by else placed(names, name, before)

    if name in board.sections:
        return replace(board, sections={m: board.sections[m] for m in turned(list(board.sections))})
    if name in board.pinned:
        return replace(board, pinned=turned(board.pinned))
    sections = {
        module: turned(keys) if name in keys else keys for module, keys in board.sections.items()
    }
    return replace(board, sections=sections)


def laid(board: Board, key: str, *, where: str) -> Board:
    """The board with a card on top ("pin"), taken away ("hide") or in its section ("back")."""
    layout = rearranged(board, Layout())
    order = merged(layout.cards, [other for keys in board.known.values() for other in keys])
    pinned = [other for other in board.pinned if other != key]
    hidden = [other for other in board.hidden if other != key]
    if where == "pin":
        pinned.append(key)
    if where == "hide":
        hidden.append(key)
    changed = replace(layout, cards=tuple(order), pinned=tuple(pinned), hidden=tuple(hidden))
    return arranged(board.known, changed)


def _present(names: Iterable[str], known: Collection[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in known]
