"""Bounds on everything that a file may cost us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use. Sizes in bytes, times in seconds, lengths in pixels or characters."""

    file_bytes: int = 50_000_000
    pages_read: int = 40
    pages_seconds: float = 25.0
    page_characters: int = 40_000
    xml_bytes: int = 10_000_000
    attachments: int = 50
    parts: int = 200
    parts_bytes: int = 200_000_000
    memory_bytes: int = 2_500_000_000
    wall_seconds: float = 60.0
    image_pixels: int = 20_000_000
    drawn_objects: int = 20_000
    drawn_points: int = 40_000
    ocr_pages: int = 5
    ocr_seconds: float = 25.0

    def __post_init__(self) -> None:
        assert all(getattr(self, name) > 0 for name in self.__dataclass_fields__ if name != "ocr_pages")
        assert self.ocr_pages >= 0, "none: nothing is recognised"


DEFAULT = Limits()
