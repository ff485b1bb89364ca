"""Hoạt động trong năm: models, inspections, visits, talks, payments and the monthly BHYT list."""
