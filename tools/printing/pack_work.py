"""Large sample packs, made a few vouchers at a time: between two slices everything else that is due goes on.

Each slice is a job of its own. What it made lies in blobs that its step names, so that a killed worker's slice is made
again and no voucher twice; the last slice puts the pieces together.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import structlog

from ledger.core import Channel, Principal
from ledger.proof.package import zipped
from ledger.store import jobs
from ledger.store.people import find_person
from ledger.store.sample_packs import SamplePack, find_pack
from tools.blocks import Row
from tools.house import House
from tools.outcome import Denied, Done, Failed, Invalid
from tools.printing.sample_pack import Stopped, call, finished, item_files
from tools.work import ME, RETRY_AFTER, SLICES, worker

log = structlog.get_logger("zhangfang.packs")
JOB = "sample_pack"
SLICE = 5
LEASE_SECONDS = 300
ROW = "row.json"


def pack_work(house: House, tenant: str) -> int:
    """One slice of the oldest pack that waits; how many were done."""
    with house.store.write(tenant) as unit:
        job = jobs.lease(unit, ME, house.clock.now(), seconds=LEASE_SECONDS, kinds=(JOB,))
        spent = jobs.spent(unit, house.clock.now(), kinds=(JOB,)) if job is None else []
        pack = find_pack(unit, str(job.arguments["pack"])) if job else None
    for one in spent:
        _keep(house, tenant, {"pack": str(one.arguments["pack"]), "job": one.job_id, "done": 10**9, "failed": True})
    if job is None:
        return len(spent)
    told: dict[str, Any] = {"pack": str(job.arguments["pack"]), "job": job.job_id}
    try:
        told |= _made(house, tenant, pack) if pack is not None else {}
    except Stopped as stopped:
        log.warning("a sample pack was refused", pack=told["pack"], outcome=repr(stopped.outcome)[:300])
        told |= {"done": pack.done if pack else 0, "failed": True}
    except Exception:
        log.exception("a slice of a sample pack stumbled", pack=told["pack"])
        if job.attempts < jobs.MAX_ATTEMPTS:
            with house.store.write(tenant) as unit:
                jobs.fail(unit, job.job_id, "stumbled", house.clock.now(), retry_in=RETRY_AFTER)
            return 1
        told |= {"done": pack.done if pack else 0, "failed": True}
    _keep(house, tenant, told)
    return 1


def _keep(house: House, tenant: str, told: dict[str, Any]) -> None:
    outcome: Denied | Invalid | Failed | Done = house.gateway.call(worker(tenant), "keep_pack_part", told)
    if not isinstance(outcome, Done):
        log.error("a slice of a sample pack was not kept", outcome=repr(outcome)[:300])


def _made(house: House, tenant: str, pack: SamplePack) -> dict[str, Any]:
    """The next slice, or the whole once every voucher is there; as its asker, under the rules of now."""
    with house.store.read(tenant) as unit:
        who = find_person(unit, pack.asker)
    if who is None:
        return {"done": pack.done, "failed": True}
    principal = who.principal(tenant, Channel.JOB, "job", pack.language)
    sample = call(house, principal, "open_sample", sample=pack.number)
    if pack.done >= len(sample.items):
        return _whole(house, principal, pack, sample)
    blobs, parts = house.store.blobs(tenant), {}
    for item in sample.items[pack.done : pack.done + SLICE]:
        files: dict[str, bytes] = {}
        row = item_files(house, principal, item, files)
        parts[str(item.place)] = blobs.put(zipped({ROW: row.model_dump_json().encode(), **files}))
    return {"done": pack.done + len(parts), "parts": parts}


def _whole(house: House, principal: Principal, pack: SamplePack, sample: Any) -> dict[str, Any]:
    """All pieces in one package; the pieces go."""
    blobs, pieces = house.store.blobs(principal.tenant), []
    files: dict[str, bytes] = {}
    rows: list[Row] = []
    with house.store.read(principal.tenant) as unit:
        for item in sample.items:
            _, digest = jobs.step_result(unit, f"pack-{pack.pack_id}", str(item.place))
            pieces.append(str(digest))
    for digest in pieces:
        with zipfile.ZipFile(io.BytesIO(blobs.get(digest))) as archive:
            files |= {name: archive.read(name) for name in archive.namelist() if name != ROW}
            rows.append(Row.model_validate(json.loads(archive.read(ROW))))
    made = finished(house, principal, sample, rows, files)
    kept = {"done": len(rows), "sha256": blobs.put(made.data), "name": made.name}
    for digest in pieces:
        blobs.remove(digest)
    return kept


SLICES.append(pack_work)
