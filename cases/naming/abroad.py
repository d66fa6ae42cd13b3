"""How the characters of Chinese given names are spelled where families speak Cantonese, Hokkien, Teochew or Hakka.

From the spellings of identity papers in Hong Kong, Malaysia, Singapore, Thailand and Indonesia; surnames stand in
`cases.naming.chinese`. Simplified and traditional forms stand together; Mandarin is read by ICU.
"""

_GIVEN = """
志誌 chi chee tze | 强強 keung keong kiong | 国國 kwok kok | 华華 wah hua hwa fah | 美 mei bee mee may
玲 ling leng lin | 建 kin kian kien | 文 man boon mun boen | 龙龍 lung leong liong loong | 秀 sau siew siu
英 ying eng yin | 俊 chun choon tsun | 杰傑 kit kiat git | 金 kam kim | 山 shan san suan | 伟偉 wai wee wei
明 ming beng meng min | 丽麗 lai lee li | 淑 shuk sook sok suk | 芬 fan fun hoon fen | 天 tin thian tian thien
成 shing seng sing | 彬 pin pun | 玉 yuk geok giok yoke gek | 珍 chun tin chin tan | 家 ka kah gar
辉輝 fai hui huey | 平 ping peng pin | 德 tak teck tek | 芳 fong hong phang fun | 兰蘭 lan
莲蓮 lin lian leen | 凤鳳 fung hong foong | 梅 mui bwee mooi buay mei | 英 ying eng | 雄 hung hiong
福 fuk hock fook hok | 财財 choi chai chye | 发發 fat huat | 荣榮 wing eng weng yong | 兴興 hing heng
祥 cheung siang seong | 顺順 shun soon | 安 on an ann | 清 ching cheng chin | 秋 chau chew chiu
春 chun choon | 香 heung hiang heong | 花 fa hua | 月 yuet guat gwat | 云雲 wan hoon yun | 霞 ha hah
燕 yin yan | 红紅 hung ang hong | 宝寶 po poh bo pao | 珠 chu choo | 慧 wai hui hwee | 惠 wai hui hwee
敏 man min bin mun | 娟 kuen kuan | 琴 kam khim kim | 萍 ping peng | 梁 leung | 少 siu siew | 小 siu sio siew
大 tai tua | 生 sang seng | 光 kwong kong kuang | 东東 tung tong | 南 nam lam | 西 sai | 海 hoi hai
水 shui chui swee | 木 muk bok | 林 lam lim | 树樹 shu chiu | 石 shek chio | 永 wing eng yong weng
长長 cheung tiong | 福 fuk hock | 忠 chung tiong | 义義 yee gee ngee | 仁 yan jin yin | 信 shun sin
礼禮 lai lee | 智 chi tee | 勇 yung yong | 刚剛 kong kang | 良 leung liang leong | 贤賢 yin hian
才 choi chai | 学學 hok hak | 武 mo boo bu | 勤 kan khin kun | 坚堅 kin kian | 耀 yiu yew yeow
源 yuen guan gwan | 泉 chuen chuan | 昌 cheung chiang chong | 锦錦 kam kim gim | 添 tim thiam tiam
进進 chun chin | 利 lei lee lai | 胜勝 shing seng | 亮 leung liang | 庆慶 hing kheng keng
松 chung siong song | 柏 pak pek | 阿 ah | 仔 chai | 妹 mui moi | 弟 tai tee | 娇嬌 kiu kiau kiew
珊 shan san | 婷 ting teng | 欣 yan him | 怡 yee ee yi | 嘉 ka kah | 诗詩 sze see | 雅 nga gna
雯 man boon mun | 颖穎 wing eng | 晴 ching cheng | 洁潔 kit kiat | 贞貞 ching cheng | 素 so soh
银銀 ngan gin gun | 莉 lei lee | 爱愛 oi ai | 思 sze soo | 心 sum sim | 佳 kai kah | 君 kwan koon
子 tsz chee tze | 宏 wang hong | 峰 fung hong foong | 斌 pan pin | 超 chiu chiau | 军軍 kwan koon
民 man bin min | 富 fu foo | 贵貴 kwai kui kwee | 坤 kwan khoon koon | 健 kin kian | 康 hong khong
康 hong khng | 宁寧 ning leng | 和 wo ho hoe | 正 ching cheng | 义義 yi gi | 伯 pak pek | 仲 chung tiong
振 chun chin | 炳 ping peng | 汉漢 hon han | 世 sai se | 启啟 kai khai | 维維 wai wee | 鸿鴻 hung hong
瑞 sui swee | 祖 cho choo | 宗 chung chong | 耀 yiu yeow | 新 san sin | 星 sing chheng | 晓曉 hiu hiau
涛濤 to toh | 波 po poh | 龄齡 ling leng | 芝 chi chee | 菊 kuk kiok kek | 桂 kwai kui kwee | 翠 chui chwee
琼瓊 king kheng | 娥 ngo goh | 仙 sin sian | 豪 ho hau | 健 kin kian | 鹏鵬 pang peng | 飞飛 fei hui fee
虎 fu hoe | 马馬 ma beh | 友 yau yew | 有 yau yew | 来來 loi lai
"""


def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _GIVEN.replace("\n", "|").split("|"):
        characters, *spelled = entry.split() or [""]
        for character in characters:
            found[character] = tuple(dict.fromkeys((*found.get(character, ()), *spelled)))
    return found


GIVEN = _spellings()
