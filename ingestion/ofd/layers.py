"""What lies on an OFD's page: its size, and its layers from the bottom up, templates under the page's own content."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from ingestion.ofd.package import Package
from ingestion.xml.terms import every, text

POINTS = 72 / 25.4
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class OfdLayers:
    """A page (``number`` from 1, ``id`` as the document names it): width and height in millimetres, and its layers."""

    number: int
    id: str
    width: float
    height: float
    layers: tuple[_Element, ...]


def ofd_page_count(package: Package) -> int:
    """How many pages the document lists."""
    return len(every(package.root, "Pages/Page"))


def layers_of(package: Package, number: int) -> OfdLayers:
    """A page that is there. BadOfd where a file of it is broken or missing."""
    page = every(package.root, "Pages/Page")[number - 1]
    templates = {one.get("ID"): one.get("BaseLoc") for one in every(package.root, "CommonData/TemplatePage")}
    content = package.xml(package.name_of(package.base, page.get("BaseLoc") or ""))
    layers = [content]
    for used in every(content, "Template"):
        if under := templates.get(used.get("TemplateID")):
            layers.insert(0, package.xml(package.name_of(package.base, under)))
    width, height = _size(content, package.root)
    return OfdLayers(number, page.get("ID") or "", width, height, tuple(layers))


def _size(content: _Element, document: _Element) -> tuple[float, float]:
    """In millimetres: the page's own area, else the document's."""
    for node, path in ((content, "Area/PhysicalBox"), (document, "CommonData/PageArea/PhysicalBox")):
        box = numbers(text(node, path))
        if len(box) == 4 and 0 < box[2] < 10_000 and 0 < box[3] < 10_000:
            return box[2], box[3]
    return 210.0, 297.0


def numbers(written: str | None) -> list[float]:
    """Up to twelve figures, none where one of them is none."""
    try:
        return [float(one) for one in (written or "").split()[:12]]
    except ValueError:
        return []


def matrix_of(node: _Element) -> Matrix:
    """An object's CTM, the unit where it has none."""
    given = numbers(node.get("CTM"))
    return tuple(given) if len(given) == 6 else UNIT  # type: ignore[return-value]


def invisible(node: _Element) -> bool:
    """Marked so, or wholly transparent."""
    return (node.get("Visible") or "true").lower() == "false" or node.get("Alpha") == "0"
