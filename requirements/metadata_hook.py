"""Gives the wheel its dependencies from the one list in run.in (torch is installed apart, see README)."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RunRequirements(MetadataHookInterface):
    """Reads ``requirements/run.in`` without its comments."""

    def update(self, metadata: dict) -> None:
        lines = (Path(self.root) / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in (raw.split("#")[0].strip() for raw in lines) if line]
        metadata["optional-dependencies"] = {}
