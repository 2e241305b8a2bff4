"""Chat models that ship with the house: the planner (no network), a scripted one, and hostile ones for tests."""

from assistant.models.hostile import HostileModel
from assistant.models.planner import PlannerModel
from assistant.models.scripted import ScriptedModel

__all__ = ["HostileModel", "PlannerModel", "ScriptedModel"]
