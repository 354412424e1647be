"""People the caller already knows, matched to the clusters of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotex.name_clusters import Cluster
from quotex.names import PersonName, acronyms, compatible, fold, gender_of, name_keys, parse_name
from quotex.nouns import look_up
from quotex.titles import is_title, stated_gender
from quotex.types import Character, Gender


def match_known(clusters: Sequence[Cluster], known: Sequence[Character]) -> dict[int, Character]:
    """Return the character of each cluster (by its place) that can only be that one.

    Someone named just like one character, by name or alias, is that character. A cluster that
    two characters fit gets neither; of several clusters that one name fits, the one with a given
    name, then the most often named, gets it.
    """
    if not known:
        return {}
    fitting, met = _named_alike(clusters, known)
    settled = set(fitting)
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for key in {key for form in cluster.forms for key in _keys(form.words, form.name)}:
            by_key[key].append(place)
    for character in known:
        if character in met:
            continue
        _, words = _split_titles(character.name)
        name = parse_name(words)
        folded = tuple(map(fold, words))
        candidates: dict[int, None] = {}
        for key in (*_keys(folded, name), *(w for g in name.given[:1] for w in name_keys(g))):
            candidates.update(dict.fromkeys(by_key.get(key, ())))
        places = [
            place
            for place in candidates
            if place not in settled and _fits(clusters[place], name, folded, character.gender)
        ]
        if places:
            best = max(places, key=lambda place: _weight(clusters[place], name))
            fitting[best].append(character)
    return {place: found[0] for place, found in fitting.items() if len(found) == 1}


def _named_alike(
    clusters: Sequence[Cluster], known: Sequence[Character]
) -> tuple[defaultdict[int, list[Character]], set[Character]]:
    """Return for each cluster who has a name or alias just like one of its names.

    The second value is who was met by the name itself, and need not be looked for further.
    """
    alike: defaultdict[int, list[Character]] = defaultdict(list)
    met: set[Character] = set()
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for form in dict.fromkeys(form.words for form in cluster.forms):
            by_words[form].append(place)
    for character in known:
        for called in (character.name, *character.aliases):
            titles, words = _split_titles(called)
            gender = character.gender or stated_gender(titles)
            places = [
                place
                for place in by_words.get(tuple(map(fold, words)), ())
                if not _differs(clusters[place].gender, gender)
            ]
            if places:
                best = max(places, key=lambda place: _weight(clusters[place], parse_name(words)))
                if character not in alike[best]:
                    alike[best].append(character)
                if called == character.name:
                    met.add(character)
    return alike, met


def _differs(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _split_titles(name: str) -> tuple[list[str], list[str]]:
    """Return the titles before a name, in small letters, and the words of the name itself."""
    words = name.split()
    start = 0
    while start < len(words) - 1:
        lower = words[start].lower()
        if not (is_title(lower) or look_up(lower).kind == "person" or lower == "the"):
            break
        start += 1
    return [word.lower() for word in words[:start]], words[start:]


def _keys(words: tuple[str, ...], name: PersonName) -> set[str]:
    whole = " ".join(words)
    return {name.key, whole, whole.replace(".", ""), *acronyms(words)}


def _fits(
    cluster: Cluster, name: PersonName, folded: tuple[str, ...], gender: Gender | None
) -> bool:
    if any(form.words == folded for form in cluster.forms):
        return True
    if cluster.kind != "person":
        shorts = {form.words[0].replace(".", "") for form in cluster.forms if form.is_acronym}
        if shorts & acronyms(folded) or (
            len(folded) == 1 and any(folded[0] in acronyms(form.words) for form in cluster.forms)
        ):
            return True
        # A bare surname that the document shows too little of to tell a person from a firm.
        if any(len(form.words) > 1 for form in cluster.forms):
            return False
    if not name.given:
        return False
    if _differs(cluster.gender, gender or gender_of(name.given[0])):
        return False
    names = cluster.names or [form.name for form in cluster.forms]
    if all(other.key == name.key and compatible(name, other) for other in names):
        return True
    return all(not o.given and o.words and name.given[0] == o.words[0] for o in names)


def _weight(cluster: Cluster, name: PersonName) -> tuple[bool, int]:
    full = any(other.given and other.key == name.key for other in cluster.names)
    return full, len(cluster.spans)
