"""The base of IND-08: listed households with their members of working age who have lasting work."""

from povdesk.storage.indicators.rules import CountingRules

_TICKED = "lasting_work"
_CONTRACT = "CASE contract WHEN 'yes' THEN 'yes' WHEN '' THEN 'unknown' ELSE 'no' END"
_EITHER = """CASE WHEN lasting_work = 'yes' OR contract = 'yes' THEN 'yes'
  WHEN lasting_work = 'no' AND contract <> '' THEN 'no' ELSE 'unknown' END"""
_LASTING = {"ticked": _TICKED, "contract": _CONTRACT, "either": _EITHER, "": "'unknown'"}


def workplaces(rules: CountingRules) -> str:
    """open_…: members of whom it is not known. Built on `people`."""
    return f"""
worker AS (
  SELECT moment, household_id, hamlet_id, grp, ({_LASTING[rules.lasting_work]}) AS lasting,
    worker AS works
  FROM people WHERE grp IN ('P', 'N')
),
workplaces AS (
  SELECT w.moment, h.id, h.id AS household_id, h.hamlet_id, w.grp,
    sum(w.works = 'yes') AS workers, sum(w.works = 'unknown') AS open_workers,
    sum(w.works = 'yes' AND w.lasting = 'yes') AS lasting,
    sum(w.works = 'yes' AND w.lasting = 'unknown') AS open_lasting
  FROM worker w JOIN household h ON h.id = w.household_id
  GROUP BY w.moment, w.household_id
)"""
