"""Danh sách riêng: households of average living standard, and low-income workers."""
