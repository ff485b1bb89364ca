"""Verified backups: one self-describing file `*.pvbak`, made, checked, listed, thinned and restored.

`making.make` writes a copy and reads it back before it has a good name; `verifying.verify` looks at one;
`restoring.restore` brings one back by renaming, with a safety copy first. The bytes: `container`.
"""
