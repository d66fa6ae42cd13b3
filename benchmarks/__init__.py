"""Measurements, each beside its hand-written optimum in the same run: `bin/bench NAME`; figures in docs/performance.md."""
