"""The main job, step by step, through the same door as everybody: each step holds or the walk says where it broke."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ledger.core import Channel, Principal, company_date, grouped, say
from tools.blocks import AnyBlock, Citation, MoneyCell, Scope, Table
from tools.demo import cast
from tools.demo.arrivals import fresh_invoice, hand_in, intake
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid, Outcome

GRACE_LIMIT = timedelta(seconds=40)


class Broken(Exception):
    """A step did not hold."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in words; ``seconds`` it took."""

    name: str
    told: str
    held: bool
    seconds: float


@dataclass(slots=True)
class Walk:
    """Runs the steps; later ones use what earlier ones made."""

    house: House
    language: str
    ask: Callable[[Principal, str], Sequence[AnyBlock]]
    made: dict[str, Any] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Each step as it ends; stops after the first that broke."""
        for name, act in STEPS:
            started = time.monotonic()
            try:
                told, held = act(self), True
            except Broken as broken:
                told, held = str(broken), False
            yield Step(self.say(f"walk_{name}"), told, held, time.monotonic() - started)
            if not held:
                return

    def say(self, key: str, **parameters: object) -> str:
        """A message of the walk."""
        return say(f"demo.{key}", self.language, **parameters)

    def who(self, user: str) -> Principal:
        """A person of the demo company."""
        found = self.house.door.as_user(cast.TENANT, user, Channel.CLI, self.language)
        if not isinstance(found, Principal):
            raise Broken(found.text(self.language))
        return found

    def call(self, user: str, tool: str, **arguments: Any) -> Any:
        """A call that must be done; its result."""
        outcome = self.house.gateway.call(self.who(user), tool, arguments)
        if not isinstance(outcome, Done):
            raise Broken(f"{tool}: {self.why(outcome)}")
        return outcome.result

    def why(self, outcome: Outcome) -> str:
        """A refusal in words."""
        if isinstance(outcome, Denied):
            return outcome.reason.text(self.language)
        if isinstance(outcome, Invalid):
            return " ".join(one.text(self.language) for one in outcome.problems)
        return outcome.id if isinstance(outcome, Failed) else ""


def _read(walk: Walk) -> str:
    today = company_date(walk.house.clock.now(), cast.company().time_zone)
    name, data = fresh_invoice(today)
    document = hand_in(walk.house, intake(cast.TENANT), name, data)
    walk.house.work_once(cast.TENANT)
    done = walk.house.gateway.call(walk.who("wangfang"), "open_document", {"document": document})
    if not isinstance(done, Done):
        raise Broken(walk.why(done))
    shown: Any = done.result
    checked = sum(1 for one in shown.fields if one.sureness == "checked")
    if shown.proposal is None or not checked:
        raise Broken(walk.say("walk_not_read", state=shown.state))
    walk.made |= {"document": document, "proposal": shown.proposal}
    amount = f"¥{grouped(shown.gross_minor, 'CNY')}"
    return walk.say("walk_read_told", seller=shown.seller, amount=amount, checked=checked, fields=len(shown.fields))


def _propose(walk: Walk) -> str:
    shown = walk.call("wangfang", "open_proposal", proposal=walk.made["proposal"])
    walk.made["digest"] = shown.digest
    walk.call("wangfang", "submit_proposal", proposal=shown.proposal, digest=shown.digest)
    lines = "；".join(f"{line.account_name} {line.amount}" for line in shown.lines)
    return walk.say("walk_propose_told", lines=lines, reason=shown.lines[0].reason)


def _refuse(walk: Walk) -> str:
    asked = {"proposal": walk.made["proposal"], "digest": walk.made["digest"]}
    refused = walk.house.gateway.call(walk.who("chenxiao"), "confirm_proposal", asked)
    if not isinstance(refused, Denied):
        raise Broken(repr(refused))
    by_agent = walk.house.gateway.call(walk.who("limin").as_agent(), "confirm_proposal", asked)
    if not isinstance(by_agent, Denied) or by_agent.rule != "agents_never_commit":
        raise Broken(repr(by_agent))
    return by_agent.reason.text(walk.language)


def _confirm(walk: Walk) -> str:
    walk.call("limin", "confirm_proposal", proposal=walk.made["proposal"], digest=walk.made["digest"])
    walk.call("limin", "undo_confirmation", proposal=walk.made["proposal"])
    walk.call("limin", "confirm_proposal", proposal=walk.made["proposal"], digest=walk.made["digest"])
    return walk.say("walk_confirm_told")


def _post(walk: Walk) -> str:
    until = time.monotonic() + GRACE_LIMIT.total_seconds()
    while time.monotonic() < until:
        walk.house.work_once(cast.TENANT)
        shown = walk.call("limin", "open_proposal", proposal=walk.made["proposal"])
        if shown.state == "posted":
            voucher = walk.call("limin", "open_voucher", voucher=f"{shown.batch}.1")
            walk.made["voucher"] = voucher
            return walk.say("walk_post_told", number=voucher.number, date=voucher.date)
        time.sleep(0.5)
    raise Broken(walk.say("walk_not_posted"))


def _drill(walk: Walk) -> str:
    voucher = walk.made["voucher"]
    account = voucher.lines[0].account
    balance = walk.call("limin", "account_balance", account=account)
    found = walk.call("limin", "search_vouchers", account=account, document_number=voucher.number,
                      period={"start": f"{voucher.date[:7]}-01", "end": voucher.date})  # fmt: skip
    if voucher.id not in {one.id for one in found.vouchers}:
        raise Broken(walk.say("walk_not_found", number=voucher.number))
    source = voucher.lines[0].source or ""
    document, _, name = source.removeprefix("document:").partition("#")
    opened = walk.call("limin", "open_document", document=document)
    box = next((one.box for one in opened.fields if one.name == name), None)
    if box is None:
        raise Broken(walk.say("walk_no_box", field=name))
    return walk.say("walk_drill_told", account=balance.name, closing=balance.closing, number=voucher.number, box=box)


def _ask(walk: Walk) -> str:
    question = walk.say("walk_question")
    blocks = walk.ask(walk.who("limin"), question)
    table = next((one for one in blocks if isinstance(one, Table)), None)
    scope = next((one for one in blocks if isinstance(one, Scope)), None)
    if table is None or scope is None:
        raise Broken(walk.say("walk_no_answer", question=question))
    money = [cell for cell in table.rows[-1].cells if isinstance(cell, MoneyCell)]
    return walk.say(
        "walk_ask_told", question=question, amount=grouped(money[-1].amount_minor, "CNY"), scope=" / ".join(scope.parts)
    )


def _comply(walk: Walk) -> str:
    question = walk.say("walk_policy_question")
    blocks = walk.ask(walk.who("chenxiao"), question)
    quote = next((one for one in blocks if isinstance(one, Citation)), None)
    if quote is None:
        raise Broken(walk.say("walk_no_answer", question=question))
    return walk.say(
        "walk_comply_told",
        question=question,
        quote=quote.quote,
        title=quote.title,
        clause=quote.clause,
        version=quote.version,
    )


def _warn(walk: Walk) -> str:
    """An invoice with another bank account: payment is locked, booking goes on; then it is settled and rejected."""
    today = company_date(walk.house.clock.now(), cast.company().time_zone)
    name, data = fresh_invoice(today, changed_account=True)
    document = hand_in(walk.house, intake(cast.TENANT), name, data)
    walk.house.work_once(cast.TENANT)
    found = [one for one in walk.call("limin", "risk_alerts").alerts if one.document == document]
    alert = next((one for one in found if one.check == "changed_bank_account"), None)
    if alert is None or not alert.locks_payment or alert.proposal is None:
        raise Broken(walk.say("walk_no_alert"))
    walk.call("limin", "settle_alert", alert=alert.alert, outcome="acknowledged", reason=walk.say("walk_warn_reason"))
    walk.call("wangfang", "submit_proposal", proposal=alert.proposal)
    walk.call("limin", "reject_proposal", proposal=alert.proposal, reason=walk.say("walk_warn_reason"))
    return walk.say("walk_warn_told", alert=alert.alert, title=alert.title, what=alert.what)


def _verify(walk: Walk) -> str:
    report = walk.call("zhaolei", "verify_books")
    if not report.clean:
        raise Broken("; ".join(one.message for one in report.findings[:3]))
    return walk.say("walk_verify_told", vouchers=report.vouchers)


STEPS: list[tuple[str, Callable[[Walk], str]]] = [
    ("read", _read),
    ("propose", _propose),
    ("refuse", _refuse),
    ("confirm", _confirm),
    ("post", _post),
    ("drill", _drill),
    ("ask", _ask),
    ("comply", _comply),
    ("warn", _warn),
    ("verify", _verify),
]
