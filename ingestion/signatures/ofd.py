"""Signatures and seals of an OFD (GB/T 33190, chapter 18): the digest of every file that was signed, held against the file.

The digests stand in Signature.xml, which the seal itself (SM2) signs; that last step needs the issuer's key and is not
taken: a file that differs from its digest was changed for certain, one that agrees is intact as far as its own list goes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath

from lxml.etree import _Element

from ingestion.ofd.package import BadOfd, Package
from ingestion.signatures.model import Signature, SignatureState
from ingestion.xml.terms import every, text

MOST = 8
MOST_FILES = 400
_METHODS = {"1.2.156.10197.1.401": "sm3", "sm3": "sm3", "md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256",
            "sha-256": "sha256"}  # fmt: skip


def ofd_signatures(package: Package) -> tuple[Signature, ...]:
    """Every signature of the first document, the first ``MOST``; never raises for what the file holds."""
    listed = text(package.top, "DocBody/Signatures")
    if not listed:
        return ()
    try:
        place = package.name_of("", listed)
        names = [package.name_of(posixpath.dirname(place), one.get("BaseLoc") or "")
                 for one in every(package.xml(place), "Signature")[:MOST]]  # fmt: skip
    except BadOfd:
        return (Signature(SignatureState.UNVERIFIED),)
    return tuple(_looked_at(package, name) for name in names)


def _looked_at(package: Package, name: str) -> Signature:
    try:
        root = package.xml(name)
        signer = _provider(root)[:120]
        found = every(root, "SignedInfo/References/Reference")[:MOST_FILES]
        method = (
            next((one.get("CheckMethod") or "" for one in every(root, "SignedInfo/References")), "").strip().lower()
        )
        algorithm = _METHODS.get(method or "md5")
        if not found or algorithm is None:
            return Signature(SignatureState.UNVERIFIED, signer)
        same = all(_same(package, one, algorithm) for one in found)
    except (BadOfd, ValueError, binascii.Error):
        return Signature(SignatureState.UNVERIFIED)
    return Signature(SignatureState.INTACT if same else SignatureState.CHANGED, signer)


def _provider(root: _Element) -> str:
    return next((one.get("ProviderName") or one.get("Company") or "" for one in every(root, "SignedInfo/Provider")), "")


def _same(package: Package, reference: _Element, algorithm: str) -> bool:
    """A file that is gone differs from what was signed as well."""
    told = base64.b64decode(text(reference, "CheckValue") or "", validate=False)
    name = package.name_of("", reference.get("FileRef") or "")
    if name not in package.names():
        return False
    return hashlib.new(algorithm, package.data(name), usedforsecurity=False).digest() == told
