"""Renderings 同一记录的不同版式: the PDF, OFD, XML and print of one invoice are one record, held against each other.

A rendering agrees where nothing weighty that both say differs. Where exactly one of two says it as data (XML) and the
other prints it, their agreement is a witness; two prints, read by the same reader, prove nothing to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any

from sqlalchemy import select, update

from ledger.evidence.documents import Document, DocumentState, as_document
from ledger.evidence.field import SURE, Source, Sureness, by_model
from ledger.store import Unit
from ledger.store.schema.evidence import document as table

_BY_NAME = {".pdf": "pdf", ".ofd": "ofd", ".xml": "xml", ".jpg": "print", ".jpeg": "print", ".png": "print"}
_AMOUNTS = ("net", "tax", "gross")
WEIGHTY = ("is_credit_note", "issue_date", "currency", *_AMOUNTS, "seller_tax_id", "buyer_tax_id")
"""What two renderings of one record may not say differently."""
_TOLD = ("number", "issue_date", "due_date", "seller_name", "seller_tax_id", "buyer_name", "buyer_tax_id", *_AMOUNTS)
_AGREED = 0.99

Reading = Mapping[str, Any]


def form_of(one: Document) -> str:
    """``pdf``, ``ofd``, ``xml`` or ``print``; by the name for what was read before that was kept; empty where unknown."""
    form = (one.reading or {}).get("form")
    return str(form) if form else _BY_NAME.get(PurePath(one.name).suffix.lower(), "")


def differing(first: Reading, other: Reading) -> dict[str, tuple[str, str]]:
    """``{field: (first's value, other's)}`` of what is weighty and said by both, but not alike."""
    unsaid = by_model(first) | by_model(other)
    pairs = {name: (first.get(name), other.get(name)) for name in WEIGHTY if name not in unsaid}
    return {
        name: (str(one), str(two))
        for name, (one, two) in pairs.items()
        if one not in (None, "") and two not in (None, "") and not _same(one, two)
    }


def _same(one: object, other: object) -> bool:
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return "".join(str(one).split()).casefold() == "".join(str(other).split()).casefold()


def witnessed(first: Reading, other: Reading) -> dict[str, Any]:
    """The first's reading with the other as witness of each field that one of them says as data and both say alike."""
    theirs = other.get("evidence") or {}
    proofs = dict(first.get("evidence") or {})
    for name in _TOLD:
        mine, proof = proofs.get(name), theirs.get(name)
        if not mine or not proof or not _one_is_data(mine, proof) or not _same(first.get(name), other.get(name)):
            continue
        if mine["source"] == Source.XML and mine["confidence"] <= 0.5:
            continue  # its own page contradicted it: a print from elsewhere does not heal that
        witness = "xml" if proof["source"] == Source.XML else proof["source"]
        names = tuple(dict.fromkeys((*(mine.get("witnesses") or ()), witness)))
        proofs[name] = mine | {
            "witnesses": list(names), "confidence": max(mine["confidence"], _AGREED), "sureness": Sureness.CHECKED.value,
        }  # fmt: skip
    return {**first, "evidence": proofs}


def _one_is_data(mine: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    sources = {str(mine["source"]), str(other["source"])}
    return Source.XML.value in sources and len(sources) == 2 and Source.PERSON.value not in sources


def disputed(first: Reading, other: Reading, form: str) -> dict[str, Any]:
    """The first's reading where a rendering says something else: both values as problems, those fields looked at again.

    A print may have been read wrongly, so only data doubts what it contradicts; the problem is told either way.
    """
    proofs, theirs = dict(first.get("evidence") or {}), other.get("evidence") or {}
    problems = list(first.get("problem_list") or ())
    for name, (here, there) in differing(first, other).items():
        told = {"field": name, "here": here, "there": there, "form": form}
        problems.append({"code": "reading.rendering_differs", "parameters": told})
        if name in proofs and (theirs.get(name) or {}).get("source") == Source.XML:
            low = min(proofs[name]["confidence"], SURE / 2)
            proofs[name] = proofs[name] | {"confidence": low, "witnesses": [], "sureness": Sureness.LOOK.value}
    fresh = [one for place, one in enumerate(problems) if one not in problems[:place]]
    return {**first, "evidence": proofs, "problem_list": fresh}


def renderings(unit: Unit, document_id: str) -> list[Document]:
    """The other renderings of a record, in the order they came."""
    c = table.c
    query = select(table).where(
        c.tenant_id == unit.tenant, c.duplicate_of == document_id, c.state == DocumentState.RENDERING.value
    )
    return [as_document(row) for row in unit.connection.execute(query.order_by(c.received_at, c.document_id))]


def set_free(unit: Unit, document_id: str) -> list[str]:
    """The record's first document was taken back: its renderings wait for their reader again; their ids."""
    found = [one.document_id for one in renderings(unit, document_id)]
    c = table.c
    unit.connection.execute(
        update(table)
        .where(c.tenant_id == unit.tenant, c.document_id.in_(found))
        .values(state=DocumentState.RECEIVED.value, duplicate_of=None)
    )
    return found
