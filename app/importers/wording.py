"""What offices write for the members of vocabularies, for yes and no, and for nothing at all."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from app.domain.turkish import search_key
from app.i18n import HOUSES, translator
from app.labels import label
from models.vocabulary import (
    AgreementState,
    Direction,
    Instrument,
    LetterDirection,
    MembershipClass,
    MembershipRelation,
    OrganisationKind,
    PromiseSide,
    Relation,
    Side,
    TaskState,
    Theme,
    VisitKind,
    VisitMode,
    VisitState,
)

_NOTHING = frozenset(
    {
        "na", "n a", "nan", "null", "none", "yok", "bilinmiyor", "belirsiz", "unknown", "not known",
        "belirtilmemis", "bos", "", "ref", "deger",
    }
)  # fmt: skip
_LONGEST_NOTHING = 24
_YES = frozenset({"evet", "e", "yes", "y", "x", "1", "true", "dogru", "var", "✓", "✔", "on"})
_NO = frozenset({"hayir", "h", "no", "n", "0", "false", "yanlis", "yok", "off"})
_TICKS = {"✓": "yes", "✔": "yes", "☑": "yes", "☐": "no", "✗": "no", "✘": "no"}

_SYNONYMS: Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, ...]]] = {
    Direction: {
        Direction.INCOMING: ("gelen", "gelen heyet", "bize gelen", "ağırlanan", "in", "inbound", "received"),
        Direction.OUTGOING: ("giden", "giden heyet", "bizden giden", "yurt dışı", "out", "outbound"),
        Direction.THIRD_PLACE: ("üçüncü yer", "başka yerde", "third place", "elsewhere"),
        Direction.NOBODY: ("kimse", "seyahat yok", "yolculuk yok", "nobody travelled"),
    },
    VisitMode: {
        VisitMode.IN_PERSON: ("yüz yüze", "yüzyüze", "fiziki", "fiziksel", "face to face", "physical"),
        VisitMode.ONLINE: ("çevrim içi", "çevrimiçi", "online", "video", "zoom", "teams", "telekonferans",
                           "video konferans", "uzaktan", "sanal", "virtual", "remote"),
        VisitMode.HYBRID: ("hibrit", "karma", "melez"),
    },
    VisitKind: {
        VisitKind.COURTESY: ("nezaket", "nezaket ziyareti", "courtesy call"),
        VisitKind.OFFICIAL: ("resmi", "resmi ziyaret"),
        VisitKind.WORKING: ("çalışma", "çalışma ziyareti", "iş", "toplantı", "meeting"),
        VisitKind.STUDY: ("inceleme", "çalışma gezisi", "inceleme gezisi"),
        VisitKind.TECHNICAL: ("teknik", "teknik ziyaret", "teknik gezi"),
        VisitKind.INTRODUCTORY: ("tanışma", "tanıtım", "tanışma ziyareti"),
        VisitKind.RETURN: ("iade", "iadei ziyaret", "iade ziyareti"),
        VisitKind.FAREWELL: ("veda", "veda ziyareti"),
        VisitKind.CONGRATULATION: ("tebrik", "kutlama", "hayırlı olsun"),
        VisitKind.CONDOLENCE: ("taziye", "başsağlığı"),
    },
    VisitState: {
        VisitState.REQUESTED: ("talep edildi", "talep", "istendi"),
        VisitState.APPROVED: ("onaylandı", "onaylı"),
        VisitState.PLANNED: ("planlandı", "planlı", "planlanan", "scheduled"),
        VisitState.HELD: ("gerçekleşti", "yapıldı", "tamamlandı", "done", "completed", "took place"),
        VisitState.REPORTED: ("raporlandı",),
        VisitState.CLOSED: ("kapandı",),
        VisitState.POSTPONED: ("ertelendi",),
        VisitState.CANCELLED: ("iptal", "iptal edildi", "canceled"),
    },
    Side: {
        Side.VISITOR: ("ziyaretçi", "konuk", "misafir", "guest"),
        Side.OURS: ("bizden", "bizim", "ev sahibi", "us", "our side"),
        Side.OTHER: ("diğer",),
    },
    OrganisationKind: {
        OrganisationKind.MUNICIPALITY: ("belediye", "büyükşehir belediyesi", "city", "şehir"),
        OrganisationKind.DISTRICT: ("ilçe", "ilçe belediyesi"),
        OrganisationKind.REGION: ("bölge", "il", "eyalet", "valilik", "province", "state"),
        OrganisationKind.UNIT: ("birim", "daire", "daire başkanlığı", "şube", "müdürlük", "department"),
        OrganisationKind.MUNICIPAL_COMPANY: ("belediye şirketi", "iştirak"),
        OrganisationKind.UNION: ("birlik", "belediyeler birliği", "union"),
        OrganisationKind.CITY_NETWORK: ("ağ", "kent ağı", "şehir ağı", "network"),
        OrganisationKind.NETWORK_BODY: ("kurul", "komite", "committee"),
        OrganisationKind.EMBASSY: ("büyükelçilik", "elçilik", "b elçilik"),
        OrganisationKind.CONSULATE_GENERAL: ("başkonsolosluk",),
        OrganisationKind.CONSULATE: ("konsolosluk",),
        OrganisationKind.HONORARY_CONSULATE: ("fahri konsolosluk", "fahri başkonsolosluk"),
        OrganisationKind.EU_DELEGATION: ("ab delegasyonu", "delegasyon", "delegation"),
        OrganisationKind.MINISTRY: ("bakanlık",),
        OrganisationKind.LEGISLATURE: ("parlamento", "meclis", "parliament"),
        OrganisationKind.INTERNATIONAL_ORGANISATION: ("uluslararası kuruluş", "uluslararası örgüt",
                                                      "international organization"),
        OrganisationKind.DEVELOPMENT_BANK: ("kalkınma bankası", "banka", "bank"),
        OrganisationKind.UNIVERSITY: ("üniversite", "okul", "school"),
        OrganisationKind.CHAMBER: ("oda", "borsa", "ticaret odası", "meslek odası", "chamber of commerce"),
        OrganisationKind.ASSOCIATION: ("dernek", "stk", "ngo"),
        OrganisationKind.FOUNDATION: ("vakıf",),
        OrganisationKind.RELIGIOUS_BODY: ("dini kurum", "kilise", "church"),
        OrganisationKind.PARTY: ("parti", "siyasi parti"),
        OrganisationKind.MEDIA: ("basın", "medya", "gazete", "press"),
        OrganisationKind.COMPANY: ("şirket", "firma", "özel sektör", "firm"),
        OrganisationKind.STANDING_BOARD: ("daimi kurul",),
        OrganisationKind.OTHER: ("diğer",),
    },
    Relation: {
        Relation.SISTER_CITY: ("kardeş", "kardeş kent", "kardeş şehir", "twin town", "twin city", "twinning",
                               "sister", "partner city"),
        Relation.FRIENDSHIP_CITY: ("dost", "dost kent", "dostluk", "friendship"),
        Relation.PROTOCOL_CITY: ("protokol", "protokol şehri", "protokol kenti"),
        Relation.GOODWILL: ("iyi niyet", "iyiniyet"),
        Relation.PROJECT: ("proje",),
        Relation.PROGRAMME: ("program",),
        Relation.NETWORK: ("ağ",),
        Relation.CONTACT: ("temas",),
    },
    Instrument: {
        Instrument.AGREEMENT: ("anlaşma", "sözleşme", "contract", "treaty"),
        Instrument.PROTOCOL: ("protokol", "iş birliği protokolü", "işbirliği protokolü"),
        Instrument.MOU: ("mutabakat", "mutabakat zaptı", "mou", "mutabakat muhtırası"),
        Instrument.GOODWILL_DECLARATION: ("iyi niyet beyanı", "iyi niyet mektubu", "iyi niyet"),
        Instrument.LETTER_OF_INTENT: ("niyet mektubu", "niyet beyanı", "loi"),
        Instrument.JOINT_DECLARATION: ("ortak bildiri", "ortak deklarasyon", "bildiri"),
        Instrument.NOTHING: ("yok", "belge yok", "yazılı belge yok", "none"),
    },
    AgreementState: {
        AgreementState.DRAFT: ("taslak", "hazırlanıyor", "planlanıyor", "planlanan", "imza aşamasında",
                               "planned"),
        AgreementState.IN_FORCE: ("yürürlükte", "aktif", "devam ediyor", "devam", "geçerli", "active",
                                  "sürüyor", "in effect", "valid", "ongoing", "evet", "yes", "x", "var"),
        AgreementState.SUSPENDED: ("askıda", "askıya alındı", "on hold"),
        AgreementState.ENDED: ("sona erdi", "bitti", "feshedildi", "pasif", "terminated", "inactive",
                               "sonlandı", "sonlandırıldı", "süresi doldu", "süresi bitti", "expired",
                               "hayır", "no"),
        AgreementState.SUPERSEDED: ("yenilendi", "yerini başkası aldı", "replaced"),
    },
    MembershipRelation: {
        MembershipRelation.MEMBER: ("üye", "üyelik", "asil üye", "aktif", "aktif üye", "active",
                                    "active member", "devam ediyor", "kurucu üye", "kurucu",
                                    "tam üye", "full member",
                                    "gözlemci", "gözlemci üye", "observer",
                                    "ortak üye", "bağlı üye", "associate member", "founding member"),
        MembershipRelation.OFFICE_HOLDER: ("başkan", "yönetim kurulu üyesi", "board member"),
        MembershipRelation.APPLICANT: ("başvuru", "aday", "candidate"),
        MembershipRelation.PARTICIPANT: ("katılımcı",),
        MembershipRelation.PARTNER: ("ortak", "paydaş"),
        MembershipRelation.LENDER: ("kredi veren",),
        MembershipRelation.CONTACT: ("temas",),
    },
    TaskState: {
        TaskState.OPEN: ("açık", "devam ediyor", "yapılacak", "bekliyor", "to do", "pending", "in progress",
                         "yapılmadı", "tamamlanmadı", "başlamadı", "sürüyor", "beklemede", "not done",
                         "ongoing", "hayır", "no"),
        TaskState.DONE: ("tamamlandı", "yapıldı", "bitti", "kapandı", "completed", "closed", "gerçekleşti",
                         "finished", "evet", "yes", "x", "ok", "tamam"),
        TaskState.DROPPED: ("vazgeçildi", "iptal", "iptal edildi", "cancelled"),
    },
    LetterDirection: {
        LetterDirection.INCOMING: ("gelen", "gelen evrak", "giriş", "incoming", "received", "inbound"),
        LetterDirection.OUTGOING: ("giden", "giden evrak", "çıkış", "outgoing", "sent", "outbound"),
    },
    MembershipClass: {
        MembershipClass.FOUNDING: ("kurucu", "kurucu üye", "founder", "founding member"),
        MembershipClass.FULL: ("tam", "tam üye", "asil", "asıl üye", "asil üye", "full member"),
        MembershipClass.ASSOCIATE: ("ortak üye", "bağlı üye", "yardımcı üye", "associate member"),
        MembershipClass.OBSERVER: ("gözlemci", "gözlemci üye", "observer member"),
    },
    PromiseSide: {
        PromiseSide.OURS: ("biz", "bizim", "bizden", "belediyemiz", "us", "we", "ours", "our side"),
        PromiseSide.THEIRS: ("karşı taraf", "onlar", "onların", "muhatap", "konuk", "them", "theirs"),
    },
    Theme: {
        Theme.CHILDREN: ("çocuk", "çocuklar"),
        Theme.CLIMATE: ("iklim", "iklim değişikliği", "climate change"),
        Theme.CULTURE: ("kültür", "sanat", "kültür sanat", "art", "arts"),
        Theme.DEMOCRACY: ("demokrasi", "yerel demokrasi", "yerel yönetim", "yönetişim", "governance"),
        Theme.DIGITAL: ("dijital", "dijitalleşme", "akıllı kent", "akıllı şehir", "bilişim", "smart city"),
        Theme.DISASTER: ("afet", "deprem", "afet yönetimi", "disaster management"),
        Theme.ECONOMY: ("ekonomi", "ticaret", "yatırım", "trade", "investment", "business"),
        Theme.EDUCATION: ("eğitim", "bilim", "üniversite", "science"),
        Theme.ENERGY: ("enerji", "yenilenebilir enerji"),
        Theme.ENVIRONMENT: ("çevre", "atık", "atık yönetimi", "waste"),
        Theme.FOOD: ("gıda", "tarım", "gastronomi", "agriculture", "gastronomy"),
        Theme.GENDER: ("kadın", "toplumsal cinsiyet", "cinsiyet eşitliği", "women", "gender equality"),
        Theme.HEALTH: ("sağlık", "halk sağlığı", "public health"),
        Theme.HERITAGE: ("kültürel miras", "miras", "tarihi miras", "cultural heritage"),
        Theme.HUMAN_RIGHTS: ("insan hakları",),
        Theme.MIGRATION: ("göç", "mülteci", "refugees"),
        Theme.MOBILITY: ("ulaşım", "ulaştırma", "hareketlilik", "transport", "transportation"),
        Theme.PLANNING: ("planlama", "kentsel planlama", "şehircilik", "imar", "urban planning"),
        Theme.RURAL: ("kırsal kalkınma", "kırsal", "rural development"),
        Theme.SPORT: ("spor", "sports"),
        Theme.TOURISM: ("turizm",),
        Theme.WATER: ("su", "su yönetimi", "altyapı"),
        Theme.YOUTH: ("gençlik", "gençler", "youth exchange"),
    },
}  # fmt: skip


def is_nothing(text: str) -> bool:
    """Say whether a cell says that nothing is known: ``NA``, ``–``, ``bilinmiyor``."""
    return len(text) <= _LONGEST_NOTHING and _is_nothing(text)


@lru_cache(maxsize=50_000)
def _is_nothing(text: str) -> bool:
    return search_key(text) in _NOTHING and not _TICKS.keys() & set(text)


def member(text: str, of: type[StrEnum]) -> str | None:
    """Return the value of the member that a text names in either language, or None."""
    return _words(of).get(search_key("".join(_TICKS.get(one, one) for one in text)))


def yes_or_no(text: str) -> bool | None:
    """Return what a text answers, or None where it is no answer."""
    word = search_key("".join(_TICKS.get(one, one) for one in text))
    return True if word in _YES else False if word in _NO else None


@cache
def _words(of: type[StrEnum]) -> Mapping[str, str]:
    """Return search key → value of a member. What the product itself says wins over what offices say."""
    words: dict[str, str] = {}
    for one in of:
        words[search_key(one.value)] = one.value
        for language in HOUSES:
            words.setdefault(search_key(translator(language)(label(one))), one.value)
    for one, spellings in _SYNONYMS.get(of, {}).items():
        for spelling in spellings:
            words.setdefault(search_key(spelling), one.value)
    return words
