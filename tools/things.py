"""The things a call is about, told by the names of its arguments and of its result: what the audit is searched by.

``things({"proposal": "0193…"})`` is ``proposal:0193…``. Only names of things are kept, never what people typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

KINDS: Mapping[str, str] = {
    "proposal": "proposal", "voucher": "voucher", "document": "document", "documents": "document", "alert": "alert",
    "person": "person", "user": "person", "hand_to": "person", "vendor_id": "party", "period": "month", "template": "template", "rule": "rule",
    "bill": "bill", "card": "asset", "statement": "statement", "request": "request", "account": "account",
    "sample": "sample", "host": "host", "left_out": "left_out", "passkey": "passkey",
}  # fmt: skip
"""Name of a field to the kind of thing its value names."""
MOST = 24
_NAME = re.compile(r"[\w.\-]{1,64}")


def things(arguments: Mapping[str, Any], result: BaseModel | None = None) -> str:
    """``kind:id`` of everything named, each once, apart by spaces; at most ``MOST``."""
    found = dict.fromkeys(_named(arguments))
    if result is not None:
        found |= dict.fromkeys(_made(result))
    return " ".join(list(found)[:MOST])


def _named(given: Mapping[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        kind = KINDS.get(name)
        if kind is None:
            continue
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, str | int) and not isinstance(one, bool) and _NAME.fullmatch(str(one)):
                yield f"{kind}:{one}"


def _made(result: BaseModel) -> Iterator[str]:
    """What an act says it made or changed: its own fields, and those of the rows it lists."""
    own = {name: getattr(result, name) for name in type(result).model_fields}
    yield from _named({name: value for name, value in own.items() if name != "period"})
    for value in own.values():
        for one in value[:MOST] if isinstance(value, list | tuple) else ():
            if isinstance(one, BaseModel):
                yield from _named(
                    {
                        name: getattr(one, name)
                        for name in type(one).model_fields
                        if name in ("proposal", "voucher", "document", "user", "statement")
                    }
                )
