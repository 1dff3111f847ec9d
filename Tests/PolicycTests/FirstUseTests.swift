import Testing

@testable import policyc

/// What happens to someone who uses the program for the first time.
@Suite struct FirstUseTests {
  let folder = Folder()

  private func eval(_ data: String, _ more: [String] = []) -> Ran {
    policyc(["eval", folder.policy(), folder.write("人.csv", data)] + more)
  }

  @Test func schemaListsWhatResultsAndNormsRead() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write(
      "demo.policy", Samples.policy + "结论 省级次数 @第五条: 计数 竞赛 (其 级别 至少 省级)\n")
    let header = policyc(["schema", path, "-f", "csv"])
    #expect(header.out.contains("干部,素质,竞赛.1.级别,竞赛.1.名次"), "\(header.err)")
    let text = policyc(["schema", path]).out
    #expect(text.contains("* 判定资格要用") && text.contains("空白是不知道"))
    #expect(text.contains("[]") && text.contains("如 6.5"))
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("years ") && $0.contains(" * ") })
    #expect(lines.contains { $0.hasPrefix("contests ") && !$0.contains(" * ") })
    let schema = policyc(["schema", path, "-f", "json-schema"]).out
    #expect(schema.contains("\"x-decides\": true") && schema.contains("\"x-decides\": false"))
    let english = policyc(["schema", path, "-f", "csv", "--lang", "en"]).out
    #expect(english.hasPrefix("id,name,years,level,cadre,quality,contests.1.tier"))
    // What the header names is read back.
    let people = folder.write("空.csv", header.out)
    let back = policyc(["eval", path, people])
    #expect(back.code == 0 && !back.err.contains("警告"))
  }

  @Test(arguments: ["tongliao", "national", "changzhou", "haidian"])
  func shippedSchemasMarkSomething(_ policy: String) {
    let lines = policyc(["schema", policy]).out.split(separator: "\n")
    #expect(lines.contains { $0.contains("  * ") })
  }

  @Test func assumptionsAreNamed() {
    let set = ["--set", "最低年限=九年"]
    let text = eval(Samples.roster, set)
    #expect(text.out.contains("共判定 5 人（假设 最低年限=九年）："))
    #expect(text.out.contains("c1  不符合"))
    let csv = eval(Samples.roster, set + ["-f", "csv"])
    #expect(csv.err.hasSuffix("本次假设：最低年限=九年\n"))
    #expect(!eval(Samples.roster, set + ["--quiet"]).err.contains("假设"))
    #expect(!eval(Samples.roster).err.contains("假设"))
  }

  @Test func aDayOutsideThePolicyIsMentioned() {
    let people = folder.write("人.csv", "编号,姓名\n1,甲\n")
    for format in ["text", "csv"] {
      let ran = policyc(["eval", "tongliao", people, "--as-of", "1999-01-01", "-f", format])
      #expect(ran.err.contains("1999-01-01 不在政策的施行期内"), "\(ran.err)")
    }
  }

  @Test func unknownSettingsListEverything() {
    let ran = eval(Samples.roster, ["--set", "最低年线=9年"])
    #expect(ran.err.contains("是不是“最低年限”？"))
    #expect(ran.err.contains("最低年限（minimum_years）、哪些等级（which_levels）"))
    #expect(eval(Samples.roster, ["--set", "别的=1"]).err.contains("哪些等级（which_levels）"))
    folder.write("demo_words.policy", Samples.vocabulary)
    let bare = folder.write(
      "bare.policy", "政策 bare \"B\"\n使用 demo_words\n资格 基本 @第一条 { 不得 领导: 干部 }\n")
    let people = folder.write("人.csv", Samples.roster)
    let none = policyc(["eval", bare, people, "--set", "别的=1"])
    #expect(none.code == 2 && none.err.contains("没有参数，也没有解读"), "\(none.err)")
  }

  @Test func settingsTakeWhatThePolicyTakes() {
    for value in ["四年", "4年", "4", "４年"] {
      #expect(eval(Samples.roster, ["--set", "最低年限=" + value]).out.contains("c2  符合"))
    }
    let money = eval(Samples.roster, ["--set", "最低年限=5元"])
    #expect(money.code == 2)
    #expect(money.err.contains("“最低年限”应设为以“年”为单位的数，“5元”不是"))
    #expect(money.err.contains("--set 最低年限=5年"))
    let negative = eval(Samples.roster, ["--set", "最低年限=-5年"])
    #expect(negative.code == 2 && negative.err.contains("不能设为负数“-5年”"))
  }

  @Test func swappedFilesAreOneMessage() {
    let people = folder.write("人.csv", Samples.roster)
    for command in ["eval", "select", "entitle"] {
      let ran = policyc([command, people, folder.policy()], environment: ["LANG": "C"])
      #expect(ran.code == 2)
      #expect(ran.err.contains("两个文件的先后写反了") && ran.err.contains("policyc " + command))
    }
    #expect(policyc(["explain", people, folder.policy(), "--id", "c1"]).err.contains("写反了"))
    let twice = policyc(["eval", folder.policy(), folder.policy()])
    #expect(twice.code == 2 && twice.err.contains("是政策文件，不是数据"))
  }

  @Test func dataIsNoPolicyAndSaysSoInItsLanguage() {
    let people = folder.write("a.csv", Samples.roster)
    for words in [["check", people], ["fmt", people], ["schema", people]] {
      let ran = policyc(words, environment: ["LANG": "C.UTF-8"])
      #expect(ran.code == 1 && ran.err.contains("是数据文件，不是政策"), "\(ran.err)")
      #expect(policyc(words, environment: ["LANG": "en_US.UTF-8"]).err.contains("is a data file"))
    }
    let missing = policyc(["check", folder.at("没有.policy")], environment: [:])
    #expect(missing.code == 3 && missing.err.contains("找不到文件"))
    let plain = folder.write("b.csv", "id,years\n1,2\n")
    #expect(policyc(["check", plain], environment: [:]).err.contains("is a data file"))
  }

  @Test func compiledFilesSpeakLikeTheirPolicy() {
    let policy = folder.policy()
    let compiling = policyc(["compile", policy])
    #expect(compiling.code == 0 && compiling.err.contains("demo.policyc"))
    let compiled = folder.at("demo.policyc")
    let people = folder.write("人.csv", Samples.roster)
    #expect(policyc(["eval", compiled, people], environment: [:]).out.contains("共判定 5 人"))
    for words in [["fmt", compiled], ["check", compiled]] {
      let ran = policyc(words, environment: [:])
      #expect(ran.code == 1 && ran.out.isEmpty && ran.err.contains("错误[P0839]"), "\(ran.err)")
    }
    #expect(policyc(["compile", compiled]).code == 2)
  }

  @Test func draftsAreChineseUnlessEnglishIsAskedFor() {
    for locale in ["C", "POSIX", "C.UTF-8", "zh_CN.UTF-8", ""] {
      let ran = policyc(["new", "dalian", "-o", "-"], environment: ["LANG": locale])
      #expect(ran.out.contains("\n政策 dalian"), "\(locale)")
    }
    let english = policyc(["new", "dalian", "-o", "-"], environment: ["LANG": "en_US.UTF-8"])
    #expect(english.out.contains("\npolicy dalian"))
  }

  @Test func negativeYearsAreRejected() {
    let ran = eval(Samples.header + "c1,-5,高级,否,合格\n")
    #expect(ran.code == 1)
    #expect(ran.err.contains("“-5”是负数，年数不能是负数"))
  }

  @Test func listsMayBeSaidToBeEmpty() {
    folder.write("demo_words.policy", Samples.vocabulary)
    let path = folder.write(
      "lists.policy",
      "政策 lists \"L\"\n使用 demo_words\n资格 基本 @第一条 { 应当 得过奖: 有 竞赛 (其 级别 至少 省级) }\n")
    let data = """
      id,竞赛,竞赛.1.级别,竞赛.1.名次
      c1,无,,
      c2,,无,
      c3,,,
      c4,"[{""级别"":""省级""}]",,
      c5,,省级,1
      c6,[],省级,
      c7,,没有,

      """
    let ran = policyc(["eval", path, folder.write("表.csv", data), "-f", "csv"])
    for line in [
      "c1,ineligible", "c2,ineligible", "c3,undetermined", "c4,eligible", "c5,eligible",
      "c7,ineligible",
    ] {
      #expect(ran.out.contains(line), "\(line): \(ran.out) \(ran.err)")
    }
    #expect(ran.err.contains("都填了同一个列表"))
    #expect(ran.err.contains("读入 7 行 = 判定 6 + 拒收 1"))
  }

  @Test func duplicateIDsAreMentionedOnce() {
    let data = Samples.header + "c1,8,高级,否,合格\nc2,8,高级,否,合格\nc1,4,高级,否,合格\n"
    let ran = eval(data)
    #expect(ran.code == 0)
    #expect(ran.err.contains("有编号重复：c1（第 2、4 行）"))
    #expect(!eval(Samples.roster).err.contains("重复"))
    let people = folder.write("人.csv", data)
    let explained = policyc(["explain", folder.policy(), people, "--id", "c1"])
    #expect(explained.code == 0 && explained.err.contains("编号 c1 有 2 行（第 2、4 行）"))
  }

  @Test func figuresWithoutAUnitAreCompleted() {
    let bare = eval(Samples.roster, ["--set", "最低年限=4"])
    #expect(bare.code == 0 && bare.err.contains("警告[P0828]: “最低年限”写的“4”没有单位，按 4年 算"))
    #expect(bare.err.contains("写成 --set 最低年限=4年"))
    #expect(!eval(Samples.roster, ["--set", "最低年限=4年"]).err.contains("P0828"))
    #expect(
      eval(Samples.roster, ["--set", "最低年限=4", "--lang", "en"]).err.contains("counts as 4 years"))
  }

  /// A year long before or after the policy is most often a slip of the hand.
  @Test func yearsOutsideThePolicyAreDoubted() {
    let early = policyc(["budget", "tongliao", "--from", "26"])
    #expect(early.code == 0 && early.err.contains("P0848") && early.err.contains("2026-03-17"))
    #expect(!policyc(["budget", "tongliao", "--from", "2026"]).err.contains("P0848"))
    let undated = policyc(["budget", folder.policy(), "--selected", "5", "--from", "1800"])
    #expect(undated.err.contains("不像是入选的年份"))
  }
}
