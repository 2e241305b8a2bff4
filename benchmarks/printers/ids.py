"""Invented tax numbers and IBANs whose check digits hold, so that no reader may refuse them."""

from __future__ import annotations

import random
from collections.abc import Callable

from stdnum import iban, luhn
from stdnum.at import uid
from stdnum.au import abn
from stdnum.be import vat as be
from stdnum.bg import vat as bg
from stdnum.br import cnpj
from stdnum.ca import bn
from stdnum.ch import vat as ch
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.cz import dic
from stdnum.de import vat as de
from stdnum.dk import cvr
from stdnum.es import nif
from stdnum.fi import alv
from stdnum.fr import siren
from stdnum.gb import vat as gb
from stdnum.gr import vat as gr
from stdnum.hr import oib
from stdnum.hu import anum
from stdnum.id import npwp
from stdnum.ie import vat as ie
from stdnum.il import hp
from stdnum.in_ import gstin
from stdnum.it import iva
from stdnum.jp import cn
from stdnum.kr import brn
from stdnum.lt import pvm
from stdnum.lu import tva
from stdnum.mx import rfc
from stdnum.nl import btw
from stdnum.no import orgnr
from stdnum.nz import ird
from stdnum.pe import ruc
from stdnum.pl import nip
from stdnum.pt import nif as pt
from stdnum.ro import cui
from stdnum.se import orgnr as se
from stdnum.sg import uen
from stdnum.si import ddv
from stdnum.tr import vkn
from stdnum.us import ein

_Valid = Callable[[str], bool]
_TAX: dict[str, tuple[str, _Valid]] = {
    "DE": ("DE#########", de.is_valid), "AT": ("ATU########", uid.is_valid), "CH": ("CHE######### MWST", ch.is_valid),
    "IT": ("IT0##########", iva.is_valid), "ES": ("B########", nif.is_valid), "NL": ("NL#########B01", btw.is_valid),
    "PL": ("##########", nip.is_valid), "DK": ("########", cvr.is_valid), "PT": ("5########", pt.is_valid),
    "CZ": ("CZ########", dic.is_valid), "GB": ("GB#########", gb.is_valid), "BE": ("BE0#########", be.is_valid),
    "US": ("##-#######", ein.is_valid), "AU": ("###########", abn.is_valid), "NO": ("9########", orgnr.is_valid),
    "IE": ("IE#######@", ie.is_valid), "FI": ("FI########", alv.is_valid), "GR": ("#########", gr.is_valid),
    "HU": ("########-2-42", lambda one: anum.is_valid(one[:8])), "RO": ("RO########", cui.is_valid), "TR": ("##########", vkn.is_valid),
    "LU": ("LU########", tva.is_valid), "IN": ("27@@@C@####@1Z#", gstin.is_valid), "SG": ("20#######@", uen.is_valid),
    "ZA": ("4#########", luhn.is_valid), "NZ": ("1########", ird.is_valid), "CA": ("#########RT0001", bn.is_valid),
    "MX": ("@@@1#0#1#@@#", lambda one: rfc.is_valid(one, validate_check_digits=True)), "BR": ("########0001##", cnpj.is_valid),
    "CL": ("76#######", rut.is_valid),
    "HR": ("###########", oib.is_valid), "LT": ("LT#######1#", pvm.is_valid), "JP": ("T#############", lambda one: cn.is_valid(one[1:])),
    "KR": ("###-8#-#####", brn.is_valid), "BG": ("BG#########", bg.is_valid), "IL": ("51#######", hp.is_valid),
    "ID": ("0#.###.###.#-###.000", npwp.is_valid), "CO": ("9########-#", nit.is_valid), "PE": ("20#########", ruc.is_valid),
    "ES person": ("########@", nif.is_valid), "ES community": ("H########", nif.is_valid), "PT person": ("2########", pt.is_valid),
    "SI": ("SI########", ddv.is_valid), "AE": ("100#########003", str.isdigit), "HK": ("########", str.isdigit),
    "IN KA": ("29@@@C@####@1Z#", gstin.is_valid), "PH": ("2##-###-###-00000", bool), "KE": ("P051######@", bool), "MY": ("A10-18##-32######", bool),
}  # fmt: skip
_BBAN = {"DE": 18, "AT": 16, "CH": 17, "NL": 14, "PL": 24, "DK": 14, "PT": 21, "CZ": 20, "GB": 18, "BE": 12, "IE": 18,
         "FR": 23, "IT": 23, "ES": 20, "SE": 20, "NO": 11,
         "FI": 14, "GR": 23, "HU": 24, "RO": 20, "TR": 22, "LU": 16,
         "HR": 17, "LT": 16, "SI": 15, "BG": 18, "AE": 19, "IL": 19}  # fmt: skip


def filled(pattern: str, rng: random.Random) -> str:
    """``#`` becomes a digit, ``@`` a capital letter."""
    return "".join(
        rng.choice("0123456789") if one == "#" else rng.choice("ABCDEFGHIJKLMNOPQRSTUVW") if one == "@" else one
        for one in pattern
    )


def tax_id(country: str, rng: random.Random) -> str:
    """A number for VAT of that country (CVR in Denmark, EIN in the United States), as plain as it is stored."""
    if country == "FR":
        found = _until("#########", siren.is_valid, rng)
        return f"FR{(12 + 3 * (int(found) % 97)) % 97:02d}{found}"
    if country == "SE":
        return f"SE{_until('556#######', se.is_valid, rng)}01"
    return _until(*_TAX[country], rng)


def account(country: str, rng: random.Random) -> str:
    """An IBAN with right check digits in groups of four; of countries without any, a German one."""
    country = country if country in _BBAN else "DE"
    letters = {"NL": "RABO", "GB": "BARC", "IE": "AIBK", "IT": "X", "RO": "RNCB", "BG": "STSA"}.get(country, "")
    bban = letters + filled("#" * (_BBAN[country] - len(letters)), rng)
    whole = country + iban.calc_check_digits(f"{country}00{bban}") + bban
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def _until(pattern: str, valid: _Valid, rng: random.Random) -> str:
    while not valid(found := filled(pattern, rng)):
        pass
    return found
