"""Proofs that leave the house: packages of the audit trail, checkpoints, and what they find when something was changed."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

import pytest

from ledger.proof.package_check import check_package
from tests.tenants import Tenants
from tests.world import World
from tools.operate.packages import check_file
from tools.outcome import Denied, Invalid

TODAY = {"start": "2026-11-25", "end": "2026-11-25"}


def _package(world: World) -> bytes:
    world.history("V0001", "660213", [1_200_000, 1_236_000])
    world.call("chenxiao", "trial_balance", period=TODAY)
    made = world.must("zhaolei", "export_trail", period=TODAY)
    assert made.acts and made.reads
    return base64.b64decode(made.data)


def test_a_package_holds_and_counts_what_is_in_it(world: World) -> None:
    data = _package(world)
    found = check_package(data)
    assert found.problems == ()
    assert (found.company, found.vouchers) == (world.tenant, 0)
    assert found.acts >= 4 and found.reads >= 1
    verified = world.must("zhaolei", "verify_books")
    assert verified.clean and verified.acts == found.acts


def test_any_byte_changed_is_found(world: World) -> None:
    data = _package(world)
    for place in range(0, len(data), max(1, len(data) // 400)):
        changed = data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :]
        assert check_package(changed).problems, place


def test_a_changed_record_is_named_by_its_file_and_line(world: World) -> None:
    data = _package(world)
    for name, who in (("acts.jsonl", b'"user":"limin"'), ("reads.jsonl", b'"user":"chenxiao"')):
        changed = data.replace(who, who.replace(b"limin", b"nimil").replace(b"chenxiao", b"xiaochen"), 1)
        assert changed != data
        where = {one.where for one in check_package(changed).problems}
        assert name in where
        assert any(one.startswith(f"{name}:") for one in where)


def test_a_forger_without_the_key_cannot_put_it_right(world: World, tmp_path: Path) -> None:
    """Record, hashes, list of files and the archive all made anew: the signature is what is left to fail."""
    import hashlib
    import io
    import zipfile

    from ledger.proof.package import zipped

    with zipfile.ZipFile(io.BytesIO(_package(world))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    lines = files["acts.jsonl"].splitlines(keepends=True)
    files["acts.jsonl"] = b"".join(lines[:-1])
    header = json.loads(files["header.json"])
    header["files"]["acts.jsonl"] = hashlib.sha256(files["acts.jsonl"]).hexdigest()
    files["header.json"] = json.dumps(header).encode()
    path = tmp_path / "forged.zip"
    path.write_bytes(zipped(files))
    told = check_file(path)
    assert not told.holds and "header.json" in " ".join(told.told("en"))
    assert json.dumps(told.as_dict("zh"))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"hello"])
def test_what_is_no_package_is_said(data: bytes) -> None:
    assert [one.code for one in check_package(data).problems] == ["proof.no_package"]


@pytest.mark.parametrize("tool", ["export_trail", "make_checkpoint"])
def test_proofs_are_for_those_who_may_look_into_the_trail(world: World, tool: str) -> None:
    arguments = {"period": TODAY} if tool == "export_trail" else {}
    for user in ("chenxiao", "wangfang", "liqiang", "admin"):
        assert isinstance(world.call(user, tool, **arguments), Denied)


def test_a_checkpoint_given_back_is_named_and_one_changed_is_refused(world: World) -> None:
    world.history("V0001", "660213", [1_200_000])
    kept = world.must("zhaolei", "make_checkpoint")
    world.history("V0001", "660213", [1_300_000])
    found = world.must("zhaolei", "verify_books", checkpoint=kept.text)
    assert found.clean and kept.key in found.compared and found.note == ""
    assert not world.must("zhaolei", "verify_books").compared
    for text in (kept.text.replace("\n1\n", "\n2\n", 1), kept.text[40:], "x"):
        assert isinstance(world.call("zhaolei", "verify_books", checkpoint=text), Invalid)


def test_books_replaced_as_a_whole_are_found_by_the_checkpoint_alone(sqlite_tenants: Tenants) -> None:
    """An older copy put back, then other vouchers on top: whole and consistent, and not what was there."""
    world = World(sqlite_tenants.store, sqlite_tenants.new())
    folder = world.house.store.folder(world.tenant)
    world.history("V0001", "660213", [1_200_000])
    world.house.store.forget(world.tenant)
    shutil.copytree(folder, folder.with_name("before"))
    world.history("V0001", "660213", [1_300_000])
    kept = world.must("zhaolei", "make_checkpoint").text
    world.house.store.forget(world.tenant)
    for path in folder.glob("books.db*"):
        path.unlink()
    for path in folder.with_name("before").glob("books.db*"):
        shutil.copy(path, folder / path.name)
    shutil.rmtree(folder.with_name("before"))
    assert world.must("zhaolei", "verify_books").clean
    codes = {one.code for one in world.must("zhaolei", "verify_books", checkpoint=kept).findings}
    assert codes == {"proof.checkpoint_longer"}
    world.later(60)
    world.history("V0001", "660213", [1_400_000])
    assert world.must("zhaolei", "verify_books").clean
    found = world.must("zhaolei", "verify_books", checkpoint=kept)
    assert {one.code for one in found.findings} == {"proof.checkpoint_differs"} and not found.compared
    world.close()


def test_a_checkpoint_of_another_company_is_not_taken_for_ours(world: World, sqlite_tenants: Tenants) -> None:
    other = World(sqlite_tenants.store, sqlite_tenants.new())
    text = other.must("zhaolei", "make_checkpoint").text
    other.close()
    codes = {one.code for one in world.must("zhaolei", "verify_books", checkpoint=text).findings}
    assert codes == {"proof.checkpoint_of_another"}
