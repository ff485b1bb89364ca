"""Rule packs: read from a file, looked at, taken in as one act, taken out again, made for others."""
