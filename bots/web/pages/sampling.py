"""抽凭: a sample drawn, its vouchers with the auditor's conclusions, its pack; and the exception tests."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bots.web.frame import Desk, back
from bots.web.guard import check_form
from bots.web.sheets import attached
from tools.outcome import Done
from tools.printing.sample_pack import Pack, sample_pack
from tools.watch.sample_packs import AT_ONCE

router = APIRouter()
METHODS = ("amount", "monetary", "random", "risk")
CONCLUSIONS = ("fine", "exception", "question")


def _asked(desk: Desk, start: str, end: str, accounts: str, series: str) -> dict[str, str]:
    return {"start": start or f"{desk.today:%Y}-01-01", "end": end or desk.today.isoformat(), "accounts": accounts.strip(),
            "series": series.strip()}  # fmt: skip


def _arguments(asked: dict[str, str]) -> dict[str, Any]:
    return {
        "period": {"start": asked["start"], "end": asked["end"]},
        "accounts": asked["accounts"],
        "series": asked["series"],
    }


@router.get("/samples")
def sampling(
    request: Request, start: str = "", end: str = "", accounts: str = "", series: str = "", method: str = "random",
    count: str = "25", seed: str = "", look: str = "",
) -> Response:  # fmt: skip
    """One's samples, and the form for another; ``look`` shows the population first."""
    desk = Desk(request)
    outcome = desk.call("list_samples")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit")
    asked = _asked(desk, start, end, accounts, series)
    found = None
    if look:
        looked = desk.call("sample_population", **_arguments(asked))
        if not isinstance(looked, Done):
            return desk.refused(looked, "audit", again="/samples")
        found = looked.result
    asked |= {"method": method if method in METHODS else "random", "count": count, "seed": seed}
    return desk.page("sampling.html", "audit", listed=outcome.result, asked=asked, found=found, methods=METHODS)


@router.post("/samples")
def drawn(
    request: Request, start: Annotated[str, Form()] = "", end: Annotated[str, Form()] = "",
    accounts: Annotated[str, Form()] = "", series: Annotated[str, Form()] = "", method: Annotated[str, Form()] = "",
    count: Annotated[str, Form()] = "", seed: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Draw and keep."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    given = _arguments(_asked(desk, start, end, accounts, series))
    outcome = desk.call("draw_sample", method=method, count=count, seed=seed, **given)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/samples")
    made: Any = outcome.result
    return back(f"/samples/{made.sample}")


@router.get("/samples/tests")
def tests(request: Request, start: str = "", end: str = "", accounts: str = "", series: str = "") -> Response:
    """The exception tests over a span of days."""
    desk = Desk(request)
    asked = _asked(desk, start, end, accounts, series)
    outcome = desk.call("exception_tests", **_arguments(asked))
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/samples")
    return desk.page("sampling_tests.html", "audit", found=outcome.result, asked=asked)


def _asked_here(desk: Desk, sample: int) -> dict[str, Any]:
    """What was asked for by place of the sample, and who may be asked."""
    listed = desk.result("list_requests")
    asked: dict[int, list[Any]] = {}
    for one in listed.requests if listed else ():
        if one.sample == sample:
            asked.setdefault(one.place, []).append(one)
    return {
        "pack": desk.result("sample_pack_state", sample=sample),
        "asked": asked,
        "askable": listed.askable if listed else {},
    }


@router.get("/samples/{sample}")
def one(request: Request, sample: int) -> Response:
    """A sample: how it was drawn, and every voucher with its conclusion."""
    desk = Desk(request)
    outcome = desk.call("open_sample", sample=sample)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/samples")
    return desk.page(
        "sampling_one.html",
        "audit",
        found=outcome.result,
        conclusions=CONCLUSIONS,
        at_once=AT_ONCE,
        **_asked_here(desk, sample),
    )


@router.post("/samples/{sample}/pack")
def ask_pack(request: Request, sample: int, csrf: Annotated[str, Form()] = "") -> Response:
    """Have the pack of a large sample made; the page may be left."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("ask_sample_pack", sample=sample)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again=f"/samples/{sample}")
    return back(f"/samples/{sample}#pack")


@router.post("/samples/{sample}/{place}")
def concluded(
    request: Request, sample: int, place: int, conclusion: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Write down a conclusion."""
    desk = Desk(request)
    check_form(desk.visitor, csrf, request.headers)
    outcome = desk.call("conclude_item", sample=sample, place=place, conclusion=conclusion, note=note)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again=f"/samples/{sample}")
    return back(f"/samples/{sample}#p{place}")


@router.get("/samples/{sample}/pack")
def pack(request: Request, sample: int) -> Response:
    """The sample pack: the finished one of a large sample, that of a small one at once."""
    desk = Desk(request)
    opened = desk.result("open_sample", sample=sample)
    if opened is not None and opened.drawn > AT_ONCE:
        fetched = desk.call("sample_pack_file", sample=sample)
        if not isinstance(fetched, Done):
            return desk.refused(fetched, "audit", again=f"/samples/{sample}")
        found: Any = fetched.result
        data = desk.house.store.blobs(desk.visitor.principal.tenant).get(found.sha256)
        return attached(data, found.name, "application/zip")
    made = sample_pack(desk.house, desk.visitor.principal, sample)
    if not isinstance(made, Pack):
        return desk.refused(made, "audit", again=f"/samples/{sample}")
    return attached(made.data, made.name, "application/zip")
