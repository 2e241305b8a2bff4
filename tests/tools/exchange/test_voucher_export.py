"""Vouchers as 金蝶, 用友, DATEV and FEC take them in: each file, read back, holds what the trial balance says."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from ledger.core import Via
from ledger.exchange.mapped import mappings
from tests.world import World
from tools.outcome import Denied, Invalid
from tools.sheets.mapped import Exported, export_file

FORMS = sorted(mappings())
DAYS = {"start": "2026-11-01", "end": "2026-11-30"}
Sums = dict[str, Decimal]


def _file(world: World, form: str, user: str = "limin", **arguments: Any) -> tuple[bytes, Exported]:
    out = io.BytesIO()
    made = export_file(world.house.gateway, world.who(user), {"format": form, **DAYS, **arguments}, out)
    assert isinstance(made, Exported), made
    return out.getvalue(), made


def _table(form: str, data: bytes) -> list[dict[str, str]]:
    """Rows by heading, whatever the file."""
    one = mappings()[form]
    if one.file == "xlsx":
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).active.rows]
        return [{name: "" if value is None else str(value) for name, value in zip(rows[0], row, strict=True)}
                for row in rows[1:]]  # fmt: skip
    text = data.decode(one.encoding)
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[(1 if one.preamble else 0) : -1]
    titles = [column.title for column in one.columns]
    read = list(csv.reader(lines, delimiter=one.delimiter, quoting=csv.QUOTE_MINIMAL if one.quote else csv.QUOTE_NONE))
    if one.heading:
        assert read.pop(0) == titles
    return [dict(zip(titles, row, strict=True)) for row in read]


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or "0")


def _by_line(account: str, debit: str, credit: str) -> Callable[[list[dict[str, str]]], Sums]:
    def sums(rows: list[dict[str, str]]) -> Sums:
        found: Sums = defaultdict(Decimal)
        for row in rows:
            found[row[account]] += _amount(row[debit]) - _amount(row[credit])
        return found

    return sums


def _by_pair(rows: list[dict[str, str]]) -> Sums:
    found: Sums = defaultdict(Decimal)
    for row in rows:
        assert row["Soll/Haben-Kennzeichen"] == "S"
        amount = _amount(row["Umsatz (ohne Soll/Haben-Kz)"])
        assert amount > 0
        found[row["Konto"]] += amount
        found[row["Gegenkonto (ohne BU-Schlüssel)"]] -= amount
    return found


READ = {
    "fec": _by_line("CompteNum", "Debit", "Credit"),
    "kingdee": _by_line("科目代码", "借方", "贷方"),
    "yonyou": _by_line("科目编码", "金额借方", "金额贷方"),
    "datev": _by_pair,
}


def _books(world: World) -> None:
    """Many lines, red, many debits against many credits, texts that would break a row."""

    def line(account: str, side: str, minor: int) -> dict[str, Any]:
        return {"account": account, "side": side, "amount_minor": minor}

    world.history("V0001", "660213", [10000 + day for day in range(1, 25)])
    world.run("2026-11", [
        {"date": "2026-11-03", "memo": "多借多贷,\t\"引号\";\r\n换行", "lines": [
            line("1001", "debit", 700), line("100201", "debit", 300), line("6051", "credit", 250),
            line("4001", "credit", 750)]},
        {"date": "2026-11-04", "memo": "红字", "lines": [line("1001", "debit", -500), line("4001", "credit", -500)]},
        {"date": "2026-11-05", "memo": "=1+1", "lines": [line("1001", "debit", 9_876_543_219),
                                                       line("4001", "credit", 9_876_543_219)]},
    ])  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_file_read_back_holds_what_the_trial_balance_says(world: World, form: str) -> None:
    _books(world)
    data, made = _file(world, form)
    rows = _table(form, data)
    report = world.must("limin", "trial_balance", as_of="2026-11-30")
    length = max(len(row.account) for row in world.must("limin", "trial_balance", as_of="2026-11-30").rows)
    expected = {row.account: row.base_closing for row in report.rows if row.leaf and row.base_closing}
    found = {account: amount for account, amount in READ[form](rows).items() if amount}
    if form == "datev":
        length = len(next(iter(found)))
        expected = {account.ljust(length, "0"): amount for account, amount in expected.items()}
    assert found == expected
    assert made.vouchers == 27
    assert made.rows == len(rows)


def test_many_vouchers_come_in_pages(world: World) -> None:
    vouchers = [
        {"date": "2026-11-02", "memo": f"{number}",
         "lines": [{"account": "1001", "side": "debit", "amount_minor": number},
                   {"account": "100201", "side": "credit", "amount_minor": number}]}
        for number in range(1, 602)
    ]  # fmt: skip
    world.run("2026-11", vouchers)
    data, made = _file(world, "kingdee", "zhaolei")
    rows = _table("kingdee", data)
    assert made.vouchers == 601
    assert [(row["凭证号"], row["序号"], row["分录序号"]) for row in rows[-2:]] == [
        ("601", "601", "1"),
        ("601", "601", "2"),
    ]
    assert len({row["序号"] for row in rows}) == 601


def test_how_each_writes_a_line(world: World) -> None:
    world.history("V0001", "660213", [12345])
    fec = _file(world, "fec")[0].decode().split("\r\n")[1].split("\t")
    assert fec[:1] + fec[2:5] + [fec[9]] + fec[11:13] == ["记", "2026-11-记-0001", "20261101", "660213", "20261101", "123,45", "0"]  # fmt: skip
    yonyou = _file(world, "yonyou")[0].decode("gb18030").split("\r\n")
    assert yonyou[0] == "填制凭证,V800"
    assert yonyou[1].split(",")[:4] == ["2026-11-01", "记", "1", "0"]
    assert yonyou[1].split(",")[5:8] == ["660213", "123.45", "0"]
    head, titles, first = _file(world, "datev", consultant=4711, client=42)[0].decode("cp1252").split("\r\n")[:3]
    assert head.startswith('"EXTF";700;21;"Buchungsstapel";13;')
    assert head.split(";")[10:16] == ["4711", "42", "20260101", "8", "20261101", "20261130"]
    assert titles.startswith('"Umsatz (ohne Soll/Haben-Kz)";"Soll/Haben-Kennzeichen"')
    assert first.split(";")[:3] == ["123,45", '"S"', '"CNY"']
    assert first.split(";")[9] == "0111"


def test_letters_the_encoding_does_not_know_are_counted(world: World) -> None:
    _books(world)
    assert _file(world, "datev")[1].lost > 0
    assert _file(world, "yonyou")[1].lost == 0


def test_what_is_refused(world: World) -> None:
    def asked(user: str, **arguments: Any) -> Any:
        return world.call(user, "export_vouchers", **({"format": "fec", **DAYS} | arguments))

    unknown = asked("limin", format="sage")
    assert isinstance(unknown, Invalid)
    assert unknown.problems[0].code == "export.unknown_format"
    years = asked("limin", format="datev", start="2025-12-31")
    assert isinstance(years, Invalid)
    assert years.problems[0].code == "export.one_year"
    turned = asked("limin", start="2026-12-01")
    assert isinstance(turned, Invalid)
    assert isinstance(asked("chenxiao"), Denied | Invalid)
    assert isinstance(world.house.gateway.call(replace(world.who("limin"), via=Via.AGENT), "export_vouchers",
                                               {"format": "fec", **DAYS}), Denied)  # fmt: skip
