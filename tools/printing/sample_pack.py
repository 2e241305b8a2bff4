"""抽凭包 Sample pack: one ZIP with an index, each voucher as printed, originals as received, the trail, and proofs.

Every part is asked for through the door as the person; the ZIP is a package of proofs (ledger/proof/package.py), so
``verify --proof`` checks it, and each voucher in it, without a database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ledger.books.entries import VoucherKey
from ledger.core import Principal, say
from ledger.proof.package import package
from ledger.proof.signing import machine_key
from ledger.store.audit_store import reading
from tools.blocks import Column, DateCell, Row, Table, money, words
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.printing.vouchers import PaperFile, print_vouchers
from tools.sheets.sheet import Sheet
from tools.sheets.xlsx_file import xlsx_bytes

HEADS = ("place", "number", "day", "total", "why", "maker", "checker", "originals", "conclusion", "note")


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished ZIP."""

    name: str
    data: bytes
    vouchers: int


class Stopped(Exception):
    """A part was refused, so there is no pack."""

    def __init__(self, outcome: Denied | Invalid | Failed) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome


def sample_pack(house: House, principal: Principal, number: int) -> Pack | Denied | Invalid | Failed:
    """The pack of one of the person's own samples; a refusal of any part is handed on, and there is no pack."""
    try:
        sample = call(house, principal, "open_sample", sample=number)
        files: dict[str, bytes] = {}
        rows = [item_files(house, principal, item, files) for item in sample.items]
    except Stopped as stopped:
        return stopped.outcome
    return finished(house, principal, sample, rows, files)


def finished(house: House, principal: Principal, sample: Any, rows: list[Row], files: dict[str, bytes]) -> Pack:
    """The ZIP of all vouchers' files, their rows of the index, and the proofs."""
    index = _index(house, principal, sample, rows)
    readme = "\n\n".join(say(f"sample.readme_{one}", principal.language) for one in ("what", "drawn", "check")) + "\n"
    more = {"index.xlsx": index, "README.txt": readme.encode(), **files}
    keys = tuple(VoucherKey(*map(int, item.voucher.split("."))) for item in sample.items)
    store = house.store
    with store.read(principal.tenant) as unit, reading(store, unit) as stream:
        made = package(
            unit, stream, machine_key(store.home), house.clock.now(), principal.user, vouchers=keys, more=more
        )
    return Pack(f"sample-{principal.tenant}-{sample.sample}.zip", made, len(keys))


def call(house: House, principal: Principal, tool: str, **arguments: Any) -> Any:
    """The result of a tool called as the person; Stopped where it was refused."""
    outcome = house.gateway.call(principal, tool, arguments)
    if not isinstance(outcome, Done):
        raise Stopped(outcome)
    return outcome.result


def item_files(house: House, principal: Principal, item: Any, files: dict[str, bytes]) -> Row:
    """One voucher's files, and its row of the index."""
    trail = call(house, principal, "voucher_trail", voucher=item.voucher)
    printed = print_vouchers(house, principal, "a5", {"voucher": item.voucher})
    if not isinstance(printed, PaperFile):
        raise Stopped(printed)
    folder = f"{item.place:03}-{item.voucher}"
    files[f"{folder}/voucher.pdf"] = printed.data
    files[f"{folder}/trail.txt"] = ("\n".join(trail.lines) + "\n").encode()
    kept = []
    for place, one in enumerate(trail.originals, 1):
        suffix = re.sub(r"[^.0-9A-Za-z]", "", PurePath(one.name).suffix)[:8]
        kept.append(f"original-{place}{suffix}")
        files[f"{folder}/{kept[-1]}"] = house.store.blobs(principal.tenant).get(one.sha256)
    currency = house.door.facts(principal.tenant).currency
    said = say(f"sample.is_{item.conclusion}", principal.language) if item.conclusion else ""
    return Row(cells=(
        words(str(item.place)), words(item.number), DateCell(day=item.day), money(item.total_minor, currency), words(item.why),
        words(trail.maker), words(trail.checker), words(" ".join(kept)), words(said), words(item.note),
    ))  # fmt: skip


def _index(house: House, principal: Principal, sample: Any, rows: list[Row]) -> bytes:
    def told(key: str, **given: object) -> str:
        return say(f"sample.{key}", principal.language, **given)

    facts = house.door.facts(principal.tenant)
    about = (
        (say("sheet.company", principal.language), facts.title(principal.language)),
        (told("period"), f"{sample.first} – {sample.last}"), (told("accounts"), sample.accounts or told("all")),
        (told("series"), sample.series or told("all")), (told("method"), told(f"method_{sample.method}")), (told("seed"), sample.seed),
        (told("asked"), str(sample.count)), (told("population"), str(sample.population.count)),
        (told("population_debit"), f"{facts.currency} {sample.population.debit:,}"),
    )  # fmt: skip
    columns = tuple(Column(title=told(head), numeric=head == "total") for head in HEADS)
    return xlsx_bytes(Sheet(told("title"), about, Table(columns=columns, rows=tuple(rows)), sample.drawn_at))
