"""Many lines read at once say what each says alone, whatever stands in them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import etree

from ingestion import ItemLine, read
from ingestion.xml.rows import FEWEST, terms_of
from ingestion.xml.terms import every, text
from tests.ingestion.odd_xml import DIALECTS, document

_BETWEEN = ("", "\n  ", "<!-- between -->", "loose", "<Other>1</Other>", '<z:Line xmlns:z="urn:z"/>')


def _lines(data: str, encoding: str = "utf-8") -> tuple[ItemLine, ...]:
    reading = read(data.encode(encoding))
    assert reading.doc_type is not None, reading.problems
    return reading.lines


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("seed", "oddity"), [(1, 0.0), (2, 0.05), (3, 0.3)])
def test_lines_together_are_what_each_is_alone(dialect: str, seed: int, oddity: float) -> None:
    around, lines = document(dialect, seed, FEWEST + 40, oddity)
    alone = tuple(one for line in lines for one in _lines(around.format(line)))
    assert _lines(around.format(_BETWEEN[seed].join(lines))) == alone and len(alone) > FEWEST // 2
    together = f'<?xml version="1.0" encoding="utf-16"?>{around.format(_BETWEEN[seed + 1].join(lines))}'
    assert _lines(together, "utf-16") == alone


@pytest.mark.parametrize(
    ("names", "column"),
    [("ubl", "Item/Name"), ("cii", "SpecifiedTradeProduct/Name"), ("einvoice", "ItemName"), ("fattura", "Descrizione")],
)
def test_lines_are_what_xpath_finds(names: str, column: str) -> None:
    around, lines = document(names, 5, FEWEST, 0.0)
    written = around.format("".join(lines))
    found = etree.fromstring(written).xpath("//" + "/".join(f"*[local-name()='{step}']" for step in column.split("/")))
    assert isinstance(found, list)
    assert [one.description for one in _lines(written)] == [
        one.text for one in found if isinstance(one, etree._Element)
    ] and len(found) == FEWEST


@pytest.mark.parametrize(
    ("dialect", "path", "title"), [("ubl", "InvoiceLine", "Item/Name"), ("edrm", "GoodsInfos/GoodsInfo", "Item")]
)
def test_lines_of_one_look_are_read_as_a_tree_once(dialect: str, path: str, title: str) -> None:
    around, lines = document(dialect, 5, 500, 0.0)
    rows = every(etree.fromstring(around.format("".join(lines))), path)
    picked = []

    def pick(row: etree._Element) -> tuple[str | None, ...]:
        picked.append(row)
        return text(row, title), text(row, "Item/Nothing")

    terms = list(terms_of(rows, pick))
    assert (len(terms), len(picked)) == (500, 2)  # the first, and its copy with the values numbered
    assert terms == [(text(row, title), None) for row in rows]


@pytest.mark.parametrize(
    "line",
    [
        "<cac:InvoiceLine><cac:Item><cbc:Name>outer</cbc:Name></cac:Item><cac:Sub><cac:InvoiceLine/></cac:Sub></cac:InvoiceLine>",
        '<x:InvoiceLine xmlns:x="urn:cac"><x:Item><x:Name>other prefix</x:Name></x:Item></x:InvoiceLine>',
        "<cac:InvoiceLine/>",
        "<cac:InvoiceLineNote>no line</cac:InvoiceLineNote>",
        '<cac:InvoiceLine xml:id="k1" a="b&lt;&#9;"><cac:Item><cbc:Name>3</cbc:Name></cac:Item></cac:InvoiceLine>',
    ],
)
@pytest.mark.parametrize("place", [0, 30])
def test_one_line_that_is_written_otherwise_moves_no_other(line: str, place: int) -> None:
    around, lines = document("ubl", 6, FEWEST, 0.0)
    lines.insert(place, line)
    assert _lines(around.format("".join(lines))) == tuple(one for each in lines for one in _lines(around.format(each)))


def test_a_price_for_next_to_nothing_proves_nothing() -> None:
    around, lines = document("ubl", 7, 1, 0.0)
    head, _, tail = lines[0].partition("<cbc:BaseQuantity")
    line = f"{head}<cbc:BaseQuantity>1e-999999</cbc:BaseQuantity>{tail.partition('</cbc:BaseQuantity>')[2]}"
    assert [one.proved for one in _lines(around.format(line))] == [False]


_NAME, _UNIT = "<cbc:Name >", 'unitCode="H87"'


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        (_NAME, f"{_NAME}4<!-- no value -->2"), (_NAME, f"{_NAME}<![CDATA[a <cac:InvoiceLine b]]>"), (_NAME, f"{_NAME}<?what 4?>2"),
        (_NAME, f"{_NAME}it&apos;s "), (_NAME, f"{_NAME}&#52; &#x20ac;"), (_NAME, f"{_NAME}a\r\nb "), (_NAME, f"{_NAME}! ? # ; "),
        (_NAME, f"{_NAME}&lt;cac:InvoiceLine&gt; &amp;amp; "), (_NAME, "<!-- <cac:InvoiceLine> --><cbc:Name\n>"),
        (_NAME, "<cbc:Name q='>4'>"), (_UNIT, 'unitCode="H\n87"'), (_UNIT, 'unitCode="H\r\n\t87"'), (_UNIT, "unitCode='>4'"),
        (_UNIT, 'unitCode="a&amp;&quot;>b"'), (_UNIT, "unitCode = '&quot;=&quot;4'"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("places", [(0,), (30,), range(FEWEST)])
def test_what_the_file_writes_otherwise_than_its_tree_is_read_as_the_tree(
    plain: str, odd: str, places: Sequence[int]
) -> None:
    around, lines = document("ubl", 6, FEWEST, 0.0)
    lines = [line.replace(plain, odd) if place in places else line for place, line in enumerate(lines)]
    alone = tuple(one for line in lines for one in _lines(around.format(line)))
    assert _lines(around.format("".join(lines))) == alone


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8-sig", "utf-8", "utf-16"])
def test_the_bytes_are_read_as_they_are_declared(encoding: str) -> None:
    around, lines = document("ubl", 6, FEWEST, 0.0)
    lines = [line.replace(_NAME, f"{_NAME}Café ") for line in lines]
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    alone = tuple(one for line in lines for one in _lines(around.format(line)))
    assert _lines(head + around.format("".join(lines)), encoding) == alone
    assert all("Café" in str(one.description) for one in alone)


def test_a_line_in_a_comment_does_not_stand_for_one_of_another_prefix() -> None:
    around, lines = document("ubl", 6, FEWEST, 0.0)
    other = lines[1].replace("<cac:InvoiceLine>", '<x:InvoiceLine xmlns:x="urn:x">')
    lines[30] = other.replace("</cac:InvoiceLine>", "</x:InvoiceLine>")
    together = around.format("".join([*lines[:5], f"<!--{lines[2]}-->", *lines[5:]]))
    assert _lines(together) == tuple(one for line in lines for one in _lines(around.format(line)))
