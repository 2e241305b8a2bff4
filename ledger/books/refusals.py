"""From a refusal by the database to a problem for people.

Triggers raise with a key of the catalogues as their whole message; constraints are known by their names
or columns. What is not known stays an exception: it is a bug or a broken machine.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from string import Formatter
from types import MappingProxyType

import psycopg
import sqlalchemy.exc

from ledger.core import Problem, say
from ledger.core.problem import Refused

_KEY = re.compile(r"\b(books|proposals|store)\.[a-z_]+\b")
_CONSTRAINTS = {
    "entry_reversed_once": "books.reversed_twice",
    "entry.tenant_id, entry.reverses_batch": "books.reversed_twice",
    "never_the_maker": "proposals.own_work",
    "a_person_confirms": "proposals.only_a_person",
    "authority_via_check": "proposals.only_a_person",
    "via IN ('person', 'system')": "proposals.only_a_person",
    "batch_tenant_id_book_id_period_fkey": "books.no_period",
    "batch_tenant_id_authority_id_fkey": "books.no_authority",
    "one_authority": "books.no_authority",
    "within_the_limit": "proposals.over_limit",
    "authority_spent_pkey": "books.authority_spent",
    "balance_dim_tenant_id_cell_id_fkey": "books.unknown_account",
    "integer overflow": "books.too_large",
    "bigint out of range": "books.too_large",
}
_UNKNOWN = "—"


def problem_key(message: str) -> str | None:
    """The catalogue key a database message stands for, or None."""
    first = message.splitlines()[0] if message else ""
    found = _KEY.search(first)
    if found:
        return found.group(0)
    return next((key for mark, key in _CONSTRAINTS.items() if mark in first), None)


def database_problem(key: str, context: dict[str, object]) -> Problem:
    """The problem of a key; what its sentence names and nobody knows here shows as a dash."""
    names = {name for _text, name, _spec, _conversion in Formatter().parse(say(key, "zh")) if name}
    return Problem(key, MappingProxyType({name: str(context.get(name, _UNKNOWN)) for name in sorted(names)}))


@contextmanager
def refusing(**context: object) -> Iterator[None]:
    """Turn database refusals we know into Refused; ``context`` fills their sentences."""
    try:
        yield
    except (sqlite3.Error, psycopg.Error, sqlalchemy.exc.DBAPIError) as error:
        key = problem_key(str(getattr(error, "orig", error)))
        if key is None:
            raise
        raise Refused(database_problem(key, context)) from error
