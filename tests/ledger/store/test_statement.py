"""A statement as text is read once, and shared without one asker's additions reaching the next."""

from __future__ import annotations

from sqlalchemy import bindparam

from ledger.store.statement import text

ASKED = "SELECT account_id FROM account WHERE tenant_id = :t AND account_id IN :some"


def test_what_is_added_for_one_is_not_there_for_the_next() -> None:
    plain = text(ASKED)
    grown = text(ASKED).bindparams(bindparam("some", expanding=True))
    assert text(ASKED) is plain
    assert "POSTCOMPILE" in str(grown.compile())
    assert "POSTCOMPILE" not in str(text(ASKED).compile())
