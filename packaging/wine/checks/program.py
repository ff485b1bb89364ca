"""The installed program at work: tries itself, asks for the office at its first start, makes data."""

from wine import counting
from wine.bench import Bench

HOUSEHOLDS = 300

SELF_CHECK = ("phân loại một hộ", "mở lại cơ sở dữ liệu", "sao lưu có mã hóa", "PDF", "Word", "Excel")

WELCOME = ("Bắt đầu với PovDesk",)
WORKING = ("Bảng điều hành",)


def run(bench: Bench) -> None:
    """Self-check, first start, data of a made-up commune."""
    _check_itself(bench)
    meet(bench, "first start: asks for the office, as there are no data", WELCOME)
    _make_data(bench)
    meet(bench, "a start with data shows them", WORKING)


def _check_itself(bench: Bench) -> None:
    told = bench.prefix.drive / "self-check.txt"
    done = bench.program("self-check", "--report", bench.prefix.windows(told))
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    for line in lines:
        bench.report.say(f"        {line}")
    missing = [words for words in SELF_CHECK if not any(words in line for line in lines)]
    bench.report.check(
        "the installed program passes its self-check", done.code == 0 and not missing, (done, missing)
    )


def _make_data(bench: Bench) -> None:
    folder = bench.prefix.windows(bench.data)
    done = bench.program("--data", folder, "demo", "--households", str(HOUSEHOLDS))
    count = counting.rows(bench.database).get("household", 0) if bench.database.exists() else 0
    bench.report.check(f"makes data in the officer's folder ({count} households)", count >= HOUSEHOLDS, done)
    checked = bench.program("check")
    bench.report.check("finds them whole", checked.code == 0, checked)


def meet(bench: Bench, name: str, words: tuple[str, ...], seconds: float = 30) -> None:
    """The program's window says one of some words within some seconds."""
    said = see(bench, words, seconds)
    bench.report.check(name, any(word in said for word in words), said[:800])


def see(bench: Bench, words: tuple[str, ...], seconds: float = 30) -> str:
    """What the window of the installed program says when it says one of the words, or after some seconds."""
    picture = bench.prefix.drive / "seen"
    done = bench.prefix.run(
        bench.app / "pythonw.exe",
        *(
            "-I",
            "-X",
            "utf8",
            "S:\\inside\\see_window.py",
            bench.prefix.windows(picture),
            str(seconds),
            *words,
        ),
        seconds=seconds + 60,
    )
    text = picture.with_suffix(".txt")
    said = text.read_text(encoding="utf-8") if text.exists() else f"nothing; {done}"
    for ending in (".txt", ".png"):
        picture.with_suffix(ending).unlink(missing_ok=True)
    return said
