"""拆分: one line shared out over the values of a dimension, so that the parts are exactly the whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from ledger.core import MoneyError, Problem, from_minor, problem, split_by_percent, with_rest
from tools.shared.typed_amounts import BALANCE, folded, typed_minor, typed_percent

Short = Annotated[str, StringConstraints(max_length=100)]


class Problems(list[Problem]):
    """Faults in place of a result."""


class Split(BaseModel):
    """拆分: shares of one line by percent or amount, value of the dimension → share; the last takes what is left."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Literal["percent", "amount"] = "percent"
    dimension: Short = "department"
    shares: dict[Short, Short]


def shared_out(whole: int, shares: dict[str, str], by: str, currency: str, where: str) -> dict[str, int] | Problems:
    """Amount of each share; a share of ``=`` is what the others leave, else they must make the whole."""
    rest = [code for code, share in shares.items() if folded(share) == BALANCE]
    fixed = [code for code in shares if code not in rest]
    if len(rest) > 1:
        return Problems([problem("typed.balance_once", where)])
    read: Callable[[str], Decimal | int | Problem] = (
        (lambda text: typed_percent(text, where))
        if by == "percent"
        else lambda text: typed_minor(text, currency, where)
    )
    values = [read(shares[code]) for code in fixed]
    faults = Problems(value for value in values if isinstance(value, Problem))
    if faults:
        return faults
    numbers = [value for value in values if not isinstance(value, Problem)]
    try:
        parts = _divided(whole, numbers, by, has_rest=bool(rest))
    except MoneyError as error:
        total = sum(numbers)
        told = format(total, "f") if isinstance(total, Decimal) else format(from_minor(int(total), currency), "f")
        return Problems([problem(error.code, where, total=told, whole=format(from_minor(whole, currency), "f"))])
    return dict(zip([*fixed, *rest], parts, strict=True))


def _divided(whole: int, numbers: list[Decimal | int], by: str, *, has_rest: bool) -> list[int]:
    if by == "percent":
        percents = [Decimal(one) for one in numbers]
        rest = [100 - sum(percents, Decimal(0))] if has_rest else []
        return split_by_percent(whole, [*percents, *rest])
    minors = [int(one) for one in numbers]
    if not has_rest and sum(minors) != whole:
        raise MoneyError("money.amounts", str(sum(minors)))
    return with_rest(whole, minors if has_rest else minors[:-1])
