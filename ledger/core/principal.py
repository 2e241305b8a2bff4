"""Who is asking: built by a channel from a verified identity, never from a tool's arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Channel(StrEnum):
    """The way a request came in."""

    WEB = "web"
    REST = "rest"
    CLI = "cli"
    SLACK = "slack"
    MCP = "mcp"
    JOB = "job"


class Via(StrEnum):
    """Whether a person acts, or a model on a person's behalf, or the system's own job."""

    PERSON = "person"
    AGENT = "agent"
    SYSTEM = "system"


Attribute = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Principal:
    """A verified identity within one tenant.

    ``attributes`` holds what access rules look at: ``department`` (str), ``limit_minor`` (int, base
    currency). ``verified`` names how the identity was proved: ``session``, ``token``, ``slack``,
    ``passkey``, ``company`` (its sign-in), ``owner`` (the operating-system user who owns the data folder), ``demo``,
    ``see_as``, ``job``. Of ``see_as`` ``looker`` is who really looks, with this person's eyes. ``scope`` narrows what an API
    token may do to these actions or effects; None where nothing is narrowed. It never widens. ``tainted`` is set for the
    rest of a turn in which a model was told words out of papers or of other people: it narrows what may be read.
    """

    tenant: str
    user: str
    roles: frozenset[str]
    channel: Channel
    via: Via = Via.PERSON
    verified: str = "session"
    language: str = "zh"
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: MappingProxyType({}))
    scope: frozenset[str] | None = None
    looker: str = ""
    tainted: bool = False

    def in_scope(self, action: str, effect: str) -> bool:
        """Whether an action of that effect lies in what this proof of identity was made for."""
        return self.scope is None or bool({action, effect} & self.scope)

    def as_agent(self) -> Principal:
        """The same person, with a model in the loop."""
        return replace(self, via=Via.AGENT)

    def after_papers(self) -> Principal:
        """The same, once a model has been told words that others wrote."""
        return replace(self, tainted=True)

    def proposing(self) -> Principal:
        """The same inside a proposal: what it touches is decided by the person's rights, and none of it is told."""
        return replace(self, tainted=False)
