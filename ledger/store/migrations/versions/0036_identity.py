"""Identity: when a session was last used and where, what a token is narrowed to, sign-in misses for all web processes,
what a people request wants, and since when there is a second person.

Sessions opened before count as long unused: everybody signs in once more. Tokens made before may read, and no more.
"""

from ledger.store.migrations.helpers import Step
from ledger.store.schema.people import api_token, people_request, second_person, session, sign_in_try

ADDED = (
    session.c.seen_at,
    session.c.device,
    api_token.c.scope,
    api_token.c.made_at,
    api_token.c.used_at,
    people_request.c.wanted,
)


def upgrade(step: Step) -> None:
    for column in ADDED:
        step.add_column(column.table.name, column._copy())
    step.create(sign_in_try, second_person)
