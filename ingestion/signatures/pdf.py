"""Signatures of a PDF, by pyHanko: digest, cryptography and later changes; no chain of trust, nothing fetched.

A signature that a later revision leaves alone (a time stamp, a filled form) stays intact; anything else added to the file
after it is a change. See ISO 32000-2, 12.8, and the difference policy of pyHanko.
"""

from __future__ import annotations

import io
from typing import Any

from ingestion.signatures.model import Signature, SignatureState

MOST = 8
_HARMLESS = ("NONE", "LTA_UPDATES", "FORM_FILLING")
_MARK = b"/ByteRange"
"""No signature is without it, and it never lies in a compressed object: its place in the file is part of what is signed."""


def pdf_signatures(data: bytes) -> tuple[Signature, ...]:
    """Every signature of the file, the first ``MOST``; never raises for what the file holds."""
    if _MARK not in data:
        return ()
    try:
        return tuple(_looked_at(one) for one in _embedded(data)[:MOST])
    except Exception:  # a damaged signature is no reason to leave the paper unread
        return (Signature(SignatureState.UNVERIFIED),)


def _embedded(data: bytes) -> list[Any]:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  (half a second, for the few files that are signed)

    reader = PdfFileReader(io.BytesIO(data), strict=False)
    return list(reader.embedded_regular_signatures)


def _looked_at(embedded: Any) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    signer = _name(embedded)
    try:
        status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[], allow_fetching=False))
    except Exception:  # methods it does not know (SM2), certificates it cannot read
        return Signature(SignatureState.UNVERIFIED, signer)
    later = status.modification_level
    harmless = status.intact and status.valid and later is not None and later.name in _HARMLESS
    return Signature(SignatureState.INTACT if harmless else SignatureState.CHANGED, signer)


def _name(embedded: Any) -> str:
    try:
        return str(embedded.signer_cert.subject.native.get("common_name", ""))[:120]
    except Exception:
        return ""
