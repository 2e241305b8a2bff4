"""The one door: validate, authorise, execute, audit. Everything anybody does comes through ``call``.

The answer is a value. A propose or commit writes its audit record in the transaction of the act; reads
and refusals go to the audit stream, and the answer leaves after that record is durable: no log, no call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import structlog
from pydantic import ValidationError

from ledger.core import Clock, Principal, Refused, Via, canonical, new_id, problem, sha256_hex
from ledger.store import Store, Unit
from ledger.store.audit import AuditStream, Record, record_act
from ledger.store.company import company
from ledger.store.people import is_disabled
from policies.access import Decision, Resource, Rulebook, closed, decide, in_force, rulebook
from tools import budgets, masking
from tools.context import Context, Forbidden, Tally
from tools.outcome import Denied, Done, Failed, Invalid, Outcome
from tools.registry import Registry, Request, Tool
from tools.things import things

log = structlog.get_logger("zhangfang.gateway")
CARRY_PAPERS = frozenset({"document", "proposal", "voucher", "alert", "party", "policy", "people", "trail"})
"""Kinds of things whose names, memos and reasons others wrote, on paper or not: every answer about them is tainted."""
NAME_LIMIT = 64
_SAID = {Done: "done", Denied: "denied", Invalid: "invalid", Failed: "failed"}


def carries_papers(tool: Tool) -> bool:
    """Whether whatever a tool says, its faults too, may hold words that others wrote."""
    return tool.action.partition(".")[0] in CARRY_PAPERS


def withheld(principal: Principal, tool: Tool) -> str:
    """The rule by which no model reaches a tool, whatever the access rules say; empty where it may be asked for."""
    if principal.via is not Via.AGENT or not (tool.effect == "commit" or tool.people_only):
        return ""
    return "people_only" if tool.effect == "read" else "agents_never_commit"


class Gateway:
    """Calls tools of one registry on one store. Safe to share between threads. ``address`` is the web app's."""

    def __init__(self, store: Store, clock: Clock, registry: Registry, address: str = "") -> None:
        self.store = store
        self.clock = clock
        self.registry = registry
        self.address = address
        self.audit = AuditStream(store)

    def close(self) -> None:
        """Write what is queued and stop."""
        self.audit.close()

    def call(self, principal: Principal, tool_name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Call a tool as a person; never raises for what a caller can cause."""
        tool = self.registry.get(tool_name)
        if tool is None:
            return self._refused(principal, tool_name, arguments, Decision(False, "unknown_tool"))
        if rule := withheld(principal, tool):
            return self._refused(principal, tool_name, arguments, Decision(False, rule))
        try:
            request = tool.request.model_validate(dict(arguments))
        except ValidationError as error:
            faults = [
                problem(
                    "gateway.argument",
                    where=".".join(map(str, fault["loc"])),
                    argument=".".join(map(str, fault["loc"])) or "-",
                    fault=fault["msg"],
                )
                for fault in error.errors(include_url=False, include_context=False, include_input=False)
            ]
            return self._streamed(principal, tool_name, tool.action, arguments, "valid", Invalid(faults), Tally())
        if tool.effect == "read" and tool.prepare is None:  # decided where it reads: one transaction, one look
            return self._guarded(principal, tool, request, None)
        book = self._book(principal.tenant)  # nobody who is refused prepares anything or holds up who writes
        decision = _decided(principal, tool, book)
        if not decision.allowed:
            return self._refused(principal, tool_name, arguments, decision, tool.action)
        return self._guarded(principal, tool, request, book)

    def may_call(self, principal: Principal, tool_name: str) -> bool:
        """Whether a person may use a tool at all: for showing or hiding a way to it, never instead of ``call``."""
        return tool_name in self.callable_of(principal, (tool_name,))

    def callable_of(self, principal: Principal, tool_names: Iterable[str]) -> set[str]:
        """Those of several tools that a person may use at all, under one look at the rules."""
        book, company = self._book(principal.tenant), Resource("Company", principal.tenant)
        known = (tool for name in tool_names if (tool := self.registry.get(name)) is not None)
        return {tool.name for tool in known if decide(principal, tool.action, company, book).allowed}

    def _book(self, tenant: str) -> Rulebook:
        """The rules in force now; what cannot be read denies."""
        try:
            with self.store.read(tenant) as unit:
                return in_force(unit)
        except Refused:
            return rulebook()  # no such company: nothing to decide about, and the call will say so
        except Exception:
            log.exception("access rules out of reach", tenant=tenant)
            return closed()

    def _guarded(self, principal: Principal, tool: Tool, request: Request, before: Rulebook | None) -> Outcome:
        tally = Tally(tainted=carries_papers(tool))
        arguments = request.model_dump(mode="json")
        run = self._read if tool.effect == "read" else self._write
        outcome: Outcome
        try:
            done = run(principal, tool, request, tally, before)
            outcome = replace(done, tainted=tally.tainted, rows=tally.rows)
            if tool.effect != "read":
                return outcome
        except Forbidden as refusal:
            return self._refused(principal, tool.name, arguments, refusal.decision, tool.action, refusal.resource)
        except Refused as refusal:
            outcome = Invalid(list(refusal.problems), tainted=tally.tainted)
        except Exception:
            failure = new_id()[-8:]
            log.exception("tool failed", tool=tool.name, id=failure, tenant=principal.tenant)
            outcome = Failed(failure)
        return self._streamed(principal, tool.name, tool.action, arguments, tally.rule, outcome, tally)

    def _read(self, principal: Principal, tool: Tool, request: Request, tally: Tally, before: Rulebook | None) -> Done:
        prepared = tool.prepare(self.store, principal, request) if tool.prepare else None
        with self.store.read(principal.tenant) as unit:
            context = self._context(principal, tool, request, unit, tally, prepared, before)
            done = tool.handler(context, request)
            return self._seen(principal, unit, context.book, done, request)

    def _write(self, principal: Principal, tool: Tool, request: Request, tally: Tally, before: Rulebook | None) -> Done:
        prepared = tool.prepare(self.store, principal, request) if tool.prepare else None
        with self.store.write(principal.tenant) as unit:
            context = self._context(principal.proposing(), tool, request, unit, tally, prepared, before)
            if tool.effect == "propose":
                budgets.spend_before(context)
            done = tool.handler(context, request)
            if tool.effect == "propose":
                budgets.spend_after(context, done)
            arguments = request.model_dump(mode="json")
            about = things(arguments, done.result)
            record = self._record(principal, tool.name, tool.action, arguments, tally.rule, "done", tally, about)
            record_act(unit, record)
            return self._seen(principal, unit, context.book, done, request)

    def spend(self, principal: Principal, budget: str, amount: int = 1) -> Invalid | None:
        """Count what no tool of its own stands for, a file taken out or tokens of a model; Invalid where none is left."""
        try:
            with self.store.write(principal.tenant) as unit:
                zone = company(unit).time_zone
                budgets.spend(unit, budget, principal.user, self.clock.now(), zone, amount)
        except Refused as refusal:
            told = Invalid(list(refusal.problems))
            self._streamed(principal, "spend_budget", "", {"budget": budget}, budget, told, Tally())
            return told
        return None

    def _seen(self, principal: Principal, unit: Unit, book: Rulebook, done: Done, request: Request) -> Done:
        """What leaves: account numbers cut short for whoever may not see them. The house's own jobs show nobody anything."""
        whole = Resource("Company", principal.tenant)
        if principal.via is Via.SYSTEM or decide(principal, masking.ACTION, whole, book).allowed:
            return done
        return masking.masked(unit, done, str(getattr(request, "document", None) or ""))

    def _still(self, book: Rulebook, before: Rulebook | None) -> None:
        """Rules changed between the decision and the transaction: nothing is done under either; Forbidden."""
        if before is not None and book.number != before.number:
            raise Forbidden(Decision(False, "rules_changed"))

    def _context(
        self, principal: Principal, tool: Tool, request: Request, unit: Unit, tally: Tally, prepared: Any,
        before: Rulebook | None,
    ) -> Context:  # fmt: skip
        """A call inside its transaction, decided by the rules that stand there; Forbidden where they deny."""
        book = in_force(unit)
        self._still(book, before)
        decision = _decided(principal, tool, book)
        tally.rule = decision.rule
        if not decision.allowed:
            raise Forbidden(decision)
        if principal.via is not Via.SYSTEM and any(is_disabled(unit, one) for one in _people(principal)):
            raise Forbidden(Decision(False, "account_disabled"))
        facts = tool.facts(principal, request) if tool.facts else company(unit)
        return Context(principal, tool.action, unit, self.store, self.clock, facts, book, prepared, tally, self.address)

    def _refused(
        self, principal: Principal, tool: str, arguments: Mapping[str, Any], decision: Decision, action: str = "",
        about: Resource | None = None,
    ) -> Outcome:  # fmt: skip
        reason = (
            problem("gateway.unknown_tool", tool=tool[:NAME_LIMIT])
            if decision.rule == "unknown_tool"
            else decision.problem()
        )
        thing = about.id if about and about.kind in ("Proposal", "Document", "Alert") else ""
        outcome = Denied(reason, decision.rule, action, thing)
        return self._streamed(principal, tool, action, arguments, decision.rule, outcome, Tally())

    def _streamed(
        self, principal: Principal, tool: str, action: str, arguments: Mapping[str, Any], rule: str,
        outcome: Outcome, tally: Tally,
    ) -> Outcome:  # fmt: skip
        said = _SAID[type(outcome)] + (f":{outcome.id}" if isinstance(outcome, Failed) else "")
        record = self._record(principal, tool, action, arguments, rule, said, tally)
        try:
            self.audit.write(principal.tenant, record)
        except Exception:
            failure = new_id()[-8:]
            log.exception("audit failed, call refused", tool=tool, id=failure, tenant=principal.tenant)
            return Failed(failure)
        return outcome

    def _record(
        self, principal: Principal, tool: str, action: str, arguments: Mapping[str, Any], rule: str, said: str,
        tally: Tally, about: str = "",
    ) -> Record:  # fmt: skip
        named = about or things(arguments)
        if principal.looker:  # who really looked is who called; as whom is what it was about
            named = f"person:{principal.user} {named}".strip()
        return Record(
            at=self.clock.now(), user=principal.looker or principal.user,
            via="see_as" if principal.looker else principal.via.value, channel=principal.channel.value,
            tool=tool[:NAME_LIMIT], action=action, argument_digest=_digest(arguments), rule=rule, rows=tally.rows,
            tainted=tally.tainted, outcome=said, about=named,
        )  # fmt: skip


def _decided(principal: Principal, tool: Tool, book: Rulebook) -> Decision:
    """Whether a person may use a tool at all."""
    return decide(principal, tool.action, Resource("Company", principal.tenant), book)


def _people(principal: Principal) -> tuple[str, ...]:
    """Whose accounts a call needs open."""
    return (principal.user, principal.looker) if principal.looker else (principal.user,)


def _digest(arguments: Mapping[str, Any]) -> str:
    try:
        return sha256_hex(canonical(dict(arguments)))
    except TypeError:
        return sha256_hex(repr(sorted(arguments)).encode())
