"""Papers described once as plain values and drawn twice, as PDF and as Word."""
