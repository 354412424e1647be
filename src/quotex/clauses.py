"""Reading clauses off the dependency tree: who is the subject of a verb, what it governs."""

from __future__ import annotations

from quotex.tokens import Tokens

_SHARES_SUBJECT = frozenset(("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp"))


def is_verb(tokens: Tokens, i: int) -> bool:
    """A verb that heads a clause or verb phrase, not an auxiliary."""
    return tokens.tag[i][:2] == "VB" and tokens.dep[i] not in ("aux", "auxpass")


def child(tokens: Tokens, i: int, *deps: str) -> int | None:
    """Return the first child of the token with one of the dependency labels."""
    for c in tokens.children[i]:
        if tokens.dep[c] in deps:
            return c
    return None


def own_subject(tokens: Tokens, verb: int) -> int | None:
    """Return the verb's own subject; the agent ("by Lee") when the verb is passive."""
    passive = False
    subject = None
    for c in tokens.children[verb]:
        dep = tokens.dep[c]
        if dep == "nsubj":
            subject = c
        elif dep in ("nsubjpass", "auxpass"):
            passive = True
        elif dep == "agent":
            by = child(tokens, c, "pobj")
            if by is not None:
                return by
    return None if passive else subject


def subject(tokens: Tokens, verb: int) -> tuple[int | None, str]:
    """Return the token that is the verb's subject and how it was reached.

    A verb without a subject of its own takes that of the clause it is joined to: "She
    smiled and *said*", "He left, *adding*", "a letter *saying*", "was quoted as *saying*".
    """
    found = own_subject(tokens, verb)
    if found is not None:
        return found, "own"
    i, how = verb, "own"
    for _ in range(4):
        if child(tokens, i, "auxpass", "nsubjpass") is not None:
            # A passive says who was told, not who told; but "was quoted as saying" passes it on.
            return (child(tokens, i, "nsubjpass"), "quoted") if how != "own" else (None, "passive")
        head, dep = tokens.head[i], tokens.dep[i]
        if head == i:
            break
        if dep in ("acl", "relcl") and tokens.tag[head][:1] in "NP":
            return head, dep
        if dep == "prep" or dep in _SHARES_SUBJECT:
            i, how = head, dep if how == "own" else how
            if tokens.tag[i][:2] == "VB" or tokens.tag[i] == "MD":
                found = own_subject(tokens, i)
                if found is not None:
                    return found, how
            elif tokens.tag[i][:1] in "NP" and dep in ("pcomp", "prep"):
                break
        else:
            break
    return None, "none"


def path_up(tokens: Tokens, i: int, most: int = 12) -> list[int]:
    """Return the token and its ancestors, nearest first, at most ``most`` of them."""
    path = [i]
    while tokens.head[i] != i and len(path) < most:
        i = tokens.head[i]
        path.append(i)
    return path
