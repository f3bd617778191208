"""Work that somebody has to do: it is no visit, though it speaks of one."""

import re

from app.importers.text.lexicon import PARTICLES, SIGNS

_BOX = re.compile(r"[^\[☐☑□]{0,30}(?:\[ ?\]|[☐□])")
_MARKED = re.compile(r"\s*(?:todo|to do|gorev|task)\b")
_SECTION_TASKS = re.compile(
    r"yapilacak|gorevler|to-?do|task|action item|hatirlatma|hazirlik|is listesi|^(?:diger )?notlar\b"
)


_IMPERATIVE = re.compile(
    r"\s*(?:prepare|send|book|draft|translate|submit|remind|order|arrange|check|confirm|update"
    r"|print|finish|complete|write|buy|reserve|upload"
    r"|schedule|review|request|collect|pay|file|archive|organi[sz]e|follow up|ask|renew"
    r"|forward|circulate|proofread|finali[sz]e|compile|call the|call back)\b"
)


_FUTURE = re.compile(
    r"\b(?!(?:ziyaret|gorus|gel|katil|bulus|agirla|imzala)\w*)"
    r"(?:hazirla|gonder|al|yap|ayarla|yaz|ilet|tamamla|iste|guncelle|bas|yukle|ode|sun|ver|cevir|ara|bul"
    r"|topla|gir|arsivle|bildir|doldur|kes|olustur|gorevlendir|duzenle|planla|hatirlat|incele"
    r"|kontrol et|temin et|teyit et|takip et|siparis ver|bitir)\w{0,4}[ae]c[ae](?:k|g)\w*"
)


_GOES_ON = re.compile(r"\s+\w")
_ORDER = re.compile(
    r"(?<!\w)(?:(?:ara|iste|gonder|hazirla|yaz|ilet|sor|ayarla|tamamla|guncelle|bildir|hatirlat|planla|duzenle"
    r"|(?:teyit|takip|temin|kontrol|rezerve|siparis|davet) e[dt])|\w{3,}(?:[iu]l|[ae]n)s[iu]n)"
    r"(?=\s*(?:[.,;!)]|$))"
)
"""What a note tells somebody to do, at the end of a clause: ``randevu iste``, ``güncellensin``."""
_HAPPENED = re.compile(
    r"(?<!\w)(?:agirlan(?:di|mistir)|agirladi|kabul ed(?:ildi|ilmistir)|gorus(?:uldu|ulmustur|tu)"
    r"|ziyaret e(?:tti|tmistir|dildi)|geldi|visited|(?:was|were) (?:received|welcomed|hosted)|met with)(?!\w)"
)
"""Said of people who came: a box before it is ticked because they were here."""


def _verb_of_a_task(flat: str) -> bool:
    """Say whether a verb of a task stands there; ``Al`` within a name is none."""
    return any(
        found[0] not in PARTICLES or not _GOES_ON.match(flat, found.end())
        for found in SIGNS["task_verb"].finditer(flat)
    )


def is_task(flat: str, begun: str, section: str) -> bool:
    """Say whether an item is a task.

    :param flat: its words, folded.
    :param begun: its first letters as printed, where a box to tick may stand.
    :param section: the folded headings above it.
    """
    if SIGNS["cancelled"].search(flat):
        return True
    about = SIGNS["task_object"].search(flat)
    done = _verb_of_a_task(flat)
    signs = (
        (_BOX.match(begun) and not _HAPPENED.search(flat)) or _MARKED.match(flat),
        _SECTION_TASKS.search(section),
        about and done,
        _IMPERATIVE.match(flat) or _FUTURE.search(flat) or _ORDER.search(flat),
        SIGNS["task_mark"].search(flat) and (about or done),
        SIGNS["office"].search(flat) and not SIGNS["in_person"].search(flat),
    )
    return any(signs)
