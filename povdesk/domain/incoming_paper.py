"""Papers that came in: what a plan or a decision can rest on."""

from dataclasses import dataclass
from datetime import date

from povdesk.domain.vietnamese import full_date


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
        signed = self.signed_on is None or self.signed_on <= day
        return signed and (self.valid_to is None or self.valid_to >= day)

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
