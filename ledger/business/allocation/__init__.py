"""分摊: the month's costs of one department spread over others by weights.

rules.py what a rule is, and every version of it · run.py what a month still has to spread.
"""
