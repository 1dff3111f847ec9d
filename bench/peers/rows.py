#!/usr/bin/env python3
"""Writes made-up candidates for measuring: rows.py ROWS OUT.csv [OUT.jsonl] [--quoted SHARE].

23 columns, about 164 bytes a row, one cell in twenty empty where cells may be empty. Drawn million by million
from fixed seeds, so that the first rows of a larger file are those of a smaller one in whole millions.
With --quoted, that share of the employers holds commas and quotation marks.
"""
import argparse

import numpy
import pyarrow
import pyarrow.compute as compute
import pyarrow.csv
import polars

from rules import CONTESTS, RANKS, SKILLS, TITLES

SEED = 7
REGIONS = "海淀区 科尔沁区 开鲁县 库伦旗 奈曼旗 扎鲁特旗 科尔沁左翼中旗 科尔沁左翼后旗 霍林郭勒市 密云区 延庆区 怀柔区 平谷区 正定县 平山县 涿鹿县 怀来县 武清区 蓟州区 宁河区".split()
INDUSTRIES = "制造业 建筑业 交通运输业 信息技术业 教育 卫生 农林牧渔业 公共服务业".split()
FAMILIES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎")
GIVEN = list("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国红梅志海燕玲辉波斌宇浩凯健俊帆雪荣爱东鹏飞云龙春生福祥金玉珍莲萍琴素淑凤洁琳")
PLACES = "北方 华夏 蒙东 京西 长城 燕山 科尔沁 中关村 永定河 西辽河 大兴安 霍林河 草原 首都 金桥 宏达 天成 瑞丰 博远 恒通".split()
TRADES = "精密机械 电力设备 铁路工程 软件科技 生物医药 农牧机械 煤炭化工 铝业 风电 建筑安装 食品加工 公共交通 热力 水务 环保 航天仪表 职业教育 医疗器械 物流 新材料".split()
FORMS = "有限公司 股份有限公司 集团有限公司 厂 第一分公司 第二分公司 第三分公司 研究院 工程中心 服务中心 合作社 总公司 制造基地".split()


class Draw:
    def __init__(self, million, count):
        self.random = numpy.random.Generator(numpy.random.PCG64([SEED, million]))
        self.count = count

    def absent(self, share):
        return self.random.random(self.count) < share if share else None

    def word(self, words, weights=None, absent=0.0):
        if weights is None:
            index = self.random.integers(0, len(words), self.count)
        else:
            bounds = numpy.cumsum(weights)[:-1]
            index = numpy.searchsorted(bounds, self.random.random(self.count), side="right")
        index = index.astype(numpy.int32)
        chosen = pyarrow.array(index, mask=self.absent(absent))
        return compute.take(pyarrow.array(words), chosen), index

    def flag(self, share, absent=0.0):
        mask = self.absent(absent)
        return pyarrow.array(self.random.random(self.count) < share, mask=mask)


def whole(values, mask=None):
    return pyarrow.array(values.astype(numpy.int32), mask=mask)


def table(million, first, count, quoted):
    draw = Draw(million, count)
    random = draw.random
    numbers = compute.cast(pyarrow.array(numpy.arange(first, first + count)), pyarrow.string())
    columns = {"candidate_id": compute.binary_join_element_wise("C", compute.utf8_lpad(numbers, 9, "0"), "")}
    family, one, two = draw.word(FAMILIES)[0], draw.word(GIVEN)[0], draw.word([""] + GIVEN)[0]
    names = [place + trade + form for place in PLACES for trade in TRADES for form in FORMS]
    employer = draw.word(names[:5000])[0]
    if quoted:
        odd = compute.binary_join_element_wise(employer, '，原称"老厂",三车间', "")
        employer = compute.if_else(pyarrow.array(random.random(count) < quoted), odd, employer)
    contest, reached = draw.word(CONTESTS, [0.45, 0.2, 0.2, 0.1, 0.05])
    unplaced = (reached == 0) | (random.random(count) < 0.05)
    cents = random.integers(0, 10001, count).astype(numpy.int32)
    columns |= {
        "name": compute.binary_join_element_wise(family, one, two, ""),
        "region": draw.word(REGIONS)[0],
        "employer": employer,
        "industry": draw.word(INDUSTRIES)[0],
        "sex": draw.word(["男", "女"])[0],
        "employed": draw.flag(0.95),
        "union_member": draw.flag(0.90),
        "retired": draw.flag(0.08),
        "rehired": draw.flag(0.05),
        "criminal_record": draw.flag(0.01),
        "rank": draw.word(RANKS, [0.80, 0.12, 0.05, 0.03])[0],
        "enterprise_head": draw.flag(0.03),
        "frontline_years": whole(
            numpy.clip(numpy.round(random.gamma(3.0, 4.5, count)), 0, 40), random.random(count) < 0.05),
        "skill_level": draw.word(SKILLS, [0.2, 0.25, 0.22, 0.16, 0.1, 0.05, 0.02], 0.05)[0],
        "title": draw.word(TITLES, [0.5, 0.2, 0.18, 0.09, 0.03])[0],
        "contest_level": contest,
        "contest_rank": whole(random.geometric(0.25, count).clip(1, 30), unplaced),
        "above_average_years": whole(random.integers(0, 11, count)),
        "recommenders": whole(random.integers(0, 7, count)),
        "patents": whole(numpy.minimum(random.geometric(0.4, count) - 1, 20)),
        "political_ok": draw.flag(0.97, 0.05),
        "score": compute.take(
            pyarrow.array([f"{cent // 100}.{cent % 100:02d}" for cent in range(10001)]),
            pyarrow.array(cents, mask=random.random(count) < 0.05)),
    }
    return pyarrow.table(columns)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("csv")
    parser.add_argument("jsonl", nargs="?")
    parser.add_argument("--quoted", type=float, default=0.0)
    arguments = parser.parse_args()
    lines = open(arguments.jsonl, "wb") if arguments.jsonl else None
    with open(arguments.csv, "wb") as file:
        for million, done in enumerate(range(0, arguments.rows, 1_000_000)):
            count = min(1_000_000, arguments.rows - done)
            rows = table(million, done + 1, count, arguments.quoted)
            if not done:
                file.write((",".join(rows.column_names) + "\n").encode())
            if arguments.quoted:
                polars.from_arrow(rows).write_csv(file, include_header=False, quote_style="necessary")
            else:
                pyarrow.csv.write_csv(
                    rows, file, pyarrow.csv.WriteOptions(include_header=False, quoting_style="none"))
            if lines:
                place = rows.schema.get_field_index("score")
                numbers = compute.cast(rows["score"], pyarrow.float64())
                polars.from_arrow(rows.set_column(place, "score", numbers)).write_ndjson(lines)


main()
