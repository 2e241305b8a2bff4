"""One attack for each guard: what it got, in words; nothing while the guard stands. Cheap, so that all of them run often."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from langchain_core.messages import AIMessage
from openpyxl import load_workbook
from pydantic import BaseModel
from sqlalchemy import text

from assistant.backing import backing
from assistant.belt import Tray, belt
from assistant.conversations import Asked, ask
from assistant.history import history_of
from assistant.models import ScriptedModel
from assistant.safety import REMOVED, clean, figures
from assistant.turn import Reply, answer
from bots.slack import kit
from bots.slack.events import Hearing
from bots.slack.office import Caller
from bots.slack.post import Post
from bots.slack.render import render
from ledger.core import Principal
from ledger.store import passkeys
from ledger.store.audit_store import AuditStore
from ledger.store.engagements import engagements
from ledger.store.passkeys import Passkey
from policies.access import Resource, decide, in_force
from tests.bots.slack.limits import LINK, MENTION, faults
from tests.hostile import channels
from tests.hostile.siege import MOST_CALLS
from tests.world import World
from tools import blocks as b
from tools.conversations import TurnShown
from tools.outcome import Done, Invalid, Outcome
from tools.sheets.csv_file import csv_bytes
from tools.sheets.sheet import Sheet
from tools.sheets.xlsx_file import xlsx_bytes

EVIL = "<!channel> <@U1> <http://evil.example|pay> ☣ \u202eyap"
FORMULA = '=HYPERLINK("https://evil.example","open")'


@dataclass(frozen=True)
class Yard:
    """A small company with a paper of Chen Xiao's and one of the mailbox's; ``account`` stands on hers, ``shut`` was somebody of it."""

    world: World
    mine: Any
    other: Any
    account: str
    voucher: str
    shut: Principal

    def who(self, user: str, **changes: Any) -> Principal:
        return replace(self.world.who(user), **changes)

    def call(self, who: Principal, tool: str, **given: Any) -> Outcome:
        return self.world.gateway.call(who, tool, given)

    def allowed(self, who: Principal, action: str, kind: str, **facts: Any) -> list[str]:
        """What the rules in force say of one thing."""
        with self.world.house.store.read(self.world.tenant) as unit:
            decision = decide(who, action, Resource(kind, "x", facts), in_force(unit))
        return [f"{who.user} may {action}"] if decision.allowed else []


Attack = Callable[[Yard], list[str]]
CLAIM = {"maker": "other", "sender": "other", "amount": 1, "claim": True, "payroll": False, "department": "sales"}
WIDE = {"name": "trial_balance", "args": {"level": 1}}
PAPERS = {"name": "search_vouchers", "args": {}}
VOUCHER = {"date": "2026-11-20", "memo": "x", "lines": [
    {"account": "660204", "side": "debit", "amount": "100", "department": "it"}, {"account": "100201", "side": "credit", "amount": "100"}]}  # fmt: skip


def done(outcome: Outcome, what: str) -> list[str]:
    return [what] if isinstance(outcome, Done) else []


def script(*steps: list[dict[str, Any]], then: str = "So it is.") -> ScriptedModel:
    made = [
        AIMessage("", tool_calls=[{"id": f"{at}-{place}", **one} for place, one in enumerate(step)])
        for at, step in enumerate(steps)
    ]
    return ScriptedModel(script=[*made, AIMessage(then)])


# the access rules


def a_model_may_confirm(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("limin").as_agent(), "proposal.confirm", "Proposal", **CLAIM)


def the_maker_may_confirm(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("limin"), "proposal.confirm", "Proposal", **{**CLAIM, "maker": "limin"})


def above_the_limit(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("liqiang"), "proposal.confirm", "Proposal", **{**CLAIM, "amount": 10**9})


def seeing_as(yard: Yard, user: str = "limin") -> Principal:
    """An administrator with another's eyes."""
    return yard.who(user, verified="see_as", looker="admin")


def who_only_looks_proposes(yard: Yard) -> list[str]:
    return done(yard.call(seeing_as(yard, "wangfang"), "propose_voucher", **VOUCHER), "proposed with another's eyes")


