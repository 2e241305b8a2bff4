"""Elements of a large XML file as they pass, without entities, network or memory for what was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from ledger.core import Refused, problem
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault

WANTED = frozenset({"Header", "Account", "GeneralLedger", "Customer", "Supplier", "NumberOfEntries", "TotalDebit",
                    "TotalCredit", "Transaction", "Journal", "AuditFile"})  # fmt: skip


def local(element: _Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: _Element) -> int:
    """The line that an element begins on."""
    return int(getattr(element, "sourceline", None) or 1)


def passing(path: Path) -> Iterator[_Element]:
    """Each wanted element when it is complete; it is emptied when the next is asked for."""
    with path.open("rb") as file:
        declared = b"<!DOCTYPE" in file.read(4096).upper()
    if declared:
        raise Refused(problem("import.doctype", path.name, file=path.name))
    try:
        for _, element in etree.iterparse(
            str(path), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if local(element) in WANTED:
                yield element
                if local(element) not in ("NumberOfEntries", "TotalDebit", "TotalCredit"):
                    element.clear(keep_tail=False)
                    while element.getprevious() is not None:
                        parent = element.getparent()
                        assert parent is not None
                        del parent[0]
    except etree.XMLSyntaxError as fault:
        where = f"{path.name}:{fault.lineno or 1}"
        raise Refused(problem("import.bad_xml", where, place=where, why=fault.msg or "")) from fault


def child(element: _Element, *names: str) -> _Element | None:
    """The first child of the first of these names that there is."""
    for name in names:
        for one in element:
            if local(one) == name:
                return one
    return None


def children(element: _Element, *names: str) -> list[_Element]:
    """Children of these names, in order."""
    return [one for one in element if local(one) in names]


def text(element: _Element, *names: str) -> str:
    """Text of a child, empty where there is none."""
    found = child(element, *names)
    return (found.text or "").strip() if found is not None else ""


def amount(element: _Element, place: Place) -> Decimal:
    """The decimal number of an element; Fault where it is none."""
    try:
        value = Decimal((element.text or "").strip() or "0")
    except InvalidOperation as fault:
        raise Fault(place, "import.bad_amount", text=element.text or "") from fault
    if not value.is_finite():
        raise Fault(place, "import.bad_amount", text=element.text or "")
    return value


def day(words: str, place: Place) -> str:
    """``2026-11-26``, also with a time behind it."""
    try:
        return date.fromisoformat(words[:10]).isoformat()
    except ValueError as fault:
        raise Fault(place, "import.bad_date", text=words) from fault
