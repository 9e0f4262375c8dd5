"""Loading what stays, for as long as the process lives and in all that are forked from it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """The collector rests while the block loads things, and never looks at them afterwards.

    Nearly all that is made stays, and it would look at it again and again. Objects that it leaves
    alone are not written to either, so processes that are forked go on sharing their memory.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
