"""Tax numbers that countries know by a name of their own (ABN, GSTIN, RFC, CNPJ, ΑΦΜ …): a label and check digits tell them.

Such a number has no letters of its country before it, and is printed in groups of any size. It is taken only where the
check digits of a country that uses the label hold, so that a telephone number behind *GST* is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

from stdnum import luhn
from stdnum.exceptions import ValidationError

_KINDS: tuple[tuple[str, str], ...] = (
    (r"a\.?b\.?n\.?", "au.abn"),
    (r"gstin(?: ?/ ?uin)?|gst ?in", "in_.gstin"),
    (r"gst(?: ?/ ?hst)?|h\.?s\.?t\.?|t\.?p\.?s\.?|t\.?v\.?h\.?|business (?:number|no\.?)|b\.?n\.?", "ca.bn nz.ird sg.uen au.abn in_.gstin"),
    (r"ird|i\.r\.d\.", "nz.ird"),
    (r"uen|co\.? ?reg\.?(?: ?& ?gst reg\.?)?|company reg\.?|roc", "sg.uen"),
    (r"(?:sa )?(?:vat|tax)(?: reference)?", "za.vat gb.vat ie.vat"),
    (r"e\.?i\.?n\.?|f\.?e\.?i\.?n\.?|federal(?: tax)?|tax", "us.ein"),
    (r"r\.?f\.?c\.?", "mx.rfc"),
    (r"r\.?u\.?t\.?", "cl.rut uy.rut"),
    (r"r\.?u\.?c\.?", "pe.ruc ec.ruc py.ruc"),
    (r"c\.?u\.?i\.?t\.?", "ar.cuit"),
    (r"n\.?i\.?t\.?", "co.nit gt.nit"),
    (r"r\.?i\.?f\.?", "ve.rif"),
    (r"r\.?n\.?c\.?", "do.rnc"),
    (r"cedula juridica|ced\. ?jur\.?", "cr.cpj"),
    (r"cnpj(?: ?/ ?cpf| ?/ ?mf)?|c\.n\.p\.j\.|cpf(?: ?/ ?cnpj)?", "br.cnpj br.cpf"),
    (r"α\.?φ\.?μ\.?|afm|vat", "gr.vat"),
    (r"v\.?k\.?n\.?|vergi(?: kimlik)?|v\.?d\.?|vergi dairesi|t\.?c\.?(?: kimlik)?|tckn", "tr.vkn tr.tckimlik"),
    (r"adoszam|adoazonosito(?: szam)?|kozossegi adoszam", "hu.anum"),
    (r"c\.?u\.?i\.?|c\.?i\.?f\.?|cod (?:fiscal|unic(?: de inregistrare)?)|cod tva", "ro.cui"),
    (r"n\.?i\.?f\.?|c\.?i\.?f\.?|n\.?i\.?e\.?|v\.?a\.?t\.?", "es.nif pt.nif"),
    (r"contribuinte|nipc|n\.?i\.?p\.?c\.?|contrib\.?", "pt.nif"),
    (r"y[- ]?tunnus|alv|fo-?nummer", "fi.ytunnus fi.alv"),
    (r"c\.?v\.?r\.?|se|moms", "dk.cvr"),
    (r"org(?:anisasjons|anisations)?\.? ?-?|foretaksregisteret|mva|vat|moms", "no.orgnr se.orgnr se.vat"),
    (r"n\.?i\.?p\.?", "pl.nip"),
    (r"d\.?i\.?c\.?|i[cč]o? ?dph|i\.?c\.? ?dph", "cz.dic sk.dph"),
    (r"o\.?i\.?b\.?", "hr.oib"),
    (r"п\.?и\.?б\.?|p\.?i\.?b\.?", "rs.pib"),
    (r"id(?: st\.)? za ddv|davcna(?: stevilka)?|id za ddv|ddv", "si.ddv"),
    (r"е\.?и\.?к\.?|булстат|идент\.?|ддс|eik|bulstat", "bg.vat"),
    (r"єдрпоу|едрпоу|іпн|iпн", "ua.edrpou ua.rntrc"),
    (r"инн|унп", "ru.inn by.unp"),
    (r"kmkr|kmk|kaibemaksukohustuslase", "ee.kmkr"),
    (r"pvn|reg\.", "lv.pvn"),
    (r"pvm(?: moketojo)?|imones|i\. ?k\.", "lt.pvm lt.asmens"),
    (r"kt\.|kennitala|vsk", "is_.kennitala is_.vsk"),
    (r"p\.? ?iva|partita iva|codice fiscale|c\.?f\.?|p\. ?i\.", "it.iva it.codicefiscale"),
    (r"uid|mwst|iva|tva|ust|ch-?id", "ch.vat ch.uid at.uid"),
    (r"tva|b\.?t\.?w\.?|ond(?:ernemings)?\.?|entreprise|kbo|bce", "be.vat lu.tva"),
    (r"siren|n[°o] tva|siret", "fr.siren fr.siret"),
    (r"b\.?t\.?w\.?|rsin|kvk", "nl.btw"),
    (r"ח[.\"״]?פ\.?|עוסק(?: מורשה)?|מורשה עוסק|osek", "il.hp"),
    (r"登録番号|法人番号|事業者登録番号", "jp.cn"),
    (r"(?:사업자)? ?등록 ?번호|사업자 ?번호", "kr.brn"),
    (r"統一編號|統編", "tw.ubn"),
    (r"npwp", "id.npwp"),
    (r"ma so thue|mst", "vn.mst"),
    (r"เลขประจําตัวผู้เสียภาษี(?:อากร)?|เลขประจำตัวผู้เสียภาษี(?:อากร)?|tax id", "th.moa th.pin"),
    (r"kimlik", "tr.tckimlik"),
    (r"(?:buyer )?pin", "ke.pin"),
    (r"sst", "my.sst"),
    (r"trn", "ae.trn"),
)  # fmt: skip
"""A label (folded) with the modules of stdnum that know the numbers it names."""

_BEHIND = r"(?: ?[-./]?(?:reg(?:istration|istered|istro|istr)?|id(?:entification)?|tax|vat|gst|no|nr|num(?:ber|mer|ero|arasi|arasi)?|nummer|numero|n[°ºo]|nt|iva|tva|kod|code|ref(?:erence)?|szam|sorszam|st|stevilka|broj|br|i|de|du|da|do|del|la|fiscal|/ ?δου|/ ?v\.?d\.?)\.?[°º]?){0,4}"
LABEL = re.compile(
    r"(?<![^\W_])(?:" + "|".join(f"(?P<k{at}>{label})" for at, (label, _) in enumerate(_KINDS)) + r")(?![^\W\d_])"
    + _BEHIND + r"(?![^\W\d_])"
)  # fmt: skip
"""A label of some tax number, in folded text. A label of several countries is known to ``named_id`` by its own text."""
_LABELS = tuple(re.compile(rf"(?:{label}){_BEHIND}\.?") for label, _ in _KINDS)
_VALUE = re.compile(
    r"[\s:.#º°\-]*(?P<value>[A-Za-z]{0,4}[-. ]?\d(?:[A-Za-z0-9]|[ ./-](?=[A-Za-z0-9]))*|[A-Za-z]{3,4}[- ]?\d[A-Za-z0-9 -]*)"
)
_SHAPES = {"my.sst": re.compile(r"[A-Z]\d{14}"), "ae.trn": re.compile(r"100\d{12}")}
"""Numbers without check digits, by the letters and figures that they have."""
_SEPARATORS = re.compile(r"[\s.]")


def named_id(label: str, text: str) -> tuple[str, int, int] | None:
    """The number at the beginning of a text whose (folded) label stands before it, with its place; None where none holds."""
    match = _VALUE.match(text)
    kinds = [kind for pattern, (_, kind) in zip(_LABELS, _KINDS, strict=True) if pattern.fullmatch(label.strip())]
    if match is None or not kinds:
        return None
    names = " ".join(kinds).split()
    value = match["value"].rstrip(" ./-")
    while len(value) >= 7:
        if any(_holds(name, value) for name in names):
            start = match.start("value")
            return _SEPARATORS.sub("", value).upper(), start, start + len(value)
        shorter = re.match(r"(.*[^\s/])[\s/]", value)
        if shorter is None:
            return None
        value = shorter[1].rstrip(" ./-")
    return None


def _holds(name: str, text: str) -> bool:
    number = re.sub(r"[\s./-]", "", text).upper()
    if name == "za.vat":
        return len(number) == 10 and number.startswith("4") and luhn.is_valid(number)
    if name in _SHAPES:
        return bool(_SHAPES[name].fullmatch(number))
    if name == "jp.cn":
        return _validator(name)(number.removeprefix("T"))
    if name == "hu.anum":
        number = number.removeprefix("HU")
        return len(number) in (8, 11) and number.isdigit() and _validator(name)(number[:8])
    return _validator(name)(number)


@lru_cache(maxsize=128)
def _validator(name: str) -> Callable[[str], bool]:
    try:
        module = import_module(f"stdnum.{name}")
    except ImportError:
        return lambda text: False

    def valid(text: str) -> bool:
        try:
            module.validate(text)
        except (ValidationError, IndexError, ValueError):
            return False
        return True

    return valid
