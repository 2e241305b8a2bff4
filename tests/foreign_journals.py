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


# beancount -----------------------------------------------------------------------------------
BEAN = ("Assets:Bank", "Assets:Bank:Sub", "Assets:Cash", "Liabilities:Card", "Income:Salary", "Expenses:Food",
        "Equity:Opening", "Assets:X银行")  # fmt: skip


def _plain_amount(random: Random) -> str:
    number = random.choice((f"{random.randrange(1, 5000)}", f"{random.randrange(1, 90000)}.{random.randrange(100):02}",
                            f"{random.randrange(1000, 90000):,}.5", f"({random.randrange(1, 90)} * 3 + 1.25)",
                            f"-{random.randrange(1, 300)}.1", f"{random.randrange(1, 99)}.125"))  # fmt: skip
    return f"{number} {random.choice(('USD', 'USD', 'EUR', 'JPY'))}"


def _bean_posts(random: Random) -> list[str]:
    one, two, three = random.sample(BEAN, 3)
    kind, units = random.randrange(14), random.randrange(1, 40)
    cost = random.choice(("10.50", "11", "12.123", "9.99"))
    broker = random.choice(("Assets:Broker:Fifo", "Assets:Broker:Lifo", "Assets:Broker:Strict", "Assets:Broker:None"))
    if kind < 3:
        return [f"{one}  {_plain_amount(random)}", two]
    if kind == 3:
        return [f"{one}  {_plain_amount(random)}", f"! {two}  {_plain_amount(random)}", f"{three}"]
    if kind == 4:
        return [f"{one}  {units}.5 EUR @ 1.0{units} USD", two]
    if kind == 5:
        return [f"{one}  {units} EUR @@ {units * 3}.17 USD", f"{two}  -{units * 3}.17 USD"]
    if kind == 6:
        return [f"{one}  {units} EUR @", f"{two}  -{units * 2}.31 USD"]
    if kind == 7:
        return [f"{broker}  {units} HOOL {{{cost} USD}}", two]
    if kind == 8:
        return [f"{broker}  {units} HOOL {{{{{units * 10}.30 USD}}}}", f"{two}  -{units * 10}.30 USD"]
    if kind == 9:
        return [f"{broker}  {units} HOOL {{}}", f"{two}  -{units * 9}.00 USD"]
    if kind in (10, 11):
        return [f"{broker}  -{random.randrange(1, 9)} HOOL {{{random.choice(('', cost, cost + ' USD'))}}} @ 13.5 USD",
                f"{one}  {units}.25 USD", "Income:Gains"]  # fmt: skip
    if kind == 12:
        return [f"{one}  {units}.5", f"{two}  -{units}.5 USD"]
    return [f"{one}  -{units} EUR @ 1.25 USD", f"{two}  {units * 5}.00 USD", f"{three}  -{units * 5 - units}.00 USD",
            f"{one}  {units * 25 // 100 if units % 4 == 0 else units / 4} USD"]  # fmt: skip


def beancount(random: Random, transactions: int = 25) -> str:
    """A beancount file; some transactions are wrong on purpose of chance, so the program is asked first."""
    parts = ['option "title" "at random"', 'option "operating_currency" "USD"', "; comment", "* heading", ""]
    if random.random() < 0.3:
        parts.append('option "inferred_tolerance_default" "*:0.001"')
    if random.random() < 0.3:
        parts.append('option "infer_tolerance_from_cost" "TRUE"')
    parts += [f"2000-01-01 open {account}" for account in (*BEAN, "Income:Gains")]
    parts += [
        f'2000-01-01 open Assets:Broker:{name.title()} HOOL "{name}"' for name in ("FIFO", "LIFO", "STRICT", "NONE")
    ]
    day = 0
    for number in range(transactions):
        day += random.randrange(5)
        when = f"20{10 + day // 336:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        if random.random() < 0.08:
            parts += [f"{when} pad Assets:Cash Equity:Opening", "",
                      f"20{20 + number % 5}-01-{number % 28 + 1:02} balance Assets:Cash {random.randrange(900)}.00 USD"]  # fmt: skip
        parts.append(f'{when} {random.choice("*!")} "payee" "narration {number}" #tag ^link')
        parts += [f'  key: "value {number}"', *(f"  {post}" for post in _bean_posts(random)), ""]
    return "\n".join(parts) + "\n"
