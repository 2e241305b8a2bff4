"""周期凭证: the templates due in a month, as one run; each is posted once a month, whatever became of the voucher since."""

from __future__ import annotations

from ledger.books.calendar import period_number
from ledger.books.entries import EntryDraft, LineDraft
from ledger.business.closing.month import LAST_ADJUSTMENT, Drafted, Month
from ledger.business.templates.kept import Template, retired_in, templates
from ledger.core import Problem, problem
from ledger.store.statement import text

SOURCE = "template:"
_POSTED = (
    "SELECT e.source FROM batch AS b JOIN entry AS e ON e.tenant_id = b.tenant_id AND e.batch_id = b.batch_id"
    " WHERE b.tenant_id = :t AND b.book_id = :b AND b.period >= :start AND b.period <= :end"
    " AND e.source LIKE 'template:%'"
)


def posted_in(month: Month) -> set[str]:
    """Numbers of the templates whose voucher of the month is in the books."""
    start = period_number(month.period)
    rows = month.unit.connection.execute(
        text(_POSTED),
        {"t": month.unit.tenant, "b": month.book.book_id, "start": start, "end": start + LAST_ADJUSTMENT},
    )
    return {row.source.split(":")[1] for row in rows}


def draft(month: Month) -> Drafted:
    """The vouchers still missing, on their day or the last of a shorter month."""
    own = [one for one in templates(month.unit, month.book.code) if one.falls_in(month.period)]
    if not own:
        return Drafted(not_needed=problem("closing.no_recurring"))
    done = posted_in(month)
    left = [one for one in own if one.template_id not in done]
    lacks = [fault for one in own for fault in _closed_accounts(month, one)]
    lacks += [fault for one in left for fault in retired_in(month.unit, month.book.code, one)]
    if lacks:
        return Drafted(lacks=tuple(lacks), link="/templates")
    return Drafted(tuple(_voucher(month, one) for one in left))


def _closed_accounts(month: Month, one: Template) -> list[Problem]:
    return [
        problem("template.account_closed", one.template_id, name=one.name, account=line.account)
        for line in one.lines
        if line.account not in month.postable
    ]


def _voucher(month: Month, one: Template) -> EntryDraft:
    day = min(f"{month.period}-{one.day:02}", month.last_day)
    base = month.book.base_currency
    lines = tuple(
        LineDraft(
            line.account, line.side, line.amount_minor, base, memo=line.memo or one.memo or one.name, dims=line.dims
        )
        for line in one.lines
        if line.side is not None and line.amount_minor is not None
    )
    assert len(lines) == len(one.lines), "a recurring template has all its amounts"
    return EntryDraft(day, lines, "", document_date=day, source=f"{SOURCE}{one.template_id}:{month.period}")