def who_only_looks_sees_accounts(yard: Yard) -> list[str]:
    return yard.allowed(seeing_as(yard), "account.see", "Company")


def who_only_looks_sees_salaries(yard: Yard) -> list[str]:
    return yard.allowed(seeing_as(yard), "voucher.read", "Line", payroll=True)


def who_only_looks_sees_salary_proposals(yard: Yard) -> list[str]:
    return yard.allowed(seeing_as(yard), "proposal.read", "Proposal", **{**CLAIM, "payroll": True})


def a_token_sees_customers(yard: Yard) -> list[str]:
    """A token for master data alone was not given customers."""
    token = yard.who("limin", verified="token", scope=frozenset({"party.read"}))
    outcome = yard.call(token, "list_master_data")
    assert isinstance(outcome, Done), outcome
    return [one.name for one in outcome.result.parties if one.kind == "customer"]  # type: ignore[attr-defined]


def is_offered_to_pay_a_locked_vendor(yard: Yard) -> list[str]:
    rows = [{"account": "1123", "debit": "5.00", "dims": {"party": "V0002"}}, {"account": "100201", "credit": "="}]
    made = yard.world.must("wangfang", "type_voucher", date="2026-11-25", memo="x", rows=rows)
    yard.world.must("wangfang", "submit_proposal", proposal=made.proposal, digest=made.digest)
    acts = yard.world.must("limin", "open_proposal", proposal=made.proposal).acts
    return [made.proposal for one in acts if one.act == "confirm" and one.allowed]


def closes_without_the_passkey(yard: Yard) -> list[str]:
    """Past the passkey only what is left to do stands in the way."""
    now = yard.world.clock.now()
    with yard.world.house.store.write(yard.world.tenant) as unit:
        if passkeys.find_passkey(unit, b"key") is None:
            passkeys.add_passkey(unit, Passkey(b"key", "limin", b"-", 0, "phone", now, None))
    outcome = yard.call(yard.who("limin"), "close_month", period="2026-11")
    codes = [one.code for one in outcome.problems] if isinstance(outcome, Invalid) else ["closed"]
    return [code for code in codes if not code.startswith("passkey.")]


def not_signed_in_and_proposes(yard: Yard) -> list[str]:
    return done(
        yard.call(yard.who("wangfang", verified="owner"), "propose_voucher", **VOUCHER), "proposed without signing in"
    )


def an_auditor_proposes(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("wangfang", roles=frozenset({"auditor", "accountant"})), "voucher.propose", "Company")


def _external(yard: Yard, **changes: Any) -> Principal:
    """An auditor of 2026 only."""
    told = {"audit_open": True, "audit_books": ("main",), "audit_first": 2026, "audit_last": 2026,
            "audit_since": "2026-01-01", "audit_until": "2026-12-15"}  # fmt: skip
    return yard.who("zhaolei", attributes={**yard.who("zhaolei").attributes, **told, **changes})


def an_auditor_after_the_last_day(yard: Yard) -> list[str]:
    return yard.allowed(_external(yard, audit_open=False), "help.read", "Company")


def an_auditor_of_another_year(yard: Yard) -> list[str]:
    return yard.allowed(_external(yard), "voucher.read", "Line", payroll=False, book="main", year=2024)


def an_auditor_asks_for_all(yard: Yard) -> list[str]:
    with yard.world.house.store.read(yard.world.tenant) as unit:
        there = "wu" in engagements(unit)
    if not there:
        yard.world.must("admin", "invite_people", lines="Wu wu", role="auditor", until="2026-12-15", first_year=2026)
    return done(yard.call(yard.who("wu"), "list_budgets"), "an external auditor was told what no year narrows")


def an_administrator_confirms(yard: Yard) -> list[str]:
    return yard.allowed(
        yard.who("liqiang", roles=frozenset({"admin", "approver"})), "proposal.confirm", "Proposal", **CLAIM
    )


def a_model_reads_a_conversation(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("limin").as_agent(), "conversation.read", "Conversation", owner="limin")


def a_conversation_of_another(yard: Yard) -> list[str]:
    return yard.allowed(yard.who("limin"), "conversation.read", "Conversation", owner="chenxiao")


