"""What the house wrote down as policy: texts by clause, version and day; search and answers that quote.

model.py the values · folder.py, parse.py, dates.py files → versions → clauses · units.py sentences and rows ·
terms.py, query.py, quantities.py, asked.py how texts and questions are read · bm25.py, encoder.py the two
ways of finding · passages.py, index.py, chroma/ the vectors kept, who searches them, Chroma as their copy · dense.py
what they say of a clause · rank.py, route.py, evidence.py what comes first and whether it is enough · library.py a
searchable set of versions · answer.py the answer.
"""

from policies.library.answer import ask as ask_library
from policies.library.encoder import encoder
from policies.library.folder import read_folder
from policies.library.index import PolicyIndex, Told, Use, close_index, index_of
from policies.library.kept import keep_vectors, library, publish, stored, versions
from policies.library.library import Library
from policies.library.model import Answer, Citation, Clause, Hit, Verdict, Version

__all__ = [
    "Answer", "Citation", "Clause", "Hit", "Library", "PolicyIndex", "Told", "Use", "Verdict", "Version", "ask_library",
    "close_index", "encoder", "index_of", "keep_vectors", "library", "publish", "read_folder", "stored", "versions",
]  # fmt: skip
