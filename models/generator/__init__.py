"""Synthetic screens of retail software, composed at random from parts; they train the tagger and the scorer."""
