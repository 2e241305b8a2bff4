"""A page out of placed texts: how the tests print invoices of vendors that do not exist, in any layout."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import typst

from tools.demo.documents import font_folder

_TEMPLATE = b"""#let d = json(bytes(sys.inputs.data))
#set document(date: none)
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt)
#set text(font: "Noto Sans SC", fallback: false, hyphenate: false, top-edge: "ascender", bottom-edge: "descender")
#for (i, page) in d.pages.enumerate() {
  if i > 0 { pagebreak() }
  for t in page {
    let body = text(size: t.size * 1pt, fill: rgb(t.fill), t.text)
    if t.right { place(top + left, dx: 0pt, dy: t.y * 1pt, box(width: t.x * 1pt, align(right, body))) }
    else { place(top + left, dx: t.x * 1pt, dy: t.y * 1pt, body) }
  }
}
"""


@dataclass
class Sheet:
    """Texts at places in points, origin top left; ``right`` texts end at x."""

    width: float = 595.0
    height: float = 842.0
    pages: list[list[dict[str, object]]] = field(default_factory=lambda: [[]])

    def put(
        self, x: float, y: float, text: str, size: float = 9.0, right: bool = False, fill: str = "#000000"
    ) -> Sheet:
        """One text."""
        entry = {"x": x, "y": y, "text": text, "size": size, "right": right, "fill": fill}
        self.pages[-1].append(entry)
        return self

    def rows(
        self, y: float, step: float, columns: Sequence[tuple[float, bool]], rows: list[list[str]], size: float = 9.0
    ) -> Sheet:
        """A table: one text per column and row; empty texts leave a gap."""
        for number, row in enumerate(rows):
            for (x, right), text in zip(columns, row, strict=True):
                if text:
                    self.put(x, y + number * step, text, size, right)
        return self

    def column(self, x: float, y: float, step: float, texts: list[str], size: float = 9.0) -> Sheet:
        """Texts under each other."""
        for number, text in enumerate(texts):
            self.put(x, y + number * step, text, size)
        return self

    def turn(self) -> Sheet:
        """The next page."""
        self.pages.append([])
        return self

    def pdf(self) -> bytes:
        """The sheet as PDF."""
        data = json.dumps({"width": self.width, "height": self.height, "pages": self.pages}, ensure_ascii=False)
        made = _compiler().compile(input=_TEMPLATE, format="pdf", sys_inputs={"data": data}, timestamp=0)
        assert isinstance(made, bytes)
        return made


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(font_folder())], ignore_system_fonts=True)
