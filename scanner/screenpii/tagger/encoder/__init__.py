"""The encoder: a pretrained network that reads all words of a page at once, and says what each is and whose."""
