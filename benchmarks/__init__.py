"""Measurements, each beside its hand-written optimum: `bin/bench NAME`; figures in docs/performance.md."""
