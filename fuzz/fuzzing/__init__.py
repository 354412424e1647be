"""Fuzzing quotex: texts made of bytes, and the stages that are held to the laws of all texts."""
