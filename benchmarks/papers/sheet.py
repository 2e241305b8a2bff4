"""A page out of placed texts, rules and stamps; damage is done while it is written.

Texts are laid by typst in parts, so that a gap inside a number is a real gap on the page whatever the font's widths are.
"""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass, field
from functools import lru_cache

import typst

from tools.printing.fonts import font_folder

_TEMPLATE = b"""#let d = json(bytes(sys.inputs.data))
#set document(date: none)
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt)
#set text(font: "Noto Sans SC", fallback: false, hyphenate: false, top-edge: "ascender", bottom-edge: "descender")
#for (i, page) in d.pages.enumerate() {
  if i > 0 { pagebreak() }
  for t in page {
    if t.kind == "rule" { place(top + left, dx: t.x * 1pt, dy: t.y * 1pt,
      line(length: t.long * 1pt, angle: if t.down { 90deg } else { 0deg }, stroke: 0.5pt + rgb(t.fill))) }
    else if t.kind == "ring" { place(top + left, dx: t.x * 1pt, dy: t.y * 1pt,
      ellipse(width: t.wide * 1pt, height: t.high * 1pt, stroke: 1.2pt + rgb("#d22"))) }
    else {
      let body = text(size: t.size * 1pt, fill: rgb(t.fill),
        t.parts.map(p => box(move(dy: p.lift * 1pt, p.text))).join(h(t.gap * 1pt)))
      if t.right { place(top + left, dy: t.y * 1pt, box(width: t.x * 1pt, align(right, body))) }
      else { place(top + left, dx: t.x * 1pt, dy: t.y * 1pt, box(width: 2000pt, body)) }
    }
  }
}
"""
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Damage:
    """What is wrong with a paper; everything False is a clean one."""

    fragments: bool = False
    gaps: bool = False
    upright: bool = False
    stamp: bool = False
    second_page: bool = False
    full_width: bool = False

    @staticmethod
    def drawn(rng: random.Random) -> Damage:
        """A quarter of the papers clean, the others with one to three damages."""
        names = ["fragments", "gaps", "upright", "stamp", "second_page", "full_width"]
        chosen = rng.sample(names, rng.choice([0, 1, 2, 3]))
        return Damage(**dict.fromkeys(chosen, True))


def width_of(text: str, size: float) -> float:
    """About how wide a text prints: Chinese one em, the rest 0.56."""
    return sum(size if ord(one) > 0x2E7F else 0.56 * size for one in text)


@dataclass
class Sheet:
    """Texts at places in points, origin top left; ``right`` texts end at x."""

    width: float
    height: float
    rng: random.Random
    damage: Damage
    ink: str = "#000000"
    pages: list[list[dict[str, object]]] = field(default_factory=lambda: [[]])

    def put(self, x: float, y: float, text: str, size: float = 9.0, right: bool = False, fill: str = "") -> Sheet:
        """One text, damaged as the sheet is."""
        parts, gap = self._parts(text, size)
        self.pages[-1].append({
            "kind": "text", "x": x, "y": y, "size": size, "right": right, "fill": fill or self.ink, "gap": gap,
            "parts": parts,
        })  # fmt: skip
        return self

    def _parts(self, text: str, size: float) -> tuple[list[dict[str, object]], float]:
        rng = self.rng
        if self.damage.full_width and rng.random() < 0.5:
            text = text.translate(_WIDE)
        cuts: list[int] = []
        digits = sum(one.isdigit() for one in text)
        if self.damage.gaps and digits >= 6 and rng.random() < 0.6:
            cuts = [
                at
                for at in range(1, len(text))
                if text[at - 1].isdigit() and text[at].isdigit() and rng.random() < 0.25
            ]
        elif self.damage.fragments and len(text) >= 3 and rng.random() < 0.7:
            cuts = sorted(rng.sample(range(1, len(text)), min(len(text) - 1, rng.randint(1, 3))))
        edges = [0, *cuts, len(text)]
        lift = 0.5 if self.damage.fragments else 0.0
        parts: list[dict[str, object]] = [
            {"text": text[a:b], "lift": round(rng.uniform(-lift, lift), 2)} for a, b in itertools.pairwise(edges)
        ]
        return parts, round(size * rng.uniform(0.15, 0.42), 2) if cuts else 0.0

    def rule(self, x: float, y: float, long: float, down: bool = False, fill: str = "#886644") -> Sheet:
        """A line to the right, or down."""
        self.pages[-1].append({"kind": "rule", "x": x, "y": y, "long": long, "down": down, "fill": fill})
        return self

    def column(self, x: float, y: float, step: float, letters: str, size: float = 9.0) -> Sheet:
        """A text set upright: one letter under the other."""
        for number, letter in enumerate(letters):
            self.put(x, y + number * step, letter, size)
        return self

    def stamp(self, x: float, y: float, name: str) -> Sheet:
        """A red stamp whose words lie over what is printed there; only where the damage asks for it."""
        if self.damage.stamp:
            self.pages[-1].append({"kind": "ring", "x": x, "y": y, "wide": 88.0, "high": 58.0})
            self.put(x + 12, y + 12, name[:7], 7, fill="#dd2222").put(x + 22, y + 38, "发票专用章", 7, fill="#dd2222")
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
