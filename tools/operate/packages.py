"""A package of proofs checked on its own: what ``verify --proof`` says of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.core import say
from ledger.proof.package_check import Checked, check_package


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, for people and for programs."""

    checked: Checked

    @property
    def holds(self) -> bool:
        """Whether everything in it agrees."""
        return not self.checked.problems

    def told(self, language: str) -> list[str]:
        """In sentences."""
        of = self.checked
        if self.holds:
            counts = {"acts": of.acts, "reads": of.reads, "vouchers": of.vouchers, "files": of.files}
            return [say("proof.package_holds", language, company=of.company, at=of.made_at, key=of.key, **counts)]
        return [f"✘ {one.text(language)}" for one in of.problems]

    def as_dict(self, language: str) -> dict[str, Any]:
        """For ``--json``."""
        of = self.checked
        problems = [{"code": one.code, "where": one.where, "message": one.text(language)} for one in of.problems]
        return {"holds": self.holds, "company": of.company, "made_at": of.made_at, "key": of.key, "acts": of.acts, "reads": of.reads,
                "vouchers": of.vouchers, "files": of.files, "problems": problems}  # fmt: skip


def check_file(path: Path) -> Told:
    """Read a file and check it."""
    return Told(check_package(path.read_bytes()))
