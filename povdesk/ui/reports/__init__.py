"""Báo cáo, biểu mẫu: every paper of the catalogue, found, filled in, looked at and printed."""
