"""The ways of counting that an indicator may name, as the officer reads them when choosing one."""

from dataclasses import dataclass

from .indicator import TYPED


@dataclass(frozen=True)
class MeasureWords:
    """title: in the list. counts: who is in it. missing: who is “thiếu số liệu”.

    subject: household, person, cadre or none. kinds: what an indicator counted so may be; the first is usual.
    """

    name: str
    title: str
    counts: str
    missing: str = ""
    subject: str = "person"
    kinds: tuple[str, ...] = ("rate", "count")
    unit: str = "%"


KIND_WORDS = {
    "rate": "Tỷ lệ",
    "count": "Số lượng trong năm",
    "change_count": "Số giảm (hoặc tăng) so với năm trước",
    "change_rate": "Mức giảm (hoặc tăng) của tỷ lệ, điểm %",
    "change_value": "Giá trị so với năm trước",
}
DIRECTION_WORDS = {
    "at_least": "Đạt từ mức này trở lên",
    "from_to": "Từ mức đầu kỳ đến mức phải đạt",
    "less_than": "Thấp hơn mức này",
    "decrease_by_at_least": "Giảm ít nhất chừng này",
    "decrease_by_more_than": "Giảm nhiều hơn chừng này",
    "approx": "Khoảng mức này",
    "achieve_all": "Toàn bộ đối tượng",
    "increase": "Tăng lên, không có con số",
}

_ABILITY = "Chưa rõ ngày sinh, giới tính hoặc khả năng lao động"
_CLOSING = "Hộ có phiếu chưa đủ câu trả lời để xếp loại"

