"""Bảng điều hành: numbers of the year, each one a door to its households."""
