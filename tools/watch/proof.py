"""核对 Verify: read the books again from the first voucher and say what does not agree."""

from __future__ import annotations

from pydantic import BaseModel

from ledger.proof import verify
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class Finding(BaseModel):
    """One disagreement."""

    code: str
    message: str
    where: str


class Verified(BaseModel):
    """``clean`` when nothing was found."""

    clean: bool
    vouchers: int
    periods: int
    findings: tuple[Finding, ...]


@tool(
    action="audit.read",
    effect="read",
    examples={"zh": ("核对一下账有没有被改过",), "en": ("Verify the books",)},
)
def verify_books(context: Context, request: Nothing) -> Done:
    """Verify the books: balance, numbers, chain, authority, triggers."""
    report = verify(context.unit)
    findings = tuple(
        Finding(code=one.code, message=one.text(context.language), where=one.where) for one in report.findings
    )
    result = Verified(clean=not findings, vouchers=report.vouchers, periods=report.periods, findings=findings)
    if result.clean:
        said = context.say("proof.all_agrees", vouchers=report.vouchers, periods=report.periods)
        return Done(result, (Text(text=said), Text(text=context.say("proof.no_checkpoint"))))
    return Done(result, tuple(Text(text=f"✘ {one.message} {one.where}".strip()) for one in findings[:20]))