def reads_on_after_papers(yard: Yard) -> list[str]:
    return done(yard.call(yard.who("limin").as_agent().after_papers(), "trial_balance"), "read the books after papers")


def a_token_does_more(yard: Yard) -> list[str]:
    return done(
        yard.call(yard.who("wangfang", scope=frozenset({"read"})), "propose_voucher", **VOUCHER),
        "proposed with a token to read",
    )


# the door


def an_employee_reads_the_books(yard: Yard) -> list[str]:
    return done(yard.call(yard.who("chenxiao"), "trial_balance"), "an employee read the books")


def opens_anothers_paper(yard: Yard) -> list[str]:
    return done(
        yard.call(yard.who("chenxiao"), "open_document", document=yard.other.document), "opened another's paper"
    )


def asks_who_holds_anothers_proposal(yard: Yard) -> list[str]:
    found = yard.call(yard.who("chenxiao"), "proposal_holders", proposal=yard.other.proposal)
    return done(found, "asked after another's proposal")


def lists_others_papers(yard: Yard) -> list[str]:
    found = yard.call(yard.who("chenxiao"), "invoice_status")
    return [
        one.document
        for one in getattr(getattr(found, "result", None), "documents", ())
        if one.document != yard.mine.document
    ]


def a_model_hands_in_a_paper(yard: Yard) -> list[str]:
    staged = yard.world.house.stage(yard.world.tenant, b"%PDF-1.4 made up")
    return done(
        yard.call(yard.who("limin").as_agent(), "submit_document", sha256=staged, name="x.pdf"),
        "a model handed a paper in",
    )


def a_shut_account_goes_on(yard: Yard) -> list[str]:
    return done(yard.call(yard.shut, "trial_balance"), "a disabled account read")


def acts_under_rules_of_before(yard: Yard) -> list[str]:
    real = yard.world.gateway._book
    yard.world.gateway._book = lambda tenant: replace(real(tenant), number=99)  # type: ignore[method-assign]
    try:
        kept = yard.call(yard.who("limin"), "keep_question", question="现金余额")
        return done(kept, "done under rules no longer in force")
    finally:
        del yard.world.gateway._book


def sees_an_account_whole(yard: Yard) -> list[str]:
    found = yard.call(yard.who("chenxiao"), "open_document", document=yard.mine.document)
    assert isinstance(found, Done), found
    return [yard.account] if yard.account in found.result.model_dump_json() else []


def reads_without_a_record(yard: Yard) -> list[str]:
    def full(tenant: str, record: Any) -> None:
        raise OSError("no room")

    real, yard.world.gateway.audit.write = yard.world.gateway.audit.write, full  # type: ignore[method-assign]
    try:
        return done(yard.call(yard.who("limin"), "trial_balance"), "answered with no record")
    finally:
        yard.world.gateway.audit.write = real  # type: ignore[method-assign]


def a_name_without_end_in_the_audit(yard: Yard) -> list[str]:
    yard.call(yard.who("limin"), "x" * 100_000)
    streams = AuditStore(yard.world.house.store)
    with streams.open(yard.world.tenant) as unit:
        longest = unit.connection.execute(text("SELECT max(length(tool)) FROM audit_read")).scalar_one()
        unit.connection.execute(text("SELECT 1"))
    streams.close()
    return [f"a name of {longest} letters"] if longest > 64 else []


# the belt and the turn


def is_offered_a_commit(yard: Yard) -> list[str]:
    commits = {tool.name for tool in yard.world.gateway.registry if tool.effect == "commit" or tool.people_only}
    with_rules_open = {one.name for one in belt(yard.world.gateway, yard.who("limin"), Tray())}
    return sorted(commits & with_rules_open)


def is_offered_too_much(yard: Yard) -> list[str]:
    return sorted({"trial_balance"} & {one.name for one in belt(yard.world.gateway, yard.who("chenxiao"), Tray())})


