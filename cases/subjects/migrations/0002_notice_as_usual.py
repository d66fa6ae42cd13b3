"""Who is told of a hit is as usual, unless the owner says so: what stood as `both` was nobody's word but the default."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("subjects", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="subject",
            name="notice",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As usual: both sides, but only we while it is restricted"),
                    ("both", "Both sides"),
                    ("owner", "Only we"),
                    ("none", "Nobody"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.RunSQL(
            "UPDATE subjects_subject SET notice = '' WHERE notice = 'both'",
            "UPDATE subjects_subject SET notice = 'both' WHERE notice = ''",
        ),
    ]
