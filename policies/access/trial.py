"""A text of rules tried before it counts: does it read, does it keep the laws, can every row filter be written, and
what does it answer otherwise than the tables expect."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import literal_column

from ledger.core import Channel, Principal, Problem, problem
from ledger.store.access_versions import Rules
from policies.access.expectations import Difference, differences, parse, shipped_table
from policies.access.filters import UnknownOperator, row_filter
from policies.access.laws import broken_laws, lawful
from policies.access.rulebook import UNREADABLE, BadRules, Rulebook, load, rules_of, schema_text

_ROLE = re.compile(r'Role::"([\w.-]+)"')


@dataclass(frozen=True, slots=True)
class Trial:
    """``faults`` forbid publishing; so do rows of the own table that do not hold, and shipped ones nobody accepted."""

    faults: tuple[Problem, ...]
    shipped: tuple[Difference, ...] = ()
    own: tuple[Difference, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """Keys of the shipped expectations that the text answers otherwise."""
        return tuple(one.row.key for one in self.shipped)


def _names(text: str) -> list[Problem]:
    counted = Counter(rule.id for rule in rules_of(text))
    twice = [name for name, times in counted.items() if name and times > 1]
    faults = [problem("access.rule_twice", "text", rule=name) for name in twice]
    if counted[""]:
        faults.append(problem("access.rule_unnamed", "text", count=counted[""]))
    if UNREADABLE in counted:
        faults.append(problem("access.rule_reserved", "text", rule=UNREADABLE))
    return faults


def _filters(text: str, book: Rulebook) -> list[Problem]:
    """Rules that cannot be written as SQL: rows under them would be denied to everybody, so they are not published."""
    roles = [frozenset[str](), *(frozenset({role}) for role in sorted(set(_ROLE.findall(text))))]
    known = {kind: book.required[kind] | book.optional[kind] for kind in book.required}
    asked = [(action, kind) for action, kinds in book.kinds.items() for kind in kinds if kind in known]
    for held in roles:
        who = Principal("-", "me", held, Channel.WEB, attributes={"limit_minor": 1, "department": "sales"})
        for action, kind in asked:
            try:
                row_filter(who, action, kind, {name: literal_column(name) for name in known[kind]}, book)
            except (UnknownOperator, KeyError, ValueError) as error:
                return [problem("access.no_filter", "text", action=action, kind=kind, operator=str(error)[:60])]
    return []


def try_out(rules: Rules) -> Trial:
    """Every fault at once as far as the text can be read; the differences row by row."""
    try:
        load(rules.text, schema_text())
        faults = [problem("access.law_broken", "text", law=law) for law in broken_laws(rules.text)]
        book = lawful(rules.text, -2)
    except (BadRules, ValueError) as error:
        return Trial((problem("access.unreadable_text", "text", fault=str(error)[:600]),))
    faults += _names(rules.text)
    own, wrong = parse(rules.expectations, book)
    faults += [*wrong, *_filters(rules.text, book)]
    shipped, _ = parse(shipped_table(), book)
    return Trial(tuple(faults), tuple(differences(book, shipped)), tuple(differences(book, own)))
