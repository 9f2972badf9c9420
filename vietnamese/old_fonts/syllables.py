"""Which letters make a Vietnamese syllable: what tells Vietnamese text from text in another writing.

Onsets and rimes are those of the school's spelling (Decision 240/QĐ of 1984 of the Ministry of Education): a syllable
that ends in c, ch, p or t carries the tone sắc or nặng and no other.
"""

import unicodedata
from functools import lru_cache

_ONSETS_WRITTEN = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES_WRITTEN = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ up ut
uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp
ươt ươu y yêm yên yêng yêt yêu ych ynh yt
"""
_ONSETS = _ONSETS_WRITTEN.split()
_RIMES = frozenset(_RIMES_WRITTEN.split())
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TONES_OF_STOPS = frozenset("\u0301\u0323")
_STOPS = ("c", "ch", "p", "t")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (letters alone, any case, composed or not) is spelled as a Vietnamese syllable."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFD", word.casefold()):
        (tones if char in _TONES else letters).append(char)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1 or not plain:
        return False
    if plain.endswith(_STOPS) and not _TONES_OF_STOPS.issuperset(tones):
        return False
    return plain in _RIMES or any(plain[len(onset) :] in _RIMES for onset in _ONSETS if plain.startswith(onset))
