"""How much of a value shows, whether that is allowed, and how bad it is."""
