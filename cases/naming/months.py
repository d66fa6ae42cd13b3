"""Names of the months: English, Thai, Lao, Khmer, Indonesian and Malay, with their usual short forms (CLDR 46,
`gregorian`).
"""


def _words(text: str) -> list[str]:
    return text.split()


_ENGLISH = _words("january february march april may june july august september october november december")
_SHORT_ENGLISH = _words("jan feb mar apr may jun jul aug sep oct nov dec")
_THAI = _words("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม")
_SHORT_THAI = _words("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.")
_DOTLESS_THAI = [month.rstrip(".") for month in _SHORT_THAI]
_LAO = _words("ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ")
_KHMER = _words("មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ")
_MALAY = _words("januari februari maret april mei juni juli agustus september oktober november desember")

MONTHS: dict[str, int] = {
    word.casefold(): number
    for names in (_ENGLISH, _SHORT_ENGLISH, _THAI, _SHORT_THAI, _DOTLESS_THAI, _LAO, _KHMER, _MALAY)
    for number, word in enumerate(names, start=1)
} | {"sept": 9, "sep.": 9, "มกรา": 1, "กุมภา": 2, "มีนา": 3, "เมษา": 4, "พฤษภา": 5, "มิถุนา": 6, "กรกฎา": 7, "สิงหา": 8,
     "กันยา": 9, "ตุลา": 10, "พฤศจิกา": 11, "ธันวา": 12, "mac": 3, "ogos": 8, "disember": 12}  # fmt: skip
