"""Tax ids: EU VAT numbers and their neighbours by python-stdnum, 统一社会信用代码 by its own checksum (GB 32100-2015).

A number with a wrong checksum is still what the page shows: it is given, only never as checked.
"""

from __future__ import annotations

import re
from importlib import import_module

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

_EU = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "EL",
    "ES",
    "FI",
    "FR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
    "XI",
]
_MODULES = {"GB": "stdnum.gb.vat", "NO": "stdnum.no.mva", "CHE": "stdnum.ch.vat"}
VAT_ID = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AT\s?U|ATU)\s?\d{8}|(?:BE|BG|CY|CZ|DE|DK|EE|EL|FI|HR|HU|IE|LT|LU|LV|MT|PL|PT|RO|SE|SI|SK|XI)[\s.-]?\d(?:[\s.]?\d){6,13}[A-Z]{0,2}"
    r"|FR[\s.-]?[0-9A-Z]{2}(?:[\s.]?\d){9}|ES[\s.-]?[A-Z0-9]\d{7}[A-Z0-9]|IT[\s.-]?\d{11}|NL[\s.-]?\d(?:[\s.]?\d){8}[\s.]?B[\s.]?\d\d"
    r"|GB[\s.-]?\d{3}[\s.]?\d{4}[\s.]?\d{2}(?:[\s.]?\d{3})?|CHE[\s.-]?\d{3}[\s.]?\d{3}[\s.]?\d{3}(?:\s?(?:MWST|TVA|IVA))?|NO[\s.-]?\d{9}(?:\s?MVA)?"
    r")(?![A-Za-z0-9])"
)
CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{15,20}(?![0-9A-Z])")
_CREDIT = re.compile(r"[0-9ANY][0-9]{7}[0-9A-HJ-NPQRTUWXY]{10}")
"""Who registers is a digit, A, N or Y (GB 32100-2015, table 1); python-stdnum knows digits alone."""
_PLAIN = re.compile(r"[\s.\-]")


def compact_tax_id(text: str) -> str:
    """Without spaces, points and hyphens, upper case."""
    return _PLAIN.sub("", text).upper()


def is_valid_tax_id(text: str) -> bool:
    """Whether the checksum of a number of a kind we know holds."""
    number = compact_tax_id(text)
    return is_credit_code(number) if number[:2].isdigit() or _CREDIT.fullmatch(number) else _vat_holds(number)


def is_credit_code(text: str) -> bool:
    """Whether this is an 18-character 统一社会信用代码 with the right check character."""
    number = uscc.compact(text)
    held = len(text) == 18 and _CREDIT.fullmatch(number) is not None
    return held and bool(number[-1] == uscc.calc_check_digit(number))


def _vat_holds(number: str) -> bool:
    country = "CHE" if number.startswith("CHE") else number[:2]
    try:
        if country in _EU:
            module = import_module(f"stdnum.{'gb.vat' if country == 'XI' else 'eu.vat'}")
            module.validate(number[2:] if country == "XI" else number)
        elif country in _MODULES:
            import_module(_MODULES[country]).validate(number)
        else:
            return False
    except (ValidationError, IndexError, ValueError):
        return False
    return True
