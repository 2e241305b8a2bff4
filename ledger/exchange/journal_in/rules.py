"""Automated transactions: which postings a query means, and what is added for them."""

from __future__ import annotations

import operator
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.raw import RawPost, RawTransaction, Rule

_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "==": operator.eq,
}  # fmt: skip
_WORD = re.compile(r"""(?:[^\s()'"]|'[^']*'|"[^"]*")+|[()]""")
Matches = Callable[[RawTransaction, "Seen"], bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a query may ask of a posting."""

    account: str
    commodity: str
    memo: str
    amount: Decimal = Decimal(0)


def matcher(rule: Rule) -> Matches:
    """The test that a rule's query is: regular expressions on accounts, ``and``, ``or``, ``not``, ``desc:``, ``cur:``."""
    try:
        return _Query(rule).whole()
    except (ValueError, KeyError, InvalidOperation, re.error, IndexError) as fault:
        raise Fault(rule.place, "import.bad_query", text=rule.query) from fault


def added(rule: Rule, seen: Seen) -> list[RawPost]:
    """The rule's postings with the matched account's name where they ask for it."""
    return [_named(post, seen.account) for post in rule.posts]


def _named(post: RawPost, account: str) -> RawPost:
    if "$account" not in post.account and "%(account)" not in post.account:
        return post
    name = post.account.replace("$account", account).replace("%(account)", account)
    return RawPost(post.place, name, post.kind, post.amount, post.price, post.lot, post.assertion, post.memo, post.date,
                   post.factor)  # fmt: skip


class _Query:
    """``term {or term}``, a term being tests that all hold."""

    def __init__(self, rule: Rule) -> None:
        text = rule.query.strip()
        expression = re.fullmatch(r"expr\s+(['\"])(.*)\1", text)
        self.nothing = expression is None and "=~" in text
        """Ledger reads ``account =~ /x/`` outside of ``expr '…'`` as words to look for, which no posting has."""
        text = expression[2] if expression else text
        text = re.sub(r"(\b(?:account|payee|note)|@|acct:|desc:|payee:)\s*(=~)?\s*/((?:[^/\\]|\\.)*)/", _spelled, text)
        text = re.sub(r"(?<![\w:'\"])/((?:[^/\\]|\\.)*)/", lambda found: shlex.quote("acct:" + found[1]), text)
        text = text.replace("&&", " and ").replace("&", " and ").replace("||", " or ").replace("|", " or ")
        self.words = ["".join(shlex.split(word)) for word in _WORD.findall(text)]
        self.at = 0

    def whole(self) -> Matches:
        if self.nothing:
            return lambda one, seen: False
        if not self.words:
            raise ValueError("empty")
        found = self._or()
        if self.at != len(self.words):
            raise ValueError(self.words[self.at])
        return found

    def _or(self) -> Matches:
        options = [self._and()]
        while self._next("or"):
            options.append(self._and())
        return lambda one, seen: any(option(one, seen) for option in options)

    def _and(self) -> Matches:
        terms = [self._not()]
        while self.at < len(self.words) and self.words[self.at] not in ("or", ")"):
            self._next("and")
            terms.append(self._not())
        return lambda one, seen: all(term(one, seen) for term in terms)

    def _not(self) -> Matches:
        if self._next("not") or self._next("!"):
            inner = self._not()
            return lambda one, seen: not inner(one, seen)
        if self._next("("):
            found = self._or()
            if not self._next(")"):
                raise ValueError("(")
            return found
        if self.words[self.at] == "amount":
            return self._compared()
        self.at += 1
        return _test(self.words[self.at - 1])

    def _compared(self) -> Matches:
        """``amount > 0``, a bare number."""
        sign, number = self.words[self.at + 1], Decimal(self.words[self.at + 2])
        compare = _COMPARISONS[sign]
        self.at += 3
        return lambda one, seen: compare(seen.amount, number)

    def _next(self, word: str) -> bool:
        hit = self.at < len(self.words) and self.words[self.at] == word
        self.at += hit
        return hit


def _spelled(found: re.Match[str]) -> str:
    kind = {"account": "acct:", "acct:": "acct:", "note": "note:"}.get(found[1], "desc:")
    return shlex.quote(kind + found[3])


def _test(word: str) -> Matches:
    if word.startswith("not:"):
        inner = _test(word.removeprefix("not:"))
        return lambda one, seen: not inner(one, seen)
    kind, _, pattern = word.partition(":")
    if kind not in ("acct", "account", "desc", "payee", "cur", "note"):
        if kind in ("amt", "date", "date2", "status", "tag", "real", "depth", "code", "type", "expr", "any", "all"):
            raise ValueError(word)
        kind, pattern = ("desc", word[1:]) if word.startswith("@") else ("acct", word)
    if not pattern or word[:1] in "%#=<>" or "=~" in word:
        raise ValueError(word)
    compiled = re.compile(pattern, re.IGNORECASE)
    if kind in ("acct", "account"):
        return lambda one, seen: compiled.search(seen.account) is not None
    if kind == "cur":
        return lambda one, seen: compiled.fullmatch(seen.commodity) is not None
    if kind == "note":
        return lambda one, seen: compiled.search(seen.memo) is not None
    return lambda one, seen: compiled.search(one.description) is not None
