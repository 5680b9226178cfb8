"""How people reach us over HTTP. Views parse, call one use case and render; no decisions."""
