"""The folder of a local Chroma: ``index/GENERATION`` in the data folder, with digests of its files beside it.

Chroma's native part trusts its files: a damaged one ends the process with a segmentation fault, which nothing in
Python can catch. So no folder is opened before its files were compared with the digests written after the last
fill. A fill takes the digests away first; a folder without them was left half filled and is thrown away. Damage
is answered by a new generation under a new name, since Chroma keeps a failed folder's state for the process's life.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ledger.core import new_id
from policies.library.chroma.client import ChromaFault

DIGESTS = "digests.json"
_DATABASE = "chroma.sqlite3"


@dataclass(frozen=True, slots=True)
class Generation:
    """One folder; make with :meth:`current` or :meth:`new` while holding ``index.lock``."""

    folder: Path

    @classmethod
    def current(cls, home: Path) -> Generation | None:
        """The newest that was filled to the end; None where there is none."""
        kept = [path.parent for path in (home / "index").glob(f"*/{DIGESTS}")]
        return cls(max(kept)) if kept else None

    @classmethod
    def new(cls, home: Path) -> Generation:
        """An empty one; all others are removed."""
        folder = home / "index"
        folder.mkdir(mode=0o700, exist_ok=True)
        for old in folder.iterdir():
            shutil.rmtree(old)
        made = cls(folder / new_id())
        made.folder.mkdir(mode=0o700)
        return made

    def check(self) -> None:
        """Compare the files with their digests; :class:`ChromaFault` where one differs."""
        try:
            written = json.loads((self.folder / DIGESTS).read_text("ascii"))
            found = self._digests()
            with closing(sqlite3.connect(f"file:{self.folder / _DATABASE}?mode=ro", uri=True)) as database:
                told = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        except (OSError, ValueError, sqlite3.Error) as error:
            raise ChromaFault(f"the index cannot be read: {error}") from error
        damaged = sorted(name for name in written.keys() | found.keys() if written.get(name) != found.get(name))
        if damaged or told != "ok":
            raise ChromaFault(f"the index is damaged: {', '.join(damaged[:3]) or told}")

    def begin(self) -> None:
        """Before a fill: from here on the folder counts as half filled."""
        (self.folder / DIGESTS).unlink(missing_ok=True)

    def finish(self) -> None:
        """After a fill: write the digests, all or nothing."""
        part = self.folder / f"{DIGESTS}.part"
        part.write_text(json.dumps(self._digests()), "ascii")
        part.replace(self.folder / DIGESTS)

    def _digests(self) -> dict[str, str]:
        """SHA-256 by name of the files of the graphs; the database checks itself."""
        found = {}
        for path in sorted(self.folder.glob("*/*")):
            with path.open("rb") as file:
                found[path.relative_to(self.folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
        return found
