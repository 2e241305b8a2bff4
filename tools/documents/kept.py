"""An order or delivery note that a person says is a bill after all: it goes the way of every bill."""

from __future__ import annotations

from ledger.core import Refused, problem
from ledger.evidence import documents as store_of
from ledger.evidence.documents import DocumentState
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.rechecking import answers_of
from tools.shared.settling import columns_of, get_document, may_open, settle


class TreatAsInvoice(Request):
    """A document by id that is kept as an order or a delivery note."""

    document: str


@tool(action="document.submit", effect="propose", people_only=True)
def treat_as_invoice(context: Context, request: TreatAsInvoice) -> Done:
    """这是发票: take as a bill a paper that was kept as an order or a delivery note."""
    store_of.alone(context.unit)
    found = get_document(context, request.document)
    may_open(context, found)
    if found.state is not DocumentState.KEPT or found.reading is None:
        raise Refused(problem("document.not_kept", state=context.say(f"document.state_{found.state.value}")))
    if found.reading.get("gross") is None:
        raise Refused(problem("document.kept_without_sum"))
    reading = {**found.reading, "doc_type": "invoice"}
    store_of.change(
        context.unit, found.document_id, state=DocumentState.READ, reading=reading, **columns_of(reading)
    )  # fmt: skip
    fresh = get_document(context, found.document_id)
    return Done(settle(context, fresh, answers_of(context, fresh), by_hand=True))
