"""Rules about changes between two versions of a plan: one file a rule."""
