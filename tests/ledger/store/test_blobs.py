"""Files by content."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import sha256_hex
from ledger.core.problem import Refused
from ledger.store import Blobs


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Blobs:
    return Blobs(tmp_path_factory.mktemp("blobs"))


@given(data=st.binary(max_size=200))
def test_what_is_put_comes_back_under_its_digest(blobs: Blobs, data: bytes) -> None:
    name = blobs.put(data)
    assert name == sha256_hex(data) == blobs.put(data)
    assert blobs.exists(name)
    assert blobs.get(name) == data
    assert not [path for path in blobs.path(name).parent.iterdir() if path.name.startswith(".")]


def test_a_changed_or_missing_file_is_refused(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    name = blobs.put(b"tea")
    blobs.path(name).write_bytes(b"coffee")
    with pytest.raises(Refused) as caught:
        blobs.get(name)
    assert caught.value.problems[0].code == "store.blob_changed"
    with pytest.raises(Refused) as caught:
        blobs.get("0" * 64)
    assert caught.value.problems[0].code == "store.blob_missing"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_name_is_a_digest(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        Blobs(tmp_path).exists(name)
