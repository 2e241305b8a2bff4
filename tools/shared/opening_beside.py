"""What an opening's run carries beside its lines: kept in what is confirmed, and shown to whoever confirms it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from ledger.business.opening import KEPT, Carried


def kept_beside(said: Carried) -> dict[str, Any]:
    """What is confirmed with a run beside its lines, and the note that says so to whoever confirms it."""
    counts = {"flows": len(said.flows), "prior": len(said.prior), "bank": len(said.bank)}
    return {KEPT: said.kept(), "notes": [{"code": "opening.beside_note", "parameters": counts}]}


class Beside(BaseModel):
    """A figure confirmed with the opening beside its lines; minor units of ``currency``, as it was given."""

    kind: str
    what: str
    when: str
    amount_minor: int
    currency: str


def figures(said: Carried, base: str) -> tuple[Beside, ...]:
    """Every figure, in the order of the sheets."""
    flows = (
        Beside(kind="flow", what=one.item, when=said.day[:4], amount_minor=one.amount, currency=base)
        for one in said.flows
    )
    prior = (
        Beside(
            kind=one.statement, what=one.row, when=f"{one.first} – {one.last}", amount_minor=one.amount, currency=base
        )
        for one in said.prior
    )
    bank = (
        Beside(kind="balance" if one.balance else "bank" if one.of_bank else "books", what=f"{one.account} {one.text}".strip(),
               when=one.day, amount_minor=one.amount, currency=one.currency)
        for one in said.bank
    )  # fmt: skip
    return (*flows, *prior, *bank)
