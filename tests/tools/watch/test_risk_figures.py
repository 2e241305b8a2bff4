"""Two figures of warning: of two years of clean purchases few carry an alert, of planted frauds every one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ledger.books.entries import Side
from ledger.books.journal import Voucher
from ledger.books.voucher_search import VoucherFilter, search
from ledger.business.parties import Party, parties
from ledger.charts import account_in_role
from ledger.core import Channel, FixedClock, Settings
from ledger.evidence.documents import Document, DocumentState
from ledger.evidence.twins import twin
from ledger.posting_rules.facts import Past
from ledger.store import Unit
from ledger.store.company import Company, company
from policies.risk import Finding, Rank, examine
from tests.demo_template import copy_of_demo
from tests.world import NOW
from tools.demo import arrivals, cast
from tools.demo.documents import InvoiceSpec, Layout, line, render
from tools.demo.documents.samples import bank_remark, digital_number
from tools.house import House, open_house
from tools.outcome import Done
from tools.shared import suggesting
from tools.shared.suggesting import past_of
from tools.watch.alerts import AlertOut, Alerts

CLEAN_MOST = 0.03
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = NOW.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Scene:
    """The demo company, and the alerts it had before anything was planted."""

    house: House
    morning: list[str]


def alerts(house: House, document: str = "") -> list[AlertOut]:
    """As the finance manager sees them, open and settled; of one document, or all."""
    limin = next(person for person in cast.staff() if person.user == "limin")
    outcome = house.gateway.call(limin.principal(cast.TENANT, Channel.WEB, "demo"), "risk_alerts", {"state": "all"})
    assert isinstance(outcome, Done) and isinstance(outcome.result, Alerts)
    return [one for one in outcome.result.alerts if document in ("", one.document)]


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A copy of the demo company; the tests below hand papers in and are independent of each other."""
    home = copy_of_demo(tmp_path_factory)
    house = open_house(Settings(home=home), FixedClock(NOW))
    yield Scene(house, [one.check for one in alerts(house)])
    house.close()


def purchases(unit: Unit, book: str, party: Party) -> list[Voucher]:
    """Vouchers of the two years that took an invoice of this vendor in, oldest first."""
    found = search(
        unit,
        VoucherFilter(book, dims=(("party", party.party_id),), account=account_in_role("cas", "payable"), limit=1000),
    )
    return [one for one in reversed(found) if suggesting._as_past(one, "cas") is not None]


def as_paper(voucher: Voucher, party: Party, number: int) -> Document:
    """The invoice that the voucher was made of, as its reader would have left it."""
    owed = sum(
        item.base_minor
        for item in voucher.lines
        if item.account == account_in_role("cas", "payable") and item.side is Side.CREDIT
    )
    tax = sum(item.base_minor for item in voucher.lines if item.account.startswith("2221"))
    day = date.fromisoformat(voucher.posting_date)
    reading = {
        "seller_name": party.name, "seller_tax_id": party.tax_id, "number": f"N{number:08}", "currency": "CNY",
        "issue_date": day.isoformat(), "gross": f"{owed / 100:.2f}", "net": f"{(owed - tax) / 100:.2f}",
        "tax": f"{tax / 100:.2f}", "payee": {"seller_account": party.accounts[0].number},
    }  # fmt: skip
    morning = datetime.combine(day, time(10), ZONE).astimezone(UTC)
    return Document(
        f"clean-{number}", f"{number:064x}", "clean.pdf", 1, morning, "intake", "job", None, DocumentState.READ,
        "nobody", reading, f"{party.tax_id}||N{number:08}", party.party_id, party.name, f"N{number:08}", day, owed, "CNY",
    )  # fmt: skip


def looked_at(unit: Unit, facts: Company, paper: Document, known: dict[str, list[Past]]) -> list[Finding]:
    """What the detectors said on its day, knowing only what was booked before."""
    party = suggesting.party_of(unit, paper.reading or {})
    assert party is not None
    printed = suggesting.facts_of(paper, party, "")
    assert printed is not None and paper.issue_date is not None
    past = [one for one in known[party.party_id] if one.posting_date < paper.issue_date][:40]
    subject = suggesting._subject(
        unit, facts, paper, printed, party, past, twin(unit, paper), paper.received_at, "nobody", None
    )  # fmt: skip
    return list(examine(subject))


