"""Thử phương án: supports tried before they are done, and targets that the register suggests."""
