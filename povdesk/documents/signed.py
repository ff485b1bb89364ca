"""A paper as it is issued: number, date and signer put where the draft has blanks."""

import dataclasses
from datetime import date

from . import administrative
from .blocks import AppendixTitle, Block, Document, Letterhead, Section, Signature


def letterhead(document: Document) -> Letterhead | None:
    """The head that takes a number: the first one with a symbol."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Letterhead) and block.symbol:
                return block
    return None


def signature(document: Document) -> Signature | None:
    """The signature of the decree's frame; None on minutes and lists."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Signature):
                return block
    return None


def with_number(
    document: Document, number: str, signed_on: date, signer_name: str, *, deputy: bool
) -> Document:
    """The document with its head, the references of its appendices and its signature filled in.

    Who signs for the committee (TM.) or alone stays as the paper has it; deputy puts KT. before the post.
    """
    head = letterhead(document)
    if head is None:
        return document
    given = dataclasses.replace(head, number=number, signed_on=signed_on, year=signed_on.year)
    before, after = _cited(head), _cited(given)

    def filled(block: Block) -> Block:
        if isinstance(block, Letterhead) and block == head:
            return given
        if isinstance(block, AppendixTitle):
            return dataclasses.replace(block, reference=block.reference.replace(before, after))
        if isinstance(block, Signature):
            return _signed(block, signer_name, deputy)
        return block

    sections = tuple(
        Section(
            tuple(filled(block) for block in section.blocks),
            section.orientation,
            section.is_appendix,
            section.page_number,
        )
        for section in document.sections
    )
    return dataclasses.replace(document, sections=sections, draft=False)


def _signed(block: Signature, name: str, deputy: bool) -> Signature:
    if not name:
        return block
    posts = (
        *administrative.chairman_authority(deputy=False),
        *administrative.chairman_authority(deputy=True),
    )
    first, *rest = block.authority or ("",)
    if not set(rest or [first]) & set(posts):
        return dataclasses.replace(block, name=name)
    as_committee = first.startswith("TM.")
    authority = administrative.committee_authority if as_committee else administrative.chairman_authority
    return dataclasses.replace(block, authority=authority(deputy=deputy), name=name)


def _cited(head: Letterhead) -> str:
    """As the bracketed line of an appendix cites the paper."""
    reference = administrative.appendix_reference("", "", head)
    return reference.removeprefix("(Kèm theo ").removesuffix(" của )").strip()
