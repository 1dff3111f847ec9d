internal import PolicyLang
internal import PolicyRuntime

/// The text of a first policy file: commented for someone who has never written one.
struct PolicyTemplate {
  let id: String
  var title: String?
  var language: Language
  /// The policy it is to change, if any.
  var base: IRProgram?

  init(id: String, title: String?, language: Language) {
    self.id = id
    self.title = title
    self.language = language
  }

  var text: String {
    if let base { return change(of: base) }
    return language == .chinese ? fromScratchInChinese : fromScratchInEnglish
  }

  private var shownTitle: String {
    let text = title ?? (language == .chinese ? "请写政策全称" : "Write the full title here")
    return String(text.map { $0 == "\"" ? "”" : $0 })
  }

  // MARK: As a change

  private func change(of base: IRProgram) -> String {
    language == .chinese ? changeInChinese(base) : changeInEnglish(base)
  }

  private func changeInChinese(_ base: IRProgram) -> String {
    var result = """
      # \(id)：写成对 \(base.id)（\(base.title)）的改动。没有写到的条款照旧。
      # “#”后面是说明，不起作用。写好后运行：policyc check \(id).policy

      政策 \(id) "\(shownTitle)" 基于 \(base.id)

      # 一、改数字：写“替换”，名称不变，冒号后面写新值。

      """
    for parameter in base.parameters.prefix(3) { result += example(parameter, base) }
    result += """

      # 二、去掉不适用的条款：写“删除”和条款名称。

      """
    if let clause = base.requirements.first { result += "# 删除 \(clause.label.zh)\n" }
    result += """

      # 三、增加本地的条款：写在“资格”里，@后面写依据的条文。
      # 资格 本地条件 @第三条 {
      #   应当 会籍在本地: 工会会籍 是 本地
      # }

      # 现有的条款：\(base.requirements.map { $0.label.zh }.joined(separator: "、"))

      """
    return result
  }

  private func changeInEnglish(_ base: IRProgram) -> String {
    var result = """
      # \(id), as a change to \(base.id) (\(base.title)). Whatever is not mentioned stays as it is.
      # What follows a `#` is a comment. When done, run: policyc check \(id).policy

      policy \(id) "\(shownTitle)" based on \(base.id)

      # 1. To change a figure, write `replace`, its name and the new value.

      """
    for parameter in base.parameters.prefix(3) { result += example(parameter, base) }
    result += """

      # 2. To leave a clause out, write `remove` and its name.

      """
    if let clause = base.requirements.first { result += "# remove \(clause.label.zh)\n" }
    result += """

      # 3. To add a clause, write it in an `eligibility` block; the article it rests on follows the @.
      # eligibility local_conditions @第三条 {
      #   must local_member: union_membership is local
      # }

      # The clauses there are: \(base.requirements.map { $0.label.zh }.joined(separator: ", "))

      """
    return result
  }

  private func example(_ parameter: IRParameter, _ base: IRProgram) -> String {
    guard let node = parameter.values.last?.value else { return "" }
    let value = Wording(base, language).text(of: node)
    let article = parameter.articles.first.map { " @" + $0 } ?? ""
    let head = Keyword.replace.spelling(language) + " " + Keyword.parameter.spelling(language)
    return "# " + head + " " + parameter.label.zh + article + ": " + value + "\n"
  }

  // MARK: From scratch

  private var fromScratchInChinese: String {
    """
    # \(id)：一份新政策。“#”后面是说明，不起作用。
    # 每句话都是：关键词 名称 @依据的条文: 内容
    # 写好后运行：policyc check \(id).policy，再运行：policyc test \(id).policy

    政策 \(id) "\(shownTitle)"
    发文机关 "请写发文机关"
    使用 craftsman

    # 文件里的数字写成参数，名称自己起，@后面写第几条。
    参数 最低一线年限 @第三条: 5年

    # 条件。应当：不满足就不符合；不得：满足就不符合；原则上不得：可以豁免。
    # 认定：要由人认定合格，计算机不代替。
    # 能用的字段见：policyc schema \(id).policy --all
    资格 基本条件 @第三条 {
      应当 一线经历: 一线工作年限 至少 最低一线年限
      认定 政治素质 { 由 评审委员会 }
    }

    资格 不参与推荐的人 @第四条 {
      原则上不得 领导干部: 行政级别 至少 副处级
      不得 刑事犯罪: 违法违规情况 是 刑事犯罪记录
    }

    机构 评审委员会 "专家评审委员会" @第三条

    # 测试：先写一个各项都满足的人，再写改动一处应当得到什么。
    样例 合格者 {
      一线工作年限: 8年
      政治素质: 合格
      行政级别: 无
      违法违规情况: 无
    }
    测试 正好五年: 合格者 但 { 一线工作年限: 5年 } 应得 符合
    测试 不满五年: 合格者 但 { 一线工作年限: 4年 } 应得 不符合 因 一线经历
    测试 没有年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补
    测试 副处级: 合格者 但 { 行政级别: 副处级 } 应得 待豁免 因 领导干部

    # 译名：给条款起英文编号，数据和输出可以用。
    译名 {
      最低一线年限: minimum_years "Least years at the front line"
      一线经历: frontline "Front-line work"
      领导干部: no_leading_cadre "Leading cadres"
      刑事犯罪: no_criminal_record "Criminal record"
    }

    """
  }

  private var fromScratchInEnglish: String {
    """
    # \(id): a new policy. What follows a `#` is a comment.
    # Every sentence reads: KEYWORD name @article: content
    # When done, run: policyc check \(id).policy and policyc test \(id).policy

    policy \(id) "\(shownTitle)"
    issuer "Write the issuing body here"
    use craftsman

    # Figures of the document are parameters; the article they stand in follows the @.
    parameter minimum_years @第三条: 5 years

    # Conditions. must: fails, not eligible. exclude: holds, not eligible. in principle exclude: can
    # be waived. attest: a person has to find it, the computer does not.
    # The fields you can use: policyc schema \(id).policy --all
    eligibility basic_conditions @第三条 {
      must frontline: frontline_years at least minimum_years
      attest political_quality { by committee }
    }

    eligibility not_recommended @第四条 {
      in principle exclude leading_cadre: cadre_rank at least deputy_county
      exclude no_crime: violations is criminal_record
    }

    body committee "Expert committee" @第三条

    # Tests: a person who meets everything, then what should come out when one thing differs.
    sample suitable {
      frontline_years: 8 years
      political_quality: pass
      cadre_rank: none
      violations: none
    }
    test exactly_five: suitable but { frontline_years: 5 years } gives eligible
    test below_five: suitable but { frontline_years: 4 years } gives ineligible because frontline
    test no_years: suitable but { frontline_years: unknown } gives undetermined
    test deputy_county: suitable but { cadre_rank: deputy_county } gives needs waiver because leading_cadre

    """
  }
}
