"""From a refusal by the database to a problem for people.

Triggers raise with a key of the catalogues as their whole message; constraints are known by their names
or columns. What is not known stays an exception: it is a bug or a broken machine.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy.exc

from ledger.core import problem
from ledger.core.problem import Refused

_KEY = re.compile(r"\b(books|proposals|store)\.[a-z_]+\b")
_CONSTRAINTS = {
    "entry_reversed_once": "books.reversed_twice",
    "entry.tenant_id, entry.reverses_batch": "books.reversed_twice",
    "never_the_maker": "proposals.own_work",
    "a_person_confirms": "proposals.only_a_person",
    "one_authority": "books.no_authority",
    "limit_minor": "proposals.over_limit",
    "integer overflow": "books.too_large",
}


def problem_key(message: str) -> str | None:
    """The catalogue key a database message stands for, or None."""
    found = _KEY.search(message)
    if found:
        return found.group(0)
    return next((key for mark, key in _CONSTRAINTS.items() if mark in message), None)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn database refusals we know into Refused."""
    try:
        yield
    except (sqlite3.Error, psycopg.Error, sqlalchemy.exc.DBAPIError) as error:
        key = problem_key(str(error))
        if key is None:
            raise
        raise Refused(problem(key)) from error
