"""What every page stands in: the shell with its places and counts, and the way to a tool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from bots.web.guard import Visitor, on_this_machine, own_path, visitor
from bots.web.render import page
from ledger.core import company_date
from tools.demo.build import can_reset
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid, Outcome, asks_why

PLACES = (
    ("home", "/", "home", "web.home"),
    ("inbox", "/inbox", "inbox", "web.inbox"),
    ("ask", "/ask", "chat", "web.ask"),
    ("vouchers", "/vouchers", "voucher", "web.vouchers"),
    ("reports", "/reports", "table", "web.reports"),
    ("close", "/close", "lock", "web.close"),
    ("alerts", "/alerts", "alert", "web.alerts"),
    ("policies", "/policies", "policy", "web.policies"),
    ("verify", "/verify", "check", "web.verify"),
    ("audit", "/audit", "eye", "trail.title"),
    ("chart", "/chart", "table", "web.chart"),
    ("people", "/people", "people", "web.people"),
    ("rules", "/access-rules", "stamp", "access.page"),
)
NEEDS = {"vouchers": "search_vouchers", "reports": "trial_balance", "alerts": "risk_alerts", "people": "people_waiting",
         "verify": "verify_books", "policies": "list_policies", "audit": "search_trail", "close": "month_end", "chart": "show_chart",
         "rules": "access_rules"}  # fmt: skip
"""Places that only those see who may use the tool behind them."""
COUNTED = frozenset({"list_inbox", "risk_alerts"})
"""What the rail counts: asked once a request, also where the page itself shows it."""
CASH_JOURNAL = "/reports/cash-journal"
"""Where reports begin for whoever sees no others, such as a cashier."""
THUMB = ("home", "inbox", "ask", "reports", "policies")
"""What a phone's bottom bar shows first; the rest is behind its last place, where everything is."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail."""

    name: str
    href: str
    icon: str
    word: str
    current: bool
    count: int = 0


class Desk:
    """One request of a signed-in person: calls tools, fills templates, answers refusals."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.house: House = request.app.state.house
        self.visitor: Visitor = visitor(request, self.house)
        self.company = self.house.door.facts(self.visitor.principal.tenant)
        self._asked: dict[str, Any] = {}

    @property
    def language(self) -> str:
        """The screen's language."""
        return self.visitor.language

    @property
    def today(self) -> date:
        """The company's date."""
        return company_date(self.house.clock.now(), self.company.time_zone)

    @property
    def names(self) -> dict[str, str]:
        """Account name to the name people read."""
        people = self.house.door.people(self.visitor.principal.tenant)
        return {person.user: person.called(self.language) for person in people}

    @property
    def may_switch(self) -> bool:
        """Whether another person may be chosen: a demo company, from this machine."""
        return self.company.demo and on_this_machine(self.request)

    @property
    def here(self) -> str:
        """The place to come back to: this page, or the one whose form was sent."""
        request = self.request
        asked = request.url if request.method == "GET" else urlsplit(request.headers.get("referer", "/"))
        return own_path(f"{asked.path}?{asked.query}" if asked.query else asked.path)

    def call(self, tool: str, **arguments: Any) -> Outcome:
        """Through the door; empty arguments are left out."""
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        known = self.house.gateway.registry.get(tool)
        if known is None or known.effect != "read":
            self._asked.clear()  # it may have moved what waits
        return self.house.gateway.call(self.visitor.principal, tool, given)

    def result(self, tool: str, **arguments: Any) -> Any:
        """The result of a call, or None where it was refused."""
        if tool in self._asked and not arguments:
            return self._asked[tool]
        outcome = self.call(tool, **arguments)
        found = outcome.result if isinstance(outcome, Done) else None
        if tool in COUNTED and not arguments:
            self._asked[tool] = found
        return found

    def places(self, current: str) -> list[Place]:
        """The rail: only where this person may go, with what waits there."""
        principal = self.visitor.principal
        tools = self.house.gateway.callable_of(principal, (*NEEDS.values(), "list_inbox"))
        may = {name for name, tool in NEEDS.items() if tool in tools}
        waiting = self.result("list_inbox") if "list_inbox" in tools else None
        counts = {"inbox": sum(1 for one in waiting.rows if one.tab != "waiting") if waiting else 0}
        if "alerts" in may and (found := self.result("risk_alerts")):
            counts["alerts"] = len(found.alerts)
        journals = {"reports": CASH_JOURNAL} if self.house.gateway.may_call(principal, "cash_journal") else {}
        return [
            Place(name, href if name not in NEEDS or name in may else journals[name], icon, word, name == current,
                  counts.get(name, 0))
            for name, href, icon, word in PLACES
            if name not in NEEDS or name in may or name in journals
        ]  # fmt: skip

    def shell(self, current: str) -> dict[str, Any]:
        """What the shell template needs."""
        person, places = self.visitor.signed.person, self.places(current)
        title = person.title_en if self.language == "en" else person.title
        name = person.called(self.language)
        return {
            "demo": self.may_switch,
            "seeing": self.visitor.signed.looker is not None,
            "seen_as": name,
            "audited": self._audited(),
            "may_reset": self.may_switch and can_reset(self.house),
            "several": len(self.house.door.companies()) > 1,
            "company": self.company.title(self.language),
            "places": places,
            "thumb": [one for name in THUMB for one in places if one.name == name][:4],
            "more": current in ("more", *(one.name for one in places if one.name not in THUMB)),
            "person": name if not title else f"{name}, {title}" if self.language == "en" else f"{name}，{title}",
            "initial": person.name[0],
            "path": self.here,
        }

    def _audited(self) -> Any:
        """What an external auditor may look at, for the strip on every page; None for everybody else."""
        if "audit_until" not in self.visitor.principal.attributes:
            return None
        found = self.result("my_engagement")
        return found.engagement if found else None

    def page(self, template: str, current: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A filled page in the shell."""
        shared = {
            "shell": self.shell(current),
            "csrf": self.visitor.signed.csrf,
            "company": self.company,
            "today": self.today,
            "names": self.names,
            "me": self.visitor.principal.user,
            "toast": values.pop("toast", ""),
        }
        return HTMLResponse(page(template, self.language, {**shared, **values}), status)

    def refused(self, outcome: Outcome, current: str, **more: Any) -> HTMLResponse:
        """A page that says why not, who may, and what to do; nothing was changed."""
        why = urlencode(asks_why(outcome) or {})
        told: dict[str, Any] = {"problems": [], "rule": "", "failure": "", "why": why, **more}
        status = 500
        if isinstance(outcome, Denied):
            told |= {"problems": [outcome.reason.text(self.language)], "rule": outcome.rule}
            status = 403
        elif isinstance(outcome, Invalid):
            told["problems"] = [one.text(self.language) for one in outcome.problems]
            status = 422
        elif isinstance(outcome, Failed):
            told["failure"] = outcome.id
        return self.page("refused.html", current, status, **told)


def back(path: str) -> RedirectResponse:
    """See other: after a form, a page that can be reloaded."""
    return RedirectResponse(path, 303)


def text_of(outcome: Outcome, language: str) -> str:
    """A refusal as one sentence."""
    if isinstance(outcome, Denied):
        return outcome.reason.text(language)
    if isinstance(outcome, Invalid):
        return " ".join(one.text(language) for one in outcome.problems)
    return ""
