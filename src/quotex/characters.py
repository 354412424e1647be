"""What callers give as ``speakers=``, and as a file of them, read into ``Character``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import fields

from quotex.types import Character, described

KnownSpeaker = str | Character | Mapping[str, Any]
"""Somebody known to speak: a name, a ``Character``, or a mapping with the fields of one."""


def characters_of(speakers: Iterable[KnownSpeaker]) -> tuple[Character, ...]:
    """Return known speakers as characters, each once.

    Raises ``TypeError`` or ``ValueError`` that says what was given and what may be.
    """
    if isinstance(speakers, (str, bytes, Mapping)) or not isinstance(speakers, Iterable):
        raise TypeError(
            "speakers must be a list of names, such as ['Ann Lee', 'Bo Diaz'], "
            f"not the {described(speakers)}"
        )
    return tuple(dict.fromkeys(map(_character, speakers)))


def _character(speaker: object) -> Character:
    if isinstance(speaker, Character):
        return speaker
    if isinstance(speaker, str):
        return Character(speaker)
    if not isinstance(speaker, Mapping):
        raise TypeError(
            "speakers must hold names, quotex.Character or mappings such as "
            "{'name': 'Ann Lee', 'aliases': ['Annie'], 'gender': 'female'}, "
            f"not the {described(speaker)}"
        )
    if "name" not in speaker:
        raise ValueError(f"a speaker that is a mapping must have a 'name', not only {[*speaker]}")
    known = [field.name for field in fields(Character)]
    for key in speaker:
        if key not in known:
            raise ValueError(
                f"a speaker has {', '.join(map(repr, known))}, but {speaker['name']!r:.80} "
                f"has {key!r}"
            )
    return Character(**speaker)


def read_speakers(path: Path) -> list[str | dict[str, Any]]:
    """Return the known speakers of a JSON file: a list of names and of objects.

    Raises ``ValueError`` or ``TypeError`` when it holds anything else, ``OSError`` when it cannot
    be read.
    """
    try:
        speakers: list[str | dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError as exc:
        raise ValueError("the JSON is nested too deeply to be a list of speakers") from exc
    characters_of(speakers)
    return speakers
