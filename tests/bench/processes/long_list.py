"""Draws a list of 5,000 rows as PDF in a process of its own and prints the most memory it took, in MB."""

import json
import resource
import sys
import tempfile
from pathlib import Path


def main(rows: int) -> None:
    from povdesk.documents import pdf
    from tests.bench.papers import long_list

    with tempfile.TemporaryDirectory() as folder:
        pdf.write(long_list(rows), Path(folder) / "list.pdf")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"megabytes": peak / 1024}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
