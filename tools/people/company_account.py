"""One's own account at the company's sign-in: whether it is linked, and the end of the link."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.core import Refused, problem
from ledger.store import company_accounts
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool
from tools.shared.ways_in import must_be_oneself, must_have_proved_anew


class CompanyAccount(BaseModel):
    """Since when it is linked (ISO instant, UTC); empty where it is not."""

    linked_at: str


@tool(action="help.read", effect="read", people_only=True)
def my_company_account(context: Context, request: Nothing) -> Done:
    """Whether one's account at the company's sign-in is linked."""
    must_be_oneself(context)
    since = company_accounts.linked_at(context.unit, context.principal.user)
    told = context.say("company_sign_in.linked" if since else "company_sign_in.not_linked")
    return Done(CompanyAccount(linked_at=since.isoformat() if since else ""), (Text(text=told),))


@tool(action="self.change", effect="commit", people_only=True)
def unlink_company_account(context: Context, request: Nothing) -> Done:
    """End the link of one's own account at the company's sign-in."""
    must_have_proved_anew(context)
    if not company_accounts.unlink(context.unit, context.principal.user):
        raise Refused(problem("company_sign_in.not_linked"))
    return Done(CompanyAccount(linked_at=""), (Text(text=context.say("company_sign_in.unlinked")),))
