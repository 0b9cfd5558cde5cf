"""What synthetic screens say: people, addresses, values, labels, sentences, and what is no personal data."""

from models.generator.content.content import Content
from models.generator.content.owners import Address, Card, Owner, Person, Store

__all__ = ["Address", "Card", "Content", "Owner", "Person", "Store"]
