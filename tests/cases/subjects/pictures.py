"""Pictures for tests: with a place written into them, as a phone does."""

from io import BytesIO

from PIL import Image

PLACE = b"9.9654 N 98.6085 E"


def jpeg(size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG whose metadata says where and by what it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Camera of a witness", PLACE.decode()  # make, description
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif, comment=PLACE)
    return out.getvalue()
