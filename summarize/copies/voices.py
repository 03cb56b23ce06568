"""Who speaks for himself: copies of one story are one voice, and so are the pages of one outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def group_voices(stories: Sequence[int], outlets: Sequence[str | None]) -> list[int]:
    """Return the voice of each article, from 0: the pages of one outlet are one voice, as are the copies of one story.

    stories: of each article, copies share one. outlets: who published each, where known; case and white space do not
    count. A story that several outlets carry is nobody's own: it is a voice beside those of their other pages.
    """
    named = [" ".join((outlet or "").casefold().split()) for outlet in outlets]
    carriers: defaultdict[int, set[str]] = defaultdict(set)
    for story, outlet in zip(stories, named, strict=True):
        carriers[story] |= {outlet} - {""}
    owners: dict[int, str | int] = {story: next(iter(by)) if len(by) == 1 else story for story, by in carriers.items()}
    number: dict[str | int, int] = {}
    return [number.setdefault(owners[story], len(number)) for story in stories]
