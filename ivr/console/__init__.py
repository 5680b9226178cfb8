"""Pages for operators, agents, supervisors and analysts."""