MEASURES = (
    MeasureWords(
        TYPED, "Nhập tay", "Số do nơi khác đếm, nhập kèm ngày, người đo và nguồn.", "", "none",
        tuple(KIND_WORDS),
    ),
    MeasureWords(
        "poor_rate", "Hộ nghèo trên tổng số hộ", "Hộ nghèo cuối năm chia cho tổng số hộ dân cư đã nhập.",
        _CLOSING, "household",
    ),
    MeasureWords(
        "poor_and_near_poor_rate", "Hộ nghèo và hộ cận nghèo trên tổng số hộ",
        "Hộ nghèo và hộ cận nghèo cuối năm chia cho tổng số hộ dân cư đã nhập.", _CLOSING, "household",
    ),
    MeasureWords(
        "multidimensional_rate", "Tỷ lệ hộ nghèo đa chiều (hai cách hiểu)",
        "Hiện cả hai cách hiểu đến khi cán bộ chọn: hộ nghèo và hộ cận nghèo, hoặc chỉ hộ nghèo.",
        _CLOSING, "household", ("rate",),
    ),
    MeasureWords(
        "near_poor_households", "Hộ cận nghèo cuối năm", "Số hộ cận nghèo cuối năm.", _CLOSING, "household",
        ("count",), "hộ",
    ),
    MeasureWords(
        "near_poor_cut", "Hộ cận nghèo giảm trong năm",
        "Số hộ cận nghèo cuối năm trước trừ cuối năm nay (giảm ròng).", _CLOSING, "household",
        ("change_count",), "hộ",
    ),
    MeasureWords(
        "minority_rate_cut", "Mức giảm tỷ lệ hộ nghèo dân tộc thiểu số",
        "Tỷ lệ hộ nghèo trong hộ dân tộc thiểu số cuối năm trước trừ cuối năm nay.",
        "Hộ nghèo chưa rõ dân tộc, hoặc phiếu chưa đủ câu trả lời", "household", ("change_rate",), "điểm %",
    ),
    MeasureWords(
        "livelihood_households", "Hộ nghèo được hỗ trợ sinh kế",
        "Hộ nghèo (theo ngày duyệt) có hỗ trợ sinh kế hoàn thành trong năm, mỗi hộ một lần.", "", "household",
        ("count",), "hộ",
    ),
    MeasureWords(
        "production_support", "Người được hỗ trợ, tập huấn sản xuất",
        "Người của hộ nghèo, cận nghèo có khả năng lao động và có nhu cầu; đạt khi đã tham gia trong năm.",
        "Chưa rõ khả năng lao động hoặc nhu cầu",
    ),
    MeasureWords(
        "lasting_work", "Hộ có ít nhất một người có việc làm bền vững",
        "Hộ nghèo, cận nghèo có người trong tuổi lao động, có khả năng lao động; theo quy tắc đã đặt.",
        "Chưa đủ câu trả lời về lao động và việc làm", "household",
    ),
    MeasureWords(
        "trained_staff", "Cán bộ giảm nghèo được tập huấn",
        "Cán bộ trong danh sách làm công tác giảm nghèo; đạt khi có ít nhất một lớp trong năm.", "", "cadre",
    ),
    MeasureWords(
        "job_advice", "Người được tư vấn, kết nối việc làm",
        "Người trong tuổi lao động của hộ nghèo, cận nghèo, mới thoát nghèo, có nhu cầu.",
        f"{_ABILITY}, hoặc chưa rõ nhu cầu",
    ),
    MeasureWords(
        "placed_workers", "Người được kết nối việc làm thành công",
        "Người của hộ nghèo, cận nghèo, mới thoát nghèo có việc trong năm, mỗi người một lần.", "", "person",
        ("count",), "người",
    ),
    MeasureWords(
        "trained_workers", "Người được đào tạo nghề trong năm",
        "Người của hộ nghèo, cận nghèo, mới thoát nghèo học xong trong năm, mỗi người một lần.", "", "person",
        ("count",), "người",
    ),
    MeasureWords(
        "left_abroad", "Người đi làm việc ở nước ngoài",
        "Người xuất cảnh trong năm, theo ngày đi, mỗi người một lần.", "", "person", ("count",), "người",
    ),
    MeasureWords(
        "abroad_escaped", "Hộ có người đi làm việc ở nước ngoài thoát nghèo",
        "Hộ nghèo, cận nghèo lúc đi và đã được rà soát sau đó; hộ chưa rà soát lại là chưa đến kỳ.", "",
        "household",
    ),
    MeasureWords(
        "language_learners", "Người học ngoại ngữ trước khi đi",
        "Người học xong ngoại ngữ trong năm, trước ngày xuất cảnh.", "", "person", ("count",), "người",
    ),
    MeasureWords(
        "health_insurance", "Người có thẻ bảo hiểm y tế",
        "Mọi người của hộ nghèo, cận nghèo; đạt khi có thẻ còn hạn.",
        "Chưa rõ có thẻ, hoặc thẻ chưa xác nhận cho năm nay",
    ),
    MeasureWords(
        "schooling", "Trẻ đi học đúng độ tuổi",
        "Trẻ từ 3 đến dưới 16 tuổi của hộ nghèo, cận nghèo; đạt khi học đúng cấp của tuổi hoặc cao hơn.",
        "Chưa rõ năm sinh, việc đi học hoặc bậc học",
    ),
    MeasureWords(
        "worker_trained", "Lao động đã qua đào tạo",
        "Người trong tuổi lao động của hộ nghèo, cận nghèo, mới thoát nghèo, không kể người đang đi học.",
        f"{_ABILITY}, hoặc chưa rõ đã qua đào tạo",
    ),
    MeasureWords(
        "worker_certificate", "Lao động có bằng cấp, chứng chỉ",
        "Cùng đối tượng với lao động đã qua đào tạo; đạt khi có bằng cấp, chứng chỉ.",
        f"{_ABILITY}, hoặc chưa rõ bằng cấp, chứng chỉ",
    ),
    MeasureWords(
        "skills_training", "Người có nhu cầu được hỗ trợ đào tạo nghề",
        "Người trong tuổi lao động có nhu cầu học nghề, và lao động thu nhập thấp ghi trong danh sách riêng.",
        f"{_ABILITY}, hoặc chưa rõ nhu cầu",
    ),
    MeasureWords(
        "house_support", "Hộ được hỗ trợ nhà ở",
        "Hộ nghèo, cận nghèo được hỗ trợ nhà ở trong năm; nhà làm qua hai năm tính một lần.", "", "household",
        ("count",), "hộ",
    ),
    MeasureWords(
        "clean_water", "Hộ dùng nước sinh hoạt hợp vệ sinh",
        "Hộ nghèo, cận nghèo theo câu trả lời trên phiếu.",
        "Chưa trả lời, hoặc câu trả lời lấy từ năm trước chưa xác nhận", "household",
    ),
    MeasureWords(
        "hygienic_latrine", "Hộ có nhà tiêu hợp vệ sinh", "Hộ nghèo, cận nghèo theo câu trả lời trên phiếu.",
        "Chưa trả lời, hoặc câu trả lời lấy từ năm trước chưa xác nhận", "household",
    ),
    MeasureWords(
        "telecom_use", "Hộ dùng dịch vụ viễn thông, internet",
        "Hộ nghèo, cận nghèo đang dùng hoặc có nhu cầu; đạt khi đang dùng.",
        "Chưa rõ có dùng hay không, hoặc chưa rõ nhu cầu", "household",
    ),
)  # fmt: skip
"""In the order in which they are offered."""

BY_NAME = {one.name: one for one in MEASURES}


def words_of(measure: str) -> MeasureWords:
    """What is known of a measure; one that this program does not have counts nothing."""
    unknown = MeasureWords(
        measure, measure, "Phần mềm này không có cách đếm này.", "", "none", tuple(KIND_WORDS)
    )
    return BY_NAME.get(measure, unknown)
