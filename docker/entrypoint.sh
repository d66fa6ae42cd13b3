#!/bin/sh
# Secrets come as files: NAME_FILE=/run/secrets/name becomes NAME. Then the command takes over this process.
set -eu
for name in SECRET_KEY FIELD_KEY VAULT_KEY DATABASE_URL REDIS_URL EMAIL_HOST_PASSWORD; do
    eval "file=\${${name}_FILE:-}"
    if [ -n "$file" ]; then
        value=$(cat "$file")
        export "$name=$value"
    fi
done
exec "$@"
