"""A death told as an end and no news of harm: "died", «falleció», where nothing in the text speaks of violence, crime or an accident."""

from __future__ import annotations

import re

from testigo.model.analysis import Passage, Sentence
from testigo.reading.updates import is_natural

DIE_CUES = re.compile(
    r"^(?:die|died|dies|dying|perish\w*|death|deaths|demise|pass(?:ed|es)?\s+away|expire\w*|mor\w+|muer\w+|muri\w+|fallec\w*|perec\w*|perez\w*|deceso\w*|expir\w*|lost\s+(?:his|her)\s+life|difunt\w+|dejó\s+de\s+existir)$",
    re.IGNORECASE,
)


# What a report of violence, crime or an accident speaks of. The first stand for it anywhere in the text, the second in the same sentence only.
VIOLENT = {
    "en": re.compile(
        r"\b(?:police\w*|officers?|gun\w*|shot|shots|shooting\w*|kill\w*|murder\w*|attack\w*|bomb\w*|explo(?:de|sion|sive)\w*|blast\w*|clash\w*|riot\w*|protest(?:er|ers|s|ed|ing)?|demonstrat(?:ion|ions|ors?)|"
        r"march(?:ers|ed|es)|strikers?|barricade\w*|roadblock\w*|arrest\w*|detain\w*|detention|custody|jail\w*|prison\w*|troops|soldiers?|rebels?|militants?|militia\w*|guerrilla\w*|insurgen\w*|terror\w*|violen\w*|stab\w*|knife\w*|beat(?:en|ing)|injur\w*|"
        r"wound\w*|victims?|crash\w*|accident\w*|drown\w*|collaps\w*|suspect\w*|homicid\w*|hostage\w*|kidnap\w*|abduct\w*|massacre\w*|assault\w*|overdos\w*|suicid\w*|manslaughter|coroner|autops\w*|inquest|"
        r"tragedy|disaster|flood\w*|quake\w*|earthquake\w*|hurricane\w*|strangl\w*|poison\w*|execut(?:ed|ion|ions)|tear\s*gas|weapon\w*|armed|overturned|capsized|sank|electrocut\w*|burn(?:ed|t)|blaze|fatal\w*|"
        r"toll|dead|bodies|refugees?|famine|starv\w*|epidemic|outbreak|torture\w*|crackdown|unrest|genocide|casualt\w+|struck|hit\s+by|run\s+over|shell(?:ed|ing)|air\s*strikes?|uprising|coup|hunger\s+strik\w+)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:polic\w*|dispar\w*|balas?|balazo\w*|tirote\w*|balacera\w*|mat(?:ó|aron|ado|ada|ados|adas|ar|aba)|asesin\w*|homicid\w*|crim(?:en|inal|inales|inalidad)|ataque\w*|atac\w*|atentado\w*|bomba\w*|explosi\w*|explot\w+|estall\w*|"
        r"enfrenta\w*|choque\w*|chocó|disturbio\w*|protest\w*|manifestante\w*|manifestaci\w*|marchas?|movilizaci\w*|bloqueos?|barricada\w*|huelga\w*|deteni\w*|detuv\w*|arrest\w*|cárcel\w*|prisión|pres[oa]s?|tropas|soldad\w*|rebeld\w*|guerrill\w*|terroris\w*|violen\w*|"
        r"apuñal\w*|puñal\w*|cuchill\w*|golpe(?:ó|ado|ada|aron|ados|iza)|golpiza|herid\w*|lesi[oó]n\w*|víctim\w*|accident\w*|ahog\w*|derrumb\w*|sospechos\w*|secuestr\w*|masacr\w*|matanza\w*|suicid\w*|autops\w*|forens\w*|"
        r"tragedia|desastre\w*|inunda\w*|terremot\w*|sismo\w*|huracán|represión|reprimi\w*|gases|armas?|armad[oa]s?|fusil\w*|ejecut(?:ó|ado|ada|ados|aron)|tortur\w*|muertos|muertas|fallecidos|ocupantes|atropell\w*|volc(?:ó|adura)|"
        r"estrell\w*|naufrag\w*|electrocut\w*|quemad\w*|incendi\w*|estrangul\w*|envenen\w*|desapareci\w*|hambruna|epidemia|refugiad\w*|golpe\s+de\s+estado|occis\w*|difunt\w*|cadáver\w*|balead\w*|bajas)\b",
        re.IGNORECASE,
    ),
}
_PERHAPS_VIOLENT = {
    "en": re.compile(
        r"\b(?:wars?|army|military|battle\w*|fire|fires|hospital\w*|body|forces?|strikes?|charged|court|fell|troubles|fighting|combat)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:guerras?|ejército|militar\w*|batalla\w*|fuego|hospital\w*|cuerpo|fuerzas?|paro|fiscal\w*|juez|cayó|combate\w*|campaña\s+militar)\b",
        re.IGNORECASE,
    ),
}
_LONG_AGO = {
    "en": re.compile(
        r"\b(?:died|dies|death|passed\s+away|demise)\b[^.;:()]{0,60}?\b(?:in|of)\s+(1\d{3}|20\d\d)\b|\bin\s+(1\d{3}|20\d\d),?[^.;:()]{0,40}\b(?:died|death)\b|\(\s*(?:c\.\s*|born\s+)?(1\d{3}|\d{3})\s*[-–—]\s*(?:c\.\s*)?(?:1\d{3}|20\d\d|\d{3})\s*\)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:murió|muere|falleció|fallece|muerte|fallecimiento|muerto|muerta|fallecido|fallecida)\b[^.;:()]{0,60}?\ben\s+(?:el\s+año\s+)?(1\d{3}|20\d\d)\b|\ben\s+(1\d{3}|20\d\d),?[^.;:()]{0,40}\b(?:murió|muere|falleció|muerte)\b|"
        r"\(\s*(?:c\.\s*|n\.\s*)?(1\d{3}|\d{3})\s*[-–—]\s*(?:1\d{3}|20\d\d|\d{3})\s*\)",
        re.IGNORECASE,
    ),
}
_HISTORY = 1900  # deaths before are no news
_OF_THE_HEART = re.compile(
    r"\b(?:heart|panic|asthma)\s+attacks?\b|\bataques?\s+(?:al\s+corazón|card[ií]acos?|de\s+asma)\b",
    re.IGNORECASE,
)


def is_natural_end(
    sentence: Sentence, word: int, passage: Passage, language: str, year: int | None = None
) -> bool:
    """One person's death told as an end ("died", «falleció») where nothing in the text speaks of violence, crime or an accident, or in a year long past.

    `word` is the index of the token that tells it; `year` the report's own.
    """
    if not DIE_CUES.match(sentence.tokens[word].lower):
        return False
    if is_natural(sentence, word, word + 1, language):
        return True
    told = _OF_THE_HEART.sub(" ", sentence.span.of(passage.text))
    then = _LONG_AGO[language].search(told)
    ago = int(next(filter(None, then.groups()))) if then is not None else 0
    if 0 < ago < _HISTORY:
        return True
    if VIOLENT[language].search(told) or _PERHAPS_VIOLENT[language].search(told):
        return False
    if ago and ago != year:
        return True
    return VIOLENT[language].search(passage.text) is None
