"""A reading as JSON and back, exactly. What a worker sends is data: it is decoded here, never unpickled."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ingestion.bank.statement import BankLine, BankStatement
from ingestion.reading import DocType, InvoiceKind, ItemLine, Reading
from ingestion.signatures.model import Signature, SignatureState
from ledger.core import Problem
from ledger.evidence.field import Box, Field, FieldValue, Source

_DECIMALS = ("quantity", "unit_price", "amount", "tax")


def dump(reading: Reading) -> bytes:
    """The whole reading as JSON."""
    shape = {
        "file": reading.file,
        "doc_type": reading.doc_type,
        "invoice_kind": reading.invoice_kind,
        "fields": {name: _field_out(field) for name, field in reading.fields.items()},
        "offers": {name: [_field_out(one) for one in found] for name, found in reading.offers.items()},
        "lines": [_line_out(line) for line in reading.lines],
        "problems": _problems_out(reading.problems),
        "hidden": list(reading.hidden),
        "pages": reading.pages,
        "sha256": reading.sha256,
        "from_xml": reading.from_xml,
        "papers": [list(asdict(box).values()) for box in reading.papers],
        "signatures": [[one.state, one.signer] for one in reading.signatures],
        "statements": [_statement_out(one) for one in reading.statements],
    }
    return json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace")


def load(data: bytes) -> Reading:
    """The reading again. Raises ValueError, KeyError or TypeError on anything that ``dump`` did not write."""
    shape: dict[str, Any] = json.loads(data)
    return Reading(
        file=str(shape["file"]),
        doc_type=None if shape["doc_type"] is None else DocType(shape["doc_type"]),
        invoice_kind=None if shape["invoice_kind"] is None else InvoiceKind(shape["invoice_kind"]),
        fields=MappingProxyType({str(name): _field_in(one) for name, one in shape["fields"].items()}),
        offers=MappingProxyType({str(name): tuple(map(_field_in, found)) for name, found in shape["offers"].items()}),
        lines=tuple(_line_in(one) for one in shape["lines"]),
        problems=_problems_in(shape["problems"]),
        hidden=tuple(str(text) for text in shape["hidden"]),
        pages=int(shape["pages"]),
        sha256=str(shape["sha256"]),
        from_xml=bool(shape["from_xml"]),
        papers=tuple(Box(*(float(value) for value in box)) for box in shape["papers"]),
        signatures=tuple(Signature(SignatureState(state), str(who)) for state, who in shape["signatures"]),
        statements=tuple(_statement_in(one) for one in shape["statements"]),
    )


def _problems_out(problems: tuple[Problem, ...]) -> list[object]:
    return [[one.code, dict(one.parameters), one.where] for one in problems]


def _problems_in(shape: list[Any]) -> tuple[Problem, ...]:
    return tuple(Problem(str(code), MappingProxyType(dict(values)), str(where)) for code, values, where in shape)


def _statement_out(one: BankStatement) -> dict[str, object]:
    lines = [
        [line.id, line.day.isoformat(), str(line.amount), line.party, line.memo, _or_none(line.balance), line.place]
        for line in one.lines
    ]
    return {"account": one.account, "currency": one.currency, "opening": _or_none(one.opening),
            "closing": _or_none(one.closing), "lines": lines, "problems": _problems_out(one.problems)}  # fmt: skip


def _statement_in(shape: dict[str, Any]) -> BankStatement:
    lines = tuple(
        BankLine(
            str(id_), date.fromisoformat(day), Decimal(amount), str(party), str(memo), _decimal(balance), int(place)
        )
        for id_, day, amount, party, memo, balance, place in shape["lines"]
    )
    return BankStatement(
        str(shape["account"]), str(shape["currency"]), _decimal(shape["opening"]), _decimal(shape["closing"]), lines,
        _problems_in(shape["problems"]),
    )  # fmt: skip


def _or_none(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _value_out(value: FieldValue | None) -> list[object]:
    if isinstance(value, Decimal):
        return ["decimal", format(value, "f")]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return ["texts", list(value)]
    return ["plain", value]


def _value_in(kind: str, value: Any) -> FieldValue | None:
    if kind == "decimal":
        return Decimal(value)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "texts":
        return tuple(str(one) for one in value)
    if value is None or isinstance(value, bool | str):
        return value
    raise TypeError(kind)


def _field_out(field: Field) -> dict[str, object]:
    box = None if field.box is None else list(asdict(field.box).values())
    return {
        "value": _value_out(field.value),
        "confidence": field.confidence,
        "page": field.page,
        "box": box,
        "source": field.source,
        "witnesses": list(field.witnesses),
    }


def _field_in(shape: dict[str, Any]) -> Field:
    box = None if shape["box"] is None else Box(*(float(value) for value in shape["box"]))
    value = _value_in(*shape["value"])
    return Field(
        value,
        float(shape["confidence"]),
        shape["page"],
        box,
        Source(shape["source"]),
        tuple(map(str, shape["witnesses"])),
    )


def _line_out(line: ItemLine) -> dict[str, object]:
    shape = {one.name: getattr(line, one.name) for one in fields(line)}
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in shape.items()}


def _line_in(shape: dict[str, Any]) -> ItemLine:
    values = {name: None if shape[name] is None else Decimal(shape[name]) for name in _DECIMALS}
    return ItemLine(**{**shape, **values})
