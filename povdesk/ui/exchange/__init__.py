"""Nhập từ Excel: a file is read, its columns matched, every line checked, and taken in as one act."""
