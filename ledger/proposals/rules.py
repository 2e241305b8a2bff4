"""Posting by rule: a version two people published stands as the authority for the events it covers.

财会〔2024〕11号 art. 17: automatic vouchers with clear rules may be checked by the system; others by a person
first. The rule's body says which books, series, kinds and accounts it covers; nothing else passes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ledger.books.entries import Authority, AuthorityKind, BatchDraft, Content, SealedBatch, Signatures
from ledger.books.refusals import refusing
from ledger.books.seal import Prepared, prepare, seal_prepared
from ledger.core import Channel, canonical, digest, new_id, problem
from ledger.core.problem import Refused
from ledger.store import Unit, to_micro
from ledger.store.statement import text

_RULE = "posting rule version"


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """What a published rule covers: entry kinds and account code prefixes, in one book and series."""

    rule_id: str
    version: int
    book: str
    series: str
    kinds: tuple[int, ...]
    accounts: tuple[str, ...]
    proposed_by: str
    published_by: str


def publish(unit: Unit, rule: RuleVersion, now: datetime) -> None:
    """Write down a rule version; refused (also by the database) when one person both proposes and publishes."""
    if rule.proposed_by == rule.published_by:
        raise Refused(problem("proposals.own_work"))
    body = {"book": rule.book, "series": rule.series, "kinds": list(rule.kinds), "accounts": list(rule.accounts)}
    with refusing():
        unit.connection.execute(
            text(
                "INSERT INTO posting_rule_version (tenant_id, rule_id, version, body, digest, proposed_by, published_by,"
                " published_at) VALUES (:t, :id, :version, :body, :digest, :proposed, :published, :at)"
            ),
            {"t": unit.tenant, "id": rule.rule_id, "version": rule.version, "body": canonical(body).decode(),
             "digest": digest(body), "proposed": rule.proposed_by, "published": rule.published_by,
             "at": to_micro(now)},
        )  # fmt: skip


def post_by_rule(
    unit: Unit, rule_id: str, version: int, content: Content, now: datetime, *,
    prepared: Prepared | None = None, meanwhile: Callable[[], None] | None = None,
) -> SealedBatch:  # fmt: skip
    """Post what a rule covers, in the caller's transaction; refused where it covers any voucher not.

    ``prepared`` is the content prepared before, ``meanwhile`` what to do while a server posts (:mod:`.feed`).
    """
    _must_cover(_body(unit, rule_id, version), content, rule_id)
    prepared = prepared or prepare(unit, content)
    signed = digest({"rule": rule_id, "version": version, "root": prepared.rows.root})
    authority_id = _write_authority(unit, rule_id, version, content, prepared, signed, now)
    by = f"rule:{rule_id}.{version}"
    batch = BatchDraft(content, Authority(AuthorityKind.RULE, authority_id, signed), Signatures(by, by), now)
    return seal_prepared(unit, batch, prepared, meanwhile)


def _body(unit: Unit, rule_id: str, version: int) -> dict[str, Any]:
    known: dict[str, Any] | None = unit.remembered((_RULE, rule_id, version))
    if known is not None:
        return known
    found = unit.run(
        "SELECT body FROM posting_rule_version WHERE tenant_id = :t AND rule_id = :id AND version = :version",
        {"t": unit.tenant, "id": rule_id, "version": version},
    ).fetchone()
    if found is None:
        raise Refused(problem("proposals.unknown_rule", rule=rule_id))
    body: dict[str, Any] = json.loads(found[0])
    unit.remember((_RULE, rule_id, version), body)  # a published version never changes
    return body


def _must_cover(body: dict[str, Any], content: Content, rule_id: str) -> None:
    prefixes, kinds = tuple(body["accounts"]), frozenset(body["kinds"])
    covered = (body["book"], body["series"]) == (content.book, content.series)
    accounts = {line.account for entry in content.entries for line in entry.lines}
    covered = covered and all(entry.kind in kinds for entry in content.entries)
    if not covered or not all(account.startswith(prefixes) for account in accounts):
        raise Refused(problem("proposals.not_covered", rule=rule_id))


def _write_authority(
    unit: Unit, rule_id: str, version: int, content: Content, prepared: Prepared, signed: bytes, now: datetime
) -> str:
    authority_id, rows = new_id(), prepared.rows
    with refusing():
        unit.later(
            "INSERT INTO authority (tenant_id, authority_id, kind, via, channel, rule_id, rule_version, digest, root,"
            " book_id, period, layer, series, entry_count, line_count, amount_minor, given_at, not_before, expires_at)"
            " VALUES (:t, :id, 'rule', 'system', :channel, :rule, :version, :digest, :root, :book, :period, :layer,"
            " :series, :entries, :lines, :amount, :at, :at, :expires)",
            {
                "t": unit.tenant, "id": authority_id, "channel": Channel.JOB.value, "rule": rule_id, "version": version,
                "digest": signed, "root": rows.root, "book": rows.book_id, "period": rows.period,
                "layer": int(content.layer), "series": content.series, "entries": rows.entry_count,
                "lines": rows.line_count, "amount": rows.gross_minor, "at": to_micro(now),
                "expires": to_micro(now + timedelta(hours=1)),
            },
        )  # fmt: skip
    return authority_id
