"""A file from a browser on its way in: staged, submitted, or told why not."""

from __future__ import annotations

from bots.web.frame import Desk, text_of
from ledger.core import Problem, say
from tools.house import MAX_FILE_BYTES
from tools.outcome import Done

MOST_FILES = 200
REASONS = {"empty": "document.empty_file", "large": "document.too_large", "lost": "files.lost"}
"""Why a file was not taken: word in the address → message."""
WORDS = {code: word for word, code in REASONS.items()}


def submit(desk: Desk, name: str, data: bytes, **said: str) -> str | Problem:
    """The document's id; or why it was not taken. ``said`` is who paid and what it was for."""
    staged = desk.house.stage(desk.visitor.principal.tenant, data)
    if isinstance(staged, Problem):
        return staged
    outcome = desk.call("submit_document", sha256=staged, name=name, **said)
    if not isinstance(outcome, Done):
        return Problem("web.refused", {"why": text_of(outcome, desk.language)})
    return str(outcome.result.document)  # type: ignore[attr-defined]


def why(desk: Desk, word: str, name: str) -> str:
    """The sentence that says why a file was not taken."""
    reason = say(REASONS[word], desk.language, limit=MAX_FILE_BYTES // 1_000_000)
    return f"{name}{say('web.colon', desk.language)}{reason}"
