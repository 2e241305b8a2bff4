"""The audit trail told: whose records a person may see, what a record says in a sentence, what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Table, and_, case, literal, null, or_

from ledger.books.accounts import get_book
from ledger.books.entries import VoucherKey
from ledger.books.journal import voucher
from ledger.core.words import has
from ledger.proposals.posted_as import PostedAs, labels, posted_as
from ledger.store.audit_search import Entry
from ledger.store.people import people
from ledger.store.schema.audit import audit_act, audit_read
from policies.access import Columns, Decision
from tools.blocks import Ref
from tools.context import Context
from tools.shared.finding_vouchers import may_see
from tools.shared.settling import document_within

Opens = Literal["voucher", "proposal", "document", "alert", "party", "account"]
SETTINGS = ("people.", "settings.", "system.", "access.", "chart.", "trail.", "company.", "policy.publish", "keys.")
"""Beginnings of the actions that are of people and settings: the administrator's part of the trail."""
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "limits": ("people.change", "people.agree", "access.", "delegation."), "people": ("people.",), "posting": ("proposal.confirm", "run.confirm", "import.confirm", "work.do"),
    "periods": ("period.change", "period.reopen"), "chart": ("chart.change",), "settings": ("settings.change", "keys."),
    "policies": ("policy.publish",), "parties": ("party.create", "party.propose", "party.change"), "papers": ("document.",),
    "reports": ("report.read", "voucher.read"), "audit": ("trail.", "audit."),
}  # fmt: skip
"""What people ask about, by the beginnings of actions."""
_OPENS: Mapping[str, Opens] = {"voucher": "voucher", "proposal": "proposal", "document": "document", "alert": "alert", "party": "party",
          "account": "account"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """A thing of a record: ``word`` for people, ``ref`` where it opens."""

    kind: str
    word: str
    ref: Ref | None


def scope_of_trail(context: Context, year: int | None = None) -> dict[str, ColumnElement[bool]]:
    """By table, the records this person may see. ``year`` where what is asked about lies in one: a voucher of December
    that was confirmed in January is of its own year. Otherwise a record is of the fiscal year in which it was made.
    """

    def columns(table: Table) -> Columns:
        known: dict[str, ColumnElement[Any] | str | int] = {"settings": _settings(table), "book": context.company.book}
        if context.last_audited is not None:
            known["year"] = _year(context, table) if year is None else year
        return known

    return {table.name: context.rows("Trail", columns(table)) for table in (audit_act, audit_read)}


def _year(context: Context, table: Table) -> ColumnElement[Any]:
    """The fiscal year of a record by the company's days, for the years somebody may look at; else NULL."""
    begin, zone = get_book(context.unit, context.company.book).fiscal_start_month, ZoneInfo(context.company.time_zone)
    first, last = (int(str(context.principal.attributes[f"audit_{end}"])) for end in ("first", "last"))
    begins = {year: datetime(year, begin, 1, tzinfo=zone) for year in range(first, last + 2)}
    made = [
        (and_(table.c.at >= begins[year], table.c.at < begins[year + 1]), literal(year, BigInteger))
        for year in range(first, last + 1)
    ]
    return case(*made, else_=null())


def tells_only_within(context: Context, entry: Entry) -> bool:
    """Whether nothing a record names lies outside an external auditor's books and years; everybody else sees it all.

    Vouchers, what became one, and people have a place there; anything else belongs to no book and no year.
    """
    if context.last_audited is None:
        return True
    return all(_named_within(context, *one.partition(":")[::2]) for one in entry.about)


def _named_within(context: Context, kind: str, name: str) -> bool:
    if kind in ("person", "account", "rule", "sample", "request"):
        return True
    if kind == "month":
        return len(name) >= len("2026-01") and context.spans(name[:7], name[:7], "voucher.read")
    if kind == "document":
        return document_within(context, name)
    keys = [_key(name)] if kind == "voucher" else []
    if kind == "proposal" and (posted := posted_as(context.unit, [name]).get(name)) is not None:
        keys = [VoucherKey(posted.batch_id, 1)]
    found = voucher(context.unit, keys[0]) if keys and keys[0] is not None else None
    return found is not None and may_see(context, found)


def _settings(table: Table) -> ColumnElement[int]:
    of = or_(*(table.c.action.like(f"{one}%") for one in SETTINGS))
    return case((of, literal(1, BigInteger)), else_=literal(0, BigInteger))


class Teller:
    """Puts a page of records into words; looks up what they name once for all of them."""

    def __init__(self, context: Context, entries: Sequence[Entry]) -> None:
        self._context = context
        self._people = {one.user: one.name_en if context.language == "en" else one.name for one in people(context.unit)}
        named = [one.partition(":") for entry in entries for one in entry.about]
        self._posted: dict[str, PostedAs] = posted_as(
            context.unit, (one for kind, _, one in named if kind == "proposal")
        )
        keys = [key for kind, _, one in named if kind == "voucher" and (key := _key(one)) is not None]
        self._labels = labels(context.unit, keys)

    def who(self, user: str) -> str:
        """A person's name; the house's own by what they are."""
        if user in ("system", "intake"):
            return self._context.say(f"trail.{user}")
        return self._people.get(user, user)

    def about(self, entry: Entry) -> tuple[About, ...]:
        """What a record is about, a proposal that was posted by its voucher."""
        return tuple(self._thing(*one.partition(":")[::2]) for one in entry.about)

    def _thing(self, kind: str, name: str) -> About:
        posted = self._posted.get(name) if kind == "proposal" else None
        if posted is not None:
            return self._worded("voucher", posted.label, Ref(kind="voucher", id=f"{posted.batch_id}.1"))
        key = _key(name) if kind == "voucher" else None
        shown = self._labels.get(key, name) if key else self.who(name) if kind == "person" else name
        if kind == "alert":
            name = name.upper().removeprefix("AL-").lstrip("0") or name
            shown = f"AL-{name:>04}"
        if kind == "left_out":
            data, _, count = name.partition(".")
            shown = self._context.say(f"trail.personal_{data}", count=count)
        opens = _OPENS.get(kind)
        return self._worded(
            kind, shown if len(shown) <= 20 else f"…{shown[-8:]}", Ref(kind=opens, id=name) if opens else None
        )

    def _worded(self, kind: str, shown: str, ref: Ref | None) -> About:
        word = f"trail.thing_{kind}"
        return About(kind, f"{self._context.say(word) if has(word) else kind} {shown}", ref)

    def did(self, tool: str) -> str:
        """What a tool does, as a person would say it."""
        key = f"trail.do_{tool}"
        return self._context.say(key) if has(key) else self._context.say("trail.other_tool", tool=tool)

    def sentence(self, entry: Entry) -> str:
        """Who did what to which, or wanted to and why it was not done."""
        outcome, _, failure = entry.outcome.partition(":")
        named = self._context.say("trail.comma").join(one.word for one in self.about(entry))
        told = {"who": self.who(entry.user), "did": self.did(entry.tool),
                "about": self._context.say("trail.about", things=named) if named else ""}  # fmt: skip
        if outcome == "denied":
            return self._context.say("trail.refused", why=self.why(entry.rule), **told)
        if outcome == "failed":
            return self._context.say("trail.failed", failure=failure, **told)
        return self._context.say("trail.invalid" if outcome == "invalid" else "trail.did", **told)

    def why(self, rule: str) -> str:
        """The sentence of the rule that refused."""
        return Decision(False, rule).problem().text(self._context.language)


def _key(text: str) -> VoucherKey | None:
    batch, _, entry = text.partition(".")
    return VoucherKey(int(batch), int(entry)) if batch.isdigit() and entry.isdigit() else None
