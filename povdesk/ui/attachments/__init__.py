"""Signed scans kept with a plan or paper."""
