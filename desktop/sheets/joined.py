"""Puts several PDFs into one, page after page, and takes pages out of one."""

from collections.abc import Sequence
from io import BytesIO


def join_pdfs(pdfs: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all, in their order."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        part = pypdfium2.PdfDocument(pdf)
        whole.import_pages(part)
        part.close()
    out = BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()
