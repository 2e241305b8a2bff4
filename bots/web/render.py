"""Templates, and the words and figures inside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from bots.web.marks import marks, page_size
from bots.web.tool_pages import page_of
from ledger.core import currency_name, exponent, grouped, say, to_minor
from ledger.core.words import has
from tools.blocks import Ref

HERE = Path(__file__).parent
MOST_PAGES = 4
_SIGNS = {"CNY": "¥"}
_base: ContextVar[str] = ContextVar("base_currency", default="CNY")
_PLACES = {
    "voucher": "/vouchers/{id}",
    "proposal": "/inbox/{id}",
    "document": "/inbox/{id}",
    "account": "/reports/account/{id}",
    "clause": "/policies/{id}",
    "alert": "/alerts/{id}",
    "party": "/open-items?party={id}",
    "report": "/reports/{id}",
}

environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def flat(amount_minor: int) -> Markup:
    """An amount of a ledger: nothing is a grey dash, as accountants write it."""
    return money(amount_minor) if amount_minor else Markup('<span class="nil">–</span>')


def money(amount_minor: int, currency: str = "", signed: bool = False) -> Markup:
    """An amount: U+2212 before the currency, red *and* with its sign when negative."""
    shown = grouped(abs(amount_minor), currency or _base.get())
    sign = _SIGNS.get(currency, f"{currency_name(currency)} " if currency else "")
    unit = Markup('<span class="cur">{}</span>').format(sign) if sign else Markup("")
    if amount_minor < 0:
        return Markup('<span class="money neg">−{}{}</span>').format(unit, shown)
    return Markup('<span class="money">{}{}{}</span>').format("+" if signed and amount_minor else "", unit, shown)


def invalid(faults: Mapping[str, str], where: str) -> Markup:
    """The attributes of a field that says what is wrong with it, for eyes and ears."""
    if where not in faults:
        return Markup("")
    return Markup(' aria-invalid="true" aria-describedby="f-{}"').format(where.replace(".", "-"))


def icon(name: str) -> Markup:
    """An icon, always beside a word."""
    return Markup('<svg class="ic" aria-hidden="true"><use href="#i-{}"/></svg>').format(name)


def link(ref: Ref) -> str:
    """The page of a thing of ours: the only links a reply can carry."""
    return page_of(ref.id) if ref.kind == "page" else _PLACES[ref.kind].format(id=ref.id)


def long_date(day: date, language: str) -> str:
    """11月25日星期三, or Wednesday, 25 November."""
    return format_date(day, say("web.long_date", language), locale=language)


def clock(instant: datetime, time_zone: str, today: date) -> str:
    """The time for today, the month and day otherwise."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d}"


def page(name: str, language: str, values: Mapping[str, Any]) -> str:
    """A filled template; ``t`` speaks the screen's language."""

    def t(key: str, /, **parameters: Any) -> str:
        return say(key, language, **parameters)

    tools = {
        "t": t,
        "lang": language,
        "money": money,
        "flat": flat,
        "grouped": grouped,
        "ic": icon,
        "invalid": invalid,
        "link": link,
        "clock": clock,
        "places": exponent,
    }
    base = _base.set(getattr(values.get("company"), "currency", _base.get()))
    try:
        return environment.get_template(name).render(**tools, **values)
    finally:
        _base.reset(base)


def marked(text: str, passage: str) -> Markup:
    """A text with one passage highlighted, to be jumped to as ``#here``."""
    if not passage or passage not in text:
        return escape(text)
    before, found, after = text.partition(passage)
    return escape(before) + Markup('<mark id="here">{}</mark>').format(found) + escape(after)


def account_groups(parameters: Mapping[str, str], kind: str) -> list[tuple[str, bool]]:
    """An account in groups of four, each with whether it equals the same group of the other account."""
    mine, other = parameters[kind], parameters["printed" if kind == "approved" else "approved"]
    groups = [mine[i : i + 4] for i in range(0, len(mine), 4)]
    return [(group, group == other[i * 4 : i * 4 + 4]) for i, group in enumerate(groups)]


def witness(name: str, t: Callable[..., str]) -> str:
    """What agrees with a value, in words; a name nobody wrote a word for stays as it is."""
    return t(f"web.witness_{name}") if has(f"web.witness_{name}") else name


def pages_shown(document: Any, focus: str) -> list[int]:
    """All pages of a short document; of a long one the first, and the one with the field in focus."""
    if document.pages <= MOST_PAGES:
        return list(range(1, document.pages + 1))
    of_focus = {one.page for one in marks(document) if one.name == focus}
    return sorted({1, *of_focus})


def around(box: tuple[float, float, float, float], size: tuple[float, float]) -> str:
    """The view of a page that shows a box large: half the page wide, three times the box high or more."""
    width, height = size[0] * 0.5, max(size[0] * 0.11, (box[3] - box[1]) * 3)
    left = min(max(box[0] - width * 0.12, 0), size[0] - width)
    top = min(max((box[1] + box[3] - height) / 2, 0), max(size[1] - height, 0))
    return f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"


def called(code: str, known: Any) -> str:
    """The name of a department or party; its code where the reader may not know the name."""
    if known is None:
        return code
    named: str = known.departments.get(code) or known.parties.get(code) or code
    return named


environment.filters |= {
    "marks": marks,
    "page_size": page_size,
    "pages_shown": pages_shown,
    "around": around,
    "called": called,
    "instant": datetime.fromisoformat,
    "minor": lambda value: int(Decimal(value).scaleb(exponent(_base.get()))),
    "currency_name": currency_name,
    "minor_of": lambda value, currency: to_minor(Decimal(value), currency),
    "witness": witness,
    "is_chinese": lambda text: bool(re.search(r"[\u4e00-\u9fff]", text)),
    "account_groups": account_groups,
    "marked": marked,
}
