"""camt.053 (statement), camt.052 (report of a day) and camt.054 (notice): ISO 20022, any version of the message.

Balances are those booked (OPBD or the closing before, PRCD; CLBD). Entries not booked (``PDNG``, ``INFO``) are left out,
since no balance holds them. Source: ISO 20022 message definitions camt.052-054, BankToCustomer.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from ingestion.bank.statement import ID, MEMO, PARTY, BankLine, BankStatement, gathered, proved, squeezed
from ingestion.xml.terms import every
from ledger.core import Problem, problem

_MESSAGES, _PARTS = "BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn", "Stmt|Rpt|Ntfctn"
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
_IDS = ("AcctSvcrRef", "NtryRef", "NtryDtls/TxDtls/Refs/AcctSvcrRef", "NtryDtls/TxDtls/Refs/TxId",
        "NtryDtls/TxDtls/Refs/EndToEndId")  # fmt: skip


def is_camt(root: etree._Element) -> bool:
    """Whether a document is one of the three messages."""
    return bool(every(root, _MESSAGES))


def read_camt(root: etree._Element) -> tuple[BankStatement, ...]:
    """Every statement of every message."""
    return tuple(proved(_statement(part)) for part in every(root, f"{_MESSAGES}/{_PARTS}"))


def _text(element: etree._Element, *paths: str) -> str:
    for path in paths:
        for found in every(element, path):
            said = "".join(map(str, found.itertext())) if len(found) else found.text  # most hold nothing but a text
            if said and (text := said.strip()):
                return text
    return ""


def _statement(part: etree._Element) -> BankStatement:
    lines, problems = gathered(every(part, "Ntry"), _line)
    account = _text(part, "Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id")
    balances = _balances(part)
    opening, closing = next(iter(_of(balances, OPENING)), None), next(reversed(_of(balances, CLOSING)), None)
    return BankStatement(account, _currency(part), opening, closing, lines, problems)


def _currency(part: etree._Element) -> str:
    """The account's; else that of its balances."""
    if said := _text(part, "Acct/Ccy"):
        return said
    amounts = (*every(part, "Bal/Amt"), *every(part, "Ntry/Amt"))
    return next((str(one.get("Ccy")) for one in amounts if one.get("Ccy")), "")


def _balances(part: etree._Element) -> dict[str, list[Decimal]]:
    """The balances of each code, in their order."""
    by_code: dict[str, list[Decimal]] = {}
    for one in every(part, "Bal"):
        amount = _signed(one)
        if amount is not None:
            by_code.setdefault(_text(one, "Tp/CdOrPrtry/Cd", "Tp/Cd"), []).append(amount)
    return by_code


def _of(balances: dict[str, list[Decimal]], codes: tuple[str, ...]) -> list[Decimal]:
    """Those of the first code that has any."""
    return next((found for code in codes if (found := balances.get(code))), [])


def _signed(element: etree._Element) -> Decimal | None:
    """The amount with the sign of its direction; a reversal is given with the direction it has now."""
    try:
        amount = Decimal(_text(element, "Amt"))
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    return -amount if _text(element, "CdtDbtInd") == "DBIT" else amount


def _line(number: int, entry: etree._Element) -> BankLine | Problem | None:
    """An entry that is booked; None for any other."""
    if _text(entry, "Sts/Cd", "Sts") in ("PDNG", "INFO", "FUTR"):
        return None
    booked = _text(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    amount = _signed(entry)
    if amount is None:
        return problem("bank.bad_amount", f"rows.{number}", row=number, amount=_text(entry, "Amt"))
    try:
        day = date.fromisoformat(booked[:10])
    except ValueError:
        return problem("bank.bad_day", f"rows.{number}", row=number, day=booked)
    memo = _memo(entry)
    return BankLine(
        squeezed(_text(entry, *_IDS), ID), day, amount, squeezed(_party(entry, amount), PARTY), squeezed(memo, MEMO),
        place=number,
    )  # fmt: skip


def _party(entry: etree._Element, amount: Decimal) -> str:
    """The other side: who paid where money came in, who was paid where it went out."""
    side = "Dbtr" if amount > 0 else "Cdtr"
    parties = "NtryDtls/TxDtls/RltdPties"
    first = _text(entry, f"{parties}/{side}/Nm", f"{parties}/{side}/Pty/Nm", f"{parties}/Ultmt{side}/Nm")
    return first or _text(entry, f"{parties}/Dbtr/Nm", f"{parties}/Cdtr/Nm", f"{parties}/Cdtr/Pty/Nm")


def _memo(entry: etree._Element) -> str:
    said = [" ".join((one.text or "").split()) for one in every(entry, "NtryDtls/TxDtls/RmtInf/Ustrd")]
    structured = _text(entry, "NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref")
    return " ".join(filter(None, (*said, structured))) or _text(entry, "AddtlNtryInf", "NtryDtls/TxDtls/AddtlTxInf")