def test_clean_purchases_of_two_years_carry_few_alerts(scene: Scene) -> None:
    with scene.house.store.read(cast.TENANT) as unit:
        facts = company(unit)
        papers = [
            as_paper(voucher, party, number * 1000 + at)
            for number, party in enumerate(parties(unit, "vendor"), 1)
            for at, voucher in enumerate(purchases(unit, facts.book, party))
        ]
        past = {one.party_id: past_of(unit, facts.book, one.party_id, 1000) for one in parties(unit, "vendor")}
        found = {paper.document_id: looked_at(unit, facts, paper, past) for paper in papers}
    warned = {name: [one.check for one in seen if one.rank is Rank.ALERT] for name, seen in found.items()}
    carrying = {name: checks for name, checks in warned.items() if checks}
    assert len(papers) > 200
    print(f"{len(carrying)} of {len(papers)} clean purchases carry an alert")
    assert len(carrying) <= CLEAN_MOST * len(papers), f"{len(carrying)} of {len(papers)}: {carrying}"


def test_the_papers_that_lie_there_this_morning_carry_none_but_the_new_vendors(scene: Scene) -> None:
    assert scene.morning == ["unknown_vendor"]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fraud: the papers handed in, by whom, and the alert that the last of them must carry."""

    check: str
    papers: tuple[InvoiceSpec, ...]
    sender: str = "intake"


def telecom(salt: str, day: date, net: str = "3301.89") -> InvoiceSpec:
    """An invoice of a vendor with two years of history."""
    seller = arrivals.parties()["V0003"]
    return InvoiceSpec(
        Layout.DIGITAL_SPECIAL, digital_number(day, salt), day, seller, arrivals.company(),
        (line("*电信服务*宽带专线费", "1", "月", net, "0.06"),), remarks=bank_remark(seller),
    )  # fmt: skip


def hotel(number: str, day: date, net: str) -> InvoiceSpec:
    """A hotel receipt of an employee."""
    spec = arrivals.samples(TODAY)["hotel"]
    return replace(spec, number=number, issued=day, lines=(line("住宿费", "1", "晚", net, "0.06"),))


def planted() -> dict[str, Planted]:
    """Every kind of fraud that the demo knows."""
    samples = arrivals.samples(TODAY)
    yesterday = TODAY - timedelta(days=1)
    return {
        "duplicate": Planted("duplicate_payment", (samples["duplicate"],)),
        "changed_account": Planted("changed_bank_account", (samples["changed_account"],)),
        "hidden_instruction": Planted("hidden_text", (samples["hidden_instruction"],)),
        "new_vendor": Planted("unknown_vendor", (replace(samples["new_vendor"], number=digital_number(TODAY, "n2")),)),
        "split": Planted(
            "splitting_under_limit", (hotel("61000001", yesterday, "3900.00"), hotel("61000077", TODAY, "4100.00")),
            "chenxiao",
        ),
        "ten_fold": Planted("far_from_history", (telecom("ten", yesterday, "33018.90"),)),
        "future": Planted("future_period", (telecom("future", TODAY + timedelta(days=9)),)),
    }  # fmt: skip


@pytest.mark.parametrize("kind", sorted(planted()))
def test_every_planted_fraud_carries_its_alert(scene: Scene, kind: str) -> None:
    fraud = planted()[kind]
    people = {person.user: person.principal(cast.TENANT, Channel.WEB, "demo") for person in cast.staff()}
    who = people.get(fraud.sender) or arrivals.intake(cast.TENANT)
    document = ""
    for spec in fraud.papers:
        paid_by = "sender" if who.user != "intake" else ""
        document = arrivals.hand_in(scene.house, who, f"{kind}.pdf", render(spec), paid_by)
        scene.house.process(cast.TENANT, document)
    raised = alerts(scene.house, document)
    assert fraud.check in {one.check for one in raised}
    assert all(one.what and one.why and one.advice for one in raised)
