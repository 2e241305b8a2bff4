"""From a request to 记账凭证 on paper: the tool is called through the door, its answer is cut into parts and pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ingestion.values.daxie import write_daxie
from ledger.core import Principal, say
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.printing.press import press

Paper = Literal["240x140", "a4", "a5"]
PAPERS: tuple[Paper, ...] = ("240x140", "a4", "a5")
"""增票 size, two on an A4, or A5."""
LINES = 5
"""Lines of a part; a longer voucher goes on, marked 1/2, 2/2."""
LABELS = ("title", "company", "memo", "account", "debit", "credit", "total", "carried", "chief", "poster", "checker",
          "cashier", "maker", "cover", "summary")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A finished PDF; ``name`` is safe in any folder."""

    name: str
    data: bytes
    vouchers: int
    parts: int


def parts_of(papers: Any) -> list[dict[str, Any]]:
    """The papers in parts of five lines; totals stand on the last part of each."""
    made = []
    for paper in papers.papers:
        pieces = [paper.lines[at : at + LINES] for at in range(0, len(paper.lines), LINES)]
        for number, lines in enumerate(pieces, 1):
            last = number == len(pieces)
            made.append(
                {
                    "number": paper.number, "part": number, "parts": len(pieces), "date": paper.date, "note": paper.note,
                    "attachments": paper.attachments, "lines": [one.model_dump() for one in lines], "signed": paper.signed,
                    "debit": paper.debit if last else "", "credit": paper.credit if last else "",
                    "words": in_words(papers, paper) if last else "",
                }
            )  # fmt: skip
    return made


def in_words(papers: Any, paper: Any) -> str:
    """人民币…圆整 on a Chinese or bilingual form in renminbi; the currency otherwise."""
    if papers.language != "en" and papers.currency == "CNY":
        return f"{say('paper.renminbi', 'zh')}{write_daxie(paper.total)}"
    return str(papers.currency)


def print_vouchers(
    house: House, principal: Principal, paper: Paper, arguments: Mapping[str, Any]
) -> PaperFile | Denied | Invalid | Failed:
    """The PDF of vouchers this person may see; a refusal is handed on. Raises UnreadablePrint, FontsMissing."""
    assert paper in PAPERS, paper
    outcome = house.gateway.call(principal, "voucher_papers", arguments)
    if not isinstance(outcome, Done):
        return outcome
    papers: Any = outcome.result
    languages = ("zh", "en") if papers.language == "both" else (papers.language,)
    labels = {name: " ".join(say(f"paper.{name}", one) for one in languages) for name in LABELS}
    parts = parts_of(papers)
    data = {
        "labels": labels, "language": "zh" if papers.language == "zh" else "en", "company": papers.company, "paper": paper, "parts": parts,
        "cover": [list(one) for one in papers.cover] or None, "summary": [list(one) for one in papers.summary],
    }  # fmt: skip
    must_read = {labels["title"], papers.company}
    for part in parts:
        must_read |= {part["number"], part["date"], part["debit"], part["words"]}
        must_read |= {line["debit"] or line["credit"] for line in part["lines"]}
    made = press("voucher", data, sorted(must_read))
    return PaperFile(f"vouchers-{paper}.pdf", made, len(papers.papers), len(parts))
