"""A question as weighted groups of terms, in its own language and, through the glossary, in the other.

A group stands for one word of the question; its first term is the word itself, the others are what
the glossary says people also call it, at a lower weight.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from ledger.core.words.glossary import notions
from policies.library.quantities import quantities
from policies.library.terms import ZH_STOP_WORDS, en_terms, question_terms, terms

SYNONYM = 0.7
Group = dict[str, float]
_HAN = re.compile(r"[\u3400-\u9fff]+")
_UNKNOWN = "\x00"


@lru_cache(maxsize=1)
def _zh_names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Chinese name → (other Chinese names, English names)."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for notion in notions():
        for name in notion.zh:
            found[name][0].extend(other for other in notion.zh if other != name)
            found[name][1].extend(notion.en)
    return {name: (tuple(dict.fromkeys(zh)), tuple(dict.fromkeys(en))) for name, (zh, en) in found.items()}


@lru_cache(maxsize=1)
def _en_names() -> dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]:
    """Stems of an English name → (other English names, Chinese names)."""
    found: dict[tuple[str, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for notion in notions():
        for name in notion.en:
            key = tuple(en_terms(name.lower()))
            if key:
                found[key][0].extend(other for other in notion.en if other != name)
                found[key][1].extend(notion.zh)
    return {key: (tuple(dict.fromkeys(en)), tuple(dict.fromkeys(zh))) for key, (en, zh) in found.items()}


def groups(question: str, language: str) -> list[Group]:
    """Groups for searching texts of the question's own language."""
    question = without_amounts(question)
    return _zh_groups(question) if language == "zh" else _en_groups(question)


def translated(question: str, language: str) -> tuple[list[Group], str]:
    """Groups in the other language, and the same as a line of words for a dense model."""
    question = without_amounts(question)
    return _zh_to_en(question) if language == "zh" else _en_to_zh(question)


def without_amounts(question: str) -> str:
    """A question without its amounts of money: a rule speaks of limits, seldom of the very amount."""
    for item in reversed([one for one in quantities(question) if one.kind == "money"]):
        question = f"{question[: item.start]} {question[item.end :]}"
    return question


def _zh_groups(question: str) -> list[Group]:
    spans = _zh_spans(question)
    extra: dict[str, Group] = defaultdict(dict)
    for name in spans:
        others = {pair for other in _zh_names()[name][0] for pair in terms(other, "zh") if len(pair) > 1}
        for pair in terms(name, "zh"):
            if pair not in ZH_STOP_WORDS:
                extra[pair].update(dict.fromkeys(others, SYNONYM))
    stems = en_terms(unicodedata.normalize("NFKC", question).lower())
    for start, end in _en_spans(stems):
        chinese = {
            pair: 0.9
            for other in _en_names()[tuple(stems[start:end])][1]
            for pair in terms(other, "zh")
            if len(pair) > 1
        }
        for stem in stems[start:end]:
            extra[stem].update(chinese)
    return [_group(term, extra.get(term, {})) for term in question_terms(question, "zh")]


def synonyms_in(question: str) -> list[tuple[str, tuple[str, ...]]]:
    """Glossary names in a Chinese question, each with its other Chinese names."""
    return [(name, _zh_names()[name][0]) for name in _zh_spans(question)]


def _zh_spans(question: str) -> list[str]:
    """Glossary names in a Chinese text, longest first, without overlaps."""
    names = _zh_names()
    longest = max(map(len, names))
    found = []
    for run in _HAN.findall(unicodedata.normalize("NFKC", question)):
        at = 0
        while at < len(run):
            size = next((n for n in range(min(longest, len(run) - at), 1, -1) if run[at : at + n] in names), 0)
            if size:
                found.append(run[at : at + size])
            at += size or 1
    return found


def _en_spans(stems: list[str]) -> list[tuple[int, int]]:
    names = _en_names()
    found, at = [], 0
    while at < len(stems):
        size = next((n for n in range(min(5, len(stems) - at), 0, -1) if tuple(stems[at : at + n]) in names), 0)
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


def _en_groups(question: str) -> list[Group]:
    stems = en_terms(unicodedata.normalize("NFKC", question).lower())
    found: list[Group] = [{stem: 1.0} for stem in stems]
    found.extend(_abroad(name) for name in _zh_spans(question))
    for start, end in _en_spans(stems):
        for other in _en_names()[tuple(stems[start:end])][0]:
            words = en_terms(other.lower())
            for group in found[start:end]:
                for word in words:
                    group.setdefault(word, SYNONYM if len(words) == 1 else SYNONYM * 0.6)
    return found


def _group(word: str, others: Mapping[str, float]) -> Group:
    """A word with its alternatives, the word itself first."""
    return {word: 1.0, **{other: share for other, share in others.items() if other != word}}


def _abroad(name: str) -> Group:
    """A Chinese word in an English sentence (餐补): one group of all its English names' words."""
    return {name: 1.0} | {stem: 0.9 for english in _zh_names()[name][1] for stem in en_terms(english.lower())}


def _zh_to_en(question: str) -> tuple[list[Group], str]:
    text = unicodedata.normalize("NFKC", question)
    found: list[Group] = [{stem: 1.0} for stem in en_terms(text.lower())]
    words = re.findall(r"[A-Za-z0-9$%.,]+", text)
    rest = text
    for name in _zh_spans(text):
        english = _zh_names()[name][1]
        words.append(english[0])
        rest = rest.replace(name, " ", 1)
        others = {stem: SYNONYM for other in english[1:] for stem in en_terms(other.lower())}
        found.extend(_group(stem, others) for stem in en_terms(english[0].lower()))
    rest = re.sub("|".join(map(re.escape, sorted(ZH_STOP_WORDS, key=len, reverse=True))), " ", rest)
    found.extend({f"{_UNKNOWN}{run}{at}": 1.0} for run in _HAN.findall(rest) for at in range(len(run) // 2))
    return found, " ".join(words)


def _en_to_zh(question: str) -> tuple[list[Group], str]:
    stems = en_terms(unicodedata.normalize("NFKC", question).lower())
    spans = _en_spans(stems)
    inside = {at for start, end in spans for at in range(start, end)}
    found: list[Group] = []
    words: list[str] = []
    for start, end in spans:
        chinese = _en_names()[tuple(stems[start:end])][1]
        words.append(chinese[0])
        others = {pair: SYNONYM for other in chinese[1:] for pair in terms(other, "zh") if len(pair) > 1}
        found.extend(_group(pair, others) for pair in terms(chinese[0], "zh") if len(pair) > 1)
    found.extend(
        {stem if stem[0].isdigit() else _UNKNOWN + stem: 1.0} for at, stem in enumerate(stems) if at not in inside
    )
    return found, " ".join(words)
