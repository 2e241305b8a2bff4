"""Days as people print them, in twenty-seven languages. What could be two days is one only where the document tells which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingestion.values.text import fold


class Order(StrEnum):
    """How 03/04/2026 is read."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_MONTHS = (
    "jan janv january januar jänner januari janvier enero ene gennaio gen",
    "feb fev fevr february februar februari fevrier febrero febbraio",
    "mar mars march marz maerz mrt maart marzo mrz",
    "apr avr april avril abril abr aprile",
    "may mai mei mayo maggio mag",
    "jun june juni juin junio giugno giu",
    "jul july juli juil juillet julio luglio lug",
    "aug august augustus aout agosto ago",
    "sep sept september septembre septiembre settembre set",
    "oct okt october oktober octobre octubre ottobre ott",
    "nov november novembre noviembre",
    "dec dez december dezember decembre diciembre dic dicembre",
)
_FARTHER = (
    "janeiro tammikuuta tammi tammikuu stycznia sty styczen ledna led leden januara ianuarie ian jaanuar jaan",
    "fevereiro helmikuuta helmi helmikuu lutego lut luty unora uno unor februara febr februarie veebruar veebr",
    "marco marts maaliskuuta maalis maaliskuu marca marzec brezna bre brezen marec marcius marc martie",
    "huhtikuuta huhti huhtikuu kwietnia kwi kwiecien dubna dub duben aprila aprilis aprilie aprill",
    "maio maj toukokuuta touko toukokuu maja kvetna kve kveten majus",
    "junho kesakuuta kesa kesakuu czerwca cze czerwiec cervna cvn cerven juna junius iunie iun juuni junij",
    "julho heinakuuta heina heinakuu lipca lip lipiec cervence cvc cervenec jula julius iulie iul juuli julij",
    "augusti elokuuta elo elokuu sierpnia sie sierpien srpna srp srpen augusta augusztus avgust avg",
    "setembro syyskuuta syys syyskuu wrzesnia wrz wrzesien zari zar septembra szeptember szept septembrie",
    "outubro out lokakuuta loka lokakuu pazdziernika paz pazdziernik rijna rij rijen oktobra octombrie oktoober",
    "novembro marraskuuta marras marraskuu listopada lis listopad listopadu novembra noiembrie",
    "dezembro desember des joulukuuta joulu joulukuu grudnia gru grudzien prosince pro prosinec decembra decembrie detsember dets",
)
"""The same in Portuguese, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Slovak, Hungarian, Romanian, Estonian and
Slovenian, from the CLDR (names of one month in one of them and of another elsewhere there are none). Croatian is left
out: its listopad is October, that of its neighbours November.
"""
_FARTHEST = (
    "มกราคม מינואר בינואר ינואר يناير ιανουαριου ιανουαριος ιαν ocak januaris sausio января січня gener",
    "กุมภาพันธ์ בפברואר פברואר فبراير φεβρουαριου φεβρουαριος φεβ subat februaris vasario февраля лютого februari февруари febrer",
    "มีนาคม במרץ מרץ مارس maret mac μαρτιου μαρτιος μαρ mart marts kovo марта березня март",
    "เมษายน באפריל אפריל ابريل απριλιου απριλιος απρ nisan aprilis balandzio апреля квітня април",
    "พฤษภาคม במאי מאי مايو μαιου μαιος μαι mayıs maijs geguzes мая травня май maig",
    "มิถุนายน ביוני יוני يونيو ιουνιου ιουνιος ιουν haziran junijs birzelio июня червня юни juny",
    "กรกฎาคม ביולי יולי يوليو julai ιουλιου ιουλιος ιουλ temmuz julijs liepos июля липня юли juliol",
    "สิงหาคม באוגוסט אוגוסט اغسطس ogos ogo αυγουστου αυγουστος αυγ agustos augusts rugpjucio августа серпня август agost agust",
    "กันยายน בספטמבר ספטמבר سبتمبر σεπτεμβριου σεπτεμβριος σεπ eylul septembris rugsejo сентября вересня септември setembre",
    "ตุลาคม באוקטובר אוקטובר اكتوبر οκτωβριου οκτωβριος οκτ ekim oktobris spalio октября жовтня октомври",
    "พฤศจิกายน בנובמבר נובמבר نوفمبر νοεμβριου νοεμβριος νοε kasım kasim novembris lapkricio ноября листопада ноември novembre",
    "ธันวาคม בדצמבר דצמבר ديسمبر disember dis δεκεμβριου δεκεμβριος δεκ aralık aralik decembris gruodzio декабря грудня декември desembre",
)
"""In Greek, Turkish, Latvian, Lithuanian, Russian, Ukrainian, Bulgarian, Catalan, Thai, Hebrew, Arabic, Indonesian and Malay, from the CLDR."""
_MONTH = {
    fold(name): number
    for table in (_MONTHS, _FARTHER, _FARTHEST)
    for number, names in enumerate(table, 1)
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_REIWA = 2018
"""The year before 令和 1."""
_BUDDHIST = 543
"""Thailand counts so many years more."""
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_SHORT = r"(?P<{0}>(?:19|20)\d\d|\d\d)"
DATE = re.compile(
    r"(?<![\d.,/-])(?:"
    + _YEAR.format("y1") + r"\s?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日"
    + r"|" + _YEAR.format("y8") + r"\s?년\s?(?P<m8>\d{1,2})\s?월\s?(?P<d8>\d{1,2})\s?일"
    + r"|令和\s?(?P<y9>\d{1,2}|元)\s?年\s?(?P<m9>\d{1,2})\s?月\s?(?P<d9>\d{1,2})\s?日"
    + r"|(?P<d10>\d{1,2}) thang (?P<m10>\d{1,2}),? nam " + _YEAR.format("y10")
    + r"|(?P<d11>\d{1,2})\s(?P<n11>" + _NAME + r")\s(?P<y11>25[5-9]\d)"
    + r"|" + _YEAR.format("y2") + r"(?P<s2>[-/.])\s?(?P<m2>\d{1,2})(?P=s2)\s?(?P<d2>\d{1,2})"
    + r"|" + _YEAR.format("y7") + r"(?:\.| m\.)?\s(?P<n7>" + _NAME + r")\.?\s(?P<d7>\d{1,2})"
    + r"|(?P<a3>\d{1,2})\s?(?P<s3>[./-])\s?(?P<b3>\d{1,2})\s?(?P=s3)\s?" + _SHORT.format("y3")
    + r"|(?P<d4>\d{1,2})(?:st|nd|rd|th|er|º|o)?[.\s-]{0,3}(?:of |de |den )?(?P<n4>" + _NAME + r")\.?[\s,.-]{0,3}(?:de |del )?" + _SHORT.format("y4")
    + r"|(?P<n5>" + _NAME + r")\.?[\s-]{1,2}(?P<d5>\d{1,2})(?:st|nd|rd|th)?\s?[,\s-]\s{0,2}" + _YEAR.format("y5")
    + r"|" + _YEAR.format("y6") + r"(?P<m6>0[1-9]|1[0-2])(?P<d6>0[1-9]|[12]\d|3[01])"
    + r")(?![\d]|[.,/-]\d)"
)  # fmt: skip
"""To be used on folded text."""

YEARLESS = re.compile(
    r"(?<![\d.,/-])(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<n1>" + _NAME + r")|(?P<n2>" + _NAME + r") (?P<d2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?![^\W_])(?!,? \d{4})"
)  # fmt: skip
"""``26 February``, ``May 16th``; to be used on folded text."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day found at ``start:end`` of a folded text; ``certain`` is False where day and month could be exchanged."""

    value: date
    start: int
    end: int
    certain: bool
    compact: bool = False


def exchanged(value: date) -> date:
    """The other day that an uncertain one could be: month and day the other way round."""
    return value.replace(month=value.day, day=value.month)


def _make(year: str, month: int, day: int) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(number, month, day)
    except ValueError:
        return None


def _of(match: re.Match[str], order: Order) -> tuple[date | None, bool]:
    group = match.groupdict()
    if group["y9"]:
        reiwa = 1 if group["y9"] == "元" else int(group["y9"])
        return _make(str(_REIWA + reiwa), int(group["m9"]), int(group["d9"])), True
    if group["y11"]:
        return _make(str(int(group["y11"]) - _BUDDHIST), _MONTH[group["n11"]], int(group["d11"])), True
    for key in ("1", "2", "6", "8", "10"):
        if group["y" + key]:
            return _make(group["y" + key], int(group["m" + key]), int(group["d" + key])), True
    for key in ("4", "5", "7"):
        if group["y" + key]:
            return _make(group["y" + key], _MONTH[group["n" + key]], int(group["d" + key])), True
    first, second = int(group["a3"]), int(group["b3"])
    if first > 12 or second > 12 or first == second or group["s3"] == ".":
        day, month = (second, first) if second > 12 and group["s3"] != "." else (first, second)
        return _make(group["y3"], month, day), True
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    return _make(group["y3"], month, day), False


def find_days(folded: str, order: Order = Order.DAY_FIRST) -> list[Day]:
    """Every day in a folded text, in order of place."""
    found = []
    for match in DATE.finditer(folded):
        value, certain = _of(match, order)
        if value is not None and 1990 <= value.year <= 2100:
            found.append(Day(value, match.start(), match.end(), certain, bool(match["y6"])))
    return found


def next_day(match: re.Match[str], after: date) -> date | None:
    """The first such day from ``after`` on that a match of ``YEARLESS`` names; None where the month has no such day."""
    month, day = _MONTH[match["n1"] or match["n2"]], int(match["d1"] or match["d2"])
    made = (_make(str(after.year + later), month, day) for later in (0, 1))
    return next((one for one in made if one is not None and one >= after), None)


def told_order(texts: Iterable[str]) -> Order | None:
    """The order that the document's own dates prove: 25/12/2026 or 12/25/2026; None where none does or both do."""
    day_first = month_first = False
    for text in texts:
        for match in DATE.finditer(text):
            if match["a3"] and match["s3"] != ".":
                day_first |= int(match["a3"]) > 12
                month_first |= int(match["b3"]) > 12
    if day_first == month_first:
        return None
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST
