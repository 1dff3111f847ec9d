internal import PolicyLang

// A draft that is based on no other policy.
extension PolicyDraft {
  var fromScratchInChinese: String {
    let years = figure(.years) == nil ? unstated("年限待定", "") : "最低一线年限"
    let issuer = quoted(.issuer)
    let approver = quoted(.approver)
    var text = """
      # \(id)：一份新政策。“#”后面是说明，不起作用。
      # 每句话都是：关键词 名称 @依据的条文: 内容
      # 写着“未定”的地方还没有定；定了就把“未定”和后面的引号换成数字，如 5年、1万元。
      # @后面的条号只是占位，照正式文件改。能用的字段见：policyc schema \(id).policy --all
      # 写好后运行：policyc check \(id).policy，再运行：policyc test \(id).policy

      政策 \(id) \(titleText)

      """
    if let issuer { text += "发文机关 \(issuer)\n" }
    text += """
      发布 未定
      施行 发布之日 @第八条
      使用 \(PolicyDraft.vocabulary)
      使用 workdays


      """
    if issuer == nil { text += "存疑 由谁发文 @通知 \"待定\"\n" }
    if approver == nil { text += "存疑 由谁审定 @第五条 \"待定\"\n" }
    text += """
      机构 总工会 \(issuer ?? "\"发文的总工会\"")
      机构 推荐单位 @第五条
      机构 评审委员会 @第五条 "专家评审委员会"
      机构 审定机关 @第五条 \(approver ?? "\"审定的机关（待定）\"")

      # 一、数量
      名额 入选人数 @第二条: 每年 \(figure(.places) ?? unstated("人数待定", ""))

      # 二、条件。应当：不满足就不符合；不得：满足就不符合；原则上不得：可以豁免。
      # 认定：要由人认定合格，计算机不代替。

      """
    if let least = figure(.years) { text += "参数 最低一线年限 @第三条: \(least)\n" }
    text += """
      资格 基本条件 @第三条 {
        应当 一线经历: 一线工作年限 至少 \(years)
        应当 技能等级达标: 技能等级 至少 \(levelName ?? unstated("等级待定", ""))
        认定 政治素质 { 由 评审委员会 }
      }

      资格 不参加的人 @第四条 {
        原则上不得 领导干部: 行政级别 至少 副处级
        不得 有犯罪记录: 违法违规情况 是 刑事犯罪记录
      }

      # 三、程序
      程序 遴选程序 @第五条 {
        阶段 推荐: 推荐单位 完成 推荐报送
        阶段 评审: 评审委员会 完成 专家会议
        阶段 审定: 审定机关 完成 党组审议
        阶段 公示: 总工会 自 公示开始 至 公示结束 至少 \(figure(.notice) ?? "未定")
        阶段 公布: 总工会 完成 公布
      }

      遴选 年度遴选 @第五条 {
        填 入选人数
        排序 未定
      }

      # 四、培育和经费
      培育 培育期 @第六条: \(figure(.training) ?? "未定") {
        起算 公布
      }

      补助 培育经费 @第七条: 每年 \(figure(.money) ?? unstated("金额待定", "")) {
        期间 培育期
        给 个人
      }

      # 五、退出
      撤销 退出培育 @第八条 {
        事由 弄虚作假
        触发 撤销决定
        批准 \(approver == nil ? "未定" : "审定机关")
        后果 停止培育
      }

      # 六、测试：先写一个各项都满足的人，再写改动一处应当得到什么。
      样例 合格者 {
        一线工作年限: \(figure(.years) ?? "8年")
        技能等级: \(levelName ?? "高级技师")
        政治素质: 合格
        行政级别: 无
        违法违规情况: 无
      }

      """
    return text + testsInChinese + namesInChinese
  }

  private var isSettled: Bool { figure(.years) != nil && levelName != nil }

  private var testsInChinese: String {
    var text = "测试 各项刚好: 合格者 应得 \(isSettled ? "符合" : "待补")\n"
    if let years = number(.years), let less = years.subtracting(PolicyDraft.tenth) {
      let below = LiteralValue.number(less, .years).spelling(.chinese)
      text += "测试 差一点: 合格者 但 { 一线工作年限: \(below) } 应得 不符合 因 一线经历\n"
    }
    if levelName != nil {
      text += "测试 没有等级: 合格者 但 { 技能等级: 无 } 应得 不符合 因 技能等级达标\n"
    }
    text += "测试 有犯罪: 合格者 但 { 违法违规情况: 刑事犯罪记录 } 应得 不符合 因 有犯罪记录\n"
    if isSettled {
      text += """
        测试 没填年限: 合格者 但 { 一线工作年限: 未知 } 应得 待补
        测试 尚未认定: 合格者 但 { 政治素质: 未知 } 应得 待认定
        测试 副处级: 合格者 但 { 行政级别: 副处级 } 应得 待豁免 因 领导干部
        测试 只有职级的人: 合格者 但 { 行政级别: 只有职级 } 应得 符合

        """
    }
    if let total = total?.spelling(.chinese) {
      text += "测试 经费合计: 合格者 经历 { 公布 2026-07-01 } 应得 合计 \(total)\n"
    }
    return text
  }

