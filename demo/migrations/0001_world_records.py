from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WorldRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=300)),
                ("object_type", models.CharField(max_length=40)),
                ("object_id", models.UUIDField()),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("section", "key"), name="world_key_once")],
            },
        ),
    ]
