"""Chinese names: the surname apart from the given name, and how families abroad spell surnames.

Readings are ICU's `Han-Latin/Names`, which knows that 曾 as a surname is Zeng.
"""

from cases.naming.script import transliterator
from cases.naming.writing import folded

_COMPOUND = """
欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 东方 東方
尉迟 公孙 公孫 慕容 令狐 端木 长孙 長孫 宇文 轩辕 南宫 南宮
"""
_TWO_CHARACTERS = frozenset(_COMPOUND.split())
# Cantonese, Hokkien, Teochew, Hakka and older spellings of common surnames, as on passports of the region.
_ABROAD = """
陈陳 chen tan chan tang
林 lin lim lam
黄黃 huang wong ng ooi bong
张張 zhang cheung chang teo chong
李 li lee ly
王 wang wong ong heng
吴吳 wu ng goh go
刘劉 liu lau low lao
蔡 cai tsai choi chua choy
杨楊 yang yeung yeo young
许許 xu hsu hui koh khor
郑鄭 zheng cheng tay cheang
谢謝 xie hsieh tse chia cheah
郭 guo kuo kwok quek kok
洪 hong hung ang
曾 zeng tseng tsang chan
周 zhou chou chow chew
赖賴 lai
徐 xu hsu tsui chee
何 he ho hoh
罗羅 luo lo law loh
高 gao kao ko koh
叶葉 ye yeh yip yap
苏蘇 su so soh
梁 liang leung neo nio
朱 zhu chu choo
邓鄧 deng teng tang
沈 shen shum sim
马馬 ma mah
胡 hu wu oh
孙孫 sun suen soon
方 fang fong png
江 jiang kong kang
彭 peng pang phang
廖 liao liu leow
萧蕭肖 xiao hsiao siu siew
钟鍾 zhong chung cheong
卢盧 lu lo loh
余 yu yue ee
韩韓 han hon
冯馮 feng fung pang
潘 pan poon phua
宋 song sung
程 cheng ching
关關 guan kwan
唐 tang tong
丁 ding ting teng
石 shi shek cheok
严嚴 yan yim
庄莊 zhuang chong chng
颜顏 yan gan ngan
赵趙 zhao chao chiu chew
薛 xue hsueh sit see
曹 cao tsao cho chou
魏 wei ngai gui
姚 yao yiu yeo yeow
汪 wang wong ong
傅 fu foo poh
侯 hou hau kow how
白 bai pai pak peh
田 tian tin
范範 fan hwan
陆陸 lu luk loke
黎 li lai
温溫 wen wan voon
董 dong tung tang
袁 yuan yuen
蒋蔣 jiang cheung chiang
伍 wu ng goh
戴 dai tai
尤 you yow yew
詹 zhan chim
区區 ou au
甘 gan kam
任 ren yam jen
姜 jiang keung chiang
夏 xia ha hsia
钱錢 qian chin chien
顾顧 gu koo ku
金 jin kam kim chin
吕呂 lu lui loo
莫 mo mok
易 yi yick
古 gu koo
凌 ling
欧阳 ouyang auyeung auyong owyang
司徒 situ szeto seto
诸葛 zhuge chukot
上官 shangguan
司马 sima szema
慕容 murong
公孙 gongsun
倪 ni ngai ge
"""
SPELLINGS = {
    character: spelled
    for characters, *spelled in (line.split() for line in _ABROAD.strip().splitlines())
    for character in ([characters] if len(characters) == 2 and characters in _COMPOUND else characters)
}
_MOST = 4


def divided(run: str) -> tuple[str, str]:
    """A run of characters as surname and given name; one that is too short or long for a name comes whole."""
    surname = 2 if run[:2] in _TWO_CHARACTERS and len(run) > 2 else 1
    return (run[:surname], run[surname:]) if surname < len(run) <= _MOST else (run, "")


def readings(run: str) -> list[list[str]]:
    """The parts of a name in Latin letters, one list per spelling of the surname: 陈美玲 is chen meiling, tan
    meiling.
    """
    surname, given = divided(run)
    read = pinyin(run)
    if not given:
        return [["".join(read)]]
    first, rest = "".join(read[: len(surname)]), "".join(read[len(surname) :])
    spelled = dict.fromkeys([first, *SPELLINGS.get(surname, [])])
    return [[one, rest] for one in spelled]


def pinyin(run: str) -> list[str]:
    """The Mandarin readings of a run of characters, without tones, the first read as a surname."""
    return folded(transliterator("Han-Latin/Names").transliterate(run)).replace("ü", "u").split()
