"""Kiểm tra trùng: persons and households that may be entered twice, decided one pair after the other."""
