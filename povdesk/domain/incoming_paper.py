"""Papers that came in: what a plan or a decision can rest on."""

from dataclasses import dataclass
from datetime import date

from povdesk.domain.vietnamese import full_date, short_date


@dataclass(frozen=True)
class IncomingPaper:
    """One line of the register. valid_to None: in force until further notice."""

    kind: str = ""
    number: str = ""
    signed_on: date | None = None
    issuer: str = ""
    subject: str = ""
    received_on: date | None = None
    valid_to: date | None = None
    note: str = ""
    uid: str = ""

    def is_in_force(self, day: date) -> bool:
        """Signed by then and not run out."""
        return not self.trouble_on(day)

    def trouble_on(self, day: date) -> str:
        """Why a paper of the day should not rest on it; empty when it may."""
        if self.signed_on is not None and self.signed_on > day:
            return f"{self.named} ký ngày {short_date(self.signed_on)}, sau ngày {short_date(day)}."
        if self.valid_to is not None and self.valid_to < day:
            return f"{self.named} chỉ có hiệu lực đến {short_date(self.valid_to)}."
        return ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """What a first citation needs and the register does not say."""
        known = (
            ("số, ký hiệu", self.number),
            ("ngày ký", self.signed_on),
            ("cơ quan ban hành", self.issuer),
            ("trích yếu", self.subject),
        )
        return tuple(words for words, value in known if not value)

    @property
    def named(self) -> str:
        """Kind and number, as later citations give them."""
        return " số ".join(part for part in (self.kind, self.number) if part) or self.subject

    @property
    def citation(self) -> str:
        """Kind, number, date, issuer and subject, as a first citation gives them."""
        words = [self.named]
        if self.signed_on:
            words.append(full_date(self.signed_on))
        if self.issuer:
            words.append(f"của {self.issuer}")
        if self.subject and self.subject != words[0]:
            begins = self.subject[:3].casefold() == "về "
            words.append(f"về {_lower(self.subject[3:] if begins else self.subject)}")
        return " ".join(words)


def _lower(words: str) -> str:
    """A subject goes on inside the sentence; names and short forms keep their capitals."""
    first, _, rest = words.partition(" ")
    is_name = first[1:] != first[1:].lower() or (rest[:1].isupper() and rest[:1].isalpha())
    return words if is_name else f"{words[:1].lower()}{words[1:]}"
