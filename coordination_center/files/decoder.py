"""A process of its own that decodes one picture, with bounded memory and time, and none of the centre's secrets.

`python -I decoder.py SIDE`: a picture on standard input, the picture drawn anew on standard output; SIDE 0 only checks.
Picture libraries are where hostile files do harm: here a crash, a bomb or worse ends this process and no other.
Exit codes: 0 drawn, 3 not a picture it knows, 4 too many pixels, 5 damaged.
"""

import io
import os
import resource
import sys
import warnings

NOT_KNOWN, TOO_MANY, DAMAGED = 3, 4, 5
MOST_PIXELS = 40_000_000
MEMORY = 1024 * 1024 * 1024  # bytes of address space: 40 megapixels with alpha, twice, and the libraries
SECONDS = 10  # of the processor; forty megapixels take one
FORMATS = ("JPEG", "PNG", "WEBP")


def bound() -> None:
    """Take from this process what it does not need, before it reads the first byte."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024 * 1024, 64 * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def main(side: int) -> int:
    """Decode standard input; return the exit code."""
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(sys.stdin.buffer, formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return TOO_MANY
    except Exception:  # noqa: BLE001 - the outermost handler of a process that parses what strangers send
        return NOT_KNOWN
    if image.width * image.height > MOST_PIXELS:
        return TOO_MANY
    try:
        if image.format == "JPEG":  # decoded at an eighth to check it, or just above what is wanted
            image.draft("RGB", (max(side, 1), max(side, 1)))
        if not side:
            image.load()
            return 0
        small = ImageOps.exif_transpose(_reduced(image, side))
        sys.stdout.buffer.write(_encoded(small))
    except Exception:  # noqa: BLE001
        return DAMAGED
    return 0


def _reduced(image: "Image.Image", side: int) -> "Image.Image":  # type: ignore[name-defined]  # noqa: F821
    exif = image.getexif()
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode in {"1", "P"}:  # so that what is made smaller has colours between its colours
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((side, side))
    image.info = {"exif": exif.tobytes()} if exif else {}
    return image


def _encoded(image: "Image.Image") -> bytes:  # type: ignore[name-defined]  # noqa: F821
    """The pixels as JPEG, or as PNG where some are transparent; nothing but pixels."""
    from PIL import Image

    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    pixels = image.convert("RGBA" if clear else "RGB")
    if clear and pixels.getchannel("A").getextrema()[0] == 255:
        clear, pixels = False, pixels.convert("RGB")
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    if clear:
        bare.save(out, "PNG", optimize=False)
    else:
        bare.save(out, "JPEG", quality=88, progressive=False)
    return out.getvalue()


if __name__ == "__main__":
    bound()
    sys.exit(main(int(sys.argv[1])))
