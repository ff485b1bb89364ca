"""Screen 5: the yearly review as one piece."""
