"""Work that somebody has to do: it is no visit, though it speaks of one."""

import re

from app.importers.text.lexicon import SIGNS

_BOX = re.compile(r"[^\[☐☑□]{0,30}(?:\[[ xX]?\]|[☐☑□])")
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


_HAPPENED = re.compile(
    r"(?<!\w)(?:agirlan(?:di|mistir)|agirladi|kabul ed(?:ildi|ilmistir)|gorus(?:uldu|ulmustur|tu)"
    r"|ziyaret e(?:tti|tmistir|dildi)|geldi|visited|(?:was|were) (?:received|welcomed|hosted)|met with)(?!\w)"
)
"""Said of people who came: a box before it is ticked because they were here."""


def is_task(flat: str, begun: str, section: str) -> bool:
    """Say whether an item is a task.

    :param flat: its words, folded.
    :param begun: its first letters as printed, where a box to tick may stand.
    :param section: the folded headings above it.
    """
    if SIGNS["cancelled"].search(flat):
        return True
    about = SIGNS["task_object"].search(flat)
    done = SIGNS["task_verb"].search(flat)
    signs = (
        (_BOX.match(begun) and not _HAPPENED.search(flat)) or _MARKED.match(flat),
        _SECTION_TASKS.search(section),
        about and done,
        _IMPERATIVE.match(flat) or _FUTURE.search(flat),
        SIGNS["task_mark"].search(flat) and (about or done),
        SIGNS["office"].search(flat) and not SIGNS["in_person"].search(flat),
    )
    return any(signs)
