#!/usr/bin/env python3
"""Writes the made-up candidates and cases under policies/examples.

    python3 bench/make_examples.py            write the files
    python3 bench/make_examples.py --check    exit 1 if a file differs from what would be written

Nobody in these files exists: every name starts with 虚构. The seed is fixed, so the files are the
same on every machine. The first rows are boundary cases, one deviation each from a candidate who
meets all four programmes; the rest are drawn at random.
"""
import csv
import io
import json
import pathlib
import random
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "policies" / "examples"
COUNT = 300
NUMBERED = 60
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

JUDGEMENTS = [
    "政治素质", "工匠精神", "技术技能素质", "作出贡献",
    "引领力", "实践力", "创新力", "攻关力", "传承力",
]
COLUMNS = [
    "编号", "姓名", "性别", "出生日期", "地区", "单位", "推荐单位", "行业", "实体经济", "重点产业",
    "在职情况", "工会会籍", "行政级别", "企业负责人", "违法违规情况", "一线工作年限", "技能等级", "职称",
    "竞赛成绩", "连续高于平均年数", "工匠称号", "科技奖项", "重大项目", "创新成果",
    "市级以上劳动竞赛", "领衔市级创新工作室", "组建工作室联盟", "推荐专家", "支撑材料齐备", "申报途径",
    "愿意参加公益活动", "曾获同一称号", *JUDGEMENTS, "评审得分", "豁免",
]
LISTS = ["竞赛成绩", "工匠称号", "科技奖项", "重大项目", "创新成果", "推荐专家"]
IDS = {
    "编号": "id", "姓名": "name", "性别": "sex", "出生日期": "birth_date", "地区": "region",
    "单位": "employer", "推荐单位": "recommending_unit", "行业": "industry",
    "实体经济": "real_economy", "重点产业": "key_industry", "在职情况": "employment",
    "工会会籍": "union_membership", "行政级别": "cadre_rank", "企业负责人": "enterprise_head",
    "违法违规情况": "violations", "一线工作年限": "frontline_years", "技能等级": "skill_level",
    "职称": "title", "竞赛成绩": "contests", "连续高于平均年数": "above_average_years",
    "工匠称号": "craftsman_titles", "科技奖项": "tech_awards", "重大项目": "major_projects",
    "创新成果": "achievements", "市级以上劳动竞赛": "labour_competition",
    "领衔市级创新工作室": "leads_studio", "组建工作室联盟": "forms_alliance",
    "推荐专家": "experts", "支撑材料齐备": "materials_attached", "申报途径": "route",
    "愿意参加公益活动": "public_service_willing", "曾获同一称号": "held_before",
    "政治素质": "political_quality", "工匠精神": "craft_spirit", "技术技能素质": "skill_quality",
    "作出贡献": "contribution", "引领力": "leading_force", "实践力": "practice_force",
    "创新力": "innovation_force", "攻关力": "tackling_force", "传承力": "passing_force",
    "评审得分": "score", "豁免": "waivers",
}
INNER_IDS = {
    "级别": "level", "结果": "result", "名次": "place", "本行业": "same_trade",
    "授予层级": "issuer", "层级": "level", "发挥重要作用": "important_role", "类别": "kind",
    "本单位": "same_employer", "同行": "peer", "高级": "senior",
}


def contest(level, result, place=None, same_trade=True):
    element = {"级别": level, "结果": result, "本行业": same_trade}
    if place is not None:
        element["名次"] = place
    return element


def expert(same_employer=False, peer=True, senior=True):
    return {"本单位": same_employer, "同行": peer, "高级": senior}


