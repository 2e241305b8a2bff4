"""Chroma as a copy of the vectors in SQL: filled from there, thrown away and filled again whenever in doubt.

lock.py who may fill · generation.py the folder, and whether its files are sound · client.py a local or a remote
client, its faults as one exception · collection.py one tenant's collection: fill, state, nearest.
"""

from policies.library.chroma.client import ChromaFault, close_client, faults, local_client, remote_client
from policies.library.chroma.collection import Collection, Stale
from policies.library.chroma.generation import Generation
from policies.library.chroma.lock import IndexLock

__all__ = [
    "ChromaFault",
    "Collection",
    "Generation",
    "IndexLock",
    "Stale",
    "close_client",
    "faults",
    "local_client",
    "remote_client",
]
