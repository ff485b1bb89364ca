"""The only package that knows SQL: one SQLite file, read by rows, written by acts. Start with database.py."""
