"""How the shipped weights are learned: seeded, from gold in the JSONL format of the docs."""
