"""抽凭包 of a large sample: asked for, made a few vouchers at a time in the background, fetched by its asker, erased after days."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from ledger.core import Refused, problem
from ledger.evidence import documents
from ledger.store import jobs
from ledger.store.sample_packs import SamplePack, begin, change_pack, find_pack, newest_pack
from tools.blocks import Progress, Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.own_samples import own_sample

AT_ONCE = 200
"""A pack of so many vouchers is made while one waits."""
KEPT = timedelta(days=14)
JOB, ERASE = "sample_pack", "erase_sample_pack"


class PackRequest(Request):
    """One of one's own samples."""

    sample: int


class PackShown(BaseModel):
    """``state`` none, making, ready, failed or erased; ``done`` of ``vouchers`` made; it may be fetched ``until`` then."""

    sample: int
    state: str
    done: int = 0
    vouchers: int = 0
    until: datetime | None = None
    pack: str = ""


class PackFile(BaseModel):
    """The finished ZIP by its digest, and its name."""

    sha256: str
    name: str


class PackPart(Request):
    """What the house's own job has made: so many vouchers, parts of files by digest; at the end ``sha256`` and ``name``."""

    pack: str
    job: str
    done: int = 0
    parts: dict[str, str] = Field(default_factory=dict)
    sha256: str = ""
    name: str = Field(default="", max_length=200)
    failed: bool = False


class PackId(Request):
    """A pack by its id."""

    pack: str


def job_of(pack_id: str, done: int) -> str:
    """The job that makes the next vouchers of a pack."""
    return f"pack-{pack_id}-{done}"


def _shown(context: Context, sample: int, found: SamplePack | None) -> PackShown:
    if found is None:
        return PackShown(sample=sample, state="none")
    zone = ZoneInfo(context.company.time_zone)
    until = (found.ready_at + KEPT).astimezone(zone) if found.ready_at and found.state == "ready" else None
    return PackShown(sample=sample, state=found.state, done=found.done, vouchers=found.vouchers, until=until, pack=found.pack_id)  # fmt: skip


@tool(action="self.change", effect="commit", people_only=True)
def ask_sample_pack(context: Context, request: PackRequest) -> Done:
    """Have the pack of a large sample of one's own made in the background; a second click finds the first at work."""
    sample = own_sample(context, request.sample)
    found = newest_pack(context.unit, request.sample, context.principal.user)
    if found is None or found.state != "making":
        pack_id = begin(
            context.unit, sample.number, context.principal.user, len(sample.items), context.language, context.now
        )
        jobs.enqueue(context.unit, JOB, {"pack": pack_id}, context.now, job_id=job_of(pack_id, 0))
        found = find_pack(context.unit, pack_id)
    return Done(_shown(context, sample.number, found), (Text(text=context.say("sample.pack_begun")),))


@tool(action="audit.read", effect="read", people_only=True)
def sample_pack_state(context: Context, request: PackRequest) -> Done:
    """How far the pack of a sample of one's own is."""
    own_sample(context, request.sample)
    shown = _shown(context, request.sample, newest_pack(context.unit, request.sample, context.principal.user))
    said = context.say(f"sample.pack_is_{shown.state}", done=shown.done, vouchers=shown.vouchers)
    if shown.state == "making":
        return Done(shown, (Progress(text=said, done=shown.done, total=shown.vouchers),))
    return Done(shown, (Text(text=said),))


@tool(action="audit.read", effect="read", people_only=True)
def sample_pack_file(context: Context, request: PackRequest) -> Done:
    """The finished pack of a sample of one's own, for whoever asked for it alone."""
    own_sample(context, request.sample)
    found = newest_pack(context.unit, request.sample, context.principal.user)
    if found is None or found.state != "ready":
        raise Refused(problem("sample.pack_not_ready", "sample", sample=request.sample))
    context.tally.rows = found.vouchers
    return Done(PackFile(sha256=found.sha256, name=found.name))


@tool(action="work.do", effect="commit")
def keep_pack_part(context: Context, request: PackPart) -> Done:
    """Write down what was made of a pack, and what comes next: more vouchers, or its end."""
    found = find_pack(context.unit, request.pack)
    if found is None or found.state != "making" or (request.done < found.done):
        jobs.finish(context.unit, request.job)  # another worker was faster, after this one's lease had run out
        return Done(PackShown(sample=found.number if found else 0, state=found.state if found else "none"))
    for place, digest in request.parts.items():
        known, _ = jobs.step_result(context.unit, f"pack-{request.pack}", place)
        if not known:
            jobs.remember_step(context.unit, f"pack-{request.pack}", place, digest, context.now)
    if request.failed:
        change_pack(context.unit, request.pack, state="failed")
    elif request.sha256:
        documents.hold_bytes(context.unit, request.sha256)
        change_pack(
            context.unit, request.pack, state="ready", done=request.done, ready_at=context.now,
            file_sha256=request.sha256, file_name=request.name,
        )  # fmt: skip
        due = context.now + KEPT
        jobs.enqueue(context.unit, ERASE, {"pack": request.pack}, context.now, due=due, job_id=f"erase-{request.pack}")
    else:
        change_pack(context.unit, request.pack, done=request.done)
        jobs.enqueue(context.unit, JOB, {"pack": request.pack}, context.now, job_id=job_of(request.pack, request.done))
    jobs.finish(context.unit, request.job)
    return Done(_shown(context, found.number, find_pack(context.unit, request.pack)))


@tool(action="work.do", effect="commit")
def erase_sample_pack(context: Context, request: PackId) -> Done:
    """Take a pack's file away once its days are over."""
    found = find_pack(context.unit, request.pack)
    if found is not None and found.state == "ready":
        documents.hold_bytes(context.unit, found.sha256)
        change_pack(context.unit, request.pack, state="erased", file_sha256=None)
        if not documents.wanted(context.unit, found.sha256):
            context.store.blobs(context.unit.tenant).remove(found.sha256)
    jobs.finish(context.unit, f"erase-{request.pack}")
    return Done(PackShown(sample=found.number if found else 0, state="erased"))
