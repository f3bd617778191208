"""Work that somebody has to do: it is no visit, though it speaks of one."""

import re

from app.importers.text.lexicon import PARTICLES, SIGNS

_BOX = re.compile(r"[^\[☐☑□]{0,30}(?:\[ ?\]|[☐□])")
_MARKED = re.compile(
    r"[\W_]*(?:(?:todo|to[ -]do|gorev|task)\b"
    r"|(?:hatirlatma|reminder|deadline|son gun|son tarih|yapilacak|action)\s*[:–—-])"
)
_SECTION_TASKS = re.compile(
    r"yapilacak|gorevler|to-?do|task|action item|hatirlatma|hazirlik|is listesi|^(?:diger )?notlar\b"
)
_SECTION_VISITS = re.compile(
    r"ziyaret|kabul|gorusme|randevu|toplanti|konuk|misafir|program|takvim|ajanda|defter"
    r"|visit|meeting|appointment|guest|delegation|calendar|diary|agenda|schedule"
)
"""What a heading says that stands above visits too: ``Görevler ve görüşmeler``."""
_CALL = re.compile(
    r"(?<!\w)(?:telefon(?!\W*\+?\d|\s?konferans|\s?no|\s?numara)\w{0,12}"
    r"|aran(?:di|mistir|acak)|aradi[km]?|aradilar|cevap verilmedi|ulasilamadi"
    r"|(?<!video )(?:tele)?phone(?:d|s)?(?!\W*\+?\d)|no answer|voicemail"
    r"|whatsapp\w*|sms\w{0,5}|yazis(?:ildi|tik?|ma|masi))(?!\w)"
    r"|^\W*(?:called|rang|dialled)\s(?!on\b|upon\b)"
)
"""Said of a call or of messages: nobody met."""
_BY_LETTER = re.compile(
    r"(?<!\w)(?:e-?posta\w*|e-?mail(?:ed|s)?|mesaj\w*|wrote to|replied|letters? (?:sent|from|received|to)"
    r"|(?:sent|received) (?:an? |the )?(?:\w+ )?letter)(?!\w)"
)
_FOR_IT = re.compile(r"(?<!\w)icin(?!\w)")
_PREPARING = re.compile(r"(?<!\w)(?:hazirlik|koordinasyon|planlama|prova|tahsis|rezervasyon|organizasyon)\w*")
"""What is done for a visit that is still to come."""
_LONGEST_LEAD = 24
"""Letters before the thing that somebody has to get, in ``Hotel booking for the delegation``."""


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


def is_task(flat: str, begun: str) -> bool:
    """Say whether the words of an item are those of a task.

    :param flat: its words, folded.
    :param begun: its first letters as printed, where a box to tick may stand.
    """
    if SIGNS["cancelled"].search(flat):
        return True
    about = SIGNS["task_object"].search(flat)
    done = _verb_of_a_task(flat)
    signs = (
        (_BOX.match(begun) and not _HAPPENED.search(flat)) or _MARKED.match(flat),
        about and done,
        _is_for_a_visit(flat),
        _IMPERATIVE.match(flat) or _FUTURE.search(flat) or _ORDER.search(flat),
        SIGNS["task_mark"].search(flat) and (about or done),
        SIGNS["office"].search(flat) and not SIGNS["in_person"].search(flat),
    )
    return any(signs)


def is_call(flat: str) -> bool:
    """Say whether people spoke by telephone, or wrote to each other."""
    if _HAPPENED.search(flat) and not _CALL.search(flat):
        return False
    return bool(_CALL.search(flat) or (_BY_LETTER.search(flat) and not SIGNS["in_person"].search(flat)))


def is_headed_as_task(section: str) -> bool:
    """Say whether a heading speaks of tasks and of no visits.

    :param section: the folded headings above an item.
    """
    return bool(_SECTION_TASKS.search(section)) and not _SECTION_VISITS.search(section)


def tells_of_work(flat: str) -> bool:
    """Say whether a thing was got or written: so much is said of visits too, of those that name a guest."""
    return needs_something(flat) and bool(SIGNS["task_done"].search(flat)) and not _HAPPENED.search(flat)


def needs_something(flat: str) -> bool:
    """Say whether a thing is named that somebody has to get or to write: a gift, an interpreter."""
    return SIGNS["task_object"].search(flat) is not None


def _is_for_a_visit(flat: str) -> bool:
    """Say whether a thing is got for a visit: ``… ziyareti için otel``, ``Hotel booking for …``."""
    ends = [found.end() for found in _FOR_IT.finditer(flat)]
    if ends and _PREPARING.search(flat, ends[-1]):
        return True
    if ends:
        about = SIGNS["task_object"].search(flat, ends[-1])
        meeting = SIGNS["meeting"].search(flat, ends[-1])
        return about is not None and (meeting is None or about.start() < meeting.start())
    about = SIGNS["task_object"].search(flat)
    behind = about is not None and flat.find(" for ", about.end()) >= 0
    if about is None or not behind or about.start() > _LONGEST_LEAD:
        return False
    return SIGNS["meeting"].search(flat, 0, about.start()) is None and "from" not in flat[: about.start()]
