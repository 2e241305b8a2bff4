"""Hashes that must never change: golden vectors, and the tree against its definition."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ledger.books.leaf import GENESIS, header_hash, header_text, leaf_hash, leaf_text, merkle_root

ENTRY = (0, 20261120, 20261119, "王芳", "document:1", 2, "aa,bb", None, None, None, None)
LINE = ("660201", "expense", 0, '{"department":"D1"}', 1714, 0, 12360, 12360, '办公 "用品"\n', 0, *(None,) * 13)
OTHER = ("2202", "liability", 1, '{"party":"V1"}', 1714, 1, 12360, 12360, "", 1, None, 1_500_000, None, "in-13", 10938,
         202611, 20261220, None, None, "field:7", None, None, None)  # fmt: skip


def test_the_leaf_of_a_voucher() -> None:
    text = leaf_text(ENTRY, [LINE, OTHER])
    assert text == (
        '[1,[0,20261120,20261119,"王芳","document:1",2,"aa,bb",null,null,null,null],[["660201","expense",0,'
        '"{\\"department\\":\\"D1\\"}",1714,0,12360,12360,"办公 \\"用品\\"\\n",0,null,null,null,null,null,null,null,null,'
        'null,null,null,null,null],["2202","liability",1,"{\\"party\\":\\"V1\\"}",1714,1,12360,12360,"",1,null,1500000,'
        'null,"in-13",10938,202611,20261220,null,null,"field:7",null,null,null]]]'
    )
    assert leaf_hash(text) == hashlib.sha256(b"\x00" + text.encode()).digest()


def test_the_header_of_a_batch() -> None:
    text = header_text(
        tenant="acme", batch_id=7, book_id=1, position=3, period=20261100, layer=0, first_number=12, entry_count=2,
        line_count=4, base_total=24720, posted_at=1795316400000000, series="记", authority_id="01", poster="李敏",
        checker="李敏", cashier="", chief="", digest=b"\x01" * 32, previous_hash=GENESIS, root=b"\x02" * 32,
    )  # fmt: skip
    assert text == (
        "zf1|acme|7|1|3|20261100|0|12|2|4|24720|1795316400000000|1|1:记2:012:李敏2:李敏0:0:|"
        + "01" * 32 + "|" + "00" * 32 + "|" + "02" * 32
    )  # fmt: skip
    assert header_hash(text) == hashlib.sha256(text.encode()).digest()


def test_the_tree_of_rfc_6962() -> None:
    """Test vectors of the Certificate Transparency reference: leaves "", 00, 10, 2021, 3031, 40414243, …"""
    data = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                             "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
    leaves = [hashlib.sha256(b"\x00" + item).digest() for item in data]
    assert merkle_root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle_root(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert merkle_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def _defined(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + _defined(leaves[:split]) + _defined(leaves[split:])).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70))
def test_the_tree_is_its_definition(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == _defined(leaves)
