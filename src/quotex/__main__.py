"""``python -m quotex`` is the command ``quotex``."""

from quotex.cli import main

if __name__ == "__main__":
    main()
