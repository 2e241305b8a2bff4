"""What a model, where one is configured, may fill of a paper: the port it is asked through, and the pages it is shown.

The house's builder gives each store its filler; without one nothing is asked. Whatever goes wrong there, the paper is read
as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import structlog

import ingestion
from ingestion import Asked
from ledger.core import Problem
from ledger.store import Store
from ledger.store.people import people

__all__ = ["Asked", "Filler", "fill_with", "filled_in"]
log = structlog.get_logger("zhangfang.filling")
MOST_PAGES = 3
"""Header fields stand on the first pages and on the last."""


class Filler(Protocol):
    """Asks a model for fields of one document of a company; ``people`` are names left out of what goes elsewhere.

    Gives the answers by field, empty where there are none; bounded in time, may raise anything.
    """

    def __call__(self, tenant: str, document: str, asked: Asked, people: tuple[str, ...]) -> Mapping[str, object]: ...


_FILLERS: WeakKeyDictionary[Store, Filler] = WeakKeyDictionary()


def fill_with(store: Store, filler: Filler | None) -> None:
    """From now on papers of this store are filled by it; None: by nobody."""
    if filler is None:
        _FILLERS.pop(store, None)
    else:
        _FILLERS[store] = filler


def filled_in(
    store: Store, tenant: str, document: str, path: Path, reading: ingestion.Reading, own: ingestion.Own
) -> ingestion.Filled:
    """The reading with what a model found on the page of fields left absent. Long: outside any transaction."""
    filler = _FILLERS.get(store)
    if filler is None or not ingestion.may_be_asked(reading):
        return ingestion.Filled(reading, (), ())
    pages = _seen(path, reading.pages)
    asked = ingestion.asked_of(reading, pages)
    if asked is None:
        return ingestion.Filled(reading, (), ())
    try:
        with store.read(tenant) as unit:
            names = tuple(name for one in people(unit) for name in (one.name, one.name_en))
        answers = filler(tenant, document, asked, names)
        done = ingestion.filled(reading, own, pages, asked.fields, answers)
    except Exception as error:  # a model's failure is none of the paper's
        log.warning("the model filled nothing", document=document, error=type(error).__name__)
        return ingestion.Filled(reading, (), ())
    log.info("filled by a model", document=document, fields=list(done.fields), not_on_the_page=list(done.refused))
    return done


def _seen(path: Path, count: int) -> list[ingestion.PageWords]:
    """The words a person sees on the first pages and the last."""
    numbers = dict.fromkeys([*range(1, min(count or 1, MOST_PAGES) + 1), count or 1])
    data, readers = path.read_bytes(), ingestion.standing("pages")
    found = (readers.words(data, number, seen=True) for number in numbers)
    return [one for one in found if not isinstance(one, Problem)]
