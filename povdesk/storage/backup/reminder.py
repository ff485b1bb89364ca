"""After how many working days without a copy outside this computer the officer is reminded."""

from sqlalchemy import Connection

from povdesk.domain.errors import InvalidInput
from povdesk.domain.todo import BACKUP_REMINDERS, BACKUP_WORKING_DAYS
from povdesk.storage import settings
from povdesk.storage.act import Act

_SETTING = "backup_reminder_days"


def working_days(connection: Connection) -> int:
    """Working days until the next copy is owed."""
    return int(settings.get(connection, _SETTING, BACKUP_WORKING_DAYS))


def put(act: Act, days: int) -> None:
    if days not in BACKUP_REMINDERS:
        raise InvalidInput(f"Không nhắc sao lưu sau {days} ngày được.", "Chọn 1, 2, 3 hoặc 5 ngày làm việc.")
    act.describe("Đặt số ngày nhắc sao lưu ra USB", "setting", _SETTING)
    settings.put(act, _SETTING, days)
