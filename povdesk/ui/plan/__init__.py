"""The plan page: outline, blocks the officer edits, linked numbers, checks, targets, and the paper itself."""