  /// What a person is paid in all; known where the training is whole years.
  var total: LiteralValue? {
    guard case .figure(.number(let years, .years))? = answers[.training],
      let money = number(.money), let total = money.multiplied(by: years)
    else { return nil }
    return .money(total)
  }

  private static let tenth = Rational(1).divided(by: Rational(10)) ?? .one

  private var namesInChinese: String {
    var text = """

      # 译名：给条款起英文编号，数据和输出可以用。
      译名 {
        入选人数: places "Places a year"

      """
    if figure(.years) != nil {
      text += "  最低一线年限: min_frontline_years \"Least front-line years\"\n"
    }
    return text + """
        一线经历: frontline "Front-line work"
        技能等级达标: skill "Skill level"
        领导干部: no_leading_cadre "Leading cadres"
        有犯罪记录: no_criminal_record "Criminal record"
        培育期: training "Training term"
        培育经费: training_fund "Training fund"
      }

      """
  }

  var fromScratchInEnglish: String {
    let years = figure(.years) == nil ? unstated("", "years") : "min_frontline_years"
    let notice = figure(.notice) ?? "unstated"
    let issuer = quoted(.issuer)
    let approver = quoted(.approver)
    var text = """
      # \(id): a new policy. What follows a `#` is a comment.
      # Every sentence reads: KEYWORD name @article: content
      # `unstated` is not decided yet; then put the figure in its place and that of the quotes after it.
      # The articles after the @ only hold the place. The fields there are: policyc schema \(id).policy --all
      # When done, run: policyc check \(id).policy and policyc test \(id).policy

      policy \(id) \(titleText)

      """
    if let issuer { text += "issuer \(issuer)\n" }
    text += """
      issued unstated
      effective issue date @art.8
      use \(PolicyDraft.vocabulary)
      use workdays


      """
    if issuer == nil { text += "open issuing_body @notice \"to be decided\"\n" }
    if approver == nil { text += "open approving_body @art.5 \"to be decided\"\n" }
    text += """
      body federation \(issuer ?? "\"The federation that issues it\"")
      body recommenders @art.5 "Recommending bodies"
      body committee @art.5 "Expert committee"
      body approvers @art.5 \(approver ?? "\"Who approves (to be decided)\"")

      # 1. How many
      quota places @art.2: yearly \(figure(.places) ?? unstated("", "people a year"))

      # 2. Conditions. must: fails, not eligible. exclude: holds, not eligible. in principle exclude: can
      # be waived. attest: a person has to find it, the computer does not.

      """
    if let least = figure(.years) { text += "parameter min_frontline_years @art.3: \(least)\n" }
    text += """
      eligibility basic_conditions @art.3 {
        must frontline: frontline_years at least \(years)
        must skill: skill_level at least \(levelName ?? unstated("", "level"))
        attest political_quality { by committee }
      }

      eligibility not_recommended @art.4 {
        in principle exclude leading_cadre: cadre_rank at least deputy_county
        exclude no_crime: violations is criminal_record
      }

      # 3. Procedure
      procedure selection_procedure @art.5 {
        stage recommend: recommenders done at recommended
        stage review: committee done at expert_meeting
        stage approval: approvers done at party_group_review
        stage notice: federation from notice_opened to notice_closed at least \(notice)
        stage announce: federation done at announced
      }

      selection yearly_selection @art.5 {
        fills places
        rank unstated
      }

      # 4. Training and money
      training training_term @art.6: \(figure(.training) ?? "unstated") {
        starts announced
      }

      subsidy training_fund @art.7: yearly \(figure(.money) ?? unstated("", "amount")) {
        during training_term
        pays to person
      }

      # 5. Removal
      revocation removal @art.8 {
        ground fraud
        triggered by revoked
        approver \(approver == nil ? "unstated" : "approvers")
        effect stop training
      }

      # 6. Tests: a person who meets everything, then what should come out when one thing differs.
      sample suitable {
        frontline_years: \(figure(.years) ?? "8 years")
        skill_level: \(levelName ?? "senior_technician")
        political_quality: pass
        cadre_rank: none
        violations: none
      }

      """
    text += "test just_enough: suitable gives \(isSettled ? "eligible" : "undetermined")\n"
    if let years = number(.years), let less = years.subtracting(PolicyDraft.tenth) {
      let below = LiteralValue.number(less, .years).spelling(.english)
      text +=
        "test just_below: suitable but { frontline_years: \(below) } "
        + "gives ineligible because frontline\n"
    }
    if levelName != nil {
      text += "test no_level: suitable but { skill_level: none } gives ineligible because skill\n"
    }
    text +=
      "test crime: suitable but { violations: criminal_record } gives ineligible because no_crime\n"
    if isSettled {
      text += """
        test no_years: suitable but { frontline_years: unknown } gives undetermined
        test not_judged: suitable but { political_quality: unknown } gives needs judgement
        test deputy_county: suitable but { cadre_rank: deputy_county }
            gives needs waiver because leading_cadre

        """
    }
    if let total = total?.spelling(.english) {
      text += "test money: suitable lives { announced 2026-07-01 } gives in all \(total)\n"
    }
    return text
  }
}
