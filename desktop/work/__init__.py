"""What a reviewer can do, one file an errand: a slow half of values and a keeping half."""
