"""The policy index: made anew from the texts and vectors in SQL, and which one searches."""

from __future__ import annotations

from pydantic import BaseModel

from policies.library import index_of, keep_vectors, stored
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Nothing, tool


class Reindexed(BaseModel):
    """How many vectors were missing and are made now, of how many passages."""

    vectors: int
    passages: int


class PolicyIndexState(BaseModel):
    """``use`` is bm25, exact, local, elsewhere, server, filling, unfilled or fault; ``fault`` the machine's own words."""

    use: str
    passages: int
    fault: str


@tool(action="policy.publish", effect="commit")
def reindex_policies(context: Context, request: Nothing) -> Done:
    """Make the search index anew: vectors that published texts lack, then Chroma where it is used.

    Chroma is a copy and is filled once the act is kept; ``policy_index`` tells what came of it.
    """
    vectors = keep_vectors(context.unit)
    passages = stored(context.unit)
    index = index_of(context.store.home)
    context.unit.after_commit.append(lambda: index.fill_anew(passages))
    said = Text(text=context.say("policy.reindexed", count=vectors))
    return Done(Reindexed(vectors=vectors, passages=len(passages)), (said,))


@tool(action="policy.read", effect="read")
def policy_index(context: Context, request: Nothing) -> Done:
    """Which index searches the policies, and over how many passages."""
    told = index_of(context.store.home).look(stored(context.unit))
    said = context.say(f"policy.index_{told.use.value}", count=told.passages, fault=told.fault, holder=told.holder)
    return Done(PolicyIndexState(use=told.use.value, passages=told.passages, fault=told.fault), (Text(text=said),))
