"""Đã xóa, nhật ký: what was done, by whom, taken back or restored from here."""
