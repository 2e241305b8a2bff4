"""Who may: Cedar rules and schema, decisions as values, the same rules as SQL row filters.

schema.cedarschema is the product's; rules.cedar the rules that ship, until a company publishes a version of its own.
rulebook.py reads them, laws.py holds what no version may lose, in_force.py finds the version of a company, access.py
decides, filters.py turns rules into SQL, trial.py tries a text before it counts
against the tables of expectations.py, explain.py says why not, decision.py holds the values.
"""

from policies.access.access import decide
from policies.access.decision import Decision, Resource
from policies.access.expectations import Difference, Expectation
from policies.access.explain import limits, nearest, permits
from policies.access.filters import Columns, UnknownOperator, row_filter, sees_every
from policies.access.in_force import in_force
from policies.access.laws import LAWS, broken_laws, closed, lawful
from policies.access.rulebook import BadRules, Rule, Rulebook, load, rule_ids, rulebook, shipped_text
from policies.access.trial import Trial, try_out

__all__ = [
    "LAWS",
    "BadRules",
    "Columns",
    "Decision",
    "Difference",
    "Expectation",
    "Resource",
    "Rule",
    "Rulebook",
    "Trial",
    "UnknownOperator",
    "broken_laws",
    "closed",
    "decide",
    "in_force",
    "lawful",
    "limits",
    "load",
    "nearest",
    "permits",
    "row_filter",
    "rule_ids",
    "rulebook",
    "sees_every",
    "shipped_text",
    "try_out",
]
