"""Random journals in the ways people write them, for comparing our reading with other programs' own.

``hledger(random)`` and ``beancount(random)`` give the text of a journal that the program accepts most of the time;
whoever compares asks the program first.
"""

from __future__ import annotations

from random import Random

ACCOUNTS = ("assets:bank:checking", "assets:bank", "assets:cash", "liabilities:card", "income:salary", "expenses:food",
            "expenses:food:out", "equity:opening", "费用:餐饮", "assets:broker two")  # fmt: skip
SYMBOLS = ("$", "EUR", "AAPL", '"Fund A"', "£", "h")


def _number(random: Random, places: int | None = None) -> str:
    digits = random.choice((0, 0, 1, 2, 2, 3)) if places is None else places
    whole = random.choice((random.randrange(1, 10), random.randrange(10, 1000), random.randrange(1000, 2_000_000)))
    text = f"{whole:,}" if random.random() < 0.3 and whole < 1_000_000 and digits else str(whole)
    return text + (f".{random.randrange(10**digits):0{digits}d}" if digits else "")


def _amount(random: Random, symbol: str, *, negative: bool = False, places: int | None = None) -> str:
    number, sign = _number(random, places), "-" if negative else ""
    shape = random.randrange(5)
    if symbol in ("$", "£"):
        return (f"{sign}{symbol}{number}", f"{symbol}{sign}{number}", f"{symbol} {sign}{number}", f"{sign} {symbol}{number}",
                f"{sign}{number} {symbol}")[shape]  # fmt: skip
    if symbol == "":
        return f"{sign}{number}"
    return f"{symbol} {sign}{number}" if shape == 0 else f"{sign}{number}{random.choice((' ', ' ', ''))}{symbol}"


def _comment(random: Random) -> str:
    return random.choice(("", "", "", "  ; note", "  ; tag: value, other:", "  ;:old:tags:", "  ; 2 x (3) = [6]"))


def _header(random: Random, year: int) -> str:
    month, day = random.randrange(1, 13), random.randrange(1, 29)
    mark = random.choice("-/.")
    text = f"{year}{mark}{month:02}{mark}{day:02}" if random.random() < 0.7 else f"{year}{mark}{month}{mark}{day}"
    if random.random() < 0.1:
        text += f"={year}{mark}12{mark}31"
    return text + random.choice(("", " *", " !")) + random.choice(("", "", " (12)")) + random.choice(
        (" groceries", " 午餐", " payee | note", "", " a  b")
    ) + _comment(random)  # fmt: skip


def _posts(random: Random) -> list[str]:
    one, two, three = random.sample(ACCOUNTS, 3)
    first, second = random.sample(SYMBOLS, 2)
    kind = random.randrange(10)
    amount = _amount(random, first, negative=random.random() < 0.4)
    if kind < 3:
        return [f"{one}  {amount}", two]
    if kind == 3:
        return [f"{one}  {amount}", f"{two}   {_amount(random, second)}", f"! {three}"]
    if kind == 4:
        return [f"{one}  {_amount(random, first)} @ {_amount(random, second)}", two]
    if kind == 5:
        return [f"{one}\t\t{_amount(random, first, negative=True)} @@ {_amount(random, second)}", f"{two}  "]
    if kind == 6:
        return [f"{one}  {_amount(random, first)}", f"{two}  {_amount(random, second, negative=True)}"]
    if kind == 7:
        return [f"({three})  {amount}", f"{one}  {_amount(random, second)}", two]
    if kind == 8:
        return [f"[{three}]  {amount}", f"[{one}]", f"{one}  {_amount(random, second)}", f"* {two}"]
    return [f"{one}  = {_amount(random, first)}", two]


def hledger(random: Random, transactions: int = 25) -> str:
    """A journal of hledger's; Ledger reads most of them too."""
    year, parts = random.randrange(1999, 2026), ["; made at random", ""]
    if random.random() < 0.3:
        parts += ["alias expenses:food = expenses:eating", ""]
    if random.random() < 0.3:
        parts += ["commodity $1,000.00", "commodity 1,000.00 EUR", ""]
    if random.random() < 0.2:
        parts += ["apply account personal", ""]
    for _ in range(transactions):
        parts.append(_header(random, year))
        for post in _posts(random):
            parts.append(f"{random.choice(('  ', '    '))}{post}{_comment(random)}")
            if random.random() < 0.1:
                parts.append("    ; a line of its own")
        parts.append(random.choice(("", "", "# margin", "comment\n2000-01-01 not read\n  x  1\nend comment\n")))
    return "\n".join(parts) + "\n"
