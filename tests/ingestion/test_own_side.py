"""Our own company on the buyer's side wherever a paper does not say that we sell."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from ingestion import DocType, Own, Reading, for_own
from ledger.evidence.field import Field, Source

US = Own(("苏州蓝海制造有限公司", "Lanhai Manufacturing (Suzhou) Co., Ltd."), "91320505MA1LHY2089")
OURS, THEIRS = "苏州蓝海制造有限公司", "杭州云帆科技有限公司"


def _reading(**given: tuple[str, float] | tuple[str, float, Source]) -> Reading:
    fields = {
        name: Field(one[0], one[1], source=one[2] if len(one) > 2 else Source.TEXT) for name, one in given.items()
    }
    return Reading("p.pdf", DocType.INVOICE, fields=MappingProxyType(fields))


def _sides(reading: Reading) -> tuple[object, ...]:
    return tuple(reading.value(f"{side}_{what}") for side in ("seller", "buyer") for what in ("name", "tax_id"))


@pytest.mark.parametrize(
    ("given", "sides", "told"),
    [
        ({"seller_name": (OURS, 0.7)}, (None, None, OURS, None), True),
        ({"seller_name": ("Lanhai Manufacturing (Suzhou)", 0.7)}, (None, None, "Lanhai Manufacturing (Suzhou)", None), True),
        ({"seller_name": (OURS, 0.7), "buyer_name": (OURS, 0.7)}, (None, None, OURS, None), True),
        ({"seller_name": (OURS, 0.7), "seller_tax_id": ("91330106MA2CE2EK1B", 0.9)},
         (None, "91330106MA2CE2EK1B", OURS, None), True),  # the number is somebody else's: the name was the letter's address
        ({"seller_name": (OURS, 0.97)}, (OURS, None, None, None), False),  # a label says that we sell
        ({"seller_name": (OURS, 0.7, Source.XML)}, (OURS, None, None, None), False),
        ({"seller_name": (OURS, 0.7), "buyer_name": (THEIRS, 0.7)}, (OURS, None, THEIRS, None), False),  # our own sale
        ({"seller_name": (THEIRS, 0.7), "buyer_name": (OURS, 0.7)}, (THEIRS, None, OURS, None), False),
        ({}, (None, None, None, None), False),
    ],
)  # fmt: skip
def test_who_sells(given: dict[str, tuple[str, float]], sides: tuple[object, ...], told: bool) -> None:
    after = for_own(_reading(**given), US)
    assert _sides(after) == sides
    assert ("reading.seller_is_us" in {one.code for one in after.problems}) is told


def test_a_company_without_a_number_is_known_by_name_alone() -> None:
    nobody = Own(("Nordlicht GmbH",))
    assert not nobody.is_number("") and not nobody.is_name("")
    assert nobody.is_name("nordlicht gmbh") and not nobody.is_name("GmbH")
