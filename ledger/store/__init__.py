"""Where data lives: engines, sessions, migrations, tenants, blobs, jobs, outbox, audit."""
