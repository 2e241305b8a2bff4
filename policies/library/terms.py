"""Words that search counts: stems in English, characters and pairs of characters in Chinese."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_EN = """
a an and are as at be been before by can could did do does for from get got had has have how i if in into is it its me
my of on one or our shall should so some than that the their them then there these they this those to under up us was
we were what when where which who whom whose why will with would you your must may much many whats wheres hows im ive
dont cant wont isnt didnt long need put give given take taken make made allowed want like please tell about still any
also
"""
_ZH = """
请问 我们 你们 他们 咱们 什么 怎么 怎样 如何 多少 几个 多久 可以 能不能 是不是 有没有 是否 哪些 哪个 需要 应该 必须
时候 那会儿 情况 规定 按照 根据 以后 的话 这么 那么 最多 最少 最长 最高 最低 最晚 至少 多大 算不算 吗 呢 吧 啊 了 的 是
我 你 他 个 在 有 要 会 能 被 把 给 和 与 及 或 就 都 也 还 里 上 下 到 去 来 想 几 谁 这 那 些 对 不 没 又 以 为 于 从
向 让 叫 得 地 着 过 一
"""
EN_STOP = frozenset(_EN.split())
ZH_STOP_WORDS = tuple(_ZH.split())
_ZH_STOP = re.compile("|".join(sorted(map(re.escape, ZH_STOP_WORDS), key=len, reverse=True)))
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+(?:['’&-][a-z0-9]+)*")


def terms(text: str, language: str) -> list[str]:
    """Terms of a text as indexed: every character and pair in Chinese, stems and numbers otherwise."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found = en_terms(folded)
    if language == "zh" or _HAN.search(folded):
        for run in _HAN.findall(folded):
            found.extend(run)
            found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found


def question_terms(text: str, language: str) -> list[str]:
    """Terms of a question: those of the text without words that only ask."""
    if language == "zh":
        return terms(_ZH_STOP.sub(" ", unicodedata.normalize("NFKC", text)), "zh")
    return terms(text, language)


def en_terms(folded: str) -> list[str]:
    """Stems of the English words and the numbers of an already lower-cased text."""
    parts = [
        part
        for word in _LATIN.findall(folded)
        for part in (re.split(r"['’&-]", word) if not word[0].isdigit() else [word])
    ]
    return [stem(part) for part in parts if part and part not in EN_STOP and (len(part) > 1 or part.isdigit())]


_ENDINGS = tuple("ations ation ments ment ings ing edly ed ions ion als al ely ly ives ive".split(" "))  # noqa: SIM905


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light English stem: plural, -ing, -ed, -ment, -tion and their kin go; never below three letters.

    After M. F. Porter, "An algorithm for suffix stripping" (1980), first steps only.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    for ending in _ENDINGS:
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and re.search(r"[aeiouy]", base):
            word = base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses") or (word.endswith("es") and word[-3] in "xzh"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
