"""camt, MT940, OFX and QIF: what was written is read, whatever the version; what does not add up is said, nothing is lost."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion import DocType, Readers, read
from ingestion.bank import BankLine, BankStatement
from ledger.core import say

TEXT = st.text(st.characters(codec="ascii", min_codepoint=48, categories=("Lu", "Ll", "Nd")), min_size=1, max_size=20)
LINE = st.tuples(
    TEXT, st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(-(10**9), 10**9).filter(bool), TEXT, TEXT
)


def statement(rows: list[tuple[str, date, int, str, str]], opening: int, gap: int = 0) -> BankStatement:
    lines = tuple(
        BankLine(f"{number}{told}", day, Decimal(minor) / 100, party, memo, place=number)
        for number, (told, day, minor, party, memo) in enumerate(rows, 1)
    )
    closing = Decimal(opening + gap) / 100 + sum((one.amount for one in lines), Decimal(0))
    return BankStatement("DE89370400440532013000", "EUR", Decimal(opening) / 100, closing, lines)


def camt(
    one: BankStatement, version: str = "camt.053.001.08", message: str = "BkToCstmrStmt", part: str = "Stmt"
) -> str:
    def side(amount: Decimal) -> str:
        return f"<Amt Ccy='EUR'>{abs(amount)}</Amt><CdtDbtInd>{'DBIT' if amount < 0 else 'CRDT'}</CdtDbtInd>"

    def party(line: BankLine) -> str:
        name = f"<Pty><Nm>{line.party}</Nm></Pty>" if version >= "camt.053.001.08" else f"<Nm>{line.party}</Nm>"
        kind = "Dbtr" if line.amount > 0 else "Cdtr"
        return f"<RltdPties><{kind}>{name}</{kind}></RltdPties>"

    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{side(amount)}</Bal>"
        for code, amount in (("OPBD", one.opening), ("CLBD", one.closing)) if amount is not None
    )  # fmt: skip
    entries = "".join(
        f"<Ntry>{side(line.amount)}<Sts>BOOK</Sts><BookgDt><Dt>{line.day}</Dt></BookgDt><AcctSvcrRef>{line.id}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls>{party(line)}<RmtInf><Ustrd>{line.memo}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for line in one.lines
    )
    return (
        f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:{version}'><{message}><GrpHdr/><{part}><Id>1</Id>"
        f"<Acct><Id><IBAN>{one.account}</IBAN></Id><Ccy>{one.currency}</Ccy></Acct>{balances}"
        f"<Ntry><Amt Ccy='EUR'>7</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry>{entries}</{part}></{message}></Document>"
    )


def mt940(one: BankStatement) -> str:
    def money(amount: Decimal) -> str:
        return f"{abs(amount):f}".replace(".", ",")

    def balance(field: str, amount: Decimal) -> str:
        return f":{field}:{'D' if amount < 0 else 'C'}261130EUR{money(amount)}"

    assert one.opening is not None and one.closing is not None
    rows = [":20:STARTUMS", f":25:{one.account}", ":28C:1/1", balance("60F", one.opening)]
    for line in one.lines:
        rows.append(
            f":61:{line.day:%y%m%d}{line.day:%m%d}{'C' if line.amount > 0 else 'D'}{money(line.amount)}NTRFNONREF//{line.id}"
        )
        rows.append(f":86:166?00GUTSCHRIFT?20{line.memo}?30BANKDEFF?31123?32{line.party}")
    return "{1:F01BANKDEFF}{2:O940}{4:\r\n" + "\r\n".join([*rows, balance("62F", one.closing), "-}"])


def ofx1(one: BankStatement) -> str:
    rows = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{line.day:%Y%m%d}120000[-5:EST]<TRNAMT>{line.amount}<FITID>{line.id}"
        f"<NAME>{html.escape(line.party)}<MEMO>{line.memo}</STMTTRN>\n"
        for line in one.lines
    )
    return (
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>"
        f"<CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>{one.account}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>{rows}"
        f"</BANKTRANLIST><LEDGERBAL><BALAMT>{one.closing}<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )


def ofx2(one: BankStatement) -> str:
    rows = "".join(
        f"<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>{line.day:%Y%m%d}</DTPOSTED><TRNAMT>{line.amount}</TRNAMT>"
        f"<FITID>{line.id}</FITID><NAME><![CDATA[{line.party}]]></NAME><MEMO>{line.memo}</MEMO></STMTTRN>"
        for line in one.lines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?><OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS>'
        f"<CCSTMTRS><CURDEF>EUR</CURDEF><CCACCTFROM><ACCTID>{one.account}</ACCTID></CCACCTFROM><BANKTRANLIST>{rows}"
        f"</BANKTRANLIST><LEDGERBAL><BALAMT>{one.closing}</BALAMT></LEDGERBAL></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>"
    )


def qif(one: BankStatement) -> str:
    rows = "".join(
        f"D{line.day:%d.%m.%Y}\nT{line.amount:,}\nN{line.id}\nP{line.party}\nM{line.memo}\nSsplit\n$1.00\n^\n"
        for line in one.lines
    )
    return f"!Account\nN{one.account}\nTBank\n^\n!Type:Bank\nD31.01.2018\nT{one.opening:,}\nPOpening Balance\n^\n{rows}"


WRITERS: dict[str, Callable[[BankStatement], str]] = {
    "camt.053 v8": camt, "camt.053 v2": lambda one: camt(one, "camt.053.001.02"),
    "camt.052": lambda one: camt(one, "camt.052.001.08", "BkToCstmrAcctRpt", "Rpt"), "mt940": mt940, "ofx 1": ofx1, "ofx 2": ofx2,
    "qif": qif,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@given(st.lists(LINE, min_size=1, max_size=12), st.integers(-(10**9), 10**9))
def test_what_was_written_is_read(name: str, rows: list[tuple[str, date, int, str, str]], opening: int) -> None:
    given_ = statement(rows, opening)
    reading = read(WRITERS[name](given_).encode(), file="x")
    assert reading.doc_type is DocType.BANK_STATEMENT, reading.problems
    (found,) = reading.statements
    assert [(one.id, one.day, one.amount, one.party, one.memo) for one in found.lines] == [
        (one.id, one.day, one.amount, one.party, one.memo) for one in given_.lines
    ]
    assert found.account == given_.account and found.problems == ()
    if name != "qif":
        assert (found.currency, found.closing) == ("EUR", given_.closing)
    if "ofx" not in name:
        assert found.opening == given_.opening


@pytest.mark.parametrize("name", ["camt.053 v8", "mt940"])
@given(st.lists(LINE, max_size=5), st.integers(1, 10**6))
def test_what_does_not_come_to_its_balance_is_flagged(
    name: str, rows: list[tuple[str, date, int, str, str]], gap: int
) -> None:
    reading = read(WRITERS[name](statement(rows, 0, gap)).encode())
    assert [one.code for one in reading.problems] == ["bank.does_not_add_up"]
    assert len(reading.statements[0].lines) == len(rows)


def test_a_credit_taken_back_went_out_and_a_day_lies_in_the_year_of_its_neighbour() -> None:
    text = ":20:X\n:25:1/2\n:60F:C261231EUR100,\n:61:2612310102RC40,NRTINONREF\n:61:261231RD5,NRTIABC\n:62F:C270102EUR65,\n-"
    (found,) = read(text.encode()).statements
    assert [(one.day, one.amount, one.id) for one in found.lines] == [
        (date(2027, 1, 2), Decimal(-40), ""), (date(2026, 12, 31), Decimal(5), "ABC"),
    ]  # fmt: skip
    assert found.problems == ()


def test_each_message_is_a_statement_and_all_leave_in_the_stable_shape() -> None:
    first, second = statement([("a", date(2026, 11, 1), 500, "P", "M")], 100), statement([], 600)
    reading = read((mt940(first) + "\n" + mt940(second)).encode(), file="two.sta")
    assert reading.to_json() == {
        "file": "two.sta", "doc_type": "bank_statement", "problems": [],
        "statements": [
            {"account": first.account, "currency": "EUR", "opening_balance": "1", "closing_balance": "6",
             "entries": [{"id": "1a", "date": "2026-11-01", "amount": "5", "party": "P", "memo": "M"}]},
            {"account": first.account, "currency": "EUR", "opening_balance": "6", "closing_balance": "6", "entries": []},
        ],
    }  # fmt: skip


def test_a_worker_answers_the_same() -> None:
    data = camt(statement([("a", date(2026, 11, 1), 500, "P", "M")], 100, 7)).encode()
    with Readers() as readers:
        assert readers.read(data, "x").statements == read(data).statements


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]><Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt/></Document>",
        ":20:X\n:25:1\n:60F:C999999EUR1,\n:61:999999C1,NTRF\n:61:nonsense\n:61:261101C" + "9" * 400 + ",NTRF\n",
        "OFXHEADER:100\n<OFX><STMTRS><STMTTRN><TRNAMT>NaN<DTPOSTED>2026</STMTTRN><STMTTRN><DTPOSTED>20261101",
        "!Type:Bank\nD99/99/9999\nT1\n^\nD1/2/26\nTInfinity\n^\n",
        "<OFX>" + "<STMTRS>" * 5000,
        ":20:" * 20000,
    ],
)  # fmt: skip
def test_nonsense_is_a_problem_and_no_crash(text: str) -> None:
    reading = read(text.encode())
    assert reading.problems or not any(one.lines for one in reading.statements)
    assert all(say(one.code, "zh", **one.parameters) for one in reading.problems)
