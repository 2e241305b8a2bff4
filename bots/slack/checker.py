"""The checker's card, and the modal with exactly what will be posted; both come from the door as that person."""

from __future__ import annotations

from typing import Any

from bots.slack import kit
from bots.slack.browser import browse, why
from bots.slack.desk import result
from bots.slack.kit import Blocks
from bots.slack.render import money, parts
from bots.slack.text import bold, safe
from ledger.core import Principal, grouped, say
from tools.house import House

LINES_ON_CARD = 6
WHOLE_LIMIT = 90
WORDS_LIMIT = 2600


def names(house: House, who: Principal) -> dict[str, str]:
    """Account of a person to the name people read."""
    return {one.user: one.called(who.language) for one in house.door.people(who.tenant)}


def checker_card(house: House, who: Principal, proposal: str) -> tuple[str, Blocks] | None:
    """Fallback text and blocks of a proposal as somebody who may confirm sees it now; None where it may not be read."""
    shown = result(house, who, "open_proposal", proposal=proposal)
    if shown is None:
        return None
    language, people = who.language, names(house, who)
    title = f"{bold(safe(shown.summary))}  {money(shown.amount_minor, shown.currency)}"
    blocks = [kit.section(title, language), kit.context(_standing(shown, people, language), language)]
    fits = False
    if shown.state == "proposed":
        blocks += _warnings(shown, language)
        blocks += kit.fields(_facts(shown, people, language), language)
        lines = _lines(shown, language)
        blocks += [kit.section(part, language) for part in parts(lines[:LINES_ON_CARD])]
        if len(lines) > LINES_ON_CARD:
            blocks.append(kit.context(say("slack.more_rows", language, count=len(lines) - LINES_ON_CARD), language))
        fits = _whole(shown, people, language) is not None
        told = "slack.opens_whole" if fits else "slack.too_long_here"
        blocks.append(kit.context(say(told, language), language))
    buttons = _buttons(shown, language, confirm=fits)
    if buttons:
        blocks.append(kit.actions(buttons))
    state = say(f"document.state_{shown.state}", language)
    return f"{safe(shown.summary)} {money(shown.amount_minor, shown.currency)} {state}", blocks


def _standing(shown: Any, people: dict[str, str], language: str) -> str:
    state = say(f"document.state_{shown.state}", language)
    last = shown.events[-1] if shown.events else None
    who = safe(people.get(last.actor, "")) if last else ""
    parts = [bold(state), who, safe(last.words, 300) if last else ""]
    return "  ".join(part for part in parts if part)


def _facts(shown: Any, people: dict[str, str], language: str) -> list[tuple[str, str]]:
    maker = people.get(shown.maker) or say("proposal.intake", language)
    return [
        (say("proposal.maker", language), safe(maker)),
        (say("proposal.posting_date", language), safe(shown.posting_date)),
    ]


def _warnings(shown: Any, language: str) -> Blocks:
    lines = [f"△ {bold(f'AL-{number:04}')} {say('slack.alert_open', language)}" for number in shown.alerts]
    lines += [f"△ {safe(note, 600)}" for note in shown.notes]
    return [kit.section(part, language) for part in parts(lines)]


def _lines(shown: Any, language: str) -> list[str]:
    made = []
    for line in shown.lines:
        side = say(f"proposal.{line.side}", language)
        amount = grouped(line.amount_minor, line.currency)
        unit = "" if line.currency == shown.currency else f"{safe(line.currency, 3)} "
        text = f"{side} {safe(line.account)} {safe(line.account_name)}  {unit}{amount}"
        if line.reason:
            text += f"\n      {safe(line.reason)}"
        made.append(text)
    return made


def _buttons(shown: Any, language: str, *, confirm: bool) -> list[dict[str, Any]]:
    allowed = {one.act for one in shown.acts if one.allowed}
    value = {"p": shown.proposal, "d": shown.digest}
    made = []
    if shown.state == "confirmed" and "undo" in allowed:
        return [kit.button(say("act.undo", language), "undo", value)]
    if shown.state != "proposed":
        return []
    if "confirm" in allowed and confirm:  # what cannot be shown whole here is confirmed in the browser
        made.append(kit.button(say("act.confirm", language), "open", value, "primary"))
    if "return" in allowed:
        made.append(kit.button(say("act.return", language), "return", value))
    if "reject" in allowed:
        label = say("slack.reject_named", language, what=shown.summary[:40])
        made.append(kit.button(label, "reject", value, "danger"))
    return [*made, *browse(shown.proposal, language)]


def _whole(shown: Any, people: dict[str, str], language: str) -> Blocks | None:
    """Everything the digest covers, nothing cut; None where it does not fit here."""
    if not shown.lines:
        return None
    head = f"{bold(safe(shown.summary))}  {money(shown.amount_minor, shown.currency)}"
    facts = _facts(shown, people, language)
    facts.append((say("slack.document_date", language), safe(shown.document_date)))
    blocks = [kit.section(head, language), *kit.fields(facts, language), *_warnings(shown, language), kit.divider()]
    for line in shown.lines:
        text = _line_whole(line, shown.currency, language)
        if len(text) > WORDS_LIMIT:
            return None
        blocks.append(kit.section(text, language))
    return blocks if len(blocks) <= WHOLE_LIMIT else None


def _line_whole(line: Any, base: str, language: str) -> str:
    side = say(f"proposal.{line.side}", language)
    text = f"{side} {safe(line.account)} {safe(line.account_name, 1000)}  {money(line.amount_minor, line.currency)}"
    if line.currency != base:
        text += f"  = {safe(base, 3)} {line.base}"
    more = [safe(line.memo, 5000), *(f"{safe(name)}: {safe(value, 1000)}" for name, value in line.dims.items())]
    more += [safe(line.due_date)] if line.due_date else []
    text += "\n      " + "  ·  ".join(part for part in more if part)
    return text + (f"\n      {safe(line.reason, 1000)}" if line.reason else "")


def confirm_modal(house: House, who: Principal, proposal: str, said: str = "") -> dict[str, Any] | None:
    """What will be posted, with its digest kept for the submit; no submit where it may not or cannot be confirmed here."""
    shown = result(house, who, "open_proposal", proposal=proposal)
    if shown is None:
        return None
    language = who.language
    title = say("act.confirm", language)
    act = next((one for one in shown.acts if one.act == "confirm"), None)
    top = [kit.section(f"△ {safe(said, 1000)}", language)] if said else []
    whole = _whole(shown, names(house, who), language)
    if whole is None:
        return kit.modal(title, [*top, kit.section(say("slack.too_long_here", language), language)], language)
    if act is None or not act.allowed:
        state = say(f"document.state_{shown.state}", language)
        reason = act.why_not if act else say("proposal.not_in_state", language, state=state)
        link = why({"about": "confirm_proposal", "thing": shown.proposal}, language)
        return kit.modal(title, [*top, kit.section(f"△ {safe(reason, 1000)}", language), *link, *whole], language)
    kept = {"p": shown.proposal, "d": shown.digest}
    return kit.modal(title, [*top, *whole], language, callback="confirm", submit=title, metadata=kept)
