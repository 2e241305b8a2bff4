"""Forms of statements that a company made of its own: kept from a day on, beside the forms its standard prescribes.

Only added to: a statement of a past month is drawn by the form that holds on its last day, as far as that was kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import insert, select

from ledger.charts import Layout, layouts
from ledger.charts.layout import Raw, learn
from ledger.core import new_id
from ledger.store import Unit
from ledger.store.schema.own_forms import own_form as table


@dataclass(frozen=True, slots=True)
class OwnForm:
    """``rows`` empty: from that day on the prescribed form again. ``layout`` draws statements by it."""

    base: str
    name: str
    valid_from: date
    rows: tuple[Raw, ...]
    kept_by: str
    kept_at: datetime

    @property
    def layout(self) -> Layout:
        """The layout it was made from, with its own rows and name."""
        made_from = next(one for one in layouts() if one.layout == self.base)
        if not self.rows:
            return made_from
        own = learn(self.base, self.rows)
        return replace(made_from, layout=own, name_zh=self.name, name_en=self.name, source="", mark="own")


def own_forms(unit: Unit, book: str) -> list[OwnForm]:
    """A book's own forms, those that hold latest first, of the same day the one kept last."""
    query = (
        select(table)
        .where(table.c.tenant_id == unit.tenant, table.c.book == book)
        .order_by(table.c.valid_from.desc(), table.c.kept_at.desc(), table.c.form_id.desc())
    )
    return [
        OwnForm(row.base, row.name, date.fromisoformat(row.valid_from), tuple(row.rows), row.kept_by, row.kept_at)
        for row in unit.connection.execute(query)
    ]


def own_form_on(forms: Sequence[OwnForm], day: date, prescribed: Layout) -> OwnForm | None:
    """The own form that holds on a day; None where there is none, or where it was made from an older prescribed form.

    When another form comes into force, a company's changes to the former one are not carried over unseen.
    """
    found = next((one for one in forms if one.valid_from <= day), None)
    return found if found and found.rows and found.base == prescribed.layout else None


def keep_own_form(
    unit: Unit, book: str, base: str, name: str, valid_from: date, rows: Sequence[Raw], person: str, now: datetime
) -> OwnForm:
    """Keep a form from a day on; without rows the prescribed form holds again."""
    unit.connection.execute(
        insert(table).values(
            tenant_id=unit.tenant, book=book, form_id=new_id(), base=base, name=name, valid_from=valid_from.isoformat(),
            rows=[dict(row) for row in rows], kept_by=person, kept_at=now,
        )
    )  # fmt: skip
    return OwnForm(base, name, valid_from, tuple(rows), person, now)
