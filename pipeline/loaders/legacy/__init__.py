"""Text in the encodings of before Unicode (TCVN3, VNI, VIQR), and UTF-8 that was once read as something else."""

from pipeline.loaders.legacy.decoder import RunDecoder, decode_paragraphs

__all__ = ["RunDecoder", "decode_paragraphs"]
