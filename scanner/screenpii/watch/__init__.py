"""Displays, folders and streams that are watched: what shows, for how long, told at once; nothing is recorded."""
