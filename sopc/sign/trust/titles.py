"""Titles, ranks and degrees as Indonesian names have them, in small letters and without dots.

Abbreviations only, and few words: what may be somebody's name is none of them.
"""

from collections.abc import Mapping
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class TitleKind(StrEnum):
    """Of what kind a title is: of each kind, a name may have fewer than another, never others."""

    ACADEMIC = "academic"
    RANK = "rank"
    RELIGIOUS = "religious"
    NOBLE = "noble"
    DEGREE = "degree"


_ACADEMIC = _words("prof dr drs dra ir drg drh apt ns ners hc")
RANKS = _words(
    """
jend jenderal letjen mayjen brigjen kolonel kol letkol mayor kapten kapt lettu letda peltu pelda
serma serka sertu serda kopka koptu kopda praka pratu prada laksamana laksdya laksda laksma marsekal
marsdya marsda marsma komjen irjen kombes akbp kompol akp iptu ipda aiptu aipda bripka brigadir
brigpol briptu bripda
"""
)
_RELIGIOUS: dict[str, tuple[str, ...]] = {
    "h": ("h",),
    "hi": ("h",),  # as in Lampung
    "haji": ("h",),
    "hj": ("hj",),
    "hajjah": ("hj",),
    "kh": ("kyai", "h"),
    "kyai": ("kyai",),
    "kiai": ("kyai",),
    "ust": ("ustadz",),
    "ustadz": ("ustadz",),
    "ustadzah": ("ustadzah",),
    "tgk": ("tgk",),
    "tgh": ("tuan guru", "h"),
    "pdt": ("pdt",),
    "rm": ("rm",),
}
_NOBLE = _words("r rd ra rr rngt krt krmt")

BRANCHES = _words(
    """
    pol tni ad al au inf kav arm arh czi chb ckm cba cpl cpm cku caj chk ctp laut mar nav tek pnb
    kal sus adm lek pom pas purn (purn) (p) (e) (t) (k) (s)
    """
)
"""What says the branch of a rank behind it, as in *Letkol Inf.*"""

BEFORE: Mapping[str, tuple[tuple[TitleKind, str], ...]] = {
    **{title: ((TitleKind.ACADEMIC, title),) for title in _ACADEMIC},
    **{title: ((TitleKind.RANK, title),) for title in RANKS},
    **{
        title: tuple((TitleKind.RELIGIOUS, each) for each in own)
        for title, own in _RELIGIOUS.items()
    },
    **{title: ((TitleKind.NOBLE, title),) for title in _NOBLE},
}
"""The titles before a name, by how they are written: each is of a kind, some say two."""
MOST_INITIALS = max(len(title) for title in BEFORE if len(title) < 5)
"""Of how many single letters a title may consist: *K.R.M.T.*"""
MEN, WOMEN = frozenset({"drs", "h"}), frozenset({"dra", "hj", "ustadzah"})
"""The titles that men, and that women have."""

_SPECIALISTS = _words(
    """
a an and b bs bp btkv bm em f fk gk jp k kf kfr kg kga kj kk m mk n og ok onk onkrad ort ot p pa pd
perio pk pros rad s tht thtkl thtbkl u
"""
)
DEGREES = _words(
    """
    ama amapd amd amdak amdds amdfarm amdft amdgz amdik amdip amdkeb amdkep amdkes amdkg amdkl
    amdkom amdp amdpel amdpi amdpk amdrad amdrmik amdsn amdt amdtem amktr aptnh
    ba bac bsc bba bbus beng bcap bchk bcip bckn bctt beng
    sab sadm sag sak san sap sars sds se sei sesy sfarm sfil sgz sh shi shum shut si sia sik sikom
    sim sip sipem sked skeb skel skep skes skg skh skm skom skpm smat smb sp spd spdi spdk spdsd spi
    spsi spt spwk ss ssi ssn ssos ssosi sst sstp sstft sstpi ssy st sta statis stat ste sth sthi sti
    stp str strab strak strakun stran strds strft strgz strim strip striip strk strkeb strkep strkes
    strkom strpi strs strsi strsos strstat strt strtra stu sthk sthut shut stmat stek
    ma map mab mag mak mac mba mbus mcs mdev md mds me mec mecdev med mei mek meng meps mfarm mfil
    mgz mh mhi mhkes mhum mhut mip mir mikom mim miss mkeb mkep mkes mkesos mkm mkn mkom mkt ml
    mling mlp mm mmat mmdt mmg mmpd mmr mms mmsi mmt mp mpa mpar mpd mpdi mph mphil mpi mpm mpp mpsi
    mpsdm mpt mpub mpwp mpwk mrekmed ms msa msc mse msei mses msh msi mskep msm msn msos msosi msp
    mst mstat msy mt mta mth mthi mti mtp mtpwk mtr mtrap mtrhan mtrip mtrkeb mtrkep
    mtrkes mtrtopsla mud mpar march mars mbiomed mepid
    phd dba dphil dea dess edd jd llb llm sjd skj
    ak akt ca cpa bkp cia cisa cfra crmp crma crmo qia qgia qrmp qrmo cgcae ccms cfp cfe cgap crgp
    cgae cssbb pmp ipm ipu aseaneng aer acpe ppa wmi aak
    drs dra ir dr prof apt ns ners drg drh
    kgeh khom kr kp kic kar kger kptm kgh
    """
) | {f"sp{each}" for each in _SPECIALISTS}
"""The degrees, and what else stands behind a name: certificates of professions, and titles that
some write there."""
