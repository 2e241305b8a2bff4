"""The sender's card: plain words, one question, hand in or take back. No debits, no credits, nothing to confirm."""

from __future__ import annotations

from typing import Any

from bots.slack import kit
from bots.slack.browser import browse
from bots.slack.desk import result
from bots.slack.kit import Blocks
from bots.slack.render import money
from bots.slack.text import bold, safe
from ledger.core import Principal, say
from tools.house import House

PAYERS = ("sender", "card", "nobody")
STEPS = ("submitted", "checked", "posted")
_REACHED = {"proposed": 1, "returned": 1, "confirmed": 2, "posted": 3}
_ENDED = ("rejected", "withdrawn", "duplicate", "rendering", "failed", "unpacked", "kept")
ASKED = ("number", "issue_date", "seller_name", "gross")
SHOWN_PARTS = 20
SHOWN_NAMES = 3


def sender_card(house: House, who: Principal, document: str) -> tuple[str, Blocks]:
    """Fallback text and blocks of a document as its sender sees it now."""
    language = who.language
    paper = result(house, who, "open_document", document=document)
    if paper is None:
        told = say("slack.not_yours", language)
        return told, [kit.section(told, language)]
    proposal = result(house, who, "open_proposal", proposal=paper.proposal) if paper.proposal else None
    state = proposal.state if proposal and paper.state == "proposed" else paper.state
    title = safe(paper.seller or paper.name)
    amount = money(paper.gross_minor, paper.currency) if paper.gross_minor is not None else ""
    blocks = [kit.section(f"{bold(title)}  {amount}".strip(), language)]
    if state == "received":
        blocks.append(kit.context(say("slack.reading", language), language))
        return f"{title} {say('slack.reading', language)}", blocks
    blocks += _facts(paper, proposal, language)
    blocks += _parts(paper, language)
    blocks += _cautions(paper, language)
    if state not in ("failed", "duplicate", "rendering", "unpacked", "kept"):
        blocks += _verdict(house, who, paper)
    blocks += _offers(paper, language) if state in ("read", "proposed", "failed") and not _closed(proposal) else []
    blocks += _needs(paper, language) if state == "read" else []
    blocks += _stand(house, who, paper, proposal, state)
    return f"{title} {amount} {say(f'document.state_{state}', language)}", blocks


def category(paper: Any) -> str:
    """What was bought, in the document's own words: the memo without the seller."""
    memo = str(paper.suggested[0].memo) if paper.suggested else ""
    return memo.removeprefix(paper.seller or "").strip()


def _facts(paper: Any, proposal: Any, language: str) -> Blocks:
    told = {one.name: one for one in paper.fields}
    pairs: list[tuple[str, str]] = []
    for name in ("issue_date", "number"):
        if name in told:
            sure = say(f"field.word_{told[name].sureness}", language)
            pairs.append((safe(told[name].label), f"{safe(told[name].value)}  {sure}"))
    if bought := category(paper):
        pairs.append((say("slack.category", language), safe(bought)))
    if paper.paid_by in PAYERS:
        pairs.append((say("slack.who_paid", language), say(f"slack.paid_{paper.paid_by}", language)))
    return kit.fields(pairs, language) if pairs else []


def _parts(paper: Any, language: str) -> Blocks:
    """The files that lay in a zip or a mail; each has a message of its own."""
    lines = [f"· {safe(one.name, 150)}" for one in paper.parts[:SHOWN_PARTS]]
    if len(paper.parts) > SHOWN_PARTS:
        lines.append(say("slack.more_parts", language, more=len(paper.parts) - SHOWN_PARTS))
    return [kit.section("\n".join(lines), language)] if lines else []


def _cautions(paper: Any, language: str) -> Blocks:
    lines = [f"△ {safe(one, 600)}" for one in (*paper.problems, *paper.alerts)]
    if paper.hidden:
        quoted = safe(" ".join(paper.hidden), 300)
        lines.append(f"△ {say('slack.hidden', language, words=quoted)}")
    return [kit.section("\n".join(lines), language)] if lines else []


def _verdict(house: House, who: Principal, paper: Any) -> Blocks:
    """What the policies say, with the clause; silent where none answers."""
    bought = category(paper)
    if not bought:
        return []
    asked = say("slack.policy_ask", who.language, what=bought)
    found = result(house, who, "compliance_check", question=asked)
    if found is None or found.verdict == "not_found" or not found.citations:
        return []
    one = found.citations[0]
    place = f"〔{safe(one.title)} {safe(one.clause)}〕"
    return [kit.section(f"{safe(one.quote, 400)} {place}", who.language)]


def _closed(proposal: Any) -> bool:
    """Whether its fields may no longer be chosen."""
    return proposal is not None and (proposal.state not in ("draft", "proposed", "returned") or proposal.edited)


