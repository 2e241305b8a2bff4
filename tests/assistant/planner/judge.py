"""Compares readings with what a request meant: file of lines ``sentence, intent, slots`` (tab-separated).

``python -m tests.assistant.planner.judge FILE…`` tells for each intent how many of its requests were read as meant.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from assistant.planner import Entities, Plan, plan

TODAY = date(2026, 11, 22)
COMPANY = Entities.of(
    {
        "vendor": ["阿里云", "华东物流有限公司", "恒力钢材", "Northwind Traders", "Contoso Ltd", "京东企业购"],
        "customer": ["大华超市", "明珠电子有限公司", "Fabrikam", "Adventure Works"],
        "account": [
            "管理费用",
            "应收账款",
            "银行存款",
            "差旅费",
            "office rent",
            "travel expenses",
            "prepaid insurance",
        ],
        "department": ["市场部", "研发部", "二车间", "Marketing", "Finance"],
        "employee": ["陈晓", "王芳", "李强"],
        "item": ["铝型材", "A100主板", "steel plate", "gasket"],
        "warehouse": ["二号仓", "WH2"],
    }
)
CRITICAL = {"amount", "period", "as_of", "document_number", "vendor", "customer", "action", "threshold"}
LOOSE = {"account", "item", "department", "warehouse", "category"}


def read(text: str, history: Plan | None = None) -> Plan:
    """Plan with the test company's names on the test day."""
    return plan(text, TODAY, COMPANY, history)


def rows(name: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The sentences of a file beside this one."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines if line]
    return [(text, intent, json.loads(slots)) for text, intent, slots in split]


def right(plan_: Plan, intent: str, slots: dict[str, Any]) -> bool:
    """Whether intent and slots are as meant, with no critical slot too many."""
    told = all(_same(name, value, plan_.slots.get(name)) for name, value in slots.items())
    return plan_.intent == intent and told and not {*plan_.slots} & (CRITICAL - {*slots})


def _same(name: str, want: Any, got: Any) -> bool:
    if got is None:
        return False
    if name in ("period", "compare_period"):
        return bool([got["start"], got["end"]] == want)
    if name == "threshold":
        return bool(got["op"][0] == want[0][0] and got["value"] == want[1])
    if name == "horizon":
        return bool([got["n"], got["unit"]] == want)
    if name in LOOSE:
        return str(want).lower() in str(got).lower() or str(got).lower() in str(want).lower()
    return str(got) == str(want)


def main(names: list[str]) -> None:
    """The figure of each intent: read as meant (intent read), of how many."""
    asked = [row for name in names for row in rows(name)]
    held, meant, named = (Counter[str]() for _ in range(3))
    for text, intent, slots in asked:
        found = read(text)
        held[intent] += 1
        named[intent] += found.intent == intent
        meant[intent] += right(found, intent, slots)
    for intent in sorted(held):
        print(f"{intent:24} {meant[intent]:3} ({named[intent]:3}) / {held[intent]}")
    print(f"{'all':24} {meant.total():3} ({named.total():3}) / {held.total()}")


if __name__ == "__main__":
    main(sys.argv[1:])
