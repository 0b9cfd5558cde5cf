"""Masking, verdict and severity of entities."""