def model():
    """A candidate who meets all four programmes."""
    person = {
        "性别": "男", "出生日期": "1985-06-15", "地区": "示例区", "单位": "示例机械厂",
        "推荐单位": "示例区总工会", "行业": "装备制造", "实体经济": True, "重点产业": True,
        "在职情况": "在职", "工会会籍": "本地", "行政级别": "无", "企业负责人": False,
        "违法违规情况": "无", "一线工作年限": "8", "技能等级": "高级技师", "职称": "工程师",
        "竞赛成绩": [contest("国家级", "名次", 3)], "连续高于平均年数": 3,
        "工匠称号": [{"授予层级": "省"}], "科技奖项": [{"授予层级": "省"}],
        "重大项目": [{"层级": "省部", "发挥重要作用": True}], "创新成果": [{"类别": "专利"}],
        "市级以上劳动竞赛": True, "领衔市级创新工作室": False, "组建工作室联盟": False,
        "推荐专家": [expert(), expert(), expert()], "支撑材料齐备": True, "申报途径": "推荐",
        "愿意参加公益活动": True, "曾获同一称号": False, "评审得分": "88.50", "豁免": [],
    }
    person.update({judgement: "合格" for judgement in JUDGEMENTS})
    return person


# What differs from the model candidate; None takes a fact away.
BOUNDARIES = [
    {},
    {"一线工作年限": "5"}, {"一线工作年限": "4.99"}, {"一线工作年限": "4.9"}, {"一线工作年限": "5.01"},
    {"一线工作年限": "0"}, {"一线工作年限": None},
    {"技能等级": "技师", "竞赛成绩": []}, {"技能等级": "技师"}, {"技能等级": "特级技师"},
    {"技能等级": "首席技师"}, {"技能等级": "高级工"}, {"技能等级": "无"}, {"技能等级": None},
    {"技能等级": "无", "职称": "工程师"}, {"技能等级": "高级工", "职称": "助理工程师"},
    {"技能等级": None, "竞赛成绩": None},
    {"竞赛成绩": []}, {"竞赛成绩": None},
    {"竞赛成绩": [contest("区级", "优胜")]}, {"竞赛成绩": [contest("区级", "名次", 1)]},
    {"竞赛成绩": [contest("市级", "名次", 8)]}, {"竞赛成绩": [contest("市级", "参赛")]},
    {"竞赛成绩": [contest("市级", "优胜")]},
    {"技能等级": "技师", "竞赛成绩": [contest("省级", "名次", 1)]},
    {"技能等级": "技师", "竞赛成绩": [contest("国家级", "名次", 2, same_trade=False)]},
    {"技能等级": "技师", "竞赛成绩": [contest("国家级", "优胜")]},
    {"竞赛成绩": [contest("区级", "优胜"), contest("市级", "参赛"), contest("省级", "名次", 5)]},
    {"连续高于平均年数": 2}, {"连续高于平均年数": 4}, {"连续高于平均年数": None},
    {"工匠称号": []}, {"工匠称号": [{"授予层级": "市"}]}, {"工匠称号": [{"授予层级": "国家"}]},
    {"工匠称号": [{"授予层级": "市"}, {"授予层级": "行业"}]}, {"工匠称号": None},
    {"科技奖项": [], "重大项目": []}, {"科技奖项": [{"授予层级": "市"}], "重大项目": []},
    {"科技奖项": [], "重大项目": [{"层级": "省部", "发挥重要作用": False}]},
    {"科技奖项": [], "重大项目": [{"层级": "单位", "发挥重要作用": True}]},
    {"科技奖项": [], "重大项目": [{"层级": "国家", "发挥重要作用": True}]},
    {"科技奖项": [], "市级以上劳动竞赛": False},
    {"科技奖项": [{"授予层级": "国家"}], "重大项目": []},
    {"科技奖项": None, "重大项目": None},
    {"创新成果": []}, {"创新成果": [{"类别": "论文专著"}]}, {"创新成果": [{"类别": "其他"}]},
    {"创新成果": None},
    {"推荐专家": [expert(), expert()]}, {"推荐专家": [expert()] * 4},
    {"推荐专家": [expert(), expert(), expert(same_employer=True)]},
    {"推荐专家": [expert(), expert(), expert(peer=False)]},
    {"推荐专家": [expert(), expert(), expert(senior=False)]}, {"推荐专家": None},
    {"支撑材料齐备": False}, {"支撑材料齐备": None},
    {"在职情况": "延聘"}, {"在职情况": "退休"}, {"在职情况": "退休返聘"}, {"在职情况": None},
    {"在职情况": "退休", "豁免": ["退休职工"]},
    {"行政级别": "科级"}, {"行政级别": "副处级"}, {"行政级别": "正处级"}, {"行政级别": "只有职级"},
    {"行政级别": "副处级", "豁免": ["领导干部"]}, {"行政级别": "副处级", "在职情况": "延聘"},
    {"行政级别": "副处级", "企业负责人": True, "豁免": ["领导干部"]},
    {"行政级别": "副处级", "企业负责人": True, "豁免": ["领导干部", "企业的负责人"]},
    {"企业负责人": True}, {"企业负责人": None},
    {"违法违规情况": "轻微行政处罚"}, {"违法违规情况": "违背职业道德"}, {"违法违规情况": "失信"},
    {"违法违规情况": "刑事犯罪记录"}, {"违法违规情况": None},
    {"违法违规情况": "刑事犯罪记录", "豁免": ["有犯罪记录"]},
    {"工会会籍": "外地"}, {"工会会籍": "非会员"}, {"工会会籍": None},
    {"申报途径": "自荐"}, {"申报途径": "自荐", "竞赛成绩": []},
    {"申报途径": "自荐", "竞赛成绩": [contest("区级", "名次", 2)]},
    {"愿意参加公益活动": False}, {"愿意参加公益活动": None},
    {"实体经济": False, "重点产业": False}, {"重点产业": None},
    {"政治素质": "不合格"}, {"政治素质": None}, {"工匠精神": None}, {"技术技能素质": "不合格"},
    {"作出贡献": None}, {"引领力": None}, {"实践力": "不合格"}, {"创新力": None}, {"攻关力": None},
    {"传承力": None}, {"传承力": None, "创新成果": None}, {"传承力": None, "创新成果": []},
    {judgement: None for judgement in JUDGEMENTS},
    {"评审得分": None}, {"评审得分": "100"}, {"评审得分": "0"}, {"评审得分": "88.50", "性别": "女"},
]
INDUSTRIES = ["装备制造", "化工", "信息技术", "农牧加工", "建筑", "现代服务", "文化", "交通运输"]
REGIONS = ["示例区", "样板县", "虚拟市", "假想旗", "试验镇"]
SKILLS = ["无", "学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"]
TITLES = ["无", "技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"]
ISSUERS = ["市", "省", "部", "行业", "国家"]
KINDS = ["工艺工法", "专利", "论文专著", "软件著作权", "行业标准", "其他"]


def drawn(rng):
    """A candidate drawn at random, most of whose facts lie near the thresholds."""
    def some(values, most):
        return [rng.choice(values) for _ in range(rng.randint(0, most))]

    person = model()
    region = rng.choice(REGIONS)
    person.update({
        "性别": rng.choice("男女"),
        "出生日期": f"{rng.randint(1964, 2002)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "地区": region, "推荐单位": f"{region}总工会",
        "单位": f"示例{rng.choice(['机械厂', '电力公司', '研究所', '物流站', '热力站'])}",
        "行业": rng.choice(INDUSTRIES), "实体经济": rng.random() < 0.8, "重点产业": rng.random() < 0.6,
        "在职情况": rng.choices(["在职", "延聘", "退休", "退休返聘"], [88, 5, 4, 3])[0],
        "工会会籍": rng.choices(["本地", "外地", "非会员"], [92, 5, 3])[0],
        "行政级别": rng.choices(["无", "科级", "只有职级", "副处级"], [86, 9, 2, 3])[0],
        "企业负责人": rng.random() < 0.04,
        "违法违规情况": rng.choices(["无", "轻微行政处罚", "失信"], [96, 3, 1])[0],
        "一线工作年限": str(rng.randint(30, 300) / 10).removesuffix(".0"),
        "技能等级": rng.choices(SKILLS, [2, 1, 2, 5, 12, 28, 40, 7, 3])[0],
        "职称": rng.choices(TITLES, [40, 8, 16, 22, 10, 4])[0],
        "竞赛成绩": [
            contest(
                rng.choices(["单位级", "区级", "市级", "省级", "国家级"], [10, 25, 30, 20, 15])[0],
                rng.choices(["参赛", "名次", "优胜"], [20, 50, 30])[0], rng.randint(1, 12),
                rng.random() < 0.85)
            for _ in range(rng.randint(0, 3))
        ],
        "连续高于平均年数": rng.choices([0, 1, 2, 3, 4, 5, 8], [2, 4, 12, 40, 20, 15, 7])[0],
        "工匠称号": [{"授予层级": issuer} for issuer in some(ISSUERS, 2)],
        "科技奖项": [{"授予层级": issuer} for issuer in some(ISSUERS, 2)],
        "重大项目": [
            {"层级": level, "发挥重要作用": rng.random() < 0.7}
            for level in some(["单位", "市", "省部", "行业", "国家"], 2)
        ],
        "创新成果": [{"类别": kind} for kind in some(KINDS, 3)],
        "市级以上劳动竞赛": rng.random() < 0.5, "领衔市级创新工作室": rng.random() < 0.2,
        "组建工作室联盟": rng.random() < 0.1,
        "推荐专家": [
            expert(rng.random() < 0.08, rng.random() < 0.95, rng.random() < 0.95)
            for _ in range(rng.choices([0, 2, 3, 4], [10, 10, 65, 15])[0])
        ],
        "支撑材料齐备": rng.random() < 0.93, "申报途径": rng.choices(["推荐", "自荐"], [90, 10])[0],
        "愿意参加公益活动": rng.random() < 0.95, "曾获同一称号": rng.random() < 0.05,
        "评审得分": f"{rng.randint(6000, 9900) / 100:.2f}",
    })
    for judgement in JUDGEMENTS:
        person[judgement] = rng.choices(["合格", "不合格", None], [94, 2, 4])[0]
    for fact in ["一线工作年限", "技能等级", "竞赛成绩", "企业负责人", "创新成果", "评审得分"]:
        if rng.random() < 0.02:
            person[fact] = None
    return person


