"""The word by which the program knows that it was started to read one file and nothing else."""

CHILD_FLAG = "--reading-child"
