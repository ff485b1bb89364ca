"""Việc cần làm: rules over the data, with the cases behind each."""
