"""What the stream of a page says, and when it ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator

import pytest

from app.kernel.live.stream import ChangeStream, Pace
from tests.kernel.live.test_hub import DeafHub, run

FAST = Pace(gather=0.05, beat=0.1, check=0.0, lifetime=30)


@pytest.fixture
def hub() -> DeafHub:
    own = DeafHub()
    own._connected()
    return own


def opened(
    hub: DeafHub, *, is_allowed: bool = True, pace: Pace = FAST, asked: list[int] | None = None
) -> AsyncGenerator[str]:
    def may() -> bool:
        if asked is not None:
            asked.append(1)
        return is_allowed

    return ChangeStream([1], None, may, hub=hub, pace=pace).events()


class TestChangeStream:
    def test_says_when_to_come_back_and_where_it_stands(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub)

            assert re.fullmatch(r"retry: [2-4]\d{3}\nid: \d+\.\d{3}\n\n", await anext(events))
            await events.aclose()
            assert len(hub) == 0

        run(check())

    def test_is_silent_but_for_comments_while_nothing_happens(self, hub: DeafHub) -> None:
        async def check() -> None:
            asked: list[int] = []
            events = opened(hub, asked=asked)
            await anext(events)

            beats = [await anext(events) for _ in range(3)]

            assert all(beat.startswith(": ") and "event" not in beat for beat in beats)
            assert asked == []
            await events.aclose()

        run(check())

    def test_names_each_module_once(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub)
            await anext(events)
            for module in ("orders", "orders", "cms", "orders"):
                hub._changed(1, module)
            hub._changed(2, "catalog")

            told = await anext(events)

            assert re.findall(r"event: module\ndata: (\w+)\nid: [\d.]+\n\n", told) == [
                "cms",
                "orders",
            ]
            await events.aclose()

        run(check())

    def test_gathers_a_busy_store(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub, pace=Pace(gather=0.2, beat=5))
            await anext(events)
            told = 0

            async def trade() -> None:
                for _ in range(100):
                    hub._changed(1, "orders")
                    await asyncio.sleep(0.005)

            trading = asyncio.create_task(trade())
            while not trading.done():
                assert "orders" in await anext(events)
                told += 1
            # The last change is told as well, however it fell.
            hub._changed(1, "cms")
            assert "cms" in await anext(events)

            assert told <= 6
            await events.aclose()

        run(check())

    def test_ends_when_the_right_is_gone(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub, is_allowed=False)
            await anext(events)
            hub._changed(1, "orders")

            with pytest.raises(StopAsyncIteration):
                await anext(events)
            assert len(hub) == 0

        run(check())

    def test_looks_at_the_right_now_and_then_only(self, hub: DeafHub) -> None:
        async def check() -> None:
            asked: list[int] = []
            events = opened(hub, pace=Pace(gather=0.01, check=60), asked=asked)
            await anext(events)
            for _ in range(3):
                hub._changed(1, "orders")
                assert "orders" in await anext(events)

            assert asked == []
            await events.aclose()

        run(check())

    def test_has_the_page_look_at_everything_before_it_ends(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub, pace=Pace(lifetime=0.2, beat=0.15))

            told = [piece async for piece in events]

            assert "data: *" in told[-1]
            assert len(hub) == 0

        run(check())

    def test_ends_with_the_server(self, hub: DeafHub) -> None:
        async def check() -> None:
            events = opened(hub, pace=Pace(beat=20))
            await anext(events)
            hub.end_all()

            with pytest.raises(StopAsyncIteration):
                await anext(events)

        run(check())

    def test_is_kept_by_nobody_on_the_way(self, hub: DeafHub) -> None:
        answer = ChangeStream([1], None, lambda: True, hub=hub).response()

        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-accel-buffering"] == "no"
