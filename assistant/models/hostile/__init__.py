"""A model that means harm: it ships with the house, so that anybody can attack their own copy of it.

``fuzzer`` calls every tool with anything · ``obedient`` does what any text it read tells it to · ``exfiltrator`` puts all
it saw into every way out · ``persuader`` talks people into pressing. Seeded: the same words give the same attack.

model.py the model and its rounds · seen.py what it picked up · fuzzing.py, obeying.py, leaking.py, persuading.py a mode each
"""

from assistant.models.hostile.leaking import encoded
from assistant.models.hostile.model import HostileModel, Mode

__all__ = ["HostileModel", "Mode", "encoded"]
