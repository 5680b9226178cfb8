"""The research bundle: what a university needs to check every number, and nobody's identity."""
