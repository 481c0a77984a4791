"""Invents firms, people and numbers from syllable tables: plausible, and nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from stdnum.cn import ric, uscc

_FIRST = "霁珩澍堃甯翎昴椋筠砚苒汀岫棠旌笙黛垚煜昶岚瑭"
_SECOND = "衡栩沅畛韬澜樾芃硕穗峤禾屿牧谷晟铎祺桓恺翀淳"
_THIRD = "泽源丰和达通盛嘉润联创恒启铭远拓捷优"
_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭"
_GIVEN_1 = "文志晓建永春秀国丽海雪云思嘉子明玉德宏雅俊梓瑞家"
_GIVEN_2 = "华平军英芳伟敏杰涛霞宁琳峰洁鹏颖辉燕磊倩斌婷超怡"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

# (what the firm's name says, 所属产业类型, main business)
TRADES = (
    ("机械制造", "装备制造", "通用机械零部件加工"),
    ("智能装备", "先进装备制造", "自动化生产线设计与制造"),
    ("模具", "装备制造", "精密模具设计与加工"),
    ("电子科技", "电子信息", "电子元器件生产"),
    ("信息技术", "软件和信息技术服务", "行业应用软件开发"),
    ("网络科技", "软件和信息技术服务", "企业信息系统运维"),
    ("生物科技", "生物医药", "植物提取物生产"),
    ("药业", "生物医药", "中药饮片加工"),
    ("食品", "绿色食品", "农副产品精深加工"),
    ("茶业", "绿色食品", "茶叶加工与销售"),
    ("新材料", "新材料", "功能性高分子材料生产"),
    ("环保科技", "节能环保", "工业废水处理设备制造"),
    ("新能源", "绿色能源", "光伏组件安装与运维"),
    ("检测技术", "检验检测认证", "环境与产品检测"),
    ("工业设计", "研发设计", "产品外观与结构设计"),
    ("电子商务", "电子商务", "特色农产品网上销售"),
    ("包装", "轻工", "纸制品包装生产"),
    ("服饰", "纺织服装", "工装校服生产"),
    ("家居", "轻工", "定制家具生产"),
    ("物流", "现代物流", "公路货运与仓储"),
)
_TAILS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司")
_SIZES = ("小型", "小型", "小型", "微型", "微型", "中型")
_SERVICES = {
    "info": ("惠企政策推送与解读", "政策申报信息服务", "供需信息发布"),
    "tech": ("产品检测与质量诊断", "知识产权申报辅导", "技术难题对接"),
    "startup": ("创业辅导与开业指导", "商业计划书修改", "政务代办"),
    "training": ("经营管理培训", "安全生产培训", "财税知识培训"),
    "finance": ("融资需求对接", "信用贷款申请辅导", "股权融资路演"),
    "consulting": ("管理咨询诊断", "财务规范辅导", "精益生产诊断"),
    "market": ("展会组织与推介", "电商渠道对接", "大企业配套对接"),
    "digital": ("数字化转型诊断", "设备上云辅导", "信息系统选型"),
    "green": ("节能诊断", "绿色工厂创建辅导", "清洁生产审核辅导"),
    "hr": ("专场招聘对接", "技能人才引进", "用工合规辅导"),
    "innovation": ("科技成果对接", "专利布局辅导", "产学研项目撮合"),
    "marketing": ("组团参展", "龙头企业供需对接", "产品推介会"),
    "investment": ("融资路演", "信用贷款对接", "股权投资引荐"),
    "management": ("财务管理咨询", "质量管理体系辅导", "人力资源咨询"),
    "professional": ("代理记账与审计对接", "法律咨询", "资产评估对接"),
    "quality": ("质量检验检测", "管理体系认证辅导", "检测仪器共享"),
    "it": ("办公系统上云", "电子商务平台搭建", "生产管理系统实施"),
    "chain": ("龙头企业配套对接", "供应链资源共享", "产业链供需发布"),
}


@dataclass(frozen=True)
class Firm:
    """One invented firm as a roster may show it."""

    name: str
    district: str
    industry: str
    business: str
    contact: str
    position: str
    phone: str
    code: str
    size: str


class Mint:
    """Gives out names and numbers, none of them twice; `random` decides, so a seed repeats it."""

    def __init__(self, random: Random, phones_from: int) -> None:
        """Start with nothing given out; phones count on from 154 0000 0000, an unassigned range."""
        self.random = random
        self._phone = 15_400_000_000 + phones_from
        self._org = phones_from
        self._taken: set[str] = set()

    def trade_name(self) -> str:
        """Return two or three rare syllables that no earlier name has."""
        while True:
            third = self.random.choice(_THIRD) if self.random.random() < 0.5 else ""
            name = self.random.choice(_FIRST) + self.random.choice(_SECOND) + third
            if name not in self._taken:
                self._taken.add(name)
                return name

    def person(self) -> str:
        """Return a name of two or three characters that no earlier person has."""
        while True:
            middle = self.random.choice(_GIVEN_1) if self.random.random() < 0.8 else ""
            name = self.random.choice(_SURNAMES) + middle + self.random.choice(_GIVEN_2)
            if name not in self._taken:
                self._taken.add(name)
                return name

    def mobile(self) -> str:
        """Return the next number of the invented range."""
        self._phone += self.random.choice((1, 2, 3))
        return str(self._phone)

    def code(self, area: str) -> str:
        """Return a 统一社会信用代码 with right check digits, whose unit number begins EXAM."""
        self._org += 1
        organisation = f"EXA{self._org:05d}"
        total = sum(_digit(c) * w for c, w in zip(organisation, _ORG_WEIGHTS, strict=True))
        check = "0123456789X0"[11 - total % 11]
        body = f"91{area}{organisation}{check}"
        return body + uscc.calc_check_digit(body)

    def firm(self, cities: tuple[str, ...], districts: tuple[str, ...], area: str) -> Firm:
        """Return the next invented firm of the region."""
        word, industry, business = self.random.choice(TRADES)
        tail = self.random.choice(_TAILS)
        return Firm(
            self.random.choice(cities) + self.trade_name() + word + tail,
            self.random.choice(districts),
            industry,
            business,
            self.person(),
            self.random.choice(("总经理", "副总经理", "办公室主任", "财务主管", "行政主管")),
            self.mobile(),
            self.code(area),
            self.random.choice(_SIZES if tail != "股份有限公司" else ("小型", "中型")),
        )

    def service(self, functions: tuple[str, ...]) -> str:
        """Return what a firm was served with, out of what the platform offers."""
        return self.random.choice(_SERVICES[self.random.choice(functions)])


def services_of(function: str) -> tuple[str, ...]:
    """Return three short texts of what a function's service consists of."""
    return _SERVICES[function]


def identity_number() -> str:
    """Return a valid and plainly invented 身份证号: born on the first day of 1900."""
    body = "36010019000101001"
    return body + str(ric.calc_check_digit(body + "0"))


def _digit(char: str) -> int:
    return int(char) if char.isdigit() else ord(char) - 55


def spread(random: Random, total: int, chosen: int) -> Iterator[bool]:
    """Yield `total` answers of which `chosen` are True, in an order of `random`."""
    picked = set(random.sample(range(total), chosen))
    return (index in picked for index in range(total))
