"""Why a measure cannot be computed with the rules in force; all other measures stay."""

from collections.abc import Mapping

from povdesk.storage.indicators.rules import CountingRules

_WORKERS = ("retirement_ages",)
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "production_support": ("production",),
    "job_advice": ("job", *_WORKERS),
    "placed_workers": ("placed",),
    "trained_workers": ("training",),
    "left_abroad": ("abroad",),
    "abroad_escaped": ("abroad",),
    "language_learners": ("language",),
    "health_insurance": ("card",),
    "schooling": ("school_levels",),
    "worker_trained": ("training", *_WORKERS),
    "worker_certificate": _WORKERS,
    "skills_training": ("training", *_WORKERS),
    "livelihood_households": ("livelihood",),
    "house_support": ("house", "house_counts"),
    "lasting_work": ("lasting_work", *_WORKERS),
    "trained_staff": ("cadre_course",),
    "minority_rate_cut": ("ethnic_groups",),
}
"""Rules without which a measure means nothing; a hint beside a list may do without its kinds."""


def faults(rules: CountingRules) -> Mapping[str, str]:
    """The reason in words, by measure."""
    found = {}
    for measure, needed in _NEEDS.items():
        why = next((rules.broken[name] for name in needed if name in rules.broken), "")
        if why:
            found[measure] = why
    if not rules.lasting_work:
        found.setdefault("lasting_work", "Chưa đặt quy tắc thế nào là việc làm bền vững")
    return found
