"""Tiếp nhận đề nghị: the book of requests, the papers given at the counter, households near a limit."""
