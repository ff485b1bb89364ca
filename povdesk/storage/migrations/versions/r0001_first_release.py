"""The tables of the first release, as literal SQL: never changed once released."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQL = Path(__file__).with_name("r0001_first_release.sql")


def upgrade() -> None:
    for statement in _SQL.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
