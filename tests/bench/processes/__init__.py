"""Programs that the benchmark starts and times; each ends itself at the moment that counts."""
