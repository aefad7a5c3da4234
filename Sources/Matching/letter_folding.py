#!/usr/bin/env python3
"""Write Data/letter_folding.csv from the Unicode Character Database that Python carries.

    Sources/Matching/letter_folding.py > Sources/Matching/Data/letter_folding.csv

A row has a letter, by its number, and what it is once case, width and accents are taken apart. README.md says on what terms
the data may be used.
"""

import unicodedata

# The alphabets of Europe and the Caucasus, Japanese syllables, ligatures, full and half width.
RANGES = [
    (0xAA, 0x58F), (0x10A0, 0x10FF), (0x1E00, 0x1FFF), (0x2C60, 0x2C7F), (0x3041, 0x30FF), (0xA720, 0xA7FF),
    (0xFB00, 0xFB17), (0xFF01, 0xFF9F),
]  # fmt: skip


def apart(letter):
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())


def main():
    print("letter,apart")
    for first, last in RANGES:
        for number in range(first, last + 1):
            letter = chr(number)
            if not letter.isalnum() or apart(letter) == letter:
                continue
            print(f"{number:04X},{' '.join(f'{ord(part):04X}' for part in apart(letter))}")


if __name__ == "__main__":
    main()
