"""Codes of the standard and the catalogues that the invented commune uses, in one place."""

WORK = "employment"
DEPENDANTS = "dependants"
NUTRITION = "nutrition"
INSURANCE = "health_insurance"
ADULT_EDUCATION = "adult_education"
SCHOOLING = "child_schooling"
HOUSE_QUALITY = "housing_quality"
FLOOR_AREA = "housing_area"
WATER = "water"
LATRINE = "latrine"
INTERNET = "telecom"
DEVICE = "information_device"

INDICATORS = (
    WORK,
    DEPENDANTS,
    NUTRITION,
    INSURANCE,
    ADULT_EDUCATION,
    SCHOOLING,
    HOUSE_QUALITY,
    FLOOR_AREA,
    WATER,
    LATRINE,
    INTERNET,
    DEVICE,
)
"""In the order of the form."""

STANDARD = "2022-2026"

NO_ALLOWANCE = NO_PENSION = "none"
ALLOWANCE_ELDERLY = "elderly"
ALLOWANCE_DISABLED = "disabled"

SCHOOL_LEVELS = ("preschool", "primary", "lower_secondary", "upper_secondary")
COLLEGE = "college"
EDUCATION = ("below_primary", "primary", "lower_secondary", "upper_secondary")
UNTRAINED, ELEMENTARY, INTERMEDIATE, TRAINED_COLLEGE = "none", "elementary", "intermediate", "college"

WORKING, JOBLESS, UNABLE, STUDYING, AT_HOME = "working", "jobless", "unable", "studying", "retired_home"
OWN_WORK, ENTERPRISE, DAY_LABOUR, OFFICE = "other", "enterprise", "household", "public"
CONTRACT, NO_CONTRACT, NOT_WAGED = "yes", "no", "not_waged"

OTHER = "other"
WALLS = {"brick": "brick", "solid": "solid", OTHER: OTHER}
COLUMNS = {"solid": "solid", OTHER: OTHER}
ROOFS = {"sheet": "sheet", "tile": "tile", OTHER: OTHER}
BAD_WATER, GOOD_WATER = OTHER, ("piped", "protected_spring", "protected_spring", "well")
BAD_LATRINE, GOOD_LATRINES = OTHER, ("septic", "pour_flush")
GRID, NO_LIGHT = "grid", "none"

NO_LABOUR = "no_labour"
REASONS = ("no_land", "no_capital", "no_tools", "no_knowledge", "no_skills", "illness")

NEED_HOUSE, NEED_WATER, NEED_LATRINE = "house", "water", "latrine"
NEED_TELECOM, NEED_LOAN, NEED_LIVELIHOOD = "telecom", "loan", "livelihood"

GROUP_MINORITY, GROUP_NO_LABOUR = "ethnic_minority", "no_labour"
GROUP_MERIT, GROUP_FEMALE_HEAD, GROUP_SOCIAL_PROTECTION = "merit", "female_head", "social_protection"

PROCEDURE = "QD24-2021"
STEPS = (
    ("listing", 9, 15),
    ("surveying", 10, 31),
    ("meeting", 11, 15),
    ("posting", 11, 25),
    ("opinion", 12, 5),
    ("recognised", 12, 14),
)

LIVELIHOOD = "HO_TRO_SINH_KE"
PRODUCTION_COURSE = "TAP_HUAN_SAN_XUAT"
JOB_ADVICE = "TU_VAN_VIEC_LAM"
JOB_FOUND = "KET_NOI_VIEC_LAM_THANH_CONG"
JOB_TRAINING = "DAO_TAO_NGHE"
ABROAD = "DI_LAM_VIEC_NUOC_NGOAI"
LANGUAGE_COURSE = "HOC_NGOAI_NGU"
INSURANCE_CARD = "CAP_THE_BHYT"
HOUSE = "HO_TRO_NHA_O"
WATER_SUPPORT = "HO_TRO_NUOC_SINH_HOAT"
LATRINE_SUPPORT = "HO_TRO_NHA_TIEU"
TELECOM_SUPPORT = "HO_TRO_VIEN_THONG"
CADRE_COURSE = "TAP_HUAN_CAN_BO"
VISIT = "THAM_HO"
LOAN = "VAY_VON_TIN_DUNG"
RESIDENTIAL_LAND = "HO_TRO_DAT_O"
PRODUCTION_LAND = "HO_TRO_DAT_SAN_XUAT"
EDUCATION_SUPPORT = "HO_TRO_GIAO_DUC"
TREATMENT_SUPPORT = "HO_TRO_KHAM_CHUA_BENH"
ELECTRICITY = "HO_TRO_TIEN_DIEN"
LEGAL_AID = "TRO_GIUP_PHAP_LY"
RICE = "TRO_CAP_GAO_TET"
COMMUNICATION = "TRUYEN_THONG"
INSPECTION = "KIEM_TRA_GIAM_SAT"
PAYMENT = "GIAI_NGAN"

FARMERS, WOMEN, YOUTH = "farmers", "women", "youth"

PROJECT_OF_KIND = {
    LIVELIHOOD: "DA2",
    PRODUCTION_COURSE: "DA3.1",
    JOB_ADVICE: "DA4.3",
    JOB_FOUND: "DA4.3",
    JOB_TRAINING: "DA4.1",
    LANGUAGE_COURSE: "DA4.2",
    HOUSE: "DA5",
    TELECOM_SUPPORT: "DA6.1",
    COMMUNICATION: "DA6.2",
    CADRE_COURSE: "DA7.1",
}
