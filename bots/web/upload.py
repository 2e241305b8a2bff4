"""A file that a page takes: staged under its SHA-256, so that looking and taking speak of the same bytes."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import UploadFile

from bots.web.frame import Desk
from ledger.core import Problem, problem


def staged(desk: Desk, file: UploadFile | None) -> tuple[str, str] | Problem:
    """(SHA-256, name) of an uploaded file."""
    if file is None or not file.filename:
        return problem("table.no_file", "file")
    kept = desk.house.stage(desk.visitor.principal.tenant, file.file.read())
    return kept if isinstance(kept, Problem) else (kept, file.filename[:120])


def address(path: str, **given: str) -> str:
    """A page of ours with what it is about."""
    kept = {name: value for name, value in given.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
