"""Whether what was found answers at all: how much of the question it speaks of, and how rare the shared words are.

A long colloquial question shares few of its words with the clause that answers it, but those it shares
are rare (居民个人); an unanswerable one shares many common ones. So sureness adds to a hit's score the
rarity of the three rarest things shared. A question that names a rule-book the library does not hold is
not answered from another one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from policies.library.model import Version
from policies.library.query import Group, synonyms_in

RARITY = 0.2
ENOUGH_LEXICAL = 0.53
ENOUGH_DENSE = 0.89
ENOUGH_ACROSS = 1.0
ENOUGH_NAMED = 0.9
NO_NUMBER = 0.1
SAME_CASE = 0.15


def sureness(base: float, fit: float, coverage: float, rarity: float, wrong_kind: bool, case: bool) -> float:
    """What speaks for an answer, about 0…1.5; only compared with the thresholds above.

    The weights are round numbers; they were looked at by asking each question with its document in the
    library and with it taken out (``benchmarks/policies``), not fitted.
    """
    return base + 0.2 * fit + 0.3 * coverage + RARITY * rarity - NO_NUMBER * wrong_kind + SAME_CASE * case


_HAN = re.compile(r"[\u3400-\u9fff]+")
_NAMED = re.compile(
    r"《([^》]{2,40})》|([^的，。？！、；：\s在按照据我们公司和与及里中是]{2,14}(?:管理办法|实施办法|办法|管理条例|实施条例|条例|实施细则|细则|准则|管理制度|制度|手册))"
)


def shared_runs(question: str, text: str) -> list[str]:
    """Longest pieces of Chinese that question and text have in common, two characters or more."""
    found = []
    for run in _HAN.findall(unicodedata.normalize("NFKC", question)):
        at = 0
        while at < len(run):
            size = 0
            while at + size < len(run) and run[at : at + size + 1] in text:
                size += 1
            if size >= 2:
                found.append(run[at : at + size])
            at += max(size, 1)
    return list(dict.fromkeys(found))


def rarity_of_runs(question: str, text: str, texts: Sequence[str]) -> float:
    """Sum of the three rarest shared pieces, each 0 (in every text) … 1 (in this one only).

    A word of the question that the text says with another name of the glossary counts less.
    """
    total = math.log(max(2, len(texts)))

    def rare(piece: str) -> float:
        return math.log(len(texts) / max(1, sum(piece in other for other in texts))) / total

    found = [rare(run) for run in shared_runs(question, text)]
    for name, others in synonyms_in(question):
        if name not in text:
            found.append(0.4 * max((rare(other) for other in others if other in text), default=0.0))
    return sum(sorted(found)[-3:])


def rarity_of_groups(groups: Sequence[Group], held: frozenset[str], weights: Sequence[float], size: int) -> float:
    """The same over words of the question, counting the ones the text holds in any of their forms."""
    total = math.log(max(2, size) * 2)
    rare = [
        weight / total * max(share for term, share in group.items() if term in held)
        for group, weight in zip(groups, weights, strict=True)
        if any(term in held for term in group)
    ]
    return sum(min(1.0, item) for item in sorted(rare)[-3:])


def unheard(question: str, texts: Sequence[str]) -> int:
    """How many terms of the trade a Chinese question names that no text says under any of their names."""
    return sum(
        not any(name in text for text in texts) and not any(other in text for other in others for text in texts)
        for name, others in synonyms_in(question)
    )


def missing_book(question: str, versions: Sequence[Version]) -> str:
    """The name of a rule-book that the question names and no title in the library matches; empty when none."""
    for quoted, bare in _NAMED.findall(question):
        name = re.sub(r"^中华人民共和国", "", quoted or bare)
        bodies = [_bare(version.title) for version in versions]
        if any(_bare(name) in body or (len(body) >= 3 and body in _bare(name)) for body in bodies):
            continue
        if quoted or len(name) >= 6:
            return name
    return ""


def _bare(name: str) -> str:
    return re.sub(r"中华人民共和国|[\s（(].*$", "", unicodedata.normalize("NFKC", name))
