"""The guards of the house, one line each: its name, how it is switched off, the attack that must then succeed.

An attack (attacks.py) returns what it got, in words; with every guard in place it gets nothing. Whoever adds a guard adds
its line: tests/hostile/test_guards.py looks for refusals in the code that stand in no line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from rich.text import Text as RichText
from sqlalchemy import true

from assistant.belt import told
from assistant.history import _replay, history_of
from bots.slack.events import Hearing
from policies.access import Decision, in_force
from policies.access.rulebook import load, schema_text, shipped_text
from tests.hostile import attacks as a
from tests.hostile.attacks import Attack

Off = Callable[[pytest.MonkeyPatch], None]
REPLY, REPLAY, TOLD, HISTORY = Hearing._reply, _replay, told, history_of
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Guard:
    """One line."""

    name: str
    off: Off
    attack: Attack


def put(target: str, instead: Any) -> Off:
    """Something else in its place."""
    return lambda patch: patch.setattr(target, instead)


def law(name: str) -> Off:
    """The access rules without that one."""

    def off(patch: pytest.MonkeyPatch) -> None:
        text, count = re.subn(rf'@id\("{name}"\)\s*forbid.*?;', "", shipped_text(), flags=re.S)
        assert count == 1, name
        book = load(text, schema_text())
        patch.setattr(sys.modules[in_force.__module__], "rulebook", lambda: book)

    return off


def unescaped(patch: pytest.MonkeyPatch) -> None:
    """Pages that take words for markup."""
    from bots.web.render import environment

    patch.setattr(environment, "autoescape", False)
    patch.setattr(environment, "cache", None)


def _told(outcome: Any, language: str, *, made: bool = False) -> str:
    return TOLD(outcome, language)


def _whole(turns: Any, *, papers: bool = True) -> Any:
    return REPLAY(turns)


def _no_taint(turns: Any) -> Any:
    return replace(HISTORY(turns), tainted=False)


def _loud(hearing: Any, caller: Any, who: Any, reply: Any, *, quietly: bool) -> None:
    REPLY(hearing, caller, who, reply, quietly=False)


def _as_written(page: Any, row: int, place: int, cell: Any, look: Any) -> None:
    page.write(row, place, getattr(cell, "text", ""), look)


ALLOWED = Decision(True, "off")
GUARDS: tuple[Guard, ...] = (
    # the access rules
    Guard("agents_never_commit", law("agents_never_commit"), a.a_model_may_confirm),
    Guard("maker_is_not_checker", law("maker_is_not_checker"), a.the_maker_may_confirm),
    Guard("within_limit", law("within_limit"), a.above_the_limit),
    Guard("owner_reads_only", law("owner_reads_only"), a.not_signed_in_and_proposes),
    Guard("see_as_reads_only", law("see_as_reads_only"), a.who_only_looks_proposes),
    Guard("see_as_nothing_private", law("see_as_nothing_private"), a.who_only_looks_sees_accounts),
    Guard("see_as_no_salaries", law("see_as_no_salaries"), a.who_only_looks_sees_salaries),
    Guard("see_as_no_salary_proposals", law("see_as_no_salary_proposals"), a.who_only_looks_sees_salary_proposals),
    Guard("auditor_changes_nothing", law("auditor_changes_nothing"), a.an_auditor_proposes),
    Guard("audit_over", law("audit_over"), a.an_auditor_after_the_last_day),
    Guard("audit_span", law("audit_span"), a.an_auditor_of_another_year),
    Guard("audit_not_narrowed", put("tools.gateway.narrowed.is_narrowed", lambda _who: False), a.an_auditor_asks_for_all),
    Guard("admin_not_money", law("admin_not_money"), a.an_administrator_confirms),
    Guard("conversations_want_the_person", law("conversations_want_the_person"), a.a_model_reads_a_conversation),
    Guard("own_conversations_only", law("own_conversations_only"), a.a_conversation_of_another),
    Guard("tainted_reads_own", law("tainted_reads_own"), a.reads_on_after_papers),
    Guard("customers are a class of data", put("tools.shared.customers.sees_customers", lambda _: True), a.a_token_sees_customers),
    Guard("payment_locked", put("tools.shared.confirming.payment_locked", lambda *_: None), a.is_offered_to_pay_a_locked_vendor),
    Guard("a hard close takes the passkey", put("tools.month.periods.require_passkey_to_close", lambda *_: ""), a.closes_without_the_passkey),
    Guard("token_scope", put("ledger.core.principal.Principal.in_scope", lambda *_: True), a.a_token_does_more),
    # the door
    Guard("gateway decides", put("tools.gateway.decide", lambda *_: ALLOWED), a.an_employee_reads_the_books),
    Guard("decided again on the thing", put("tools.context.Context.require", lambda *_, **__: None), a.asks_who_holds_anothers_proposal),
    Guard("or stands in for who may", put("tools.shared.settling.require_or_stand_in", lambda *_: None), a.opens_anothers_paper),
    Guard("rows are filtered", put("tools.context.row_filter", lambda *_: true()), a.lists_others_papers),
    Guard("people_only", put("tools.gateway.withheld", lambda *_: ""), a.a_model_hands_in_a_paper),
    Guard("account_disabled", put("tools.gateway.is_disabled", lambda *_: False), a.a_shut_account_goes_on),
    Guard("rules_changed", put("tools.gateway.Gateway._still", lambda *_: None), a.acts_under_rules_of_before),
    Guard("accounts are masked", put("tools.gateway.masking.masked", lambda _unit, done, _paper="": done), a.sees_an_account_whole),
    Guard("no log, no call", put("tools.gateway.Gateway._streamed", lambda *given: given[6]), a.reads_without_a_record),
    Guard("unknown_tool", put("tools.gateway.NAME_LIMIT", 10**9), a.a_name_without_end_in_the_audit),
    # the belt and the turn
    Guard("no commit on the belt", put("tools.registry.Registry.for_models", lambda self: [*self]), a.is_offered_a_commit),
    Guard("only what the caller may", put("tools.gateway.Gateway.callable_of", lambda _self, _who, names: set(names)), a.is_offered_too_much),
    Guard("calls of a turn are counted", put("assistant.belt.Tray.full", lambda _self: ""), a.calls_without_end),
    Guard("papers taint the turn", put("assistant.belt.Watch.before_model", lambda *_: None), a.reads_on_in_a_turn),
    Guard("answers about papers are tainted", put("tools.gateway.carries_papers", lambda _tool: False), a.an_untainted_paper),
    Guard("a tainted turn is told little", put("assistant.belt.told", _told), a.is_told_by_proposing),
    Guard("earlier papers taint", put("assistant.conversations.history_of", _no_taint), a.reads_on_in_the_next_turn),
    Guard("earlier papers stay data", put("assistant.history._replayed", lambda data, spoken, _: f"{spoken}\n{data}"), a.words_outside_data),
    Guard("a second start is clean", put("assistant.history._replay", _whole), a.papers_in_a_clean_start),
    # words of a model
    Guard("figures want a source", put("assistant.safety.figures_in", lambda _text: iter(())), a.a_lie_in_figures),
    Guard("digits in other clothes", put("assistant.safety.plain", lambda text: text), a.a_lie_in_disguise),
    Guard("no addresses", put("assistant.safety._without_links", lambda text: text), a.an_address_in_words),
    Guard("no mentions", put("assistant.safety._MENTION", NOTHING), a.a_mention_in_words),
    Guard("words have an end", put("assistant.safety.WORDS_LIMIT", 10**9), a.words_without_end),
    Guard("minor units back no integer", put("assistant.backing.MINOR", "\0"), a.a_hundred_times_too_much),
    Guard("names of things back nothing", put("assistant.figures.reading._NAMES_OF_THINGS", NOTHING), a.a_figure_out_of_an_id),
    # channels
    Guard("pages escape", unescaped, a.markup_on_a_page),
    Guard("Slack escapes", put("bots.slack.text.escape", lambda text: text), a.a_mention_in_slack),
    Guard("Slack shows no hidden marks", put("bots.slack.text._visible", lambda _letter: True), a.hidden_marks_in_slack),
    Guard("Slack reads nothing in texts", put("bots.slack.kit._mrkdwn", lambda text: {"type": "mrkdwn", "text": text or "–"}), a.slack_would_parse),
    Guard("Slack unfurls nothing", put("bots.slack.post.QUIET", {}), a.slack_would_unfurl),
    Guard("rooms with others get no answer", put("bots.slack.events.Hearing._reply", _loud), a.an_answer_in_a_room),
    Guard("terminals obey nothing", put("bots.cli.render.words", lambda text, style="": RichText.from_markup(text, style=style)), a.a_terminal_obeys),
    Guard("CSV holds no formula", put("tools.sheets.csv_file.TAKEN_FOR_FORMULAS", ()), a.a_formula_in_csv),
    Guard("XLSX holds no formula", put("tools.sheets.xlsx_file._write", _as_written), a.a_formula_in_xlsx),
)  # fmt: skip
