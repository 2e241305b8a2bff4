"""反记账, 反审核, 反结账, 删除凭证: acts of other programs, and how the same end is reached here."""

from __future__ import annotations

import re

from ledger.core import say

_ACTS = (
    ("reopen", r"反结账|反月结|取消结账|\b(?:un-?close|reopen)\b.{0,20}\b(?:month|period|books?)\b"),
    ("uncheck", r"反审核|取消审核|反复核|\bun-?(?:approve|confirm|check)\b.{0,20}\bvouchers?\b"),
    (
        "correct",
        r"反记账|反过账|反登账|取消记账|(?:删除?|作废)(?:掉|了)?(?:这|那)?(?:张|笔)?(?:已(?:入|记)账的?)?凭证|凭证.{0,6}(?:删除|删掉|作废)"
        r"|\bun-?post\b|\b(?:delete|remove|erase)\b.{0,24}\bvouchers?\b",
    ),
)


def done_here(question: str, language: str) -> str:
    """How it is done in this house, where the question names such an act; empty otherwise."""
    low = question.casefold()
    found = next((name for name, pattern in _ACTS if re.search(pattern, low)), "")
    return say(f"assistant.here_{found}", language) if found else ""
