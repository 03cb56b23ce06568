"""Which words mean the same: the list that citations are judged by, made anew from WordNet 3.0.

    python benchmarks/wordnet.py /usr/share/wordnet     # the folder with data.noun, index.noun, cntlist.rev ...

It writes in `summarize/cite/wordnet/`, a word a line and then the words that stand to it as the name of the list says:
`related.txt`, `opposite.txt`, `wider.txt`; `irregular.txt`: inflected words and their dictionary forms; `kinds.txt`:
common nouns and the numbers of the kinds that they are of, so that nouns of one kind, such as rain and snow, are known
to be different things; `thoughts.txt`: words that mostly name what is said, thought, felt or wanted.

Two words are related when they share a synset, when one is similar to the other (adjectives), when one names the action
of the other in a narrower or wider sense (verbs with few such), or when one is derived from the other. A word is wider
than another when it names the kind of thing or action that the other is one of, one or two steps up. Only words are
kept that occur in WordNet's own tagged texts or in some of its definitions, and entries of several words beside one of
them. WordNet is Princeton University's; its licence stands beside the lists.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summarize.cite.thesaurus import forms

HERE = Path(__file__).parent
TARGET = HERE.parent / "summarize" / "cite" / "wordnet"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
MAX_SENSES = 20  # of a word, the most frequent first, in which it may be a synonym
MAX_WIDE_SENSES = 5  # in which it may be similar, narrower or wider
MAX_NARROWER = 20  # verbs under a wider one; under `change` or `move` stand hundreds that have little in common
MAX_SIMILAR = 15  # adjectives around one that is similar
MAX_KIND_SENSES = 5  # of a noun or verb, in which another names its kind
MAX_REMOTE_SENSES = 2  # in which the kind of its kind is taken as well
MAX_WORDS = 3  # of an entry
MIN_DEFINITIONS = 2  # in which a word occurs that is common though it is not in the tagged texts, as `delete`
SIMILAR, ANTONYM, WIDER, NARROWER, DERIVED = ("&",), ("!",), ("@", "$", "*", ">"), ("~",), ("+", "\\")
KIND = ("@",)
MAX_EXACT_SENSES = 3  # of a noun, in which another of the same kind is a different thing
PERSON = "person"  # a kind that is named of all that are among it, since people are counted under many names
# lexicographers' files: nouns of cognition, communication, feeling, motive; verbs of cognition, communication, emotion
THOUGHT_FILES = frozenset({"09", "10", "12", "16", "31", "32", "37"})
MIN_THOUGHT_SHARE = 0.4  # of the tagged uses of a word, from which on it names such
FIRST_USES, OTHER_USES = 1.0, 0.3  # that the first sense of a word, and each other one, has beside its tagged ones
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

Key = tuple[str, str]  # part of speech, and place in the file
Pair = tuple[str, str]  # in the order of the alphabet


class Pointer(NamedTuple):
    """A relation of a synset, or of one word of it, to another."""

    sign: str
    target: Key
    word: int  # 1-based, of the synset; 0: all of them
    target_word: int  # likewise of the target


class Synset(NamedTuple):
    """Words of one meaning, and where others stand that it points to."""

    part: str
    file: str  # of the lexicographers, by number
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]


class WordNet:
    """The synsets, and for each word and part of speech those it is in, the most frequent first."""

    def __init__(self, folder: Path) -> None:
        self.synsets = {key: synset for part in PARTS for key, synset in read_synsets(folder, part)}
        self.senses: dict[tuple[str, str], list[Synset]] = {}
        for part, name in PARTS.items():
            for fields in lines(folder / f"index.{name}"):
                keys = [(part, place) for place in fields[-int(fields[2]) :]]
                self.senses[part, spelled(fields[0])] = [self.synsets[key] for key in keys]
        self.uses = tagged_uses(folder)
        self.tagged = {word for word, _, _ in self.uses}
        defining = Counter(form for part in PARTS for word in defining_words(folder, part) for form in forms(word))
        listed = {word for _, word in self.senses}
        self.common = self.tagged | {word for word in listed if defining[word] >= MIN_DEFINITIONS}

    def of(self, word: str, most: int) -> list[Synset]:
        """Return the synsets of a word, at most so many for each part of speech."""
        return [synset for part in PARTS for synset in self.senses.get((part, word), ())[:most]]

    def pointed(self, synset: Synset, signs: Iterable[str]) -> list[Synset]:
        """Return the synsets that one points to by some relations."""
        return [self.synsets[pointer.target] for pointer in synset.pointers if pointer.sign in signs]

    def words(self, word: str, synset: Synset, signs: Iterable[str]) -> set[str]:
        """Return the words that one word of a synset, and not the others, points to by some relations."""
        return {
            self.synsets[pointer.target].words[pointer.target_word - 1]
            for pointer in synset.pointers
            if pointer.sign in signs and pointer.word and synset.words[pointer.word - 1] == word
        }


def tagged_uses(folder: Path) -> Counter[tuple[str, str, int]]:
    """Return how often each word, part of speech and number of its sense occurs in WordNet's tagged texts, if it does.

    The part is the digit by which the keys of senses name it; that of adjectives near another one is theirs.
    """
    uses: Counter[tuple[str, str, int]] = Counter()
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, sense, count = line.split()
        word, _, rest = key.partition("%")
        if int(count):
            uses[spelled(word), "nvara"[int(rest[0]) - 1], int(sense)] += int(count)
    return uses


def lines(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each line, the licence at the head aside."""
    for line in path.read_text("latin-1").splitlines():
        if not line.startswith("  "):
            yield line.partition(" | ")[0].split()


