"""The offer to take back what was just saved, when something else has built on it since."""

from datetime import date

import pytest
from sqlalchemy import func, select

from povdesk.domain.errors import NotPossibleNow
from povdesk.storage import rounds
from povdesk.storage.act import last_act
from povdesk.storage.tables import round_step
from povdesk.ui.households.form_loading import open_round
from povdesk.ui.undoing import put_back
from tests.storage.people import keep, make_commune, make_household

pytestmark = pytest.mark.gui


def test_a_household_that_has_been_given_a_form_since_is_not_taken_back_and_the_officer_reads_why(
    form_commune, make_driver
):
    family = keep(form_commune, make_household("Hồ Văn Đào"), date(2022, 1, 1))
    with form_commune.reading() as connection:
        seq, _words = last_act(connection)
    driver = make_driver()
    driver.open(family.id)
    driver.save()

    with pytest.raises(NotPossibleNow) as refused, form_commune.writing() as act:
        put_back(act, seq)

    assert "sau" in str(refused.value)
    assert driver.stored(family.id).household.head_name == "Hồ Văn Đào"


def test_opening_the_years_round_from_a_form_sets_out_its_steps_with_their_days(data_folder):
    database = make_commune(data_folder)
    with database.writing() as act:
        open_round(act)

    with database.reading() as connection:
        this = rounds.current(connection, 2024)
        days = connection.execute(select(func.count(round_step.c.due_on))).scalar()
    assert this.started_on == date(2024, 9, 1)
    assert days > 3
    database.close()
