"""How a kept record, field or value reads in the change log; numbers that identify are masked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from povdesk.domain.catalogues import name_of
from povdesk.domain.field_names import FIELDS
from povdesk.domain.identity import masked_number
from povdesk.domain.vietnamese import short_date

TABLES = {
    "assignment": "Phân công giúp hộ",
    "attachment": "Tệp đính kèm",
    "average_living_household": "Hộ có mức sống trung bình",
    "backup_log": "Lần sao lưu",
    "body": "Cơ quan, đơn vị",
    "budget_line": "Kinh phí",
    "cadre": "Cán bộ giúp đỡ",
    "catalogue_item": "Mục danh mục",
    "certificate": "Giấy chứng nhận",
    "certificate_year": "Xác nhận năm của giấy chứng nhận",
    "class_history": "Diện của hộ",
    "closed_year": "Năm đã khóa",
    "column_mapping": "Cách ghép cột",
    "commune_identity": "Tên đơn vị",
    "communication_session": "Buổi truyền thông",
    "complaint": "Ý kiến, khiếu nại",
    "decision": "Quyết định",
    "disbursement": "Giải ngân",
    "donation": "Khoản ủng hộ",
    "draft": "Bản nháp",
    "accepted": "Đã nhận làm đề xuất",
    "duplicate_decision": "Kết luận về hồ sơ trùng",
    "exit_registration": "Đăng ký thoát nghèo",
    "frozen_figure": "Số liệu đã chốt",
    "hamlet": "Thôn",
    "hamlet_assignment": "Phân công phụ trách thôn",
    "hamlet_total": "Tổng số của thôn",
    "household": "Hộ",
    "household_event": "Biến động của hộ",
    "import_batch": "Lần nhập từ tệp",
    "import_row": "Dòng nhập từ tệp",
    "incoming_paper": "Văn bản đến",
    "indicator_definition": "Chỉ tiêu",
    "inspection": "Cuộc kiểm tra",
    "inspection_finding": "Kết luận kiểm tra",
    "insurance_change": "Dòng tăng, giảm thẻ BHYT",
    "issued_paper": "Văn bản đã ban hành",
    "known_stick": "USB đã dùng",
    "land_option": "Phương án sinh kế của hộ thiếu đất",
    "livelihood_contribution": "Phần góp vào mô hình",
    "livelihood_member": "Hộ tham gia mô hình",
    "livelihood_model": "Mô hình sinh kế",
    "loan": "Khoản vay",
    "low_income_worker": "Người lao động thu nhập thấp",
    "measurement": "Số đo nhập tay",
    "meeting": "Họp dân",
    "meeting_vote": "Biểu quyết về hộ",
    "membership": "Người trong hộ",
    "merged_commune": "Sổ của xã gộp vào",
    "officer": "Người dùng phần mềm",
    "organisation_help": "Đoàn thể giúp hộ",
    "organisation_membership": "Hội viên",
    "payment_line": "Dòng danh sách chi trả",
    "payment_list": "Danh sách chi trả",
    "person": "Lý lịch",
    "plan": "Kế hoạch",
    "plan_basis": "Căn cứ của kế hoạch",
    "plan_link": "Số liệu trong kế hoạch",
    "plan_recipient": "Nơi nhận",
    "plan_role": "Cơ quan thực hiện",
    "plan_role_lead": "Phần việc của cơ quan",
    "plan_section": "Đoạn của kế hoạch",
    "posting": "Niêm yết",
    "project": "Dự án",
    "project_body": "Cơ quan thực hiện dự án",
    "reporting_period": "Kỳ báo cáo",
    "retention_rule": "Thời hạn lưu",
    "review": "Phiếu rà soát",
    "review_answer": "Chỉ số thiếu hụt",
    "review_form_a": "Phiếu A",
    "review_group": "Nhóm đối tượng",
    "review_input": "Câu trả lời B1",
    "review_member": "Thành viên trong phiếu",
    "review_need": "Nhu cầu hỗ trợ",
    "review_reason": "Nguyên nhân nghèo",
    "review_reference_answer": "Câu trả lời theo chuẩn đối chiếu",
    "review_request": "Giấy đề nghị",
    "review_round": "Kỳ rà soát",
    "round_outcome": "Kết quả kỳ rà soát",
    "round_step": "Bước của kỳ rà soát",
    "rule_override": "Quy định do cán bộ sửa",
    "rule_pack": "Gói quy định",
    "setting": "Cài đặt",
    "signer": "Người ký",
    "support_event": "Hỗ trợ",
    "support_proposal": "Phương án hỗ trợ",
    "support_proposal_line": "Dòng của phương án hỗ trợ",
    "support_proposal_subject": "Đối tượng của phương án hỗ trợ",
    "target": "Mục tiêu",
    "task_report": "Việc, báo cáo phải nộp",
    "todo_snooze": "Việc tạm ẩn",
}

HIDDEN = frozenset(
    {
        *("id", "uid", "search_key", "name_sort_key", "incoming_paper_id", "position"),
        *(
            "content",
            "pdf",
            "sources",
            "subjects",
            "content_hash",
            "contents",
            "kept",
            "accepted_warnings",
            "object_uid",
            "first_uid",
            "second_uid",
            "sha256",
            "pin_hash",
        ),
    }
)
"""Not for reading: keys, shadows for searching, contents of files."""

_MASKED = frozenset({"id_number", "insurance_number", "phone", "chief_phone"})
_CATALOGUES = {
    "relation": "relations",
    "ethnic_group": "ethnic_groups",
    "wall": "house_walls",
    "column": "house_columns",
    "roof": "house_roofs",
    "water": "water_sources",
    "latrine": "latrines",
    "lighting": "lightings",
    "reason": "reasons",
    "main_reason": "reasons",
    "need": "needs",
    "group": "priority_groups",
    "school_level": "school_levels",
    "education": "education_levels",
    "training": "training_levels",
    "work_status": "work_statuses",
    "work_kind": "work_kinds",
    "contract": "contracts",
    "social_allowance": "social_allowances",
    "pension": "pensions",
    "policy": "policies",
    "organisation": "organisations",
}
_WORDS: Mapping[str, str] = {
    "yes": "Có",
    "no": "Không",
    "unknown": "Chưa rõ",
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "not_poor": "Không nghèo",
    "undecided": "Chưa đủ dữ liệu",
    "male": "Nam",
    "female": "Nữ",
    "rural": "Nông thôn",
    "urban": "Thành thị",
    "draft": "Bản nháp",
    "closed": "Đã chốt",
    "recognised": "Đã công nhận",
    "proposed": "Đã đề xuất",
    "agreed": "Đã thống nhất",
    "under_way": "Đang thực hiện",
    "distinct": "Không trùng",
    "merged": "Đã gộp",
    "report": "Báo cáo",
    "task": "Việc",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "investment": "Vốn đầu tư",
    "recurrent": "Vốn sự nghiệp",
    "central": "Ngân sách trung ương",
    "province": "Ngân sách tỉnh",
    "district": "Ngân sách huyện",
    "commune": "Ngân sách xã",
    "credit": "Tín dụng",
    "business": "Doanh nghiệp",
    "people": "Người dân đóng góp",
}
_FLAGS = frozenset(
    {"carried_over", "not_applicable", "is_default", "active", "hard_to_reach", "on_poverty_list"}
)


def table_name(table: str) -> str:
    """What the log calls a record of the table."""
    return TABLES.get(table, "Bản ghi")


def field_name(field: str) -> str:
    """What the log calls a field."""
    return FIELDS.get(field, "Mục khác")


def value_words(field: str, value: Any) -> str:
    """A kept value as a person reads it; identity, card and phone numbers are masked."""
    if value is None or value == "":
        return "(trống)"
    if field in _MASKED:
        return masked_number(str(value))
    if field in _FLAGS:
        return "Có" if value else "Không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    if field in _CATALOGUES:
        return name_of(_CATALOGUES[field], text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return short_date(date.fromisoformat(text))
    moment = re.fullmatch(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}).*", text)
    if moment:
        return f"{short_date(date.fromisoformat(moment[1]))} {moment[2]}"
    if field == "kind":
        return _event_kind(text)
    words = _WORDS.get(text, text)
    return words if len(words) <= 120 else f"{words[:119]}…"


def _event_kind(code: str) -> str:
    from povdesk.domain.household import EventKind
    from povdesk.domain.household_events import TITLES

    return TITLES[EventKind(code)] if code in set(EventKind) else _WORDS.get(code, code)
