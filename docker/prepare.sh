#!/bin/sh
# Runs once before the others, as the owner of the database: refuses settings that are not fit for production, brings the
# tables up to date, and lets the application's role use them. That role owns nothing, so it cannot alter the log.
set -eu
python manage.py check --deploy --fail-level WARNING
python manage.py migrate --noinput
python manage.py createcachetable
python manage.py check --database default
python manage.py grant_application "$APPLICATION_ROLE" --password-file "$APPLICATION_PASSWORD_FILE"
