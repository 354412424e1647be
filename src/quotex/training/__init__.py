"""How weights are learned from gold, the shipped ones as well as a user's own."""

from quotex.training.run import train

__all__ = ["train"]
