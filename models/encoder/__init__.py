"""The encoder's training: a pretrained text encoder learns what stands on screens. See README.md beside `models/`.

`base.py` reads the pretrained weights, `pages.py` makes examples of screens, `lower.py` and `upper.py` are the two
halves of the network, `fit.py` trains the upper one, `export.py` writes what the scanner loads.
"""
