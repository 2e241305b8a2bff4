"""What a person sees: read from the page in front of them, never from the books."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from playwright.sync_api import Page

_FILES = """() => [...document.querySelectorAll('.files li.file')].map(li => ({
  row: (li.querySelector('a.row') || {}).getAttribute('href'), step: li.classList[1],
  called: (li.querySelector('.act [aria-label]') || li).getAttribute('aria-label') || '', why: li.querySelector('.d').textContent}))"""
_WORK = """() => {
  const text = (one) => { const own = one.cloneNode(true); own.querySelectorAll('a.pick').forEach(a => a.remove()); return own.textContent.trim(); };
  const kind = document.querySelector('.qdoc [data-kind]');
  const has = (css) => Boolean(document.querySelector(css));
  return {
    fields: Object.fromEntries([...document.querySelectorAll('.f[data-field]:not(:has(.word.needs))')].map(f => [f.dataset.field, text(f.querySelector('.v'))])
      .concat(kind ? [['invoice_kind', kind.dataset.kind]] : [])),
    asks: [has("button[name=paid_by]") && 'paid_by', has("button[name=department]") && 'department', has('#account') && 'account',
           has('#rate') && 'rate', has('#tax_code') && 'tax_code', has("a[href$='/vendor'].btn") && 'vendor'].filter(Boolean),
    told: [...document.querySelectorAll('.qwork .callout, .qdoc .callout')].filter(c => !c.hidden).map(c => c.textContent.trim().replace(/\\s+/g, ' ').slice(0, 160)),
    warned: document.querySelectorAll(".qwork a[href^='/alerts/']").length,
    submit: has("form[data-primary][action$='/submit'] .btn.primary"), here: location.pathname,
    shut: has('.qdoc .callout.stop'), twin: has(".qdoc .callout a[href^='/inbox/']"),
  };
}"""


_VENDORS = """() => [...document.querySelectorAll('.vendor .callout button[name=use]')].map(b => b.querySelector('[lang]').textContent)"""


@dataclass(frozen=True)
class FileSeen:
    """A row of the page of what was handed in: where it opens, how far it is, the words beside it."""

    opens: str
    step: str
    called: str
    why: str


@dataclass(frozen=True)
class WorkSeen:
    """The page of one document. ``fields`` hold its kind too, as ``invoice_kind``; ``asks`` are open questions in the page's
    order; what is only offered for a field is none of it; ``submit`` whether it may be handed on."""

    fields: dict[str, str]
    asks: list[str]
    told: list[str]
    warned: int
    submit: bool
    here: str
    shut: bool
    twin: bool


def files_seen(page: Page) -> list[FileSeen]:
    """The rows, while the page may be replacing them."""
    return [FileSeen(one["row"] or "", one["step"], one["called"], one["why"]) for one in page.evaluate(_FILES)]


def work_seen(page: Page) -> WorkSeen:
    """What stands on the page now."""
    return WorkSeen(**page.evaluate(_WORK))


def vendors_seen(page: Page) -> list[str]:
    """The vendors that the page of a new one offers instead, in its order."""
    return [str(one) for one in page.evaluate(_VENDORS)]


def reads_as(name: str, shown: str | None, truth: str | None) -> bool:
    """Whether what the page shows of a field is what the paper says; both None where neither says anything."""
    if shown is None or truth is None:
        return shown is None and truth is None
    if name == "gross":
        return _amount(shown) == Decimal(truth)
    return squashed(shown) == squashed(truth)


def squashed(text: str) -> str:
    """Without spaces, with plain brackets and digits."""
    return re.sub(r"\s", "", text).translate(str.maketrans("（）：０１２３４５６７８９", "():0123456789"))


def _amount(text: str) -> Decimal | None:
    plain = re.sub(r"[^0-9.\-]", "", text.replace("−", "-").replace("\u2212", "-"))
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
