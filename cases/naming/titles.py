"""What stands before or after a name and is not the name: titles, ranks, honorifics; and parts that are
written short.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Dropped wherever they stand, as long as something is left. Folded Latin.
TITLES = frozenset(
    _words(
        """
        mr mrs ms miss mister madam sir dr prof professor capt captain colonel lt sgt insp nang nangsao thaow haji hajji
        hajah hajjah hj hjh dato datuk datin encik tengku daw sayadaw smt shri janab alhaj dona senor senora bapak jr
        sr ii iii atty engr gng hon mst mosammat mosammet musammat mossammat
        """
    )
)
# Titles that are also names (Ko is a honorific of Myanmar and a Chinese surname; Ong and Ba too): such a name
# is read both ways.
LEADING = frozenset(
    _words(
        """
        u ko ma maung mg anh chi co chu ong ba nai lok thao neak mae phor sai nan khun tuan puan cik pol gen
        col maj sri pak
        ibu bu don saya oknha
        """
    )
)
# Between the parts of a name, for "son of", "daughter of", "the": they tell nobody apart.
LINKS = frozenset(
    _words(
        "bin binti bint binte bte bt ibn ben al el a_l a_p s_o d_o anak de del dela los las delos delas von van_der der"
    )
)
# What each short form stands for.
SHORT = {
    "md": "mohammad", "mohd": "mohammad", "muhd": "mohammad", "mhd": "mohammad", "moh": "mohammad", "muh": "mohammad",
    "abd": "abdul", "mg": "maung", "ng.": "nguyen", "nguyn": "nguyen",
    "sta": "santa", "sto": "santo", "mohamad": "mohammad", "muhammad": "mohammad", "mohamed": "mohammad",
    "mohammed": "mohammad", "muhamad": "mohammad", "mohd.": "mohammad", "muhammed": "mohammad", "mohamud": "mohammad",
}  # fmt: skip

# In the scripts of the region; written against the name, so cut off as a beginning. The longest fits first.
PREFIXES = tuple(
    sorted(
        _words(
            """
            นาย นางสาว นาง น.ส. ด.ช. ด.ญ. เด็กชาย เด็กหญิง คุณ ดร. พ.ต.อ. พ.ต.ท. พ.ต.ต. ร.ต.อ. ร.ต.ท. ร.ต.ต. ด.ต. จ.ส.ต.
            ส.ต.อ. พล.ต.อ. พล.ต.ท. พล.ต.ต. ທ້າວ ທ່ານ ນາງສາວ ນາງ ທ. ນ. លោកស្រី លោក អ្នកស្រី អ្នកនាង កញ្ញា ឧកញ៉ា
            ဦး ဒေါ် ကို မောင် ဆရာ ဆရာမ মোসাম্মৎ মোছাঃ জনাব শ্রী শ্রীমতি ডাঃ হাজী
            """
        ),
        key=len,
        reverse=True,
    )
)
# Names of one or two letters that begin like these are names: Burmese honorifics are only cut before a longer rest.
LEAST_LEFT = 3
SUFFIXES = ("先生", "女士", "小姐", "太太", "阿姨", "老板")
SHORT_NATIVE = {"মোঃ": "মোহাম্মদ", "মো": "মোহাম্মদ", "মো:": "মোহাম্মদ", "মু": "মোহাম্মদ"}
