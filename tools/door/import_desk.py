"""``books import``: read, and make a company of what was read; the two people of it propose and confirm.

A company that could not be made whole is taken away again.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from ledger.books.accounts import books
from ledger.core import Channel, Refused, currency_name, is_tenant_id, problem
from ledger.exchange.arriving import read_ledger
from ledger.exchange.landing import Landing, choose_units, tally
from ledger.store import Store, Unit
from ledger.store.company import Company, company, save_company
from ledger.store.people import Person, add_person, find_person
from ledger.store.schema.people import company as company_table
from ledger.store.schema.people import person, person_role
from tools.exchange.books_import import WAITING, Progress, Waiting
from tools.house import House
from tools.outcome import Done, Outcome

MAKER, CHECKER = "importer", "checker"
STANDARD, BOOK, ZONE = "foreign", "main", "UTC"
NO_LIMIT = 10**18
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line said."""

    files: tuple[Path, ...]
    into: str
    base: str = ""
    form: str = ""
    maker: str = MAKER
    checker: str = CHECKER
    automated: bool | None = None


def read(asked: Asked, progress: Progress, today: date) -> Landing:
    """Everything that can be at fault in the files, found before anything is made; Refused with all of it."""
    progress("read", 0, 1)
    ledger = read_ledger(asked.files, asked.form, automated=asked.automated, year=today.year)
    found = tally(ledger)
    progress("read", 1, 1)
    if not found.months:
        raise Refused(problem("import.nothing", file=asked.files[0].name))
    return Landing(ledger, found, choose_units(found, asked.base, ledger.base))


def must_be_free(house: House, into: str) -> None:
    """Refused for a name that is no name, or that a company has."""
    if not is_tenant_id(into):
        raise Refused(problem("store.bad_tenant_name", tenant=into[:60]))
    if into in house.store.tenants() and not _half_made(house.store, into):
        raise Refused(problem("import.company_exists", company=into))


def _half_made(store: Store, tenant: str) -> bool:
    """A name that an import broken off (a power cut) left without books."""
    with store.read(tenant) as unit:
        try:
            facts: Company | None = company(unit)
        except Refused:
            facts = None
        return not books(unit) and (facts is None or facts.imported)


def land(house: House, asked: Asked, landing: Landing, progress: Progress) -> dict[str, Any] | Outcome:
    """Make the company and post everything; the result as plain values, or the refusal."""
    if asked.maker == asked.checker:
        raise Refused(problem("import.same_person"))
    must_be_free(house, asked.into)
    if asked.into in house.store.tenants():
        _take_away(house.store, asked.into)
    files = _digest(asked.files)
    WAITING[files] = Waiting(landing, progress)
    try:
        _found(house.store, asked, landing, house.clock.now())
        outcome = _post(house, asked, files)
    except BaseException:
        _take_away(house.store, asked.into)
        raise
    finally:
        WAITING.pop(files, None)
    if not isinstance(outcome, Done):
        _take_away(house.store, asked.into)
        return outcome
    return told(asked, landing) | {"files_digest": files, "batches": outcome.result.model_dump()["batches"]}


def _post(house: House, asked: Asked, files: str) -> Outcome:
    people = []
    for user in (asked.maker, asked.checker):
        who = house.door.as_user(asked.into, user, Channel.CLI)
        assert not hasattr(who, "code"), who
        people.append(who)
    maker, checker = people
    proposed = house.gateway.call(maker, "propose_import", {"files": files})
    if not isinstance(proposed, Done):
        return proposed
    shown = proposed.result.model_dump()["digest"]
    return house.gateway.call(checker, "confirm_import", {"files": files, "digest": shown})


def told(asked: Asked, landing: Landing) -> dict[str, Any]:
    """What is said of an import, also of one that was only tried."""
    found, ledger = landing.tally, landing.ledger
    codes = landing.units.codes
    return {
        "company": asked.into, "format": ledger.format, "files": ledger.files, "base": landing.units.base_name,
        "transactions": found.count, "vouchers": landing.entries, "lines": landing.lines,
        "accounts": len(found.accounts), "commodities": sorted({currency_name(code) for code in codes.values()}),
        "first": next(iter(found.months), None), "last": max(found.months, default=None),
        "maker": asked.maker, "checker": asked.checker,
    }  # fmt: skip


def _digest(files: Sequence[Path]) -> str:
    """SHA-256 over the files' contents in the order named."""
    made = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                made.update(block)
    return made.hexdigest()


def _found(store: Store, asked: Asked, landing: Landing, now: datetime) -> None:
    if asked.into not in store.tenants():
        store.create_tenant(asked.into)
    facts = Company(asked.into, asked.into, asked.into, "", landing.units.base, ZONE, STANDARD, "en", BOOK,
                    grace_seconds=0, imported=True)  # fmt: skip
    with store.write(asked.into) as unit:
        save_company(unit, facts)
        _add(unit, Person(asked.maker, "导入人", "Importer", "导入账簿", "Brings the ledger in",
                          frozenset({"accountant"}), limit_minor=0), now)  # fmt: skip
        _add(unit, Person(asked.checker, "复核人", "Checker", "复核导入", "Confirms what was brought in",
                          frozenset({"controller"}), limit_minor=NO_LIMIT), now)  # fmt: skip


def _add(unit: Unit, who: Person, now: datetime) -> None:
    if find_person(unit, who.user) is None:
        add_person(unit, who, now)


def _take_away(store: Store, tenant: str) -> None:
    """SQLite: the file. PostgreSQL: facts and people, so that the name may be used again while it has no books."""
    if tenant not in store.tenants():
        return
    if store.engine_name == "sqlite":
        store.forget(tenant)
        shutil.rmtree(store.folder(tenant), ignore_errors=True)
        return
    with store.write(tenant) as unit:
        for table in (person_role, person, company_table):
            unit.connection.execute(delete(table).where(table.c.tenant_id == tenant))
