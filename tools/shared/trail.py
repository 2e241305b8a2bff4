"""The audit trail told: whose records a person may see, what a record says in a sentence, what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import BigInteger, ColumnElement, Table, case, literal, or_

from ledger.books.entries import VoucherKey
from ledger.core.words import has
from ledger.proposals.posted_as import PostedAs, labels, posted_as
from ledger.store.audit_search import Entry
from ledger.store.people import people
from ledger.store.schema.audit import audit_act, audit_read
from policies.access import Decision
from tools.blocks import Ref
from tools.context import Context

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


def scope_of_trail(context: Context) -> dict[str, ColumnElement[bool]]:
    """By table, the records this person may see."""
    return {table.name: context.rows("Trail", {"settings": _settings(table)}) for table in (audit_act, audit_read)}


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
