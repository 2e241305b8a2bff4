"""核对 Verify: read books and audit trail again from the first record and say what does not agree; checkpoints for outside."""

from __future__ import annotations

from pydantic import BaseModel, Field

from ledger.core import Problem, Refused, problem
from ledger.proof import verify
from ledger.proof.checkpoint import BadNote, Checkpoint, fingerprint, read, signed
from ledger.proof.logs import heads_of
from ledger.proof.signing import earlier_keys, machine_key, public_bytes
from ledger.store.audit_store import reading
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, Request, tool

LONGEST = 20_000


class VerifyBooks(Request):
    """``checkpoint``: the text of one that was kept outside, to compare with."""

    checkpoint: str = Field(default="", max_length=LONGEST)


class Finding(BaseModel):
    """One disagreement."""

    code: str
    message: str
    where: str


class Verified(BaseModel):
    """``clean`` when nothing was found; ``compared`` says which outside checkpoint was compared with, empty for none."""

    clean: bool
    vouchers: int
    periods: int
    acts: int
    reads: int
    findings: tuple[Finding, ...]
    compared: str = ""
    note: str = ""


@tool(
    action="audit.read",
    effect="read",
    examples={"zh": ("核对一下账有没有被改过",), "en": ("Verify the books",)},
)
def verify_books(context: Context, request: VerifyBooks) -> Done:
    """Verify the books: balance, numbers, chain, authority, triggers, the audit trail; compare with a checkpoint."""
    kept = _kept(request.checkpoint) if request.checkpoint else ()
    with reading(context.store, context.unit) as stream:
        report = verify(context.unit, kept=kept, stream=stream)
    findings = _told(context, report.findings)
    compared = (
        _compared(context, kept)
        if kept and not any(one.code.startswith("proof.checkpoint") for one in report.findings)
        else ""
    )
    result = Verified(
        clean=not findings, vouchers=report.vouchers, periods=report.periods, acts=report.acts, reads=report.reads,
        findings=findings, compared=compared, note=_whose(context, kept),
    )  # fmt: skip
    if result.clean:
        agrees = context.say("proof.all_agrees", vouchers=report.vouchers, periods=report.periods)
        trail = context.say("proof.trail_agrees", acts=report.acts, reads=report.reads)
        outside = (compared, result.note) if compared else (context.say("proof.no_checkpoint"),)
        return Done(result, tuple(Text(text=one) for one in (agrees, trail, *outside) if one))
    return Done(result, tuple(Text(text=f"✘ {one.message} {one.where}".strip()) for one in findings[:20]))


def _told(context: Context, found: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """What does not agree; to an external auditor by count, since where may lie outside their books and years.

    The chain itself is one: it is proved whole or not at all, and its counts are what a checkpoint holds.
    """
    if found and context.last_audited is not None:
        said = problem("proof.outside_years", count=len(found))
        return (Finding(code=said.code, message=said.text(context.language), where=""),)
    return tuple(Finding(code=one.code, message=one.text(context.language), where=one.where) for one in found)


def _kept(text: str) -> tuple[Checkpoint, ...]:
    try:
        return read(text)
    except BadNote as fault:
        code = "proof.bad_signature" if str(fault) == "signature" else "proof.bad_note"
        raise Refused(problem(code, "checkpoint")) from fault


def _compared(context: Context, kept: tuple[Checkpoint, ...]) -> str:
    logs = [context.say("proof.log", name=_log_name(context, one.origin), size=one.size) for one in kept]
    keys = ", ".join(dict.fromkeys(one.fingerprint for one in kept))
    return context.say("proof.compared", at=kept[0].at, logs=context.say("proof.semicolon").join(logs), key=keys)


def _log_name(context: Context, origin: str) -> str:
    _, _, kind, *code = [*origin.split("/"), "", ""][:4]
    return context.say("proof.log_book", code="".join(code)) if kind == "book" else context.say(f"proof.log_{kind}")


def _whose(context: Context, kept: tuple[Checkpoint, ...]) -> str:
    """A sentence where a checkpoint was signed by an earlier key of this installation, or by one that is none of ours."""
    if not kept:
        return ""
    ours, earlier = public_bytes(machine_key(context.store.home)), earlier_keys(context.store.home)
    strange = ", ".join(dict.fromkeys(one.fingerprint for one in kept if one.key not in (ours, *earlier)))
    if strange:
        return context.say("proof.other_key", key=strange, ours=fingerprint(ours))
    old = {one.fingerprint: earlier[one.key] for one in kept if one.key in earlier}
    return " ".join(context.say("proof.earlier_key", key=key, until=until[:10]) for key, until in old.items())


class Kept(BaseModel):
    """A signed checkpoint as text, for keeping outside; ``name`` for a file, ``key`` the fingerprint of the signing key."""

    text: str
    name: str
    key: str


@tool(action="audit.read", effect="read")
def make_checkpoint(context: Context, request: Nothing) -> Done:
    """A signed checkpoint of books and audit trail, to be kept outside this machine."""
    key = machine_key(context.store.home)
    with reading(context.store, context.unit) as stream:
        heads = heads_of(context.unit, stream)
    context.tally.rows = len(heads)
    result = Kept(
        text=signed(key, heads, context.now), name=f"checkpoint-{context.company.tenant}-{context.now:%Y%m%d-%H%M%S}.txt",
        key=fingerprint(public_bytes(key)),
    )  # fmt: skip
    return Done(result, (Text(text=result.text), Text(text=context.say("proof.checkpoint_how"))))
