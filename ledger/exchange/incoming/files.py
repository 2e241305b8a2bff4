"""Text of foreign files: one encoding, and includes that stay in the folder of the main file."""

from __future__ import annotations

import glob
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from ledger.core import Refused, problem
from ledger.exchange.incoming.faults import Fault, Place

MOST_FILES = 10_000
MOST_BYTES = 512_000_000


@dataclass(slots=True)
class Folder:
    """The folder of the main file; what is read out of it is remembered by its relative name."""

    main: Path
    root: Path = field(init=False)
    read: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.main = self.main.resolve()
        self.root = self.main.parent

    def beside(self, path: Path) -> Path:
        """Another main file; the folder grows to hold both."""
        found = path.resolve()
        while not found.is_relative_to(self.root):
            self.root = self.root.parent
        return found

    def name(self, path: Path) -> str:
        """How messages call a file."""
        return path.relative_to(self.root).as_posix()

    def text(self, path: Path) -> str:
        """UTF-8 with or without a mark; another encoding is refused by name."""
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Refused(problem("import.too_large", self.name(path), file=self.name(path)))
            data = path.read_bytes()
            self.read.append(self.name(path))
            return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            where = f"{self.name(path)}:{line}"
            raise Refused(problem("import.not_utf8", where, place=where)) from fault
        except OSError as fault:
            raise Refused(problem("import.unreadable", str(path), file=path.name, why=fault.strerror)) from fault

    def included(self, pattern: str, place: Place, asking: Path, *, must: bool = True) -> list[Path]:
        """The files an include names, relative to the file that asks; none outside the folder, none of them missing."""
        wanted = Path(pattern).expanduser()
        whole = wanted if wanted.is_absolute() else asking.parent / wanted
        some = [str(whole)]
        if glob.has_magic(pattern):
            some = sorted(glob.iglob(str(whole), recursive=True))  # noqa: PTH207 - absolute patterns, too
        found = [Path(one).resolve() for one in some if not Path(one).is_dir()]
        if (must and not found) or any(not one.exists() for one in found):
            raise Fault(place, "import.include_missing", pattern=pattern)
        if any(not one.is_relative_to(self.root) for one in found):
            raise Fault(place, "import.include_outside", pattern=pattern)
        if len(self.read) + len(found) > MOST_FILES:
            raise Fault(place, "import.include_many", most=MOST_FILES)
        return [one for one in found if one != asking.resolve() or not glob.has_magic(pattern)]
