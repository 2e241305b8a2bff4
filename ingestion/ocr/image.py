"""Opening a picture within bounds: as a camera meant it to be seen, in RGB, no larger than the recogniser can use."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingestion.limits import Limits
from ledger.core import Problem, problem

SIDE = 2_400
"""Pixels of the longer side; more tells the recogniser nothing."""
SMALLEST = 200
_KINDS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP")


def pictures(data: bytes, limits: Limits) -> list[Image.Image] | Problem:
    """The frames of a picture file (a TIFF may have several), or why there are none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as opened:
                if opened.width * opened.height > 4 * limits.image_pixels:
                    return problem("reading.picture_too_large", megapixels=4 * limits.image_pixels // 1_000_000)
                many = opened.format == "TIFF"
                frames = ImageSequence.Iterator(opened) if many else [opened]
                found = [prepared(frame) for frame, _ in zip(frames, range(limits.ocr_pages), strict=False)]
    except Image.DecompressionBombError:
        return problem("reading.picture_too_large", megapixels=4 * limits.image_pixels // 1_000_000)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning, MemoryError):
        return problem("reading.picture_unreadable")
    if not found:
        return problem("reading.no_text_layer")
    if min(found[0].size) < SMALLEST:
        return problem("reading.picture_too_small", width=found[0].width, height=found[0].height)
    return found


def prepared(image: Image.Image) -> Image.Image:
    """Turned as its camera says, on white, in RGB, its longer side at most ``SIDE`` pixels."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        layered = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
    plain = turned.convert("RGB")
    plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return plain
