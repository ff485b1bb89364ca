"""The verdict of one household after the other: what is new, what changes, what has to wait."""

from collections.abc import Mapping, Sequence
from datetime import date

from povdesk.domain.household import Category
from povdesk.domain.importing.cells import Level
from povdesk.domain.importing.columns import Field
from povdesk.domain.importing.comparing import Comparing
from povdesk.domain.importing.families import FileHousehold
from povdesk.domain.importing.register import KnownClass, KnownHousehold, Register
from povdesk.domain.importing.rows import Line
from povdesk.domain.importing.verdicts import Change, HouseholdPlan, RowVerdict, Verdict
from povdesk.domain.importing.words import hamlet_key
from povdesk.domain.review import RoundState
from povdesk.domain.vietnamese import fold

_LISTED = (Category.POOR, Category.NEAR_POOR)
_OLDEST = 110


class Judging:
    """Comparison, class and verdict of one household after the other."""

    def __init__(self, register: Register, year: int, new_hamlets: frozenset[str]) -> None:
        self._register = register
        self.unknown_hamlets: dict[str, str] = {}
        self._new_hamlets = new_hamlets
        self._closing = date(year, 12, 31)
        self._comparing = Comparing(register, self._closing)
        self._year = year
        self._round = register.rounds.get(year)
        self.rows: list[RowVerdict] = []
        self.plans: list[HouseholdPlan] = []
        self.left_out = ""
        self._by_family: dict[int, dict[int, RowVerdict]] = {}

    def family(self, family: FileHousehold) -> None:
        for line in family.lines:
            born = line.get(Field.BORN)
            if born is not None and self._register.today.year - born.year > _OLDEST:
                line.remark(Level.WARNING, f"{self._register.today.year - born.year} tuổi; kiểm tra năm sinh")
        plan = self._comparing.plan(family)
        if plan.known is None:
            self._check_new(family)
        class_changes = self._class(plan)
        judged: dict[int, RowVerdict] = {}
        doubted = all(line.worst >= Level.DOUBT for line in family.lines)
        taken = []
        for member in plan.members:
            row = self._row(member.line, family)
            if row.verdict is Verdict.SAME:
                row.verdict = Verdict.NEW if member.person is None else Verdict.SAME
                row.changes = member.changes
                if member.changes:
                    row.verdict = Verdict.CHANGED
                taken.append(member)
            judged[id(member.line)] = row
        plan.members = taken
        if doubted:
            plan.changes, plan.class_id, plan.add_class, plan.add_before = (), None, False, False
        else:
            self._note_changes(plan, (*plan.changes, *class_changes), judged)
        self.rows += judged.values()
        self._by_family[id(family)] = judged
        if taken or (plan.known is not None and not doubted):
            self.plans.append(plan)

    def twins(self, found: Sequence[FileHousehold], twins: Mapping[int, FileHousehold]) -> None:
        """Lines of a household that has its verdict under another list."""
        for family in found:
            twin = twins.get(id(family))
            if twin is None:
                continue
            judged = list(self._by_family.get(id(twin), {}).values())
            for line in family.lines:
                row = self._row(line, family)
                same = next((one for one in judged if fold(one.name) == fold(line.name)), None)
                if row.verdict is Verdict.SAME and same is not None:
                    row.verdict = same.verdict
                    row.why = f"cùng người với dòng {same.number} ({same.sheet})"
                self.rows.append(row)

    def _row(self, line: Line, family: FileHousehold) -> RowVerdict:
        verdict = Verdict.SAME
        if line.worst is Level.REFUSED:
            verdict = Verdict.REFUSED
        elif line.worst is Level.DOUBT:
            verdict = Verdict.DOUBTFUL
        return RowVerdict(
            line.sheet,
            line.number,
            verdict,
            line.name,
            family.label,
            family.hamlet,
            (),
            tuple(line.remarks),
            values=line.values,
        )

    def _note_changes(
        self, plan: HouseholdPlan, changes: tuple[Change, ...], judged: Mapping[int, RowVerdict]
    ) -> None:
        """Changes of the household stand on its head's line; the first that is taken, else."""
        if not changes or plan.known is None:
            return
        head = plan.family.head_line()
        rows_taken = [row for row in judged.values() if row.verdict is not Verdict.REFUSED]
        row = judged.get(id(head)) if head is not None else None
        row = row if row in rows_taken else next(iter(rows_taken), None)
        if row is not None:
            row.changes += changes
            if row.verdict is Verdict.SAME:
                row.verdict = Verdict.CHANGED

    def _check_new(self, family: FileHousehold) -> None:
        if not family.hamlet:
            family.doubt("chưa ghi thôn")
        elif family.hamlet_id is None and hamlet_key(family.hamlet) not in self._new_hamlets:
            names = ", ".join(name for _key, name, _code in self._register.hamlets) or "chưa có thôn nào"
            self.unknown_hamlets.setdefault(hamlet_key(family.hamlet), family.hamlet)
            family.doubt(f"thôn “{family.hamlet}” không có trong sổ ({names})")
        head = family.head_line()
        if head is not None and head.worst is Level.REFUSED:
            for line in family.lines:
                if line.worst < Level.DOUBT:
                    line.remark(Level.DOUBT, f"chủ hộ ở dòng {head.number} không nhập được")

    def _class(self, plan: HouseholdPlan) -> list[Change]:
        """Which rows of the class history are wanted; contradictions with a round are doubts."""
        family = plan.family
        wanted = family.category
        if wanted is None:
            return []
        known = plan.known
        there = _on(known, self._closing) if known else None
        if there is not None:
            if there.category is wanted:
                return []
            if there.round_id is not None:
                family.doubt(f"năm {self._year} đã công nhận là {there.category.label.lower()}")
                return []
            plan.class_id = there.id
            return [Change(f"Diện cuối năm {self._year}", there.category.label, wanted.label)]
        if self._round is not None:
            self._against_round(family, wanted)
            return []
        before = _before(known, self._closing) if known else None
        if wanted not in _LISTED and before not in _LISTED and family.before is None:
            return []
        plan.add_class = True
        if family.before is not None and before is None:
            plan.add_before = True
        elif family.before is not None and before is not family.before and before is not None:
            words = (
                f"danh sách cho là trước đó {family.before.label.lower()}, trong sổ là {before.label.lower()}"
            )
            family.first.remark(Level.WARNING, words)
        return [Change(f"Diện cuối năm {self._year}", "", wanted.label)]

    def _against_round(self, family: FileHousehold, wanted: Category) -> None:
        assert self._round is not None
        _key, state = self._round
        if state == str(RoundState.RECOGNISED):
            if wanted in _LISTED:
                family.doubt(f"năm {self._year} đã công nhận trong phần mềm, hộ này không có trong danh sách")
        else:
            self.left_out = (
                f"Năm {self._year} đang rà soát trong phần mềm: diện lấy từ phiếu, không nhập từ tệp."
            )
            family.first.remark(Level.NOTE, "diện không nhập, lấy từ phiếu rà soát")


def _on(known: KnownHousehold, day: date) -> KnownClass | None:
    return next((one for one in known.classes if one.counted_from == day), None)


def _before(known: KnownHousehold, day: date) -> Category | None:
    earlier = [one for one in known.classes if one.counted_from < day]
    return max(earlier, key=lambda one: (one.counted_from, one.id)).category if earlier else None
