"""A page of an OFD that holds only pictures, for recognising."""

from __future__ import annotations

from PIL import Image

from ingestion.limits import Limits
from ingestion.ocr.image import SIDE
from ingestion.ofd.drawing import ofd_picture
from ingestion.ofd.layers import layers_of
from ingestion.ofd.package import Package

_DOTS = 200 / 25.4
"""Pixels a millimetre."""


def ofd_scan(package: Package, number: int, limits: Limits) -> Image.Image:
    """The page (from 1) at some 200 dots an inch. Raises BadOfd."""
    page = layers_of(package, number)
    scale = min(_DOTS, SIDE / max(page.width, page.height))
    return ofd_picture(package, number, max(round(page.width * scale), 1), limits)
