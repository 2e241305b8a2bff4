"""What is done to a document or a proposal: answered, handed on, confirmed, sent back, taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from starlette.convertors import Convertor, register_url_convertor

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.onward import ACTS as HANDED_ON
from bots.web.onward import onward, with_done
from bots.web.others_work import somebody_else
from tools.outcome import Done

router = APIRouter()
ACTS = {
    "submit": ("submit_proposal", ("digest",)),
    "confirm": ("confirm_proposal", ("digest", "passkey_answer")),
    "return": ("send_back_proposal", ("question",)),
    "reject": ("reject_proposal", ("reason",)),
    "withdraw": ("withdraw_proposal", ()),
    "undo": ("undo_confirmation", ()),
    "reply": ("answer_proposal", ("words",)),
}
"""Word in the address → tool, and what of the form it takes."""


class _Act(Convertor[str]):
    """A word of the table in an address; any other is another page's, or none."""

    regex = "|".join(ACTS)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("act", _Act())


@router.post("/inbox/{thing}/answer")
def answer(
    request: Request, thing: str, document: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
    paid_by: Annotated[str, Form()] = "", account: Annotated[str, Form()] = "", department: Annotated[str, Form()] = "",
    memo: Annotated[str, Form()] = "", rate: Annotated[str, Form()] = "", tax_code: Annotated[str, Form()] = "",
    told: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """What the document does not say; first told of, where somebody began to work on it meanwhile."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if somebody_else(desk, thing, told):
        return back(f"/inbox/{thing}?said=taken")
    code = account.split(" ", 1)[0]
    outcome = desk.call(
        "answer_document", document=document or thing, paid_by=paid_by, account=code if code.isdigit() else account,
        department=department, memo=memo, rate=rate.strip(), tax_code=tax_code.strip(),
    )  # fmt: skip
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{thing}")
    made = outcome.result.proposal  # type: ignore[attr-defined]
    return back(f"/inbox/{made or thing}")


@router.post("/inbox/{proposal}/{act:act}")
def act_on(
    request: Request, proposal: str, act: str, csrf: Annotated[str, Form()] = "", digest: Annotated[str, Form()] = "",
    question: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = "", words: Annotated[str, Form()] = "",
    passkey_answer: Annotated[str, Form()] = "", told: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """One act of the table of words on one proposal; first told of, where somebody began to work on it meanwhile.

    After it was handed on, the next of the queue opens.
    """
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    if somebody_else(desk, proposal, told):
        return back(f"/inbox/{proposal}?said=taken")
    tool, wanted = ACTS[act]
    next_one = onward(desk, proposal) if act in HANDED_ON else ""
    given = {"digest": digest, "question": question, "reason": reason, "words": words,
             "passkey_answer": passkey_answer}  # fmt: skip
    outcome = desk.call(tool, proposal=proposal, **{name: given[name] for name in wanted})
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "inbox", again=f"/inbox/{proposal}")
    return back(with_done(next_one, act, proposal) if next_one else f"/inbox/{proposal}?said={act}")
