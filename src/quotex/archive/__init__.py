"""Archives: documents streamed from files, and runs over them that can be gone on with."""
