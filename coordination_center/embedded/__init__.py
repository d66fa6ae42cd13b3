"""Starts the whole centre on one machine from a clone and a Python: packages, PostgreSQL, Valkey, web, worker, beat.

Nothing here needs more than the standard library, except what runs inside the virtual environment and says so.
"""
