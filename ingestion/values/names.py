"""Names of companies: what tells them from addresses and ids."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from ingestion.values.text import fold

LEGAL_FORM = re.compile(
    r"(?:(?<=[\s,&.(])|^)(?:CO\.|INC\.?|LTD\.?|LTDA\.?|LIMITED|GMBH|CORP\.?|sp\. ?z ?o\. ?o\.|[Ss]p\. ?[jkp]\.|s\.c\.|S\.K\.A\.|s\.r\.l\.|s\.p\.a\.|GmbH(?: ?& ?Co\.?(?: ?KGa?A?)?)?|g?AG|SE|KGaA|KG|OHG|GbR|UG|eG|mbH|e\.\s?V\.|e\.\s?K\.|a\.\s?G\.|Inc\.?|LLC|LLP|L\.L\.C\.|Ltd\.?|Limited|Co\.|Corp\.?"
    r"|Corporation|PLC|plc|Pty|S\.?A\.?R\.?L\.?|S\.?A\.?S\.?U?|SA|S\.A\.(?:U\.)?|EURL|SCI|SNC|SCA|S\.?L\.?U?\.?|S\.?r\.?l\.?s?|S\.?p\.?A\.?|S\.?n\.?c\.?|S\.?a\.?s\.?"
    r"|B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|A/S|I/S|K/S|P/S|ApS|AS|ASA|AB|Oy|Oyj|Sp\. z o\.?o\.?|Sp\. ?[jkp]\.|spol\. s r\.o\.|HB|KB|DAC|S\. ?Coop\.?|S\.L\.U\.|s\.r\.o\.|a\.s\.|Kft\.?|Zrt\.?|d\.o\.o\.|Lda\.?|S\.?C\.?R\.?L\.?|S\.?R\.?L\.?|BVBA|e\.\s?U\.|Ges\.?m\.?b\.?H\.?|ANS|v\.o\.s\.|k\.s\.|Company|Ltda\.?|inc\.|ltée|LTÉE|Bt\.?|Nyrt\.?|Kkt\.?|Ev\.|Α\.?Ε\.?|Ε\.?Π\.?Ε\.?|Ο\.?Ε\.?|Ε\.?Ε\.?|Ι\.?Κ\.?Ε\.?|A\.?Ş\.?|Şti\.?|C\.V\.|S\.C\.|Pte\.?|Sdn\.? Bhd\.?|CC|EIRELI|EPP|Unipessoal|d\.d\.|j\.d\.o\.o\.|ЕООД|ООД|АД|ТОВ|ООО|АО|ДОО|EOOD|OOD|OÜ|UAB|SIA|AS|ehf\.?|hf\.?|Tmi|Ky|Lp|LP|CLG|Teo|S\.?p\.?z\.?o\.?o|SpA|SPA|Cía\.?|Cia\.?|S\.?A\.?S\.?|e\.?G|Stiftung|Genossenschaft|VOF|CVBA|SCOP|SELARL|SCP)(?=$|[\s,.)·•|-])"
)
CHINESE_COMPANY = re.compile(
    r"(?:公司|集团|事务所|中心|商行|厂|店|院|局|部|社|会|学校|大学|银行|个体工商户|合伙企业)(?:[(（].*[)）])?$"
)
_EASTERN = re.compile(r"株式会社|有限会社|合同会社|주식회사|유한회사|\((?:주|유|株|有)\)|㈜|㈱")
"""Legal forms of Japan and Korea, before or behind the name."""
_FIRM_END = re.compile(
    r"(?:GmbH|Ltd\.?|Limited|LTD\.?|LLP|LLC|Inc\.?|INC\.?|plc|PLC|ApS|Oyj?|Sàrl|SARL|S\.A\.|S\.L\.U?\.?|B\.V\.|N\.V\.|S\.r\.l\.|S\.p\.A\.|s\.r\.o\.|d\.o\.o\.|Kft\.?)$"
)
"""Forms that no street or town ends with."""
SALUTATION = re.compile(
    r"^(?:(?:herrn?|frau|m/s|firma|an|attn\.?:?|z\. ?h(?:d|ande?n)\.?(?: v(?:on|\.))?|c/o|mr\.?|mrs\.?|ms\.?|mme|monsieur|madame|to|[aà] l'attention de)\b[\s:.]*)+",
    re.I,
)
ADDRESS = re.compile(
    r"\b\d+\w?(?:[ /-]{1,3}\d+)?,? (?:[\w'’.-]+ ){1,3}(?:quay|parade|crescent|terrace|court|square|wharf|highway|hwy|parkway|way|close|mews|grove|hill|gardens|row)\b|\b[A-Z]\d{2} ?[A-Z0-9]{4}$|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b\d{3} \d{2}\s+[^\W\d]{3}|\b\d{5}-\d{3}\b|\b\d{4}-\d{3}\s+[A-Z]|\bSingapore \d{6}\b|^[^\W\d]{3,}(?: [^\W\d]{3,}){0,2},? -? ?(?:\d{4}|\d{6})$|\b(?:bd\.|p(?:za|ta)\.|ctra\.|avda\.|c\.so|v\.le|p\.zza|b-dul|sector \d|jud\. |rua|avenida|travessa|rodovia|calea|strada|bulevardul|splaiul|[ȘS]oseaua|ulica|trg|cesta|n[áa]m[ěe]st[íi]|utca|k[öo]r[úu]t|carrer|passeig|chemin|route|Postfach|P\.?O\.? Box|Casilla)(?!\w)|(?:katu|tie|kuja|utca|[úu]t|iela|t[äa]nav|cadde(?:si)?|sokak|soka[ğg][ıi]|bulvar[ıi]|mah\.|cad\.|sok\.)\s*,?\s*(?:no:? ?)?\d|(?:^|[\s,])(?:ул|бул|вул|пр|οδό?ς)\.?\s|"
    r"\b(?:ul|al|os)\.\s|\b(?:NSW|VIC|QLD|SA|WA|TAS|NT|ACT)\s+\d{4}\b|^C/\s|\bpol(?:\.|[ií]gono) ?ind|\bimpasse\b|\b\d{2}-\d{3}\s+[A-Z]|(?:^|[\s,])(?:[A-Z]{1,2}[ -])?\d{4,6}(?:[ -][A-Z]{2})?\s+[A-ZÄÖÜÉÈ]|[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|(?:stra(?:ss|ß)e|str\.|platz|allee|weg|gasse|damm|ufer|ring|straat|laan|plein|kade|dijk|gracht|singel|gata|gatan|gate|veien|vägen|vej|gade)\s*,?\s*\d|\b\d+\w?[, ]+(?:bis,? |ter,? |quater,? )?(?:rue|avenue|boulevard|bd|place|chemin|quai)\b"
    r"|\b(?:street|(?<!\bof )(?<=\w )st\.?|road|rd\.?|avenue|ave\.?|lane|drive|suite|floor|blvd|box|calle|avda|plaza|via|viale|piazza|corso)\b(?=[\s,.]|$)",
    re.IGNORECASE,
)
_OWNERS = re.compile(
    r"(?:comunidad de (?:propietarios|vecinos)|c\.? ?p\.? edificio|condom[ií]nio|condominium|copropri[ée]t[ée]|syndicat (?:des|de) copropri|wohnungseigent[üu]mergemeinschaft|weg |eigent[üu]mergemeinschaft|vve |vereniging van eigenaars|(?:wsp[óo]lnota|sp[óo][łl]dzielnia) mieszkaniowa|borettslaget|brf )",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:street|road|lane|square|avenue|hill|park) (?:[a-z]+ ){0,2}(?:dental|medical|surgery|practice|school|church|garage|books(?:hop)?|bakery|caf[eé]|hotel|pharmacy|clinic|nursery|academy|club|centre|center|studios?|vets?|veterinary|primary|motors|dairy|farm|inn|stores?|kitchens?|partners|logistics|properties)\b",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"[A-Z][\w .'’-]{2,30}(?:,? (?:NSW|VIC|QLD|TAS|ACT)|, (?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY))"
)
"""A town with its state and no post code (PA may be a practice's legal form, SA a company's)."""
IDENTIFIER = re.compile(
    r"\bReg(?:istration)?\.? No\b|\b(?:GST(?:IN)?|UEN|CUI|RFC|RUT|CNPJ|CPF|CUIT|RUC|VKN|Ad[óo]sz[áa]m|ΑΦΜ|Y-tunnus|CVR|OIB|PIB|ЕИК|GLN|GTIN|DUNS|USt|VAT|TVA|BTW|NIF|NIP|DI[CČ]|CIF|Org\.? ?nr|ABN|P\.? ?IVA|IBAN|BIC|HRB|HRA|SIRET|SIREN|KvK|EORI|Tel|Fax|E-?Mail|Kunden-?Nr|Lief-?Nr|www)\b|@|https?:",
    re.I,
)


def has_legal_form(text: str) -> bool:
    """Whether the text ends like, or holds, the name of a company."""
    return bool(LEGAL_FORM.search(text) or _EASTERN.search(text) or CHINESE_COMPANY.search(text.strip()))


def is_legal_form(text: str) -> bool:
    """Whether the text is a legal form and nothing else: the rest of a name that did not fit its line."""
    words = text.split()
    whole = bool(words) and all(LEGAL_FORM.fullmatch(word) for word in words)
    return whole or bool(LEGAL_FORM.fullmatch(text.strip())) or text.strip() == "(haftungsbeschränkt)"


def is_address(text: str) -> bool:
    """Whether the text looks like a street or town."""
    if _FIRM_END.search(text.strip()) and not any(map(str.isdigit, text)) and text.count(",") <= 1:
        return False  # Good Lane Ltd is called like a street
    if _CALLED.search(text) and not any(map(str.isdigit, text)):
        return False  # so is the Hallam Street Dental Practice
    if _OWNERS.match(text.strip()):
        return False  # and those who own a house together like the house
    return bool(ADDRESS.search(text) or _TOWN.fullmatch(text.strip()))


def is_identifier(text: str) -> bool:
    """Whether the text is a number, phone, mail or the like rather than a name."""
    return bool(IDENTIFIER.search(text)) or sum(character.isdigit() for character in text) * 2 > len(text)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    tongues = ("en", "de", "fr", "es", "it", "nl", "zh")
    names = (name for tongue in tongues for name in Locale(tongue).territories.values())
    return frozenset(fold(name) for name in names)


def is_country(text: str) -> bool:
    """Whether the text is the name of a country, in one of our languages."""
    return fold(text.strip(" .,")) in _countries()


def one_line_name(text: str) -> str:
    """The name itself out of several lines: ids and salutations dropped, the line with a legal form preferred."""
    if text.isprintable():  # what ends a line is not
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if len(lines) == 1:
        return lines[0] or text.strip()
    names = [line for line in lines if line and not is_identifier(line) and SALUTATION.sub("", line).strip()]
    formed = [line for line in names if has_legal_form(line)]
    chosen = (formed or names[-1:] or [line for line in lines if line] or [text])[0]
    return chosen.strip()


def category_of(name: str | None) -> str | None:
    """``谷物`` of ``*谷物*稻谷``."""
    return name.split("*")[1] if name and name.startswith("*") and name.count("*") >= 2 else None
