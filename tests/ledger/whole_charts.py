"""The accounts of each standard's chart that the whole system is lived through with, and the rows its statements end in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """Codes by what they do; ``loss`` where exchange losses have an account of their own. ``sheet`` to ``flow``: rows of the
    layout, ``flow`` the activities whose sum is the change in cash. ``kept`` narrows the chart, all of it where empty.
    """

    standard: str
    layout: str
    receivable: str
    payable: str
    estimated: str
    goods: str
    revenue: str
    output_vat: str
    input_vat: str
    bank: str
    bank_foreign: str
    till: str
    expense: str
    exchange: str
    loss: str
    machine: str
    carried: str
    depreciation: str
    cash: tuple[str, ...]
    assets: str
    claims: str
    retained: str
    profit: str
    money: str
    money_closing: str
    flow: tuple[str, ...]
    kept: tuple[str, ...] = ()


CAS = Chart(
    standard="cas", layout="cas_2019", receivable="1122", payable="220201", estimated="220202", goods="1405", revenue="6001",
    output_vat="22210107", input_vat="22210101", bank="100201", bank_foreign="100202", till="1001", expense="660204",
    exchange="660303", loss="", machine="1601", carried="1602", depreciation="660207", cash=("1001", "1002"),
    assets="A39", claims="E10", retained="E08", profit="R40", money="A01", money_closing="C35",
    flow=("C10", "C22", "C31", "C32", "U"),
    kept=("1001", "1002", "1122", "1123", "1405", "1601", "1602", "2202", "2221", "222102", "222111", "222112", "222113",
          "222114", "4001", "4103", "4104", "410406", "6001", "6401", "6403", "6602", "660204", "660207", "6603", "660303",
          "6711"),
)  # fmt: skip
SMALL = Chart(
    standard="small", layout="small_2013", receivable="1122", payable="220201", estimated="220202", goods="1405",
    revenue="5001", output_vat="22210107", input_vat="22210101", bank="1002", bank_foreign="1002", till="1001",
    expense="560205", exchange="530105", loss="560302", machine="1601", carried="1602", depreciation="560207",
    cash=("1001", "1002", "1012"), assets="30", claims="53", retained="51", profit="32", money="1", money_closing="22",
    flow=("7", "13", "19", "F", "U"),
    kept=("1001", "1002", "1122", "1405", "1601", "1602", "2202", "2221", "222102", "222103", "222108", "222111", "222112", "222113",
          "222114", "3103", "3104", "310404", "5001", "5301", "530105", "5403", "540302", "540306", "5602", "560205", "560207",
          "5603", "560302"),
)  # fmt: skip
IFRS = Chart(
    standard="ifrs", layout="ifrs_ias1", receivable="1100", payable="2000", estimated="2010", goods="1430", revenue="4000",
    output_vat="2300", input_vat="1320", bank="1010", bank_foreign="1020", till="1000", expense="6200", exchange="7200",
    loss="", machine="1610", carried="1661", depreciation="6400", cash=("1000", "1010", "1020", "1030"), assets="19",
    claims="44", retained="24", profit="16", money="16", money_closing="17", flow=("5", "9", "13", "14", "U"),
    kept=("1000", "1010", "1020", "1100", "1320", "1330", "1430", "1610", "1661", "2000", "2010", "2300", "2310", "2320", "3200",
          "3210", "4000", "6200", "6400", "7200", "7210"),
)  # fmt: skip
CHARTS = (CAS, SMALL, IFRS)
