"""The same work without a window: demo, paper, export, indicators, check, self-check, backup, restore ...

Exit 0 clean, 1 a user's mistake (one Vietnamese sentence, never a traceback), 2 damage found.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TextIO

from povdesk import __version__, paths
from povdesk.domain.errors import BackupDamaged, DatabaseDamaged, InvalidInput, PovDeskError

CLEAN, USER_ERROR, DAMAGE = 0, 1, 2

Clock = Callable[[], datetime]


def main(arguments: Sequence[str], *, out: TextIO | None = None, clock: Clock | None = None) -> int:
    """Run one command; returns the exit code. out: where results are printed, stdout by default."""
    _speak_utf8()
    screen = out or sys.stdout
    now = clock or (lambda: datetime.now().astimezone())
    try:
        asked = _parser().parse_args(list(arguments))
        if asked.version:
            print(f"PovDesk {__version__}", file=screen)
            return CLEAN
        if asked.run is None:
            raise InvalidInput("Chưa nói làm việc gì.", "Gõ --help để xem các lệnh.")
        return int(asked.run(asked, screen, now))
    except (DatabaseDamaged, BackupDamaged) as error:
        print(error, file=sys.stderr)
        return DAMAGE
    except PovDeskError as error:
        print(error, file=sys.stderr)
        return USER_ERROR
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename or 'tệp'}. Kiểm tra ổ đĩa và quyền.", file=sys.stderr)
        return USER_ERROR


class _Parser(argparse.ArgumentParser):
    """argparse in Vietnamese; a usage mistake is a user's mistake like any other."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput("Lệnh gõ chưa đúng.", f"Cách gõ: {self.format_usage().partition(':')[2].strip()}")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Cách gõ:", 1)


def _parser() -> argparse.ArgumentParser:
    parser = _new_parser("povdesk", "Sổ hộ nghèo và kế hoạch giảm nghèo của xã.")
    parser.add_argument("--version", action="store_true", help="số phiên bản")
    parser.add_argument("--data", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="Lệnh", metavar="LỆNH", parser_class=_Parser)

    demo = _command(commands, "demo", "tạo xã mẫu (dữ liệu bịa) trong thư mục dữ liệu", _demo)
    demo.add_argument("--households", type=int, metavar="N", help="số hộ có danh sách nhân khẩu")
    demo.add_argument("--seed", type=int, default=2024, metavar="S", help="hạt giống: cùng số, cùng xã mẫu")

    _add_paper(_command(commands, "paper", "in văn bản ra PDF, Word và Excel", _paper))
    export = _command(commands, "export", "xuất danh sách chính thức, sổ hộ ra Excel", _export)
    export.add_argument(
        "kind",
        metavar="DANH_SÁCH",
        choices=["official-list", "households", "template"],
        help="official-list: danh sách chính thức của một năm; template: mẫu trống của danh sách ấy; "
        "households: cả sổ hộ và nhân khẩu",
    )
    export.add_argument("--year", type=_year, metavar="NĂM")
    export.add_argument("--as-of", type=_day, metavar="NGÀY", help="sổ hộ tính đến ngày")
    export.add_argument("--xlsx", type=Path, required=True, metavar="TỆP")

    taken = _command(commands, "import", "nhập danh sách hộ, nhân khẩu từ Excel", _import)
    taken.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx, .xls hoặc .ods")
    taken.add_argument("--sheet", default="", metavar="TRANG", help="tên trang tính, nếu chỉ nhập một trang")
    taken.add_argument("--year", type=_year, metavar="NĂM", help="diện cuối năm nào, nếu tệp không ghi")
    taken.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    taken.add_argument("--report", type=Path, metavar="TỆP.xlsx", help="ghi kết quả từng dòng ra Excel")

    figures = _command(commands, "indicators", "26 chỉ tiêu của một năm", _indicators)
    figures.add_argument("--year", type=_year, required=True, metavar="NĂM")
    figures.add_argument("--as-of", type=_day, metavar="NGÀY", help="tính đến ngày, ví dụ 30/6/2024")
    figures.add_argument("--json", type=Path, metavar="TỆP", help="ghi ra tệp JSON")

    _command(commands, "check", "kiểm tra tệp dữ liệu và các chỗ mâu thuẫn", _check)
    trying = _command(commands, "self-check", "thử chương trình bằng dữ liệu tạm", _self_check)
    trying.add_argument("--report", type=Path, metavar="TỆP", help="ghi các dòng kết quả ra tệp")

    backup = _command(commands, "backup", "sao lưu vào một thư mục và kiểm tra bản sao", _backup)
    backup.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="USB hoặc thư mục")
    backup.add_argument("--plain", action="store_true", help="không mã hóa, để trong máy này")
    backup.add_argument("--before-upgrade", action="store_true", help="bản giữ lại trước khi nâng cấp")
    verify = _command(commands, "verify", "kiểm tra một bản sao lưu", _verify)
    restore = _command(commands, "restore", "phục hồi dữ liệu từ một bản sao lưu", _restore)
    for parser_of_copy in (verify, restore):
        parser_of_copy.add_argument("file", type=Path, metavar="TỆP", help="tệp .pvbak")
    for parser_of_copy in (backup, verify, restore):
        parser_of_copy.add_argument(
            "--secret-stdin", action="store_true", help="đọc mật khẩu hoặc mã phục hồi từ dòng vào"
        )
    return parser


def _new_parser(name: str, words: str) -> _Parser:
    parser = _Parser(prog=name, description=words, add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="help", help="xem cách gõ")
    parser._optionals.title = "Tùy chọn"
    parser._positionals.title = "Đối số"
    return parser


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    words: str,
    run: Callable[[argparse.Namespace, TextIO, Clock], int],
) -> _Parser:
    parser = commands.add_parser(name, help=words, description=words, add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="help", help="xem cách gõ")
    parser._optionals.title = "Tùy chọn"
    parser._positionals.title = "Đối số"
    parser.set_defaults(run=run)
    return parser


