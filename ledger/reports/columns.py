"""The sealed tables as SQLAlchemy sees them for reading, and the two attributes of a line that access rules look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, column, literal, null, or_, select, table

from ledger.charts import PAYROLL

balance_dim = table("balance_dim", *map(column, (
    "tenant_id", "book_id", "period", "layer", "cell_id", "debit_minor", "credit_minor", "base_debit_minor",
    "base_credit_minor")))  # fmt: skip
balance = table("balance", *map(column, (
    "tenant_id", "book_id", "period", "layer", "account_id", "currency", "debit_minor", "credit_minor",
    "base_debit_minor", "base_credit_minor")))  # fmt: skip
touch = table("touch", *map(column, ("tenant_id", "book_id", "account_id", "batch_id")))
batch = table("batch", *map(column, ("tenant_id", "book_id", "batch_id", "period", "layer", "series", "first_number")))
entry = table("entry", *map(column, ("tenant_id", "batch_id", "entry_no", "posting_date")))
line = table("line", *map(column, (
    "tenant_id", "batch_id", "entry_no", "line_no", "cell_id", "currency", "side", "amount_minor", "base_minor",
    "memo", "due_date")))  # fmt: skip
cell = table("cell", *map(column, ("tenant_id", "cell_id", "book_id", "account_id", "dimset_id", "currency")))
account = table("account", *map(column, ("tenant_id", "book_id", "account_id", "code")))
dimset_member = table("dimset_member", *map(column, ("tenant_id", "dimension_no", "value_id", "dimset_id")))
dimset = table("dimset", *map(column, ("tenant_id", "dimset_id", "key")))
dim_value = table("dim_value", *map(column, ("tenant_id", "dimension_no", "value_id", "code", "name")))

Scope = Callable[[Mapping[str, ColumnElement[Any]]], ColumnElement[bool]]
"""Given the columns of a line's attributes, the rows a person may see."""


def dimension(tenant: str, number: int | None, dimset_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """The value code of one dimension of a dimension set, NULL where it has none."""
    if number is None:
        return null()
    member, value = dimset_member.alias(), dim_value.alias()
    return (
        select(value.c.code)
        .select_from(
            member.join(
                value,
                and_(
                    value.c.tenant_id == member.c.tenant_id,
                    value.c.dimension_no == member.c.dimension_no,
                    value.c.value_id == member.c.value_id,
                ),
            )
        )
        .where(member.c.tenant_id == tenant, member.c.dimension_no == number, member.c.dimset_id == dimset_id)
        .correlate(cell)
        .scalar_subquery()
    )


def line_attributes(tenant: str, department_no: int | None) -> dict[str, ColumnElement[Any]]:
    """Columns of the access type ``Line`` over ``cell`` joined with ``account``."""
    payroll = case((or_(*(account.c.code.like(f"{prefix}%") for prefix in PAYROLL)), 1), else_=0)
    return {
        "department": dimension(tenant, department_no, cell.c.dimset_id),
        "payroll": case((payroll == literal(1, BigInteger), 1), else_=0),
    }
