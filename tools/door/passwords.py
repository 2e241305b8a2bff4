"""Which password will not do: length is all that is asked of its form, but nobody's first guess is taken.

How many guesses one takes is reckoned by zxcvbn (Wheeler, USENIX Security 2016) over its 30,000 most used passwords,
words, names, dates, keyboard runs and repetitions, and over the words of the house: company, product, one's own name.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from ledger.core import Problem, problem
from ledger.store import Unit
from ledger.store.company import company
from ledger.store.people import find_person

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
FEWEST_GUESSES = 10**9
PRODUCT = ("zhangfang", "账房", "ledger", "accounting")
_READ = 72
"""Characters that are looked at: zxcvbn's time grows with their square."""
_one_at_a_time = threading.Lock()  # zxcvbn keeps the words it was given in a table of the module


def weak_password(password: str, user: str, words: Iterable[str] = ()) -> Problem | None:
    """Why a password will not do: too short, too long, the sign-in name again, or easy to guess; ``words`` are the house's."""
    if len(password) < SHORTEST_PASSWORD:
        return problem("door.password_short", "password", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        return problem("door.password_long", "password", most=LONGEST_PASSWORD)
    if user.casefold() in password.casefold() and len(password) < len(user) + 6:
        return problem("door.password_is_name", "password")
    if _guesses(password, [user, *words, *PRODUCT]) < FEWEST_GUESSES:
        return problem("door.password_easy", "password")
    return None


def _guesses(password: str, words: list[str]) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are large, and most processes ask for no password

    parts = [part for word in words for part in (word, *word.split()) if len(part) > 1]
    with _one_at_a_time:
        return float(zxcvbn(password[:_READ], user_inputs=parts)["guesses"])


def words_of(unit: Unit, user: str) -> tuple[str, ...]:
    """Names that a password of somebody here must not be made of."""
    who, facts = find_person(unit, user), company(unit)
    return (facts.name, facts.name_en, *((who.name, who.name_en) if who is not None else ()))
