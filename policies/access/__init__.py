"""Who may: Cedar rules and schema, decisions as values, the same rules as SQL row filters.

schema.cedarschema and rules.cedar are the law; rulebook.py reads them, access.py decides,
filters.py turns them into SQL, decision.py holds the values.
"""

from policies.access.access import decide
from policies.access.decision import Decision, Resource
from policies.access.filters import UnknownOperator, row_filter, sees_every
from policies.access.rulebook import BadRules, Rulebook, load, rule_ids, rulebook

__all__ = [
    "BadRules",
    "Decision",
    "Resource",
    "Rulebook",
    "UnknownOperator",
    "decide",
    "load",
    "row_filter",
    "rule_ids",
    "rulebook",
    "sees_every",
]