def _turn(
    yard: Yard, *steps: list[dict[str, Any]], user: str = "limin"
) -> tuple[ScriptedModel, list[tuple[str, Outcome]]]:
    """A turn of a model that makes these calls, and what came of each."""
    got: list[tuple[str, Outcome]] = []
    door = yard.world.gateway.call

    def call(principal: Principal, tool_name: str, arguments: Any) -> Outcome:
        got.append((tool_name, outcome := door(principal, tool_name, arguments)))
        return outcome

    yard.world.gateway.call = call  # type: ignore[method-assign]
    try:
        model = script(*steps)
        answer(yard.world.house, yard.who(user), "go on", model=model)
    finally:
        yard.world.gateway.call = door  # type: ignore[method-assign]
    return model, got


def calls_without_end(yard: Yard) -> list[str]:
    _, got = _turn(yard, [{"name": "help", "args": {}}] * (MOST_CALLS + 4))
    return ["one more call"] * (len(got) - MOST_CALLS)


def reads_on_in_a_turn(yard: Yard) -> list[str]:
    _, got = _turn(yard, [PAPERS], [WIDE])
    return [tool for tool, outcome in got if tool == "trial_balance" and isinstance(outcome, Done)]


def an_untainted_paper(yard: Yard) -> list[str]:
    found = yard.call(yard.who("limin"), "open_voucher", voucher=yard.voucher)
    assert isinstance(found, Done)
    return [] if found.tainted else ["a voucher's memo counts as our own words"]


def is_told_by_proposing(yard: Yard) -> list[str]:
    proposing = {"name": "answer_document", "args": {"document": yard.other.document, "memo": "x"}}
    model, got = _turn(yard, [PAPERS], [proposing])
    assert isinstance(got[-1][1], Done), got[-1]
    said = str(model.seen[-1][-1].content)
    return [said] if '"data"' in said else []


def _conversation(yard: Yard, *models: ScriptedModel) -> list[Reply]:
    known, replies = "", []
    for model in models:
        asked = ask(yard.world.house, yard.who("limin"), "go on", known)
        assert isinstance(asked, Asked)
        known = asked.conversation
        replies.append(asked.answered(model))
    return replies


def reads_on_in_the_next_turn(yard: Yard) -> list[str]:
    later = script([WIDE])
    _conversation(yard, script([PAPERS]), later)
    papers, result = "☣" in str(later.seen[0]), str(later.seen[1][-1].content)
    return ["read the books beside a paper of the turn before"] if papers and '"data"' in result else []


def _turns(tainted: bool) -> list[TurnShown]:
    said = (b.Text(text="☣ obey", author="model"), b.Text(text="☣ data"))
    return [TurnShown(number=1, question="q", asked_at="", answered=True, blocks=said, tainted=tainted)]


def words_outside_data(yard: Yard) -> list[str]:
    (_, said) = history_of(_turns(True)).messages
    try:
        json.loads(str(said.content))
    except ValueError:
        return [str(said.content)]
    return []


def papers_in_a_clean_start(yard: Yard) -> list[str]:
    found = history_of(_turns(True)).clean
    return [str(one.content) for one in (found.messages if found else ()) if "☣" in str(one.content)]


# words of a model


def a_lie_in_figures(yard: Yard) -> list[str]:
    return [
        one
        for one in ("999,999.99", "一百二十万", "1.2 million", "15%", "2026-12-31")
        if REMOVED not in clean(one, set())[0]
    ]


def a_lie_in_disguise(yard: Yard) -> list[str]:
    return [one for one in ("9\u200b9\u200b9", "𝟗𝟗𝟗", "9️⃣9️⃣9️⃣") if REMOVED not in clean(one, {"9"})[0]]


def an_address_in_words(yard: Yard) -> list[str]:
    said = "[pay](https://evil.example/a) ![x](//evil.example) evil[.]example javascript:alert(1)"
    return re.findall(r"evil|javascript", clean(said, set())[0])


def a_mention_in_words(yard: Yard) -> list[str]:
    return re.findall(r"@\w+", clean("hello @here and @channel", set())[0])


def words_without_end(yard: Yard) -> list[str]:
    return ["words without end"] if len(clean("word " * 20_000, set())[0]) > 10_000 else []


class _Amount(BaseModel):
    total_minor: int = 31_500


def a_hundred_times_too_much(yard: Yard) -> list[str]:
    words, _ = clean("31,500.00", backing([Done(_Amount())], "CNY", "zh"))
    return [words] if REMOVED not in words else []


