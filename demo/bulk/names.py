"""A pool of invented names of the region in several scripts, from which a large world draws."""

from itertools import product

GIVEN = [
    "Somchai", "Somsak", "Nattapong", "Kanya", "Malee", "Prasert", "Wichai", "Siriporn", "Anong", "Kamon",
    "Boonmee", "Chalerm", "Duangjai", "Narong", "Preecha", "Sokha", "Chanthou", "Bopha", "Dara", "Rithy", "Sopheap",
    "Vanna", "Pisey", "Kosal", "Sreymom", "Chenda", "Ratha", "Samnang", "Thida", "Veasna", "Phalla", "Khamla",
    "Bounmy", "Sengdara", "Phoutthavong", "Noy", "Vilay", "Souphanh", "Khamphet", "Douangchay", "Latsamy", "Aung",
    "Kyaw", "Thandar", "Zaw", "Myint", "Htay", "Nilar", "Soe", "Khin", "Moe", "Thiri", "Yadanar", "Phyo", "Wai",
    "Hlaing", "An", "Binh", "Chau", "Dung", "Giang", "Hoa", "Khanh", "Lan", "Minh", "Nga", "Phuong", "Quang", "Son",
    "Thao", "Tuan", "Van", "Xuan", "Yen", "Budi", "Dewi", "Agus", "Siti", "Wulan", "Bagus", "Hartanto", "Rina",
    "Joko", "Sari", "Aminah", "Faizal", "Suresh", "Kumaravel", "Nasrin", "Shahidul", "Rahim", "Marisol", "Junrey",
    "Rodel", "Lorna", "Dante", "Imelda", "Arnel", "Corazon", "สมชาย", "สมศักดิ์", "กัญญา", "มาลี", "วิชัย",
    "ศิริพร", "ณรงค์", "ประเสริฐ", "សុខា", "ចាន់ធូ", "បុប្ផា", "ដារ៉ា", "វណ្ណា", "សុភាព", "ຄຳລ້າ", "ບຸນມີ", "ວິໄລ",
    "အောင်", "ကျော်", "သန္တာ", "မြင့်", "নাসরিন", "রহিম", "করিম",
]  # fmt: skip
FAMILY = [
    "Jaidee", "Saengthong", "Phromsiri", "Charoenphon", "Bunmi", "Thepsombun", "Intharaksa", "Meesap", "Khamwan",
    "Srisuk", "Wongsa", "Chaiyo", "Rattana", "Suwan", "Thongdee", "Kaewmanee", "Phetcharat", "Boonsong", "Saelim",
    "Nakarin", "Sok", "Chea", "Mom", "Keo", "Chhay", "Nuon", "Prak", "Yim", "Heng", "Long", "Mao", "Sar",
    "Phanthalath", "Sengdara", "Vongsa", "Inthavong", "Souvanny", "Maung", "Thein", "Oo", "Naing", "Lwin", "Tun",
    "Min", "Nguyen", "Tran", "Le", "Pham", "Hoang", "Vu", "Dang", "Bui", "Do", "Ngo", "Phan", "Prasetyani",
    "Hartanto", "Santoso", "Wijaya", "Lestari", "Kusuma", "Yusof", "Harun", "Kumar", "Sultana", "Karim", "Bhuiyan",
    "Hossain", "Dimaandal", "Abellana", "Villareal", "Reyes", "Santos", "Cruz", "ใจดี", "แสงทอง", "พรหมศิริ",
    "เจริญพล", "บุญมี", "วงศ์ษา", "សុខ", "ជា", "ម៉ុម", "កែវ", "ប្រាក់", "ວົງສາ", "ແສງດາລາ", "သိန်း", "နိုင်",
    "সুলতানা", "হোসেন",
]  # fmt: skip


def pool() -> list[str]:
    """Every given name with every family name, in the order people of that script write them; no two alike."""
    return [f"{given} {family}" for given, family in product(GIVEN, FAMILY)]
