#!/bin/sh
# Runs once before the others: refuses settings that are not fit for production, then brings the tables up to date.
set -eu
python manage.py check --deploy --fail-level WARNING
python manage.py migrate --noinput
python manage.py createcachetable
python manage.py check --database default