def defining_words(folder: Path, part: str) -> Iterator[str]:
    """Yield the words of the definitions and examples of a part of speech, each once a synset."""
    for line in (folder / f"data.{PARTS[part]}").read_text("latin-1").splitlines():
        if not line.startswith("  "):
            yield from set(WORD.findall(line.partition(" | ")[2].lower()))


def read_synsets(folder: Path, part: str) -> Iterator[tuple[Key, Synset]]:
    """Yield the synsets of a part of speech."""
    for fields in lines(folder / f"data.{PARTS[part]}"):
        count = int(fields[3], 16)
        rest = fields[5 + 2 * count :]
        pointers = [pointer(*rest[at : at + 4]) for at in range(0, 4 * int(fields[4 + 2 * count]), 4)]
        words = [spelled(re.sub(r"\(.*\)", "", word)) for word in fields[4 : 4 + 2 * count : 2]]
        yield (part, fields[0]), Synset(part, fields[1], tuple(words), tuple(pointers))


def pointer(sign: str, place: str, part: str, ends: str) -> Pointer:
    """Return a pointer as a line has it; ends: two hexadecimal digits for each of the two words."""
    return Pointer(sign, (part.replace("s", "a"), place), int(ends[:2], 16), int(ends[2:], 16))


def spelled(entry: str) -> str:
    """Return an entry as it is written in a text, in lower case."""
    return entry.replace("_", " ").lower()


def related(word: str, net: WordNet) -> set[str]:
    """Return the words that are related to one."""
    near = net.of(word, MAX_SENSES)
    for synset in net.of(word, MAX_WIDE_SENSES):
        if synset.part == "a":
            for similar in net.pointed(synset, SIMILAR):
                around = net.pointed(similar, SIMILAR)
                near += [similar, *(around if len(around) <= MAX_SIMILAR else ())]
        elif synset.part == "v":
            narrower = net.pointed(synset, NARROWER)
            wider = [other for other in net.pointed(synset, WIDER) if len(net.pointed(other, NARROWER)) <= MAX_NARROWER]
            near += [*wider, *(narrower if len(narrower) <= MAX_NARROWER else ())]
    derived = [net.words(word, synset, DERIVED) for synset in net.of(word, MAX_SENSES)]
    return {other for synset in near for other in synset.words}.union(*derived) - {word}


def wider(word: str, net: WordNet) -> set[str]:
    """Return the words for the kinds of things or actions that one is among."""
    nearest = [kind for synset in net.of(word, MAX_KIND_SENSES) for kind in net.pointed(synset, KIND)]
    usual = [kind for synset in net.of(word, MAX_REMOTE_SENSES) for kind in net.pointed(synset, KIND)]
    remote = [kind for synset in usual for kind in net.pointed(synset, KIND)]
    people = {PERSON} if any(is_person(synset, net) for synset in net.of(word, MAX_REMOTE_SENSES)) else set()
    return ({other for synset in (*nearest, *remote) for other in synset.words} | people) - {word}


def is_person(synset: Synset, net: WordNet) -> bool:
    """Whether what a noun names is a kind of person, however many steps up."""
    kinds = [synset] if synset.part == "n" else []
    for kind in kinds:  # grows
        kinds += [wider for wider in net.pointed(kind, KIND) if wider not in kinds]
    return any(PERSON in kind.words for kind in kinds[1:])


