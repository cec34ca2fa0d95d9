"""Words of Vietnamese text by underthesea, which this module alone imports: its API and its licence have changed between versions.

`word_tokenize` runs at 0.1 MB/s: for labels of a few sentences, not for whole corpora.
"""


def split_words(text: str) -> list[str]:
    """Words of `text` in order, those of several syllables with spaces: `vị trí`, `việc làm`, `,`.

    Each word is a substring of the text (which has to be NFC) but for white space. Needs no network and no model beside the package.
    """
    if not text.strip():
        return []
    from underthesea import word_tokenize  # noqa: PLC0415 - 0.5 to 2 s that a program which labels nothing need not pay

    # Without use_token_normalize=False `hoà` would come back as `hòa`, which is not in the text.
    return [str(word) for word in word_tokenize(text, use_token_normalize=False)]
