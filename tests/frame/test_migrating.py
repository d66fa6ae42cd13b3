"""Operations that are one step: the models rendered once, the table there with all of it, and gone again."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from coordination_center.migrating import Together

pytestmark = pytest.mark.django_db
TABLE = "frame_port"


def tables() -> Together:
    key, port = ("id", models.AutoField(primary_key=True)), models.ForeignKey("frame.Port", models.CASCADE)
    return Together([
        migrations.CreateModel("Berth", [key, ("port", port)]),
        migrations.CreateModel("Port", [key, ("name", models.TextField())]),
    ])  # fmt: skip


def rest() -> Together:
    return Together([
        migrations.AddField("port", "country", models.TextField(default="TH")),
        migrations.AddIndex("port", models.Index(fields=["country", "name"], name="port_country_name")),
        migrations.AddConstraint("port", models.UniqueConstraint(fields=["name"], name="port_name_once")),
    ])  # fmt: skip


def forwards(state: ProjectState, operation: Operation) -> ProjectState:
    after = state.clone()
    operation.state_forwards("frame", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("frame", editor, state, after)
    return after


def constraints() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, TABLE))


def test_what_is_added_together_is_there_and_goes_again() -> None:
    created = forwards(ProjectState(), tables())
    complete = forwards(created, rest())
    assert {"port_country_name", "port_name_once"} <= constraints()
    with connection.schema_editor() as editor:
        rest().database_backwards("frame", editor, complete, created)
    assert not {"port_country_name", "port_name_once"} & constraints()
    with connection.schema_editor() as editor:
        tables().database_backwards("frame", editor, created, ProjectState())
    assert TABLE not in connection.introspection.table_names()


def test_rendered_models_do_not_outlive_the_step() -> None:
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    tables().state_forwards("frame", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Berth", "Port"}


def test_the_step_says_what_it_does() -> None:
    assert tables().describe() == "Create model Berth; Create model Port"
