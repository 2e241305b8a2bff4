"""Commands by group; each module registers its own."""
