"""Several statements to PostgreSQL in one packet.

psycopg's pipeline does not wait for a statement's result before it sends the next, but it sends each by itself: on a
busy machine the server is woken, and looks, once a statement. Here they are written one after the other into the
driver's buffer, which goes out when the last is there (or when it is full).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg.abc import PQGen


@contextmanager
def together(connection: Any) -> Iterator[None]:
    """Statements executed within are sent at the end and have their results then; an error of one is raised there."""
    with connection.pipeline() as pipeline:

        def only_write() -> PQGen[None]:
            """In place of sending and reading: the driver's own at the end does both for all."""
            while pipeline.command_queue:
                pipeline.command_queue.popleft()()
            yield from ()

        pipeline._communicate_gen = only_write
        try:
            yield
        finally:
            del pipeline._communicate_gen
