"""Everything about cases, measured on one very large world.

    bin/bench cases [CASES] [PART ...]

PART is one of list detail search chart export; without any, all of them.
"""

import sys
import time

from benchmarks import case_detail, case_export, case_list, link_chart, search
from demo.bulk.filling import fill

PARTS = {
    "list": case_list.measure,
    "detail": case_detail.measure,
    "search": search.measure,
    "chart": link_chart.measure,
    "export": case_export.measure,
}


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    start = time.perf_counter()
    bulk = fill(cases)
    print(f"{cases:,} cases filled in {time.perf_counter() - start:.0f} s", flush=True)
    for name in sys.argv[2:] or PARTS:
        PARTS[name](bulk)
        sys.stdout.flush()
