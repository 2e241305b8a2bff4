"""How alike a request is to sentences we know: what the cue tables forget, examples remember.

Sentences are compared by the parts that make them (characters and pairs and triples in Chinese, stems and pairs of them
in English) with names, numbers and times replaced by what they are, weighted by how telling a part is.
The examples are our own writing (``examples.tsv``: language, intent, sentence).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.planner.facts import Facts, read
from assistant.planner.model import Entities

FILE = Path(__file__).parent / "examples.tsv"
_SAMPLE = Entities.of({
    "vendor": ["华东物流有限公司", "恒力钢材", "阿里云", "京东企业购", "Northwind Traders", "Contoso Ltd"],
    "customer": ["大华超市", "明珠电子有限公司", "Fabrikam", "Adventure Works"],
    "account": ["管理费用", "应收账款", "银行存款", "差旅费", "office rent", "travel expenses", "prepaid insurance"],
    "department": ["市场部", "研发部", "二车间", "Marketing", "Finance"],
    "employee": ["陈晓", "王芳", "李强"],
    "item": ["铝型材", "A100主板", "steel plate", "gasket"],
    "warehouse": ["二号仓", "WH2"],
})  # fmt: skip
_DAY = date(2026, 1, 15)
Vector = dict[str, float]


def parts(facts: Facts) -> Counter[str]:
    """The parts of a request: grams of its words, and a mark for each thing it states."""
    found: Counter[str] = Counter()
    for run in re.findall(r"[一-龥]+", facts.blank):
        found.update(run)
        found.update(run[at : at + 2] for at in range(len(run) - 1))
        found.update(run[at : at + 3] for at in range(len(run) - 2))
    words = [_stem(word) for word in re.findall(r"[a-z][a-z&']+", facts.blank)]
    found.update(words)
    found.update(f"{one} {two}" for one, two in pairwise(words))
    if words:
        found[f"^{words[0]}"] += 1
    marks = [f"<{name.kind}>" for name in facts.names] + [f"<doc {paper.kind}>" for paper in facts.documents]
    marks += ["<time>"] * bool(facts.times) + ["<sum>"] * bool(facts.amounts) + ["<limit>"] * bool(facts.thresholds)
    marks += ["<ahead>"] * bool(facts.horizon)
    found.update(set(marks))
    return found


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _examples() -> tuple[list[tuple[str, Vector]], dict[str, float]]:
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    counted = [(intent, parts(read(text, _DAY, _SAMPLE))) for _, intent, text in rows]
    held = Counter(part for _, counts in counted for part in counts)
    weights = {part: math.log(1 + len(counted) / (1 + number)) for part, number in held.items()}
    return [(intent, _vector(counts, weights)) for intent, counts in counted], weights


def _vector(counts: Counter[str], weights: dict[str, float]) -> Vector:
    rare = math.log(1 + 800)
    raw = {part: (1 + math.log(number)) * weights.get(part, rare) * _share(part) for part, number in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {part: value / length for part, value in raw.items()}


def _share(part: str) -> float:
    return 0.5 if len(part) == 1 else 0.7 if part.startswith("<") else 1.0


def likeness(facts: Facts) -> dict[str, float]:
    """For each intent 0…1: the nearest example, and a little of the next ones."""
    examples, weights = _examples()
    mine = _vector(parts(facts), weights)
    near: dict[str, list[float]] = defaultdict(list)
    for intent, vector in examples:
        small, large = (mine, vector) if len(mine) < len(vector) else (vector, mine)
        near[intent].append(sum(value * large[part] for part, value in small.items() if part in large))
    found = {}
    for intent, values in near.items():
        top = sorted(values, reverse=True)[:3]
        found[intent] = 0.7 * top[0] + 0.3 * sum(top) / len(top)
    return found
