"""Hỗ trợ: what was done for whom in the year, noted one by one, in bulk or in a table; and the loans."""
