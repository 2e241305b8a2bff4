"""Changing a chart: what the seal relies on changes only while nothing was booked; nothing is ever deleted."""

from __future__ import annotations

from ledger.books.accounts import Account, accounts, create_accounts, dimensions, get_book
from ledger.books.refusals import refusing
from ledger.store import Unit
from ledger.store.statement import text


def anything_posted(unit: Unit) -> bool:
    """Whether the books hold a voucher."""
    query = text("SELECT 1 FROM batch WHERE tenant_id = :t LIMIT 1")
    return unit.connection.execute(query, {"t": unit.tenant}).first() is not None


def used_accounts(unit: Unit, book: str) -> frozenset[str]:
    """Codes of accounts that a voucher or a proposal has named."""
    query = text(
        "SELECT DISTINCT a.code FROM cell AS c JOIN account AS a ON a.tenant_id = c.tenant_id AND a.book_id = c.book_id"
        " AND a.account_id = c.account_id WHERE c.tenant_id = :t AND c.book_id = :b"
    )
    book_id = get_book(unit, book).book_id
    return frozenset(row[0] for row in unit.connection.execute(query, {"t": unit.tenant, "b": book_id}))


def replace_chart(unit: Unit, book: str, wanted: list[Account]) -> None:
    """Make the chart these accounts: new ones are added, kept ones take what is wanted, all others are set aside.

    For books in which nothing was posted; the database refuses to change what a proposal already names.
    """
    known = {one.code: one for one in accounts(unit, book)}
    ids = {code: one.account_id for code, one in known.items()}
    kept = {one.code for one in wanted}
    book_id = get_book(unit, book).book_id
    masks = {code: 1 << number for code, number in dimensions(unit).items()}
    with refusing():
        _set_aside(unit, book_id, [ids[code] for code in known if code not in kept])
        made = create_accounts(unit, book, [one for one in wanted if one.code not in known])
        ids |= {one.code: one.account_id for one in made}
        levels: dict[str, int] = {}
        for one in wanted:
            levels[one.code] = levels.get(one.parent or "", 0) + 1
            _rewrite(unit, book_id, one, ids, levels[one.code], sum(masks[code] for code in one.required))


def _set_aside(unit: Unit, book_id: int, ids: list[int]) -> None:
    if ids:
        unit.connection.execute(
            text("UPDATE account SET active = 0 WHERE tenant_id = :t AND book_id = :b AND account_id = :a"),
            [{"t": unit.tenant, "b": book_id, "a": one} for one in ids],
        )


def _rewrite(unit: Unit, book_id: int, one: Account, ids: dict[str, int], level: int, mask: int) -> None:
    unit.connection.execute(
        text(
            "UPDATE account SET name_zh = :zh, name_en = :en, type = :type, normal_side = :side, parent_id = :parent,"
            " level = :level, postable = :postable, active = 1, monetary = :monetary, open_item = :open_item,"
            " required_mask = :mask WHERE tenant_id = :t AND book_id = :b AND account_id = :a"
        ),
        {
            "zh": one.name_zh, "en": one.name_en, "type": one.type.value, "side": int(one.normal_side),
            "parent": ids[one.parent] if one.parent else None, "level": level, "postable": int(one.postable),
            "monetary": int(one.monetary), "open_item": int(one.open_item), "mask": mask, "t": unit.tenant,
            "b": book_id, "a": ids[one.code],
        },
    )  # fmt: skip