def _offers(paper: Any, language: str) -> Blocks:
    """What every bill has and was read too unsurely, or might as well be another: a button with each value it might be."""
    made: Blocks = []
    for field in (one for one in paper.absent if one.needed and one.offers):
        told = say("slack.unsure", language, field=field.label)
        made += _choice(paper, field, [(one.value, one.page) for one in field.offers], told, language)
    for field in (one for one in paper.fields if one.name in ASKED and one.offers):
        values = [(field.value, field.page), *((one.value, one.page) for one in field.offers)]
        made += _choice(paper, field, values, say("slack.which", language, field=field.label), language)
    return made


def _choice(paper: Any, field: Any, values: list[tuple[str, int]], told: str, language: str) -> Blocks:
    buttons = [
        kit.button(
            value, f"take_{field.name}_{place}", {"doc": paper.document, "f": field.name, "v": value, "pg": str(page)}
        )
        for place, (value, page) in enumerate(values)
    ]
    more = browse(paper.proposal or paper.document, language)
    return [kit.section(f"△ {safe(told)}", language), kit.actions([*buttons, *more])]


def _needs(paper: Any, language: str) -> Blocks:
    made: Blocks = []
    if "paid_by" in paper.needs:
        made.append(kit.section(bold(say("slack.who_paid_question", language)), language))
        made.append(
            kit.actions(
                [
                    kit.button(
                        say(f"slack.paid_{payer}", language), f"paid_{payer}", {"doc": paper.document, "by": payer}
                    )
                    for payer in PAYERS
                ]
            )
        )
        return made
    told = [say(f"document.needs_{need}", language) for need in paper.asks]
    if told:
        made.append(kit.section("\n".join(f"△ {safe(one)}" for one in told), language))
        made.append(kit.context(say("slack.finance_goes_on", language), language))
    return made


def _stand(house: House, who: Principal, paper: Any, proposal: Any, state: str) -> Blocks:
    language = who.language
    if proposal is None or state in _ENDED:
        return _ended(paper, proposal, state, language)
    made: Blocks = []
    if state == "returned":
        asked = say("slack.asked_back", language, words=safe(_last_words(proposal, "send_back"), 500))
        made.append(kit.section(bold(asked), language))
    made.append(kit.section(_with_whom(house, who, proposal, state), language))
    if state in _REACHED:
        made.append(kit.context(_steps(_REACHED[state], language), language))
    buttons = _buttons(proposal, state, language)
    if state in ("draft", "proposed", "returned"):
        buttons += browse(proposal.proposal, language)
    return [*made, kit.actions(buttons)] if buttons else made


def _ended(paper: Any, proposal: Any, state: str, language: str) -> Blocks:
    """What became of it without a voucher, and the way to take it back while that may still be done."""
    refused = _last_words(proposal, "reject") if proposal else paper.ended_why or ""
    reason = refused if state == "rejected" else ""
    told = say(f"slack.stands_{state}", language) if state != "read" else ""
    lines = [one for one in (bold(told), safe(reason, 500)) if one]
    made = [kit.section("\n".join(lines), language)] if lines else []
    buttons = browse(paper.document, language) if state == "read" else []
    if "withdraw" in paper.acts:
        buttons.append(kit.button(say("act.withdraw", language), "withdraw", {"doc": paper.document}))
    return [*made, kit.actions(buttons)] if buttons else made


def _last_words(proposal: Any, act: str) -> str:
    said = [one.words for one in proposal.events if one.words and one.act == act]
    return said[-1] if said else ""


def _with_whom(house: House, who: Principal, proposal: Any, state: str) -> str:
    language = who.language
    if state not in ("proposed", "draft", "returned"):
        return say(f"slack.stands_{state}", language)
    found = result(house, who, "proposal_holders", proposal=proposal.proposal)
    holders = found.holders if found else ()
    if state in ("draft", "returned") and any(one.user == who.user for one in holders):
        return say("slack.with_you", language)
    near = [one for one in holders if one.near] or list(holders)
    if not near:
        return say("slack.with_finance", language)
    joined = say("slack.comma", language).join(safe(one.name) for one in near[:SHOWN_NAMES])
    return say("slack.with_them", language, names=joined)


def _steps(reached: int, language: str) -> str:
    marks = ["●" if number <= reached else "○" for number in range(1, len(STEPS) + 1)]
    return "   ".join(f"{mark} {say(f'slack.step_{step}', language)}" for mark, step in zip(marks, STEPS, strict=True))


def _buttons(proposal: Any, state: str, language: str) -> list[dict[str, Any]]:
    allowed = {one.act for one in proposal.acts if one.allowed}
    value = {"p": proposal.proposal, "d": proposal.digest}
    made = []
    if state == "returned":
        made.append(kit.button(say("slack.answer", language), "reply", value, "primary"))
    if "submit" in allowed:
        key = "proposal.submit_claim" if proposal.claim else "act.submit"
        made.append(kit.button(say(key, language), "submit", value, "primary"))
    if "withdraw" in allowed:
        made.append(kit.button(say("act.withdraw", language), "withdraw", value))
    return made
