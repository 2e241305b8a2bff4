"""Files whose names inside lead out of their folder: what they hold is taken, and nothing is written beside the store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.evidence import documents as papers
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.printing import Sheet
from tests.ingestion.test_containers import mail, zipped
from tests.ingestion.test_xml import EINVOICE
from tests.tenants import Tenants
from tests.world import World

STEM = "qzxled0ut"
WAYS_OUT = (
    "../{}",
    "../../../../../../tmp/{}",
    "/tmp/{}",
    "..\\..\\{}",
    "C:\\{}",
    "./a/../../{}",
    "file:///tmp/{}",
    "{}\x00.pdf",
)
PLACES = (Path("/"), Path("/tmp"), Path.cwd(), Path.home(), Path(tempfile.gettempdir()))


@pytest.fixture
def world(sqlite_tenants: Tenants) -> Iterator[World]:
    made = World(sqlite_tenants.store, sqlite_tenants.new())
    yield made
    made.close()


def _written(home: Path) -> set[str]:
    """Names at every place that a file may have been led to, and all of the data folder."""
    near = {str(one) for place in (*PLACES, home.parent, home.parent.parent) for one in place.iterdir()}
    return {name for name in near | {str(one) for one in home.rglob("*")} if STEM in name}


def test_no_file_lands_outside_the_store(world: World) -> None:
    xml = EINVOICE.format(color="Y", sign="")
    inner = {way.format(f"{STEM}{n}.xml"): xml.encode() for n, way in enumerate(WAYS_OUT) if "\x00" not in way}
    sheet = Sheet(300, 200).put(90, 10, "电子发票（普通发票）", 12)
    files = {"a.zip": zipped(inner), "b.eml": mail(inner), "c.ofd": ofd(sheet, {f"../../../../{STEM}.xml": xml})}
    for name, data in files.items():
        done = world.hand_in("chenxiao", data, name, "nobody")
        with world.house.store.read(world.tenant) as unit:
            held = papers.parts(unit, done.document)
        for one in held:
            assert "/" not in one.name.removeprefix(f"{name}/") and "\\" not in one.name
            world.must("system", "process_document", document=one.document_id)
        assert bool(held) == (name != "c.ofd")
    assert _written(world.house.store.home) == set()