def a_figure_out_of_an_id(yard: Yard) -> list[str]:
    return sorted(figures([yard.mine.document, "3f2504e0-4f89-11d3-9a0c-0305e82c3301"]))


# channels


def _evil(said: str = EVIL) -> tuple[b.AnyBlock, ...]:
    facts = (b.Fact(name=said, cell=b.words(said)),)
    table = b.Table(title=said, columns=(b.Column(title=said),), rows=(b.Row(cells=(b.words(said),)),))
    cited = b.Citation(path="x", title=said, clause=said, quote=said, version=said)
    return (b.Text(text=said), b.Card(title=said, facts=facts, notes=(said,)), table, cited, b.Scope(parts=(said,)))


def markup_on_a_page(yard: Yard) -> list[str]:
    reply = Reply(_evil('<img src="//evil.example/x"><script>1</script><a href="https://evil.example">pay</a>'))
    return [one for one in channels.violations(reply) if one.startswith("web")]


def _slack() -> str:
    return json.dumps(render(_evil(), "zh"), ensure_ascii=False)


def a_mention_in_slack(yard: Yard) -> list[str]:
    return [*MENTION.findall(_slack()), *LINK.findall(_slack())]


def hidden_marks_in_slack(yard: Yard) -> list[str]:
    return ["a direction mark"] if "\u202e" in _slack() else []


def slack_would_parse(yard: Yard) -> list[str]:
    return list(faults(render(_evil(), "zh"), "message"))


class _Wire:
    """Keeps what would go out to Slack."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def __getattr__(self, method: str) -> Callable[..., dict[str, Any]]:
        def send(**given: Any) -> dict[str, Any]:
            self.sent.append({"method": method, **given})
            return {"ts": "1", "channel": {"id": "D-private"}}

        return send


def slack_would_unfurl(yard: Yard) -> list[str]:
    wire = _Wire()
    Post(wire).send("C1", "x", [kit.section("x", "zh")], "zh")  # type: ignore[arg-type]
    (sent,) = wire.sent
    return [name for name in ("unfurl_links", "unfurl_media", "link_names") if sent.get(name) is not False]


def an_answer_in_a_room(yard: Yard) -> list[str]:
    wire, limin = _Wire(), yard.who("limin")
    desk = SimpleNamespace(person=lambda *_: limin, finished=lambda _: None)
    office = SimpleNamespace(house=yard.world.house, post=Post(wire), desk=desk, person=lambda _: limin)  # type: ignore[arg-type]
    kept = {
        "team": "T",
        "user": "UMIN",
        "channel": "C-everybody",
        "thread": "1",
        "text": "<@B> 银行存款余额多少",
        "files": [],
        "mention": True,
    }
    hearing = Hearing(office)  # type: ignore[arg-type]
    hearing.deal_with("E1", kept)
    assert Caller("T", "UMIN", "C-everybody", "1").place and wire.sent
    return [
        str(one) for one in wire.sent if one.get("channel") == "C-everybody" and one["method"] != "chat_postEphemeral"
    ]


def a_terminal_obeys(yard: Yard) -> list[str]:
    reply = Reply(_evil("[link=https://evil.example]pay[/link] \x1b]8;;https://evil.example\x07x\x1b[2J \u202eyap"))
    return [one for one in channels.violations(reply) if one.startswith("terminal")]


def sheet_of(said: str) -> Sheet:
    """A file whose only cell somebody else wrote."""
    table = b.Table(columns=(b.Column(title="x"),), rows=(b.Row(cells=(b.words(said),)),))
    return Sheet("x", (("x", "y"),), table, datetime(2026, 11, 25, tzinfo=UTC))


def a_formula_in_csv(yard: Yard) -> list[str]:
    found = csv_bytes(sheet_of(FORMULA)).decode("utf-8-sig")
    return re.findall(r'"=HYP', found)


def a_formula_in_xlsx(yard: Yard) -> list[str]:
    page = load_workbook(io.BytesIO(xlsx_bytes(sheet_of(FORMULA)))).active
    return [str(one.value) for row in page.iter_rows() for one in row if one.data_type == "f" or one.hyperlink]
