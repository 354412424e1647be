"""Dialogue: who has the floor, turn by turn, in a text that tells a story."""
