"""Answers sent as files through the door, on each engine: the figures are those of the tool, and so are the rights."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from ledger.core import say
from ledger.store.audit_store import AuditStore
from ledger.store.schema.audit import audit_read
from tests.world import World
from tools.outcome import Denied, Invalid
from tools.printing.press import ink, pages
from tools.sheets import SHEETS, Form, SheetFile, send_out

NOVEMBER = {"period": {"start": "2026-11-01", "end": "2026-11-30"}}


ASKED = {
    "general_ledger": {"account": "660213"},
    "multi_column": {"account": "6602"},
    "deduction_list": {"period": "2026-11"},
}
"""What a tool must be told."""


def _send(world: World, user: str, tool: str, form: Form = "csv", language: str = "zh", **arguments: Any) -> SheetFile:
    made = send_out(world.house, world.who(user, language), tool, {**ASKED.get(tool, {}), **arguments}, form)
    assert isinstance(made, SheetFile), made
    return made


def _records(made: SheetFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.data.decode("utf-8-sig"), newline="")))


def _about(made: SheetFile, name: str, language: str = "zh") -> str:
    return next(record[1] for record in _records(made) if record[0] == say(f"sheet.{name}", language))


@pytest.fixture
def company(world: World) -> World:
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    world.history("V0001", "660101", [54_321], department="sales")
    return world


def test_the_trial_balance_in_both_forms_is_the_tools_own(company: World) -> None:
    wanted = company.must("limin", "trial_balance", **NOVEMBER)
    records = _records(_send(company, "limin", "trial_balance", **NOVEMBER))
    rows = records[1 : len(wanted.rows) + 2]
    for record, row in zip(rows[:-1], wanted.rows, strict=True):
        assert record[:2] == [row.account, row.name]
        assert [Decimal(value) for value in record[2:]] == [
            row.base_opening, row.base_debit, row.base_credit, row.base_year_debit, row.base_year_credit, row.base_closing,
        ]  # fmt: skip
    assert [Decimal(value) for value in rows[-1][3:5]] == [wanted.base_debit, wanted.base_credit]

    made = _send(company, "limin", "trial_balance", "xlsx", **NOVEMBER)
    page: Any = load_workbook(io.BytesIO(made.data)).active
    top = next(row[0].row for row in page.iter_rows() if row[0].value == say("report.code", "zh"))
    leaves = {row.account for row in wanted.rows if row.leaf}
    cells = [row for row in page.iter_rows(min_row=top + 1) if row[0].value in leaves]
    assert len(cells) == len(leaves) and all(row[0].data_type == "s" for row in cells)
    sums = [sum(Decimal(str(row[place].value)) for row in cells) for place in (3, 4)]
    assert sums == [wanted.base_debit, wanted.base_credit] == [Decimal(str(page.cell(page.max_row, p).value)) for p in (4, 5)]  # fmt: skip
    assert sums[0] == Decimal("24903.21")


@pytest.mark.parametrize("tool", SHEETS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_report_leaves_in_every_form_and_both_languages(company: World, tool: str, language: str) -> None:
    title = say(f"sheet.title_{tool}", language)
    made = _send(company, "limin", tool, language=language)
    assert _about(made, "report", language) == title
    assert _about(made, "company", language) == company.house.door.facts(company.tenant).title(language)
    here = company.clock.instant.astimezone(ZoneInfo("Asia/Shanghai"))
    assert _about(made, "made_at", language) == f"{here:%Y-%m-%d %H:%M:%S} (Asia/Shanghai)"
    assert "limin" in _about(made, "made_by", language)
    assert all(title for title in _records(made)[0]), "every column has its heading"
    assert len({len(record) for record in _records(made)}) == 1, "RFC 4180: every record has as many fields"
    page: Any = load_workbook(io.BytesIO(_send(company, "limin", tool, "xlsx", language=language).data)).active
    assert page["B2"].value == title
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    printed = [ink(one) for one in pages(_send(company, "limin", tool, "pdf", language=language).data)]
    wanted = [title, *(_about(made, name, language) for name in ("company", "period", "scope", "made_by", "made_at"))]
    assert not [one for one in wanted for page in printed if ink(one) not in page], "what it is stands on every page"
    figures = {figure for record in _records(made) for figure in record if re.fullmatch(r"-?\d+\.\d\d", figure)}
    whole = "".join(printed).replace(",", "").replace("−", "-")
    assert not [one for one in figures if one not in whole]


def test_an_empty_report_is_a_file_that_says_so(world: World) -> None:
    records = _records(_send(world, "limin", "ap_aging"))
    assert records[1][0] == say("report.total", "zh")
    assert {Decimal(value) for value in records[1][1:]} == {Decimal(0)}
    assert len(_records(_send(world, "limin", "search_vouchers"))) == 1 + 1 + 1 + 6


def test_every_voucher_found_is_in_the_file_not_only_those_shown(world: World) -> None:
    line = {"account": "660213", "side": "debit", "amount_minor": 100, "dims": {"department": "it"}}
    other = {"account": "100201", "side": "credit", "amount_minor": 100}
    world.run("2026-11", [{"date": "2026-11-05", "memo": "=1+1", "lines": [line, other]}] * 37)
    records = _records(_send(world, "limin", "search_vouchers"))
    assert [record[2] for record in records[1:38]] == ["'=1+1"] * 37
    assert records[38][3] == "37.00"


def test_filters_are_told_in_the_file(company: World) -> None:
    made = _send(company, "limin", "trial_balance", level=1, layer="operating", account="6602", **NOVEMBER)
    told = _about(made, "scope")
    assert say("report.to_level", "zh", level=1) in told and say("report.without_transfers", "zh") in told
    assert "6602 " in told
    found = _about(_send(company, "limin", "search_vouchers", text="earlier", threshold={"op": ">", "value": "10"}), "scope")  # fmt: skip
    assert "earlier" in found and "> 10" in found


def test_who_sees_a_part_gets_that_part_and_the_line_that_says_so(company: World) -> None:
    whole = _send(company, "limin", "trial_balance", **NOVEMBER)
    part = _send(company, "liqiang", "trial_balance", **NOVEMBER)
    assert say("ask.whole_company", "zh") in _about(whole, "scope")
    assert say("ask.only_yours", "zh") in _about(part, "scope")
    assert {record[0] for record in _records(part)} < {record[0] for record in _records(whole)} | {"660101"}
    assert "660213" not in part.data.decode() and "660213" in whole.data.decode()


@pytest.mark.parametrize(
    ("user", "tool"),
    [(user, tool) for user in ("chenxiao", "admin") for tool in SHEETS if (user, tool) != ("admin", "search_trail")],
)
def test_who_may_not_read_gets_no_file(company: World, user: str, tool: str) -> None:
    assert isinstance(send_out(company.house, company.who(user), tool, ASKED.get(tool, {}), "csv"), Denied)


def test_a_request_that_makes_no_sense_is_told_and_gives_no_file(company: World) -> None:
    made = send_out(company.house, company.who("limin"), "trial_balance", {"account": "no such account"}, "xlsx")
    assert isinstance(made, Invalid)


def test_each_file_is_one_audited_call_of_its_tool(company: World) -> None:
    def calls() -> list[tuple[str, str, int]]:
        streams = AuditStore(company.house.store)
        with streams.open(company.tenant) as unit:
            query = select(audit_read).where(audit_read.c.tool == "trial_balance")
            ordered = query.order_by(audit_read.c.group_number, audit_read.c.position)
            rows = [(row.user, row.outcome, row.rows) for row in unit.connection.execute(ordered)
                    if row.tenant_id == company.tenant]  # fmt: skip
        streams.close()
        return rows

    before = len(calls())
    _send(company, "limin", "trial_balance", "xlsx", **NOVEMBER)
    send_out(company.house, company.who("chenxiao"), "trial_balance", {}, "csv")
    shown = len(company.must("limin", "trial_balance", **NOVEMBER).rows)
    assert calls()[before:] == [("limin", "done", shown), ("chenxiao", "denied", 0), ("limin", "done", shown)]


def test_a_name_is_safe_in_any_folder_and_says_the_period(company: World) -> None:
    made = _send(company, "limin", "trial_balance", "xlsx", period={"start": "2026-10-01", "end": "2026-11-30"})
    assert (made.name, made.plain_name) == ("科目余额表-2026-10--2026-11.xlsx", "trial-balance-2026-10--2026-11.xlsx")
    for tool in SHEETS:
        sent = _send(company, "limin", tool)
        assert re.fullmatch(r"[\w.\-]+\.csv", sent.name) and re.fullmatch(r"[A-Za-z0-9.\-]+\.csv", sent.plain_name)
    assert _send(company, "limin", "search_vouchers", text="earlier").plain_name == "search-vouchers.csv"
