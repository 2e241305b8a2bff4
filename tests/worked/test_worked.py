"""Three companies worked by hand over thirteen months: the oracle says what the workbooks say, and the code what both say."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ledger.books.accounts import Account, AccountType, create_accounts
from ledger.books.balances import open_items, trial_balance
from ledger.books.entries import Side, credit, debit
from ledger.business.closing import give_fact
from ledger.core import to_minor
from ledger.proof import verify
from tests.ledger.books import small
from tests.ledger.books.oracle import LineFact, Oracle
from tests.tenants import Tenants
from tests.tools.own_company import OwnCompany
from tests.worked.posting import WorkedCompany
from tests.worked.workbook import HERE, Worked, worked

STANDARDS = ("cas", "small", "ifrs")
PAYABLE = {"cas": "220201", "ifrs": "2000"}


def _oracle(paper: Worked) -> Oracle:
    oracle = Oracle()
    for one in paper.vouchers:
        lines: list[LineFact] = [
            (
                line.account,
                (("party", line.party),) if line.party else (),
                line.currency,
                line.side,
                line.amount,
                line.base,
            )
            for line in one.lines
        ]
        assert oracle.may_post(one.month, lines), one.number
        (made,) = oracle.post(one.month, "记", [lines], int(one.kind in ("result", "year")))
        assert made.number == int(one.number.partition("/")[2]), one.number
    return oracle


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_workbook_agrees_with_itself(standard: str) -> None:
    paper = worked(standard)
    assert len(paper.vouchers) >= 60 and len(paper.months) == 13
    for month in paper.months:
        assert paper.balances[month]["check"] == paper.balances[month]["vouchers"] == 0
    for name, columns in paper.statements.items():
        for column, rows in columns.items():
            checks = {row: value for row, value in rows.items() if row.startswith("check")}
            assert not any(checks.values()) and (bool(checks) is not name.startswith("IS")), (name, column)


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_oracle_says_what_the_workbook_says(standard: str) -> None:
    paper = worked(standard)
    oracle = _oracle(paper)
    for month in paper.months:
        totals: dict[str, int] = defaultdict(int)
        for (account, _), (*_, closing) in oracle.movements(month, month).items():
            totals[account] += closing
        assert _without_zero(totals) == _without_zero(_accounts(paper.balances[month])), month
    for account, party in paper.parties[paper.months[-1]]:
        assert oracle.by_party(account)[party] == paper.parties[paper.months[-1]][account, party]


def _accounts(cells: dict[str, int]) -> dict[str, int]:
    return {name: value for name, value in cells.items() if name not in ("check", "vouchers")}


def _without_zero(cells: dict[Any, int]) -> dict[Any, int]:
    return {name: value for name, value in cells.items() if value}


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice computes the formulas again where it is installed"
)
def test_a_spreadsheet_program_computes_the_same_values_again(tmp_path: Path) -> None:
    """The formulas are saved without values, so nothing can be left of what stands in the repository's cells."""
    for standard in STANDARDS:
        load_workbook(HERE / f"{standard}.xlsx").save(tmp_path / f"{standard}.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore", "--convert-to",
               "xlsx", "--outdir", str(tmp_path / "out"), *(str(tmp_path / f"{one}.xlsx") for one in STANDARDS)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for standard in STANDARDS:
        ours, theirs = (
            load_workbook(folder / f"{standard}.xlsx", data_only=True) for folder in (HERE, tmp_path / "out")
        )
        for sheet in ours.worksheets:
            again = list(theirs[sheet.title].iter_rows(values_only=True))
            assert list(sheet.iter_rows(values_only=True)) == again, (standard, sheet.title)


@pytest.fixture(params=STANDARDS)
def company(tenants: Tenants, request: pytest.FixtureRequest) -> Iterator[WorkedCompany]:
    """All thirteen months posted; every run our month end proposed was compared with the hand's on the way."""
    made = WorkedCompany(tenants, request.param)
    yield made
    made.own.close()


def _shown(report: Any, of: str = "amount") -> dict[str, int]:
    return _without_zero({row.row: to_minor(getattr(row, of), "CNY") for row in report.rows})


def test_the_books_say_what_the_paper_and_the_oracle_say(company: WorkedCompany) -> None:
    paper, oracle = company.paper, _oracle(company.paper)
    _balances(company, oracle)
    _open_items(company)
    _apart(company)
    for name, columns in paper.statements.items():
        kind, _, form = name.partition(" ")
        for month in paper.months:
            wanted = _without_zero(columns[month])
            asked: dict[str, Any] = {"period": {"start": f"{month}-01", "end": _last(month)}}
            if kind == "Cash":
                flow = company.must("cash_flow", **asked)
                assert _shown(flow) == wanted, (name, month)
                assert flow.unassigned == 0 and flow.opening + flow.change == flow.closing
                _indirect(company, asked, columns[month], paper.statements, month)
            elif form in ("cas_2026",) and month < "2026-01":
                continue
            elif kind == "BS":
                sheet = company.must("balance_sheet", as_of=_last(month), layout=form)
                assert sheet.balanced and _shown(sheet) == wanted, (name, month)
            else:
                _income(company, asked | {"layout": form}, columns, month)


def _income(company: WorkedCompany, asked: dict[str, Any], columns: dict[str, dict[str, int]], month: str) -> None:
    income = company.must("income_statement", **asked)
    assert _shown(income) == _without_zero(columns[month]), (asked, month)
    if month in ("2025-12", "2026-11"):
        assert _shown(income, "to_date") == _without_zero(columns[month[:4]]), asked
    if month in ("2026-11",):
        assert _shown(income, "last_year") == _without_zero(columns["2025-11"]), asked


PROFIT = {"cas": ("IS cas_2019", "R40"), "ifrs": ("IS ifrs_ias1", "12")}
OPERATING = {"cas": "C10", "ifrs": "5"}


def _indirect(
    company: WorkedCompany, asked: dict[str, Any], flow: dict[str, int], statements: dict[str, Any], month: str
) -> None:
    """Profit is the paper's, the direct figure is the paper's, and every difference is a voucher's."""
    if company.standard not in OPERATING:
        assert company.own.refused("sunli", "indirect_cash_flow", **asked) == ["report.no_indirect"]
        return
    found, (name, row) = company.must("indirect_cash_flow", **asked), PROFIT[company.standard]
    shown = _shown(found)
    assert to_minor(found.direct, "CNY") == flow.get(OPERATING[company.standard], 0), month
    assert shown.get("X01" if company.standard == "cas" else "1", 0) == statements[name][month].get(row, 0), month
    assert sum(one.difference for one in found.vouchers) == found.difference == found.indirect - found.direct
    assert all(one.difference == one.indirect - one.direct for one in found.vouchers)


def _apart(company: WorkedCompany) -> None:
    """A machine is bought on credit, paid and sold again: its VAT, which the hand counts as paid and received for it."""
    if company.standard not in OPERATING:
        return
    found = company.must("indirect_cash_flow", period={"start": "2025-11-01", "end": "2026-11-30"})
    numbers = ("2025-11/05", "2026-07/03", {"cas": "2026-08/04", "ifrs": "2026-08/03"}[company.standard])
    keys = [company.keys[number] for number in numbers]
    assert {one.id for one in found.vouchers} == {f"{one.batch_id}.{one.entry_no}" for one in keys}
    assert found.difference == {"cas": Decimal("-2600"), "ifrs": Decimal("-4000")}[company.standard]


def _last(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return (date(year + number // 12, number % 12 + 1, 1) - date.resolution).isoformat()


def _balances(company: WorkedCompany, oracle: Oracle) -> None:
    paper = company.paper
    with company.store.read(company.tenant) as unit:
        for month in paper.months:
            totals: dict[str, int] = defaultdict(int)
            rows = trial_balance(unit, small.BOOK, month, month)
            ours = {
                (row.account, row.currency): (row.opening, row.debit, row.credit, row.base_opening, row.base_closing)
                for row in rows
            }
            assert ours == oracle.movements(month, month), month
            for row in rows:
                totals[row.account] += row.base_closing
            assert _without_zero(totals) == _without_zero(_accounts(paper.balances[month])), month
            parties: dict[tuple[str, str], int] = defaultdict(int)
            for account in {account for account, _ in paper.parties[month]}:
                for row in trial_balance(unit, small.BOOK, month, month, by="party", account=account):
                    parties[account, row.value or ""] += row.base_closing
            assert _without_zero(parties) == _without_zero(paper.parties[month]), month
        report = verify(unit)
        assert report.clean and report.vouchers == len(paper.vouchers)


def _open_items(company: WorkedCompany) -> None:
    paper = company.paper
    numbers = {key: number for number, key in company.keys.items()}
    with company.store.read(company.tenant) as unit:
        found = open_items(unit, small.BOOK, "2026-11-30", residues=True)
    ours = sorted(
        (numbers[type(next(iter(numbers)))(one.key.batch_id, one.key.entry_no)], one.account, dict(one.dims)["party"],
         one.currency, one.open_minor, one.base_open_minor)
        for one in found
    )  # fmt: skip
    assert ours == sorted(paper.open_items)
    payable = PAYABLE.get(company.standard, "220201")
    aging = company.must("ap_aging", as_of="2026-11-30")
    owed = {
        (payable, row.party, bucket): -to_minor(amount, "CNY")
        for row in aging.rows for bucket, amount in row.buckets.items() if amount
    }  # fmt: skip
    assert owed == {key: value for key, value in paper.buckets.items() if key[0] == payable and value}


@pytest.fixture
def first_month(tenants: Tenants) -> Iterator[WorkedCompany]:
    """The small enterprise's first month."""
    made = WorkedCompany(tenants, "small", until="2025-11")
    yield made
    made.own.close()


def test_another_standard_s_layout_is_refused_and_a_cash_line_nobody_can_place_is_listed(
    first_month: WorkedCompany,
) -> None:
    own, count = first_month.own, sum(1 for one in first_month.paper.vouchers if one.month == "2025-11")
    assert own.refused("sunli", "balance_sheet", as_of="2025-11-30", layout="cas_2019") == ["report.layout_not_allowed"]
    with own.house.store.write(own.tenant) as unit:
        create_accounts(unit, "main", [Account("5999", "没有位置", "Nowhere", AccountType.EXPENSE, Side.DEBIT)])
    strange = small.entry(debit("5999", "77"), credit("1002", "77"), day="2025-11-30")
    small.posted(own.house.store, own.tenant, strange, period="2025-11")
    for tool in ("balance_sheet", "income_statement"):
        assert own.refused("sunli", tool, as_of="2025-11-30") == ["report.misplaced"]
    flow = own.must("sunli", "cash_flow", period={"start": "2025-11-01", "end": "2025-11-30"})
    (row,) = [one for one in flow.rows if one.row == "U"]
    assert row.amount == flow.unassigned == Decimal(-77) and [one.amount for one in row.vouchers] == [-77]
    assert row.vouchers[0].label.endswith(f"{count + 1:04}")


def test_a_company_that_says_so_uses_the_newest_form_early(tenants: Tenants) -> None:
    own = OwnCompany(tenants.store)
    assert own.must("sunli", "balance_sheet", as_of="2026-11-30").layout == "cas_2019"
    with tenants.store.write(own.tenant) as unit:
        give_fact(unit, "main", "statement_form", "newest", date(2026, 11, 1), "sunli", small.NOW)
    assert own.must("sunli", "balance_sheet", as_of="2026-11-30").layout == "cas_2026"
    assert own.must("sunli", "income_statement", as_of="2026-10-31").layout == "cas_2019"
    assert own.must("sunli", "cash_flow", as_of="2026-11-30").layout == "cas_2026"
    own.close()
