internal import PolicyLang

/// The words of documents by which figures are measured and bounded.
enum FigureWords {
  enum Measure {
    case count, months, years, days, workingDays, share
    case money
    /// What is counted is a part of the text itself, or an idiom.
    case idle
  }

  typealias Word = [Unicode.Scalar]

  static let measures: [(word: Word, meaning: Measure)] = table([
    (.workingDays, ["个工作日", "工作日"]),
    (.days, ["个自然日", "自然日", "天", "日"]),
    (.years, ["个自然年", "个年度", "周岁", "岁", "年"]),
    (.months, ["个月"]),
    (.share, ["个百分点", "%"]),
    (.money, ["元"]),
    (.idle, ["年级", "年代", "次性", "次元", "号", "世纪", "届", "等奖", "级", "位一体"]),
    (
      .count,
      [
        "人次", "名", "人", "位", "个", "项", "次", "期", "分", "篇", "件", "家", "场", "倍", "学时", "课时", "小时",
        "种", "支", "轮", "门",
      ]
    ),
  ])

  /// The words of each kind, the longest first, so that a word is never taken for its beginning.
  private static func table<Kind>(_ groups: [(Kind, [String])]) -> [(word: Word, meaning: Kind)] {
    var result: [(word: Word, meaning: Kind)] = []
    for (kind, words) in groups {
      for word in words { result.append((word: scalars(word), meaning: kind)) }
    }
    return result.sorted { $0.word.count > $1.word.count }
  }

  /// Parts of a text, which it counts when it speaks of itself.
  static let textParts: [Word] = [
    "部分", "方面", "环节", "步骤", "知识点", "问题", "要点", "层面", "章节", "阶段",
  ].map { scalars($0) }

  /// Before the number of what a list goes on to name: 下列三项.
  static let listing: [Word] = ["下列", "以下", "上述", "这", "如下"].map { scalars($0) }

  /// After 内 where it begins another word: 内部.
  static let notWithin: [Unicode.Scalar] = ["部", "外", "容", "地", "涵", "设"]

  /// Before a figure.
  static let leading: [(word: Word, meaning: FigureBound)] = table([
    (
      .atMost,
      [
        "不得超过", "不能超过", "不应超过", "不超过", "不得高于", "不高于", "不得多于", "不多于", "不得大于", "不大于", "不得晚于",
        "至多", "最多", "最高", "最长", "上限", "≤", "<=",
      ]
    ),
    (
      .atLeast,
      [
        "不得少于", "不应少于", "不少于", "不得低于", "不应低于", "不低于", "不小于", "不短于", "至少", "最少", "最低", "起码", "下限",
        "已满", "年满", "满", "达到", "≥", ">=",
      ]
    ),
    (.above, ["超过", "超出", "高于", "多于", "大于", "逾", ">"]),
    (.below, ["未达到", "未达", "未满", "不满", "不足", "不到", "低于", "少于", "小于", "<"]),
    (.about, ["大约", "约"]),
  ])

  /// Between such a word and its figure.
  static let fillers: [Word] = ["为", "达", "有", "是", "满", "每人", "人均"].map { scalars($0) }

  /// After a figure.
  static let trailing: [(word: Word, meaning: FigureBound)] = table([
    (.atLeast, ["及其以上", "及以上", "或以上", "以上"]),
    (.atMost, ["及以下", "或以下", "以下", "以内", "之内", "内", "封顶"]),
    (.above, ["以外"]),
    (.about, ["左右", "上下"]),
  ])

  static let including: [Word] = ["含", "包括", "包含"].map { scalars($0) }
  static let excluding: [Word] = ["不含", "不包括", "不包含"].map { scalars($0) }

  /// Words that turn a condition round: who is under five years is refused.
  static let refusals: [Word] = [
    "不得", "不予", "不能", "不可", "除外", "取消", "不参", "不纳入", "不再", "停止", "撤销", "收回", "禁止", "严禁",
    "不宜", "不受理", "逾期", "不列入", "不享受", "不计",
  ].map { scalars($0) }

  /// What figures stand after that are no figures of the rules: 第三次, 附件2.
  static let ordinals: [Word] = ["第", "附件", "附表", "表", "图", "附录"].map { scalars($0) }

  /// Between the two ends of a range.
  static let ranges: [Word] = ["至", "到", "——", "—", "-", "~"].map { scalars($0) }
}
