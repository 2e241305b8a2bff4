"""A folder of policy texts without a company: read before publishing, or searched and asked as it lies.

For measuring on other people's texts and for a look before publishing; nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policies.library import Library, Version, ask_library, encoder, read_folder


@dataclass(frozen=True, slots=True)
class Folder:
    """Texts of a folder as versions; ``library`` is built by :meth:`open`."""

    versions: tuple[Version, ...]
    library: Library

    @classmethod
    def open(cls, folder: Path) -> Folder:
        """Read and index a folder; encodes English passages where the encoder is installed."""
        versions = tuple(read_folder(folder))
        return cls(versions, Library(versions, encoder()))

    def search(self, question: str, as_of: date, limit: int) -> list[dict[str, Any]]:
        """Rows {path, clause, text, version, effective_from, effective_to, score}, best first."""
        return [hit.as_dict() for hit in self.library.search(question, as_of, limit)]

    def ask(self, question: str, as_of: date) -> dict[str, Any]:
        """{verdict, answer, citations[{path, clause, quote, version}]}."""
        answer = ask_library(self.library, question, as_of)
        cited = [
            {"path": one.path, "clause": one.clause, "quote": one.quote, "version": one.version}
            for one in answer.citations
        ]
        return {"verdict": answer.verdict.value, "answer": answer.answer, "citations": cited}


def texts(folder: Path) -> dict[str, str]:
    """Texts by path, as ``publish_policies`` takes them."""
    return {one.path: one.text for one in read_folder(folder)}


def listing(folder: Path) -> list[dict[str, Any]]:
    """What publishing would add: rows {path, title, language, version, effective_from, effective_to, clauses}."""
    return [
        {
            "path": one.path,
            "title": one.title,
            "language": one.language,
            "version": one.label,
            "effective_from": one.effective_from.isoformat() if one.effective_from else None,
            "effective_to": one.effective_to.isoformat() if one.effective_to else None,
            "clauses": len(one.clauses),
        }
        for one in read_folder(folder)
    ]
