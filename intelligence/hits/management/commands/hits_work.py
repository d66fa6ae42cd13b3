"""`manage.py hits_work`: what of the background work on hits was laid aside; `--retry` puts all of it back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from intelligence.hits.work import ASIDE, put_all_back


class Command(BaseCommand):
    """After what made it fail is mended."""

    help = "Lists background work on hits that failed too often, and puts it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true", help="put all of it back to be tried anew")

    def handle(self, *args: Any, **options: Any) -> None:
        for queue, model in ASIDE.items():
            for row in model.objects.laid_aside().order_by("laid_aside_at"):
                why = row.error or "killed"
                what = row.record if queue == "record" else row.pk  # for who mends the row in the database
                self.stdout.write(f"{queue} {what}: {why}, {row.tries} tries, laid aside {row.laid_aside_at:%F %T}Z")
        if options["retry"]:
            self.stdout.write(f"{put_all_back()} put back")
