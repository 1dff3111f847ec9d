/// The fields that random policies speak about. The set varies with the seed; the sorts of types are
/// those of the language.
public struct RandomVocabulary: Sendable {
  public struct Field: Sendable {
    public let label: String
    public let id: String
    public let type: FieldType
  }

  public indirect enum FieldType: Sendable {
    case truth
    case level([String])
    case choice([String])
    case years
    case count
    case money
    case score
    case date
    case judgement
    case text
    case share
    case list([Field])
  }

  public let fields: [Field]
  public let text: String
  /// The fields that the policy itself declares, as its source text.
  public let ownFields: String

  public init(_ random: inout RandomSource) {
    var fields: [Field] = []
    for (label, id) in random.some([("党员", "member"), ("骨干", "core"), ("带徒", "mentor")], least: 2) {
      fields.append(Field(label: label, id: id, type: .truth))
    }
    let ranks = ["见习", "初档", "中档", "高档", "特档"]
    fields.append(Field(label: "等第", id: "rank", type: .level(random.some(ranks, least: 3))))
    let areas = ["城区", "郊区", "县域", "外地"]
    fields.append(Field(label: "区域", id: "area", type: .choice(random.some(areas, least: 2))))
    fields.append(Field(label: "工龄", id: "seniority", type: .years))
    if random.chance(70) { fields.append(Field(label: "驻村年限", id: "village_years", type: .years)) }
    if random.chance(70) { fields.append(Field(label: "专利数", id: "patents", type: .count)) }
    if random.chance(70) {
      fields.append(Field(label: "产值", id: "output", type: .money))
      fields.append(Field(label: "津贴", id: "allowance", type: .money))
    }
    if random.chance(40) { fields.append(Field(label: "科室", id: "office", type: .text)) }
    if random.chance(40) { fields.append(Field(label: "占比", id: "ratio", type: .share)) }
    if random.chance(50) { fields.append(Field(label: "考核分", id: "marks", type: .score)) }
    if random.chance(70) { fields.append(Field(label: "入职日", id: "joined", type: .date)) }
    for (label, id) in random.some([("品行", "conduct"), ("技艺", "craft"), ("贡献", "merit")]) {
      fields.append(Field(label: label, id: id, type: .judgement))
    }
    if random.chance(85) {
      fields.append(Field(label: "成果", id: "works", type: .list(RandomVocabulary.works(&random))))
    }
    if random.chance(50) {
      let kinds = ["企业", "机关", "学校"]
      fields.append(
        Field(
          label: "履历", id: "career",
          type: .list([
            Field(label: "年数", id: "years", type: .years),
            Field(label: "处所", id: "place_kind", type: .choice(random.some(kinds, least: 2))),
          ])))
    }
    self.fields = fields
    // A city may add facts of its own; lists stay with the vocabulary.
    let own = fields.filter { if case .list = $0.type { false } else { random.chance(10) } }
    ownFields = own.map { "字段 \($0.label)(\($0.id)): \(RandomVocabulary.spell($0.type))\n" }
      .joined()
    text = RandomVocabulary.spell(fields.filter { field in !own.contains { $0.id == field.id } })
  }

  private static func works(_ random: inout RandomSource) -> [Field] {
    var fields = [
      Field(
        label: "层次", id: "tier",
        type: .level(random.some(["县级", "市级", "省级", "国家级"], least: 2)))
    ]
    fields += random.some(
      [
        Field(label: "门类", id: "kind", type: .choice(["论文", "工艺", "标准"])),
        Field(label: "位次", id: "place", type: .count),
        Field(label: "本人主持", id: "led", type: .truth),
        Field(label: "取得日", id: "on", type: .date),
        Field(label: "效益", id: "gain", type: .money),
        Field(
          label: "合作者", id: "partners",
          type: .list([
            Field(label: "外单位", id: "outside", type: .truth),
            Field(label: "年资", id: "years", type: .years),
          ])),
      ], least: 2)
    return fields
  }

  private static func spell(_ fields: [Field]) -> String {
    var text = """
      词汇 sample "Sample"
      主体 候选人(candidate) {
        字段 编号(id): 文本 标识

      """
    for field in fields {
      text += "  字段 \(field.label)(\(field.id)): \(spell(field.type))\n"
    }
    return text + "  字段 豁免(waivers): 条款列表\n}\n"
  }

  private static func spell(_ type: FieldType) -> String {
    switch type {
    case .truth: return "是否"
    case .level(let words): return "等级 " + words.joined(separator: " < ")
    case .choice(let words): return "选项 " + words.joined(separator: "、")
    case .years: return "年 小数2位"
    case .count: return "整数"
    case .money: return "金额"
    case .score: return "得分 0 至 100 小数2位"
    case .date: return "日期"
    case .judgement: return "认定结果"
    case .text: return "文本"
    case .share: return "百分比"
    case .list(let fields):
      let inner = fields.map { "字段 \($0.label)(\($0.id)): \(spell($0.type))" }
      return "列表 { " + inner.joined(separator: "  ") + " }"
    }
  }

  /// The fields of the sorts that a predicate accepts.
  func fields(where accepts: (FieldType) -> Bool) -> [Field] { fields.filter { accepts($0.type) } }
}