def pairs(net: WordNet) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs of related words, and those of opposite ones, which are never related."""
    words = sorted({word for _, word in net.senses if is_kept(word)})
    together: set[Pair] = set()
    opposite: set[Pair] = set()
    for word in words:
        together |= {ordered(word, other) for other in related(word, net) if is_kept(other)}
        antonyms = {other for synset in net.of(word, MAX_SENSES) for other in net.words(word, synset, ANTONYM)}
        opposite |= {ordered(word, other) for other in antonyms if is_kept(other)}
    common = net.common
    opposite = {pair for pair in opposite if common.issuperset(pair)}
    together = {
        pair
        for pair in together
        if any(one in common and (" " in two or two in common) for one, two in (pair, pair[::-1]))
    }
    return together - opposite, opposite


def is_kept(word: str) -> bool:
    """Whether an entry is made of letters, and neither very short nor of many words."""
    return len(word) > 2 and word.count(" ") < MAX_WORDS and word.replace(" ", "").replace("-", "").isalpha()


def ordered(word: str, other: str) -> Pair:
    """Return two words in the order of the alphabet."""
    return (word, other) if word < other else (other, word)


def written(pairs: Iterable[Pair]) -> str:
    """Return pairs as lines, each pair twice: `abandon:desert,forsake`."""
    others: defaultdict[str, set[str]] = defaultdict(set)
    for word, other in pairs:
        others[word].add(other)
        others[other].add(word)
    return "".join(f"{word}:{','.join(sorted(others[word]))}\n" for word in sorted(others))


def kinds(net: WordNet) -> str:
    """Return the wider words of each common word as lines: `plummet:descend,drop`."""
    common = sorted(word for word in net.common if " " not in word and is_kept(word))
    found = {
        word: sorted(other for other in wider(word, net) if other in net.common and is_kept(other)) for word in common
    }
    return "".join(f"{word}:{','.join(others)}\n" for word, others in found.items() if others)


def kind_numbers(net: WordNet) -> str:
    """Return the numbers of the kinds right above each common noun as lines, where it has such: `rain:12,40`."""
    found: dict[str, list[Key]] = {}
    for word in sorted(word for word in net.common if " " not in word and is_kept(word)):
        senses = net.senses.get(("n", word), ())[:MAX_EXACT_SENSES]
        found[word] = sorted({target for synset in senses for target in pointed_places(synset)})
    number = {
        place: index for index, place in enumerate(sorted({place for places in found.values() for place in places}))
    }
    lines = (f"{word}:{','.join(str(number[place]) for place in places)}\n" for word, places in found.items() if places)
    return "".join(lines)


def pointed_places(synset: Synset) -> list[Key]:
    """Return where the kinds stand that a synset is of."""
    return [pointer.target for pointer in synset.pointers if pointer.sign in KIND]


def thoughts(net: WordNet) -> str:
    """Return the common words that mostly name what is said, thought, felt or wanted, a word a line."""
    return "".join(
        f"{word}\n" for word in sorted(net.common) if " " not in word and is_kept(word) and is_thought(word, net)
    )


def is_thought(word: str, net: WordNet) -> bool:
    """Whether most uses of a word are in senses of what is said, thought, felt or wanted."""
    uses: defaultdict[bool, float] = defaultdict(float)
    for part in PARTS:
        for number, synset in enumerate(net.senses.get((part, word), ()), start=1):
            few = FIRST_USES if number == 1 else OTHER_USES
            uses[synset.file in THOUGHT_FILES] += net.uses[word, part, number] + few
    return uses[True] >= MIN_THOUGHT_SHARE * sum(uses.values()) > 0


def irregular(folder: Path, net: WordNet) -> str:
    """Return irregular forms as lines: `overthrew:overthrow`."""
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for name in PARTS.values():
        for fields in lines(folder / f"{name}.exc"):
            bases[fields[0]].update(base for base in fields[1:] if base in net.tagged and "_" not in fields[0])
    return "".join(f"{word}:{','.join(sorted(forms))}\n" for word, forms in sorted(bases.items()) if forms)


def main() -> None:
    """Write the lists."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    net = WordNet(Path(sys.argv[1]))
    for name, found in zip(("related", "opposite"), pairs(net), strict=True):
        (TARGET / f"{name}.txt").write_text(written(found), encoding="utf-8")
        print(f"{name}: {len(found):,} pairs")
    (TARGET / "wider.txt").write_text(kinds(net), encoding="utf-8")
    (TARGET / "kinds.txt").write_text(kind_numbers(net), encoding="utf-8")
    (TARGET / "thoughts.txt").write_text(thoughts(net), encoding="utf-8")
    (TARGET / "irregular.txt").write_text(irregular(Path(sys.argv[1]), net), encoding="utf-8")


if __name__ == "__main__":
    main()
