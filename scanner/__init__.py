"""screenpii finds customers' personal information on screens."""

__version__ = "0.1.0"
