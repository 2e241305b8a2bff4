"""``report … --format csv|xlsx|pdf --out FILE``: an answer written to a file; nothing is written where it was refused."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from bots.cli.frame import Frame
from ledger.core import say
from tools.printing import PAPERS, PaperFile, PrintedForm, print_reconciliation, print_vouchers
from tools.sheets import Form, SheetFile, send_out

SHEET_FORMS: Mapping[str, Form] = {"csv": "csv", "xlsx": "xlsx", "pdf": "pdf"}
FORMATS = ("table", *SHEET_FORMS, "json")


def write_out(frame: Frame, tool: str, arguments: Mapping[str, Any], form: str, out: Path | None) -> None:
    """The answer in a format of ``FORMATS`` (empty: table, or JSON after ``--json``), shown or written to ``out``."""
    if sheet_form := SHEET_FORMS.get(form):
        _write_sheet(frame, tool, arguments, sheet_form, out)
        return
    frame.options.as_json |= form == "json"
    outcome, shown = frame.call(tool, arguments), io.StringIO()
    if out is None:
        frame.show(outcome)
        return
    with redirect_stdout(shown):
        frame.show(outcome)
    _keep(frame, out, shown.getvalue().encode())


def _write_sheet(frame: Frame, tool: str, arguments: Mapping[str, Any], form: Form, out: Path | None) -> None:
    if out is None and form != "csv":
        frame.stop(say("cli.xlsx_needs_out" if form == "xlsx" else "cli.pdf_needs_out", frame.language))
    made = send_out(frame.house, frame.principal(), tool, arguments, form)
    if not isinstance(made, SheetFile):
        frame.refused(made)
    if out is None:
        sys.stdout.buffer.write(made.data)
        return
    _keep(frame, out, made.data)


def write_pdf(frame: Frame, paper: str, arguments: Mapping[str, Any], out: Path | None) -> None:
    """记账凭证 as PDF on a paper of ``PAPERS``; nothing is written where it was refused."""
    known = next((one for one in PAPERS if one == paper), None)
    if known is None:
        frame.stop(say("cli.paper_unknown", frame.language, paper=paper, known=", ".join(PAPERS)))
    if out is None:
        frame.stop(say("cli.pdf_needs_out", frame.language))
    made = print_vouchers(frame.house, frame.principal(), known, arguments)
    if not isinstance(made, PaperFile):
        frame.refused(made)
    _keep(frame, out, made.data)


def write_reconciliation(frame: Frame, arguments: Mapping[str, Any], out: Path | None) -> None:
    """银行存款余额调节表 as PDF; nothing is written where it was refused."""
    if out is None:
        frame.stop(say("cli.pdf_needs_out", frame.language))
    made = print_reconciliation(frame.house, frame.principal(), arguments)
    if not isinstance(made, PrintedForm):
        frame.refused(made)
    _keep(frame, out, made.data)


def _keep(frame: Frame, out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as fault:
        frame.stop(say("cli.cannot_write", frame.language, file=out, why=fault.strerror))
    print(say("cli.written", frame.language, file=out, size=len(data)), file=sys.stderr)
