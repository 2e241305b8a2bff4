"""Which of this browser's other companies a paper is made out to: those its person is signed in to, and no others."""

from __future__ import annotations

from typing import Any

from bots.web.frame import Desk
from bots.web.guard import session_beside
from ledger.core import Principal


def made_out_to(desk: Desk, document: Any) -> tuple[Any, Principal] | None:
    """The company whose tax number (where none is printed, whose name) is the buyer's, and who one is there; None where
    one may hand in nothing there, or the paper is this company's.
    """
    printed = {one.name: _plain(one.value) for one in document.fields} if document else {}
    number, name = printed.get("buyer_tax_id", ""), printed.get("buyer_name", "")
    if not number and not name:
        return None
    for company in desk.house.door.founded():
        fits = _plain(company.tax_id) == number if number else name in {_plain(company.name), _plain(company.name_en)}
        if not fits or company.tenant == desk.company.tenant:
            continue
        there = session_beside(desk.request, desk.house, company.tenant)
        if there is not None and desk.house.gateway.may_call(there.principal, "submit_document"):
            return company, there.principal
    return None


def _plain(text: str | None) -> str:
    return "".join(sign for sign in (text or "").casefold() if sign.isalnum())