def _database_path(asked: argparse.Namespace) -> Path:
    folder = asked.data or paths.data_folder()
    return Path(folder) / paths.DATABASE_NAME


def _demo(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    from povdesk.storage import demo

    if asked.households is not None and not 100 <= asked.households <= 200_000:
        raise InvalidInput("Số hộ của xã mẫu phải từ 100 đến 200.000.")
    folder = asked.data or paths.sample_folder()
    path = Path(folder) / paths.DATABASE_NAME
    options = {} if asked.households is None else {"households": asked.households}
    database = demo.create(path, seed=asked.seed, clock=now, **options)
    database.close()
    print(f"Đã tạo xã mẫu (dữ liệu bịa, không có người thật) tại {path}", file=out)
    return CLEAN


def _add_paper(paper: _Parser) -> None:
    paper.add_argument("kind", metavar="VĂN_BẢN", help="mã văn bản (D01, D18, T1, ...) hoặc ke-hoach")
    paper.add_argument("--year", type=_year, required=True, metavar="NĂM")
    paper.add_argument("--as-of", type=_day, metavar="NGÀY", help="ngày số liệu, ví dụ 30/6/2024")
    paper.add_argument(
        "--round",
        default="",
        metavar="KỲ",
        help="tên kỳ rà soát, hoặc latest: kỳ công nhận mới nhất đến năm ấy",
    )
    paper.add_argument("--hamlet", default="", metavar="THÔN")
    paper.add_argument("--household", default="", metavar="MÃ_HỘ")
    paper.add_argument("--month", type=int, choices=range(1, 13), metavar="THÁNG")
    paper.add_argument("--period", type=int, metavar="SỐ", help="số của kỳ báo cáo")
    paper.add_argument("--record", type=int, metavar="SỐ", help="số của việc cần in")
    paper.add_argument("--blank", action="store_true", help="mẫu trống")
    paper.add_argument("--identity", action="store_true", help="in cả số định danh (dùng nội bộ)")
    for ending in ("pdf", "docx", "xlsx"):
        paper.add_argument(f"--{ending}", type=Path, metavar="TỆP")


def _paper(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.cli_papers as cli_papers

    cli_papers.run(asked, _database_path(asked), out, now().date())
    return CLEAN


def _export(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.cli_excel as cli_excel

    cli_excel.export(asked, _database_path(asked), out, now().date())
    return CLEAN


def _import(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.cli_import as cli_import

    cli_import.run(asked, _database_path(asked), out, now)
    return CLEAN


def _indicators(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    from povdesk.domain.indicator import as_record, as_text
    from povdesk.storage import indicators
    from povdesk.storage.database import open_database

    as_of = asked.as_of or min(now().date(), date(asked.year, 12, 31))
    database = open_database(_database_path(asked))
    try:
        with database.reading() as connection:
            figures = indicators.figures(connection, asked.year, as_of)
    finally:
        database.close()
    if asked.json:
        records = {
            "year": asked.year,
            "as_of": as_of.isoformat(),
            "indicators": [as_record(figure) for figure in figures],
        }
        text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
        asked.json.write_text(text, encoding="utf-8")
        print(f"Đã ghi {asked.json}", file=out)
    else:
        for figure in figures:
            print(as_text(figure), file=out)
    return CLEAN


def _check(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.papers as papers
    from povdesk.storage import data_check
    from povdesk.storage.database import open_database

    path = _database_path(asked)
    database = open_database(path)
    try:
        with database.reading() as connection:
            report = data_check.run(connection, path, now().date())
            contradictions = papers.plan_findings(connection, now().date())
    finally:
        database.close()
    print("Tệp dữ liệu: " + ("có hư hỏng." if report.is_damaged else "lành lặn."), file=out)
    print(
        f"Đã so {report.records} bản ghi, {report.acts} dòng nhật ký, {report.anchors} mốc.",
        file=out,
    )
    for item in report.problems:
        print(f"- {item.verdict.words}: {item.message} {item.advice}".rstrip(), file=out)
    for year, found in contradictions.items():
        print(f"Kế hoạch năm {year}: {len(found)} điều cần xem.", file=out)
        for contradiction in found:
            print(f"- {contradiction.code}: {contradiction.message}", file=out)
    return DAMAGE if report.is_damaged else CLEAN


def _self_check(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.self_check as self_check

    return CLEAN if self_check.run(out, now, asked.report) else DAMAGE


def _backup(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.cli_backup as cli_backup

    cli_backup.backup(asked, _database_path(asked), out, now)
    return CLEAN


def _verify(asked: argparse.Namespace, out: TextIO, _now: Clock) -> int:
    import povdesk.cli_backup as cli_backup

    cli_backup.verify(asked, _database_path(asked), out)
    return CLEAN


def _restore(asked: argparse.Namespace, out: TextIO, now: Clock) -> int:
    import povdesk.cli_backup as cli_backup

    cli_backup.restore(asked, _database_path(asked), out, now)
    return CLEAN


def _day(text: str) -> date:
    from povdesk.domain.partial_date import PartialDate

    try:
        return date.fromisoformat(text)
    except ValueError:
        day = PartialDate.parse(text).as_date()
    if day is None:
        raise InvalidInput(f"“{text}” không phải một ngày.", "Gõ như 30/6/2024.")
    return day


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 2000 <= int(text) <= 2100):
        raise InvalidInput(f"“{text}” không phải một năm.", "Gõ bốn chữ số, ví dụ 2024.")
    return int(text)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
