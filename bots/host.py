"""The one place where a process of ours is put together from the machine's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from ledger.core import Clock, Settings, settings
from ledger.core.memory import settle
from tools.house import House, open_house
from tools.operate.logs import set_up_logs
from tools.shared.filling import Asked, Filler, fill_with


@contextmanager
def house(chosen: Settings | None = None, clock: Clock | None = None) -> Iterator[House]:
    """An open house; closed at the end, whatever happens."""
    set_up_logs()
    built = open_house(chosen or settings(), clock)
    if (chosen or settings()).model:
        fill_with(built.store, _filler(built))
    settle()
    try:
        yield built
    finally:
        built.close()


def _filler(built: House) -> Filler:
    """The settings' model for fields of papers; it is dear to load, and so is made when the first paper asks."""

    @cache
    def made() -> Filler | None:
        from assistant.filling import filler  # noqa: PLC0415

        return filler(built)

    def ask(tenant: str, document: str, asked: Asked, people: tuple[str, ...]) -> Mapping[str, object]:
        found = made()
        return found(tenant, document, asked, people) if found else {}

    return ask
