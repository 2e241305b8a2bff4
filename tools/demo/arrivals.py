"""What lies on the table of the open month: papers that arrived this morning, and one that an employee handed in."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

from ledger.core import Channel, Principal, Problem, Via
from tools.demo import cast
from tools.demo.books import DemoFailed, must
from tools.demo.documents import InvoiceSpec, Layout, Party, line, make_documents, render, sample_specs
from tools.demo.documents.samples import bank_remark, digital_number
from tools.house import House

BY_ITSELF = ("special", "general", "paper", "factur_x", "new_vendor")
"""Samples that the mailbox received; the rest lies in the tray."""
BY_EMPLOYEE = "hotel"
TRAY = ("english", "red", "scan", "duplicate", "changed_account", "hidden_instruction")


def intake(tenant: str) -> Principal:
    """The mailbox: what arrives through it has no person as its maker."""
    return Principal(tenant, "intake", frozenset({"intake"}), Channel.JOB, Via.SYSTEM, "job")


def parties() -> dict[str, Party]:
    """The vendors of the cast as documents print them."""
    return {
        one.party.party_id: Party(
            one.party.name,
            one.party.tax_id or "",
            bank=one.party.accounts[0].bank,
            account=one.party.accounts[0].number,
        )
        for one in cast.suppliers()
    }


def company() -> Party:
    """The demo company as buyer."""
    return Party(cast.NAME, cast.TAX_ID)


def samples(today: date) -> dict[str, InvoiceSpec]:
    """All sample documents, dated in the days before today."""
    from tools.demo.documents.parties import vendors  # noqa: PLC0415

    known = {
        key: replace(party, address=vendors()[key].address) if key in vendors() else party
        for key, party in parties().items()
    }
    return sample_specs(today, company(), {**vendors(), **known})


def hand_in(house: House, who: Principal, name: str, data: bytes, paid_by: str = "") -> str:
    """Stage and submit one file; its document id."""
    staged = house.stage(cast.TENANT, data)
    if isinstance(staged, Problem):
        raise DemoFailed(staged.code)
    arguments = {"sha256": staged, "name": name} | ({"paid_by": paid_by} if paid_by else {})
    document: str = must(house.gateway.call(who, "submit_document", arguments)).document
    return document


def arrive(house: House, today: date) -> int:
    """Hand the open month's papers in and read them; how many."""
    specs = samples(today)
    folder = house.store.folder(cast.TENANT) / "tray"
    folder.mkdir(parents=True, exist_ok=True)
    make_documents(folder, [specs[key] for key in (*BY_ITSELF, BY_EMPLOYEE, *TRAY)])
    for key in BY_ITSELF:
        hand_in(house, intake(cast.TENANT), specs[key].file_name, (folder / specs[key].file_name).read_bytes())
    sender = next(person for person in cast.staff() if person.user == "chenxiao")
    principal = sender.principal(cast.TENANT, Channel.JOB, "demo")
    hand_in(house, principal, specs[BY_EMPLOYEE].file_name, (folder / specs[BY_EMPLOYEE].file_name).read_bytes())
    house.work_once(cast.TENANT)
    return len(BY_ITSELF) + 1


def fresh_invoice(today: date, *, changed_account: bool = False) -> tuple[str, bytes]:
    """One more telecom invoice with a number nobody has seen, as the walk hands in; with another bank account if asked."""
    seller = parties()["V0003"]
    if changed_account:
        seller = replace(seller, bank="某某银行异地支行", account="6217009876543210987")
    day = today - timedelta(days=1)
    spec = InvoiceSpec(
        Layout.DIGITAL_SPECIAL, digital_number(day, str(time.time_ns()), "32"), day, seller, company(),
        (line("*电信服务*宽带专线费", "1", "月", "3301.89", "0.06"),), remarks=bank_remark(seller), file_name="walk.pdf",
    )  # fmt: skip
    return spec.file_name, render(spec)
