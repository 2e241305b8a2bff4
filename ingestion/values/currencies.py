"""What tables call a currency: its Chinese name, or a code of old."""

from __future__ import annotations

CURRENCIES = {
    "人民币": "CNY",
    "人民币元": "CNY",
    "RMB": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港币": "HKD",
    "港元": "HKD",
    "日元": "JPY",
    "日圆": "JPY",
    "英镑": "GBP",
    "澳元": "AUD",
    "加元": "CAD",
    "瑞士法郎": "CHF",
    "新加坡元": "SGD",
    "韩元": "KRW",
}
