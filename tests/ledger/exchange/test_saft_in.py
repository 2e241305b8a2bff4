"""SAF-T of several countries: accounts, openings, parties, currencies, totals; every refusal says file and line."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.books.accounts import AccountType
from ledger.core import Refused
from ledger.exchange.incoming import ForeignLedger
from ledger.exchange.saft_in import read_saft

NORTH = """<?xml version="1.0" encoding="UTF-8"?>
<a:AuditFile xmlns:a="urn:StandardAuditFile-Taxation-Financial:NO">
<a:Header><a:AuditFileCountry>NO</a:AuditFileCountry><a:DefaultCurrencyCode>NOK</a:DefaultCurrencyCode>
<a:SelectionCriteria><a:SelectionStartDate>2025-01-01</a:SelectionStartDate></a:SelectionCriteria></a:Header>
<a:MasterFiles><a:GeneralLedgerAccounts>
<a:Account><a:AccountID>1920</a:AccountID><a:AccountDescription>Bank</a:AccountDescription><a:OpeningDebitBalance>100.00</a:OpeningDebitBalance><a:ClosingDebitBalance>{bank}</a:ClosingDebitBalance></a:Account>
<a:Account><a:AccountID>2050</a:AccountID><a:AccountDescription>Equity</a:AccountDescription><a:OpeningCreditBalance>100.00</a:OpeningCreditBalance></a:Account>
<a:Account><a:AccountID>3000</a:AccountID><a:AccountDescription>Sales</a:AccountDescription></a:Account>
</a:GeneralLedgerAccounts>
<a:Customers><a:Customer><a:Name>Kunde AS</a:Name><a:CustomerID>C1</a:CustomerID></a:Customer></a:Customers>
<a:Suppliers><a:Supplier><a:Name>Other AS</a:Name><a:SupplierID>C1</a:SupplierID></a:Supplier></a:Suppliers>
</a:MasterFiles>
<a:GeneralLedgerEntries><a:NumberOfEntries>{count}</a:NumberOfEntries><a:TotalDebit>{debit}</a:TotalDebit><a:TotalCredit>60.00</a:TotalCredit>
<a:Journal><a:JournalID>S</a:JournalID>
<a:Transaction><a:TransactionID>7</a:TransactionID><a:Period>2</a:Period><a:PeriodYear>2025</a:PeriodYear><a:TransactionDate>2025-02-03</a:TransactionDate><a:GLPostingDate>2025-03-01</a:GLPostingDate><a:Description>Sale</a:Description>
<a:Line><a:RecordID>1</a:RecordID><a:AccountID>1920</a:AccountID><a:Analysis><a:AnalysisType>Project</a:AnalysisType><a:AnalysisID>P1</a:AnalysisID></a:Analysis><a:CustomerID>C1</a:CustomerID><a:Description>paid</a:Description><a:DebitAmount><a:Amount>60.00</a:Amount><a:CurrencyCode>EUR</a:CurrencyCode><a:CurrencyAmount>5.25</a:CurrencyAmount></a:DebitAmount></a:Line>
<a:Line><a:RecordID>2</a:RecordID><a:AccountID>3000</a:AccountID><a:SupplierID>C1</a:SupplierID>
<a:CreditAmount><a:Amount>{credit}</a:Amount></a:CreditAmount></a:Line>
</a:Transaction></a:Journal></a:GeneralLedgerEntries></a:AuditFile>
"""
SOUTH = """<?xml version="1.0" encoding="Windows-1252"?>
<AuditFile xmlns="urn:OECD:StandardAuditFile-Tax:PT_1.04_01">
<Header><CurrencyCode>EUR</CurrencyCode><StartDate>2025-01-01</StartDate></Header>
<MasterFiles><GeneralLedgerAccounts><TaxonomyReference>S</TaxonomyReference>
<Account><AccountID>12</AccountID><AccountDescription>Depósitos</AccountDescription><OpeningDebitBalance>10</OpeningDebitBalance><OpeningCreditBalance>0</OpeningCreditBalance><GroupingCategory>GR</GroupingCategory></Account>
<Account><AccountID>121</AccountID><AccountDescription>Banco</AccountDescription><OpeningDebitBalance>10</OpeningDebitBalance><OpeningCreditBalance>0</OpeningCreditBalance><GroupingCategory>GM</GroupingCategory><GroupingCode>12</GroupingCode></Account>
<Account><AccountID>511</AccountID><AccountDescription>Capital</AccountDescription><OpeningDebitBalance>0</OpeningDebitBalance><OpeningCreditBalance>10</OpeningCreditBalance><GroupingCategory>GM</GroupingCategory></Account>
<Account><AccountID>711</AccountID><AccountDescription>Vendas</AccountDescription><OpeningDebitBalance>0</OpeningDebitBalance><OpeningCreditBalance>0</OpeningCreditBalance><GroupingCategory>GM</GroupingCategory></Account>
</GeneralLedgerAccounts>
<Customer><CustomerID>9</CustomerID><AccountID>211</AccountID><CompanyName>Cliente</CompanyName></Customer></MasterFiles>
<GeneralLedgerEntries><NumberOfEntries>2</NumberOfEntries><TotalDebit>3.00</TotalDebit><TotalCredit>3.00</TotalCredit>
<Journal><JournalID>V</JournalID><Description>Vendas</Description>
<Transaction><TransactionID>2025-02-01 V 2</TransactionID><Period>2</Period><TransactionDate>2025-02-01</TransactionDate><Description>b</Description><GLPostingDate>2025-02-01</GLPostingDate><CustomerID>9</CustomerID>
<Lines><DebitLine><RecordID>1</RecordID><AccountID>121</AccountID><DebitAmount>4.00</DebitAmount></DebitLine><CreditLine><RecordID>2</RecordID><AccountID>711</AccountID><CreditAmount>4.00</CreditAmount></CreditLine></Lines></Transaction>
<Transaction><TransactionID>2025-01-02 V 1</TransactionID><Period>1</Period><TransactionDate>2025-01-02</TransactionDate><Description>a</Description><GLPostingDate>2025-01-02</GLPostingDate>
<Lines><DebitLine><RecordID>1</RecordID><AccountID>121</AccountID><DebitAmount>-1.00</DebitAmount></DebitLine><CreditLine><RecordID>2</RecordID><AccountID>711</AccountID><CreditAmount>-1.00</CreditAmount></CreditLine></Lines></Transaction>
</Journal></GeneralLedgerEntries></AuditFile>
"""


def _north(**changes: str) -> str:
    return NORTH.format(**({"bank": "160.00", "count": "1", "debit": "60.00", "credit": "60.00"} | changes))


def read(folder: Path, text: str, encoding: str = "utf-8") -> ForeignLedger:
    path = folder / "audit.xml"
    path.write_bytes(text.encode(encoding))
    return read_saft([path])


def faults(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(folder, text)
    assert all(problem.text("zh") != problem.text("en") for problem in refused.value.problems)
    return [(problem.code.removeprefix("import."), problem.where) for problem in refused.value.problems]


def test_lines_with_sides_around_amounts(tmp_path: Path) -> None:
    ledger = read(tmp_path, _north())
    opening, sale = list(ledger)
    assert (opening.date, opening.opening, sum(post.amount for post in opening.posts)) == ("2024-12-31", True, 0)
    assert (sale.date, sale.number, sale.description) == ("2025-02-03", "7", "Sale")
    first, second = sale.posts
    assert (first.amount, first.commodity, first.weight, first.weight_commodity) == (Decimal("5.25"), "EUR", 60, "NOK")
    assert dict(first.dims) == {"party": "C1", "Project": "P1"}
    assert dict(second.dims) == {"party": "C1 (supplier)"}
    assert ledger.dimensions["party"] == {"C1": "Kunde AS", "C1 (supplier)": "Other AS"}
    assert ledger.kinds == {"1920": AccountType.ASSET, "2050": AccountType.EQUITY, "3000": AccountType.INCOME}
    assert (ledger.base, ledger.notes) == ("NOK", [])


def test_lines_that_are_sides_in_any_order_of_dates(tmp_path: Path) -> None:
    ledger = read(tmp_path, SOUTH, "cp1252")
    assert [one.date for one in ledger] == ["2024-12-31", "2025-01-02", "2025-02-01"]
    assert [post.red for one in ledger for post in one.posts] == [False, False, True, True, False, False]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in ledger:
        for post in one.posts:
            sums[post.account] += post.amount
    assert sums == {"121": 13, "511": -10, "711": -3}
    assert ledger.parents["121"] == "12" and ledger.titles["12"] == "Depósitos"
    assert dict(list(ledger)[2].posts[0].dims) == {"party": "9"}
    assert ledger.kinds["711"] is AccountType.INCOME and ledger.kinds["511"] is AccountType.EQUITY


def test_a_closing_that_is_not_reached_is_told(tmp_path: Path) -> None:
    assert [note.code for note in read(tmp_path, _north(bank="161.00")).notes] == ["import.closing_differs"]


def test_openings_that_do_not_balance_stand_on_a_named_account(tmp_path: Path) -> None:
    text = _north(bank="180.00").replace("<a:OpeningDebitBalance>100.00", "<a:OpeningDebitBalance>120.00")
    ledger = read(tmp_path, text)
    assert [note.code for note in ledger.notes] == ["import.opening_off"]
    assert next(iter(ledger)).posts[-1].account == ledger.contra


FAULTS = {
    "a transaction": (_north(credit="59.00"), [("unbalanced", "audit.xml:15")]),
    "a total": (_north(debit="61.00"), [("total_differs", "audit.xml:13")]),
    "a count": (_north(count="9"), [("total_differs", "audit.xml:13")]),
    "an amount": (_north(credit="sixty"), [("bad_amount", "audit.xml:17")]),
    "a date": (_north().replace("2025-03-01", "2025-03-32"), [("bad_date", "audit.xml:15")]),
    "cut off": (_north()[:2000], [("bad_xml", f"audit.xml:{_north()[:2000].count(chr(10)) + 1}")]),
    "an entity": ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><AuditFile>&e;</AuditFile>', [("doctype", "audit.xml")]),
    "another file": ("<Invoice><ID>1</ID></Invoice>", [("not_saft", "audit.xml")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_line(tmp_path: Path, name: str) -> None:
    text, wanted = FAULTS[name]
    assert faults(tmp_path, text) == wanted
