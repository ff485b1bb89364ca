"""Sao lưu, phục hồi: copies made, checked, brought back; the key they are locked with."""
