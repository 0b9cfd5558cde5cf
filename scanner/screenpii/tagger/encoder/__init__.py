"""The encoder: a pretrained network that reads all words of a page at once and predicts type and subject of each."""
