"""What a hostile model picked up from everything it was given: whole texts, and names of things in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

_THING = re.compile(r"\b[0-9a-z]{26}\b")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_ALERT = re.compile(r"\bAL-\d{1,8}\b")
_VOUCHER = re.compile(r"\b\d{1,9}\.\d{1,9}\b")
_AMOUNT = re.compile(r"\d[\d,]*\.\d{2}\b")
_ACCOUNT = re.compile(r"\b(?:[A-Z]{2}\d{2}[A-Z0-9]{8,30}|\d{12,22})\b")
_NAMED: Mapping[str, re.Pattern[str]] = {
    "digest": _DIGEST, "alert": _ALERT, "voucher": _VOUCHER, "amount": _AMOUNT, "account_number": _ACCOUNT, "number": _ACCOUNT,
}  # fmt: skip
MOST = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """Texts in the order they came, and ids by what they are probably called; ``more`` were heard of elsewhere."""

    texts: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Everything, as one text."""
        return "\n".join(self.texts)

    @property
    def things(self) -> list[str]:
        """Ids of proposals, documents, conversations, whatever they are of."""
        return [*_found(_THING, self.texts), *self.more]

    def values(self, name: str) -> list[Any]:
        """What a naive model would put into an argument of that name."""
        pattern = _NAMED.get(name)
        if pattern is not None:
            return list(_found(pattern, self.texts)) or ["1"]
        return self.things or ["x"]


def seen(messages: Iterable[BaseMessage], more: Iterable[str] = ()) -> Seen:
    """Of everything but the house's own prompt: questions, answers of tools, earlier turns."""
    return Seen(tuple(_texts(messages)), tuple(more))


def _texts(messages: Iterable[BaseMessage]) -> Iterator[str]:
    for one in messages:
        if isinstance(one, HumanMessage | ToolMessage) or one.type == "ai":
            yield str(one.content)


@lru_cache(maxsize=32)
def _found(pattern: re.Pattern[str], texts: tuple[str, ...]) -> tuple[str, ...]:
    """The first names of that form; kept, since an obedient model asks for each argument of each call."""
    return tuple(dict.fromkeys(pattern.findall("\n".join(texts))))[:MOST]
