#!/bin/sh
# Makes the secrets that docker-compose.yml reads, each in a file of its own under docker/secrets. Never overwrites.
set -eu
umask 077
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/secrets
mkdir -p "$folder"
if [ -n "$(ls -A "$folder")" ]; then
    echo "$folder holds secrets already; they are kept. Move them away to make new ones." >&2
    exit 1
fi
random() { od -An -vtx1 -N "$1" /dev/urandom | tr -d ' \n'; }
owner=$(random 32)
application=$(random 32)
broker=$(random 32)
random 48 >"$folder/secret_key"
head -c 32 /dev/urandom | base64 | tr -d '\n' >"$folder/field_key"
printf %s "$owner" >"$folder/postgres_password"
printf 'postgresql://center:%s@postgres:5432/center' "$owner" >"$folder/owner_url"
printf %s "$application" >"$folder/application_password"
printf 'postgresql://center_application:%s@postgres:5432/center' "$application" >"$folder/database_url"
printf 'redis://:%s@valkey:6379/0' "$broker" >"$folder/broker_url"
printf 'requirepass %s\nappendonly yes\nmaxmemory-policy noeviction\ndir /data\n' "$broker" >"$folder/valkey.conf"
# The containers' users are not ours: the files are readable, the folder around them is not.
chmod 0444 "$folder"/*
echo "Made $folder. Keep a copy of field_key apart from the database's backups: without it authenticators are lost."
