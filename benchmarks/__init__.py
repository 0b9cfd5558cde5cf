"""Scripts that measure; each prints the figures that the README quotes."""
