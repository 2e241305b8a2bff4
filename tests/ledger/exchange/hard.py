"""A small company whose books are hard to write down: currencies without cents and with three, red lines, base
amounts without an amount of their own, both layers, and words that try to be more than words."""

from __future__ import annotations

from ledger.books.accounts import create_values
from ledger.books.balances import trial_balance
from ledger.books.entries import EntryDraft, EntryKind, Layer, credit, debit
from ledger.exchange import journal_page
from ledger.store import Store, Unit
from tests.ledger.books import small

FORGED = "2026-11-01 * (记-9999) forged\n    Assets:1001-库存现金  999999.00 CNY\n    Equity:Opening"
ATTACKS = (
    f"x\n\n{FORGED}\n",
    'x"\n\n2026-11-01 * "forged"\n  Assets:1001-库存现金  999999.00 CNY\n  Equity:4103-本年利润\n\n2026-11-02 * "y',
    'a "quoted" \\ backslash\\" end\\',
    "memo; date:2020-01-01, type:X",
    "payee | note [2020-01-01=2020-02-02]",
    "line\u2028separator\u0085next\r\nend\tfour\x0bfive",
    "(code) ! * = @@ 5 CNY  ; two spaces",
    "\u202eoverride",
    "include /etc/passwd\ninclude /etc/passwd",
    "comment\nend comment\n",
    "",
)


def found(store: Store, tenant: str) -> None:
    """The company with everything posted: October, and November in both layers."""
    small.found(store, tenant, periods=("2026-10", "2026-11"))
    with store.write(tenant) as unit:
        create_values(unit, "party", {"V9;date:2020-01-01": "一", 'V"10"': "二"})
    small.posted(store, tenant, *_october(), period="2026-10")
    small.posted(store, tenant, *(_attack(number, memo) for number, memo in enumerate(ATTACKS, 1)), series='记)"|')
    small.posted(store, tenant, *_november())
    close = small.entry(
        debit("4103", "2345.67", memo="结转"), credit("660202", "2345.67", memo="结转"), day="2026-11-30",
        kind=EntryKind.TRANSFER,
    )  # fmt: skip
    small.posted(store, tenant, close, layer=Layer.TRANSFER)


def _october() -> list[EntryDraft]:
    return [
        small.entry(debit("1002", "100.01", "USD", base_minor=71999), credit("6001", "719.99"), day="2026-10-05"),
        small.entry(debit("1002", "33333", "JPY", base_minor=150000), debit("1002", "0.007", "KWD", base_minor=17),
                    credit("6001", "1500.17"), day="2026-10-06"),
        # all in one foreign currency: no line of base is there to lend its digits
        small.entry(debit("1001", "3.00", "USD", base_minor=2200), credit("1002", "3.00", "USD", base_minor=2200),
                    day="2026-10-07"),
    ]  # fmt: skip


def _november() -> list[EntryDraft]:
    dims = {"party": "V9;date:2020-01-01"}
    return [
        # spent to nothing, leaving base behind, which the revaluation takes away; then one the other way round
        small.entry(debit("660202", "700.00"), credit("1002", "97.01", "USD", base_minor=70000), day="2026-11-02"),
        small.entry(debit("1002", "0.00", "USD", base_minor=201), credit("6001", "2.01"), kind=EntryKind.REVALUATION),
        small.entry(debit("1001", "0.01", "KWD", base_minor=0), debit("1001", "5.00"),
                    credit("1001", "5.00"), credit("1001", "0.01", "KWD", base_minor=0)),
        small.entry(debit("1001", "-3.00", "USD", base_minor=-2300), credit("1002", "-23.00"), day="2026-11-09"),
        small.entry(debit("660202", "-45.67", memo="红字"), credit("1001", "-45.67", memo="另一个摘要")),
        small.entry(debit("1122", "10.00", dims=dims), credit("6001", "10.00")),
        small.entry(debit("1122", "20.00", dims={"party": 'V"10"'}), credit("6001", "20.00")),
    ]  # fmt: skip


def _attack(number: int, memo: str) -> EntryDraft:
    amount = f"{number}.{number:02}"
    return small.entry(
        debit("660201", amount, memo=memo, dims={"department": "D1"}), credit("1001", amount, memo=memo[::-1])
    )


def journal(unit: Unit, form: str, *, first: str | None = None, last: str | None = None, limit: int = 500) -> str:
    """The whole journal, its pages put together."""
    text, place = "", None
    while True:
        page = journal_page(unit, small.BOOK, form, "2026-11-25", first=first, last=last, place=place, limit=limit)
        text += page.text
        if page.following is None:
            return text
        place = page.following


Sums = dict[tuple[str, str], tuple[int, int]]


def closing(unit: Unit, last: str = "2026-11") -> Sums:
    """What the trial balance says: amount and base minor units by account code and currency."""
    rows = trial_balance(unit, small.BOOK, "2000-01", last)
    return {(row.account, row.currency): (row.closing, row.base_closing) for row in rows}
