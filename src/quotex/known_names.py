"""Names the caller already has, matched to the clusters of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotex.name_clusters import Cluster
from quotex.names import PersonName, acronyms, compatible, fold, gender_of, name_keys, parse_name
from quotex.nouns import look_up
from quotex.titles import is_title


def match_known(clusters: Sequence[Cluster], known: Sequence[str]) -> dict[int, str]:
    """Return the caller's name for each cluster (by its place) that can only mean that one.

    A cluster that two of the caller's names fit gets none of them; of several clusters that
    one name fits, the one with a given name, then the most often named, gets it.
    """
    if not known:
        return {}
    fitting: dict[int, list[str]] = defaultdict(list)
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for key in {key for form in cluster.forms for key in _keys(form.words, form.name)}:
            by_key[key].append(place)
    for caller_name in dict.fromkeys(known):
        words = _without_titles(caller_name.split())
        name = parse_name(words)
        folded = tuple(map(fold, words))
        candidates: dict[int, None] = {}
        for key in (*_keys(folded, name), *(w for g in name.given[:1] for w in name_keys(g))):
            candidates.update(dict.fromkeys(by_key.get(key, ())))
        places = [place for place in candidates if _fits(clusters[place], name, folded)]
        if places:
            best = max(places, key=lambda place: _weight(clusters[place], name))
            fitting[best].append(caller_name)
    return {place: names[0] for place, names in fitting.items() if len(names) == 1}


def _without_titles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1:
        lower = words[start].lower()
        if not (is_title(lower) or look_up(lower).kind == "person" or lower == "the"):
            break
        start += 1
    return words[start:]


def _keys(words: tuple[str, ...], name: PersonName) -> set[str]:
    whole = " ".join(words)
    return {name.key, whole, whole.replace(".", ""), *acronyms(words)}


def _fits(cluster: Cluster, name: PersonName, folded: tuple[str, ...]) -> bool:
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
    stated = gender_of(name.given[0])
    if cluster.gender and stated and cluster.gender != stated:
        return False
    names = cluster.names or [form.name for form in cluster.forms]
    if all(other.key == name.key and compatible(name, other) for other in names):
        return True
    return all(not o.given and o.words and name.given[0] == o.words[0] for o in names)


def _weight(cluster: Cluster, name: PersonName) -> tuple[bool, int]:
    full = any(other.given and other.key == name.key for other in cluster.names)
    return full, len(cluster.spans)
