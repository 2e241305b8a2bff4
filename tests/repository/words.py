"""What the catalogue check looks at: keys, parameters, and text written where it does not belong."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ledger.core.words import FOLDER, LANGUAGES, areas, messages

PROJECT = Path(__file__).resolve().parents[2]
_CJK = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[A-Za-z][a-z]+ [A-Za-z]?[a-z]+ [a-z]+")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.S)
NOT_WORDS = {"zh", "en", "Ctrl", "K", "J", "N", "Enter"}


def parameters(text: str) -> set[str]:
    """Names of the ``{parameters}`` of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def catalogue_faults() -> Iterator[str]:
    """Keys or parameters that one language has and the other lacks; keys outside their area, or said twice."""
    for area in areas():
        for language in LANGUAGES:
            yield from (f"{area}: {key} stands twice in {language}" for key in said_twice(language, area))
        zh, en = (messages(language, area) for language in LANGUAGES)
        for key in sorted(zh.keys() ^ en.keys()):
            yield f"{area}: {key} is in one language only"
        for key in sorted(zh.keys() & en.keys()):
            if not zh[key] or not en[key]:
                yield f"{area}: {key} is empty"
            if parameters(zh[key]) != parameters(en[key]):
                yield f"{area}: {key} has parameters {parameters(zh[key])} and {parameters(en[key])}"
            if not key.startswith(f"{area}."):
                yield f"{area}: {key} belongs to another area"


def said_twice(language: str, area: str) -> list[str]:
    """Keys that a catalogue has more than once: a reader takes the last, a person looking the first."""
    path = FOLDER / language / f"{area}.po"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    counted = Counter(line[7:-1] for line in lines if line.startswith('msgid "'))
    return [key for key, times in counted.items() if times > 1]


def _docstrings(tree: ast.AST) -> set[int]:
    """Strings that stand alone as statements: docstrings, and what is said under a constant."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def literal_text(folder: Path) -> Iterator[str]:
    """Sentences or Chinese in Python code of a folder; text between the tags of its templates."""
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skip = _docstrings(tree)
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in skip:
                continue
            if _CJK.search(node.value) or _SENTENCE.search(node.value):
                yield f"{path.relative_to(PROJECT)}:{node.lineno}: {node.value[:60]!r}"
    for path in sorted(folder.rglob("*.html")):
        if "node_modules" in path.parts or "built" in path.parts:
            continue
        bare = _TAG.sub("\n", _JINJA.sub("", path.read_text(encoding="utf-8")))
        for line in bare.splitlines():
            text = re.sub(r"&[#\w]+;", "", line).strip()
            if re.search(r"[A-Za-z\u4e00-\u9fff]{2,}", text) and text not in NOT_WORDS:
                yield f"{path.relative_to(PROJECT)}: {text[:60]!r}"


def used_keys(folders: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(place, key) of every constant key given to ``say``, ``problem`` or ``t``."""
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) in {"say", "problem", "t"} and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                        yield f"{path.relative_to(PROJECT)}:{node.lineno}", first.value
        for path in sorted((PROJECT / folder).rglob("*.html")):
            if "node_modules" not in path.parts and "built" not in path.parts:
                for key in re.findall(r"\bt\(\s*['\"]([a-z_]+\.[\w.]+)['\"]", path.read_text(encoding="utf-8")):
                    if not key.endswith(
                        "_"
                    ):  # the beginning of a key that is put together: the pages' own tests fill it
                        yield str(path.relative_to(PROJECT)), key


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
