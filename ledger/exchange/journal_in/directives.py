"""Directives: what they change in the settings. Words that only report, forecast or format are known and passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ledger.books.accounts import AccountType
from ledger.exchange.incoming import Place
from ledger.exchange.incoming.faults import Fault
from ledger.exchange.journal_in.amounts import BadAmount, scan_amount, written_mark
from ledger.exchange.journal_in.numbers import NUMBER
from ledger.exchange.journal_in.settings import Dialect, Settings, Style, plain_alias, regex_alias

Body = Sequence[tuple[Place, str]]
_KINDS = {
    "a": AccountType.ASSET, "asset": AccountType.ASSET, "c": AccountType.ASSET, "cash": AccountType.ASSET,
    "l": AccountType.LIABILITY, "liability": AccountType.LIABILITY, "e": AccountType.EQUITY,
    "equity": AccountType.EQUITY, "v": AccountType.EQUITY, "conversion": AccountType.EQUITY, "r": AccountType.INCOME,
    "revenue": AccountType.INCOME, "x": AccountType.EXPENSE, "expense": AccountType.EXPENSE,
}  # fmt: skip
_PASSED = frozenset(
    {
        "P",
        "N",
        "C",
        "tag",
        "payee",
        "value",
        "assert",
        "check",
        "define",
        "def",
        "expr",
        "eval",
        "~",
        "period",
        "bucket_end",
    }
)
_SHORT = re.compile(r"([YADNPC])\s*(\S.*)")


def _year(rest: str, place: Place, settings: Settings, body: Body) -> None:
    if not re.fullmatch(r"\d{4,5}", rest):
        raise Fault(place, "import.bad_date", text=rest)
    settings.year, settings.year_said = int(rest), True


def _account(rest: str, place: Place, settings: Settings, body: Body) -> None:
    name, _, comment = rest.partition(";")
    name = settings.account(re.split(r"\s{2,}|\t", name.strip())[0])
    settings.declared.append(name)
    told = re.search(r"type:\s*(\w+)", " ".join([comment, *(text for _, text in body if text.startswith(";"))]))
    if told and told[1].lower() in _KINDS:
        settings.kinds[name] = _KINDS[told[1].lower()]
    for _, text in body:
        word, _, value = text.partition(" ")
        if word == "alias":
            _rename(value.strip(), name, settings)
        elif word == "default":
            settings.bucket = name


def _commodity(rest: str, place: Place, settings: Settings, body: Body) -> None:
    text = rest.partition(";")[0].strip()
    if re.search(r"\d", re.sub(r'"[^"]*"', "", text)):
        _styled(text, place, settings)
    for at, line in body:
        word, _, value = line.partition(" ")
        if word == "format":
            _styled(value.partition(";")[0].strip(), at, settings)
        elif word == "default" and settings.dialect is Dialect.LEDGER:
            settings.default_commodity = text.strip('"')


def _styled(sample: str, place: Place, settings: Settings) -> str:
    number = re.search(NUMBER, re.sub(r'"[^"]*"', lambda found: "_" * len(found[0]), sample))
    if number is None:
        raise Fault(place, "import.bad_amount", text=sample)
    mark = written_mark(number[0])
    symbol = (sample[: number.start()] + sample[number.end() :]).strip(" -+").strip('"')
    settings.styles[symbol] = Style(mark, len(number[0].rpartition(mark)[2]) if mark else 0)
    try:
        scan_amount(sample, 0, settings)
    except BadAmount as fault:
        raise Fault(place, "import.bad_amount", text=sample) from fault
    return symbol


def _default(rest: str, place: Place, settings: Settings, body: Body) -> None:
    symbol = _styled(rest.partition(";")[0].strip(), place, settings)
    if settings.dialect is Dialect.HLEDGER:
        settings.default_commodity = symbol


def _mark(rest: str, place: Place, settings: Settings, body: Body) -> None:
    if rest.strip() not in (".", ","):
        raise Fault(place, "import.not_understood", text=rest)
    settings.mark = rest.strip()


def _alias(rest: str, place: Place, settings: Settings, body: Body) -> None:
    regex = re.fullmatch(r"/((?:[^/\\]|\\.)+)/\s*=\s*(.*)", rest)
    try:
        if regex:
            settings.aliases.append(regex_alias(regex[1].replace("\\/", "/"), regex[2].strip()))
            return
    except re.error as fault:
        raise Fault(place, "import.bad_pattern", text=rest, why=str(fault)) from fault
    old, sign, new = rest.partition("=")
    if not sign or not old.strip() or not new.strip():
        raise Fault(place, "import.not_understood", text=rest)
    _rename(old.strip(), new.strip(), settings)


def _rename(old: str, new: str, settings: Settings) -> None:
    if settings.dialect is Dialect.LEDGER:
        settings.names[old] = new if new in settings.declared else settings.account(new)
    else:
        settings.aliases.append(plain_alias(old, new))


def _apply(rest: str, place: Place, settings: Settings, body: Body) -> None:
    kind, _, value = rest.partition(" ")
    if kind not in ("account", "tag", "year"):
        raise Fault(place, "import.not_understood", text=f"apply {rest}")
    settings.applied.append((kind, value.strip()))
    if kind == "year":
        _year(value.strip(), place, settings, body)


def _end(rest: str, place: Place, settings: Settings, body: Body) -> None:
    words = rest.partition(";")[0].split()
    if words == ["aliases"]:
        settings.aliases.clear()
        settings.names.clear()
        return
    kind = words[-1] if words and words[-1] not in ("apply",) else ""
    for at in range(len(settings.applied) - 1, -1, -1):
        if not kind or settings.applied[at][0] == kind:
            del settings.applied[at]
            return
    raise Fault(place, "import.nothing_to_end", text=f"end {rest}".strip())


def _bucket(rest: str, place: Place, settings: Settings, body: Body) -> None:
    settings.bucket = settings.account(rest.strip())


Act = Callable[[str, Place, Settings, Body], None]
ACTS: dict[str, Act] = {
    "Y": _year, "year": _year, "account": _account, "commodity": _commodity, "D": _default, "decimal-mark": _mark,
    "alias": _alias, "apply": _apply, "end": _end, "bucket": _bucket, "A": _bucket,
}  # fmt: skip


def direct(text: str, place: Place, settings: Settings, body: Body) -> None:
    """Obey a directive line and its indented body; Fault for what is none of ours."""
    word, _, rest = text.partition(" ")
    word, _, more = word.partition("\t")
    rest = f"{more} {rest}".strip()
    if short := _SHORT.fullmatch(text):
        word, rest = short[1], short[2].strip()
    if text.startswith("~") or word in _PASSED:
        return
    act = ACTS.get(word)
    if act is None:
        raise Fault(place, "import.unknown_directive", text=text)
    act(rest, place, settings, body)
