"""Kỳ báo cáo: frozen periods, two days side by side, issued papers with the people behind their numbers."""
