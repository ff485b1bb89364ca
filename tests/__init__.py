"""Tests mirror the program's packages; what guards the whole stands here."""
