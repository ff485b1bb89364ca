"""The benchmark: every figure is a ratio to a floor measured in the same run. Start with run.py."""