def people():
    rng = random.Random(20260321)
    result = []
    for number in range(COUNT):
        if number < len(BOUNDARIES):
            person = model()
            person.update(BOUNDARIES[number])
        else:
            person = drawn(rng)
        person["编号"] = f"S{number + 1:03d}"
        person["姓名"] = "虚构" + STEMS[number % 10] + BRANCHES[number % 12] + str(number // 60 + 1)
        result.append(person)
    return result


def spelled(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def cell(column, value):
    if value is None:
        return ""
    if column in LISTS:
        elements = [{k: spelled(v) if isinstance(v, bool) else v for k, v in e.items()} for e in value]
        return json.dumps(elements, ensure_ascii=False, separators=(",", ":"))
    return ";".join(value) if column == "豁免" else spelled(value)


def table(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def with_json_cells(everyone):
    return table([COLUMNS] + [[cell(c, person[c]) for c in COLUMNS] for person in everyone])


def with_numbered_columns(everyone):
    """The contests in columns of their own; an unknown and an empty list look the same there."""
    keys = ["级别", "结果", "名次", "本行业"]
    most = max(len(person["竞赛成绩"] or []) for person in everyone)
    header = []
    for column in COLUMNS:
        if column == "竞赛成绩":
            header += [f"{column}.{n + 1}.{key}" for n in range(most) for key in keys]
        else:
            header.append(column)
    rows = [header]
    for person in everyone:
        row = []
        for column in COLUMNS:
            if column != "竞赛成绩":
                row.append(cell(column, person[column]))
                continue
            contests = person[column] or []
            for number in range(most):
                element = contests[number] if number < len(contests) else {}
                row += [spelled(element.get(key)) for key in keys]
        rows.append(row)
    return table(rows)


def json_lines(everyone):
    lines = []
    for number, person in enumerate(everyone):
        record = {}
        for column in COLUMNS:
            value = person[column]
            if value is None:
                continue
            if column in LISTS:
                value = [{INNER_IDS[k]: v for k, v in element.items()} for element in value]
            elif column in ("一线工作年限", "评审得分"):
                value = float(value) if "." in value else int(value)
            elif column in JUDGEMENTS and number % 7 == 0:
                value = {"verdict": value, "by": "示例评审委员会"}
            record[IDS[column]] = value
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def cases():
    """A few cases with dated events, for `entitle` and `procedure`."""
    def event(name, on, **attributes):
        return {"event": name, "on": on, **attributes}

    histories = [
        ("G001", [event("announced", "2024-05-06")]),
        ("G002", [event("announced", "2024-05-06"), event("studio_named", "2025-01-01"),
                  event("studio_outstanding", "2025-09-01")]),
        ("G003", [event("announced", "2024-05-06"), event("project_selected", "2024-10-08"),
                  event("stopped", "2025-03-01", ground="弄虚作假", approved_by="全总")]),
        ("G004", [event("announced", "2024-12-20"), event("evaluated", "2026-12-20", result="合格"),
                  event("certified", "2027-01-05", number="示例0001")]),
        ("G005", [event("notice_opened", "2026-06-01"), event("notice_closed", "2026-06-05")]),
        ("G006", [event("notice_opened", "2026-06-01"), event("objection_received", "2026-06-03"),
                  event("objection_verified", "2026-06-05"), event("notice_closed", "2026-06-08"),
                  event("announced", "2026-06-20")]),
        ("G007", [event("awarded", "2025-11-01")]),
        ("G008", [event("recommended", "2026-05-06", allotted=2, submitted=3)]),
        ("G009", [event("announced", "2026-07-01"), event("training_extended", "2027-06-01", years=1)]),
        # Changzhou: withdrawn after the certificate, then before it.
        ("G010", [event("announced", "2024-12-20"), event("certified", "2027-01-05", number="示例0002"),
                  event("revoked", "2027-06-01", ground="弄虚作假", approved_by="市总工会")]),
        ("G011", [event("announced", "2024-12-20"),
                  event("revoked", "2025-06-01", ground="违纪违法", approved_by="市总工会")]),
        # Nobody recorded as approving: without effect.
        ("G012", [event("announced", "2024-05-06"), event("stopped", "2025-03-01", ground="弄虚作假")]),
        # Haidian: a match whose amount the document does not state.
        ("G013", [event("awarded", "2025-11-01"),
                  event("studio_project_passed", "2026-01-15", first_contributor=True)]),
        ("G014", [event("announced", "2026-07-01"), event("studio_named", "2026-10-01")]),
    ]
    lines = []
    for number, (case, events) in enumerate(histories):
        name = "虚构" + (STEMS + BRANCHES)[number] + "案"
        lines.append(json.dumps({"id": case, "name": name, "events": events}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def main():
    everyone = people()
    files = {
        "candidates.csv": with_json_cells(everyone),
        "candidates-numbered.csv": with_numbered_columns(everyone[:NUMBERED]),
        "candidates.jsonl": json_lines(everyone),
        "cases.jsonl": cases(),
    }
    stale = []
    for name, text in files.items():
        path = FOLDER / name
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_bytes() != text.encode():
                stale.append(name)
        else:
            path.write_bytes(text.encode())
    if stale:
        print("not up to date: " + ", ".join(stale), file=sys.stderr)
        sys.exit(1)


main()
