"""Parts of the population for which a plan may set a target of its own, by the code that targets keep."""

POPULATION_GROUPS = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "ethnic_minority": "Dân tộc thiểu số",
    "women": "Phụ nữ, trẻ em gái",
    "children": "Trẻ em dưới 16 tuổi",
    "disabled": "Người khuyết tật",
    "female_head": "Hộ có chủ hộ là nữ",
    "merit": "Hộ có người có công",
}

NOT_COUNTED = "Chưa đếm được theo nhóm này"
"""Said in place of a number where the register has no rule for a measure in a group."""
