"""Electronic signatures: what was signed and is unchanged, what was altered afterwards, what nobody here can check."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as crypto_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter

from ingestion import read, wire
from ingestion.signatures.model import SignatureState
from ingestion.signatures.pdf import pdf_signatures
from tests.ingestion import vendors_west
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.printing import Sheet

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _signer() -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = crypto_x509.Name([crypto_x509.NameAttribute(NameOID.COMMON_NAME, "Nordwind Logistik GmbH")])
    usage = crypto_x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        crypto_x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(_NOW).not_valid_after(_NOW + timedelta(3650)).add_extension(usage, True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    bare = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    shown = x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    return signers.SimpleSigner(shown, keys.PrivateKeyInfo.load(bare), SimpleCertificateStore())


@pytest.fixture(scope="module")
def plain() -> bytes:
    return vendors_west.german()[1]


@pytest.fixture(scope="module")
def signed(plain: bytes) -> bytes:
    """A printed invoice with a signature, as a writer leaves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec("Sig1"))
    out = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Sig1"), _signer())
    return bytes(out.getvalue())


def _states(data: bytes) -> list[SignatureState]:
    return [one.state for one in pdf_signatures(data)]


def test_an_unsigned_paper_has_none_and_a_signed_one_says_whose(plain: bytes, signed: bytes) -> None:
    assert pdf_signatures(plain) == ()
    reading = wire.load(wire.dump(read(signed, file="s.pdf")))
    assert [(one.state, one.signer) for one in reading.signatures] == [
        (SignatureState.INTACT, "Nordwind Logistik GmbH")
    ]
    assert "reading.signature_changed" not in {one.code for one in reading.problems}
    assert reading.value("number") == read(plain, file="p.pdf").value("number")


def test_a_page_added_after_the_signature_is_a_change(signed: bytes) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(signed)), incremental=True)
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(signed)
    reading = read(out.getvalue(), file="s.pdf")
    assert [one.state for one in reading.signatures] == [SignatureState.CHANGED]
    assert "reading.signature_changed" in {one.code for one in reading.problems}
    assert reading.value("number"), "a partial result always comes back"


def test_one_byte_of_what_was_signed_is_a_change(signed: bytes) -> None:
    at = signed.index(b"/Producer") if b"/Producer" in signed else signed.index(b"/MediaBox")
    altered = signed[: at + 1] + bytes([signed[at + 1] ^ 1]) + signed[at + 2 :]
    assert _states(altered) != [SignatureState.INTACT]


def test_a_damaged_signature_is_unverified_and_not_invalid(signed: bytes) -> None:
    at = signed.index(b"/Contents <") + 11
    assert _states(signed[:at] + b"00" * 20 + signed[at + 40 :]) == [SignatureState.UNVERIFIED]
    assert _states(b"%PDF-1.7 /ByteRange [0 1 2 3]") == [SignatureState.UNVERIFIED]


_SIGNS = """<ofd:Signature xmlns:ofd="http://www.ofdspec.org/2016"><ofd:SignedInfo><ofd:Provider ProviderName="某税务局"/>
<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod><ofd:References CheckMethod="{method}">
<ofd:Reference FileRef="/Doc_0/Pages/Page_0/Content.xml"><ofd:CheckValue>{digest}</ofd:CheckValue></ofd:Reference>
</ofd:References></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"""
_TOP = """<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>
<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>"""
_LIST = """<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>
</ofd:Signatures>"""


@pytest.mark.parametrize(
    ("method", "spoil", "state"),
    [
        ("1.2.156.10197.1.401", False, SignatureState.INTACT),
        ("1.2.156.10197.1.401", True, SignatureState.CHANGED),
        ("1.2.3.4", False, SignatureState.UNVERIFIED),
    ],
)
def test_an_ofd_is_held_against_the_digests_of_its_seal(method: str, spoil: bool, state: SignatureState) -> None:
    sheet = Sheet(400, 300)
    sheet.put(40, 40, "电子发票（铁路电子客票）")
    sheet.put(40, 60, "票价：￥219.00")
    with zipfile.ZipFile(io.BytesIO(ofd(sheet))) as packed:
        page = packed.read("Doc_0/Pages/Page_0/Content.xml")
    digest = base64.b64encode(hashlib.new("sm3", page + (b" " if spoil else b"")).digest()).decode()
    files = {"Doc_0__Signs__Signatures.xml": _LIST, "Doc_0__Signs__Sign_0__Signature.xml": _SIGNS.format(
        method=method, digest=digest), "OFD.xml": _TOP}  # fmt: skip
    reading = read(ofd(sheet, **files), file="s.ofd")
    assert [(one.state, one.signer) for one in reading.signatures] == [(state, "某税务局")]
    assert ("reading.signature_changed" in {one.code for one in reading.problems}) is spoil
    assert reading.pages == 1
