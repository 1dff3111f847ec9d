import Testing

@testable import PolicyLang
@testable import policyc

@Suite struct CommandLineTests {
  let folder = Folder()

  @Test func withoutArgumentsTheMainJobComesFirst() {
    let ran = policyc([])
    #expect(ran.code == 0)
    let lines = ran.out.split(separator: "\n")
    #expect(lines[1].contains("policyc eval"))
    for command in CommandList.all {
      #expect(ran.out.contains("  " + command.shape.name + " "))
    }
  }

  @Test func everyCommandHasHelpInBothLanguages() {
    for command in CommandList.all {
      let name = command.shape.name
      let chinese = policyc([name, "--help"])
      let english = policyc([name, "--help", "--lang", "en"])
      #expect(chinese.code == 0 && english.code == 0)
      #expect(chinese.out.contains("用法："))
      #expect(english.out.contains("Usage:"))
      #expect(!english.out.unicodeScalars.contains { (0x3000...0x303F).contains($0.value) })
      #expect(policyc(["help", name]).out == chinese.out)
      for line in (chinese.out + english.out).split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= 120, "\(line)")
      }
    }
  }

  @Test func languageFollowsTheEnvironment() {
    #expect(policyc([], environment: [:]).out.contains("Commands:"))
    #expect(policyc([], environment: ["LC_ALL": "zh_CN.UTF-8"]).out.contains("命令："))
    #expect(policyc([], environment: ["LC_ALL": "C", "LANG": "zh_CN"]).out.contains("Commands:"))
    #expect(policyc(["--lang", "zh"], environment: [:]).out.contains("命令："))
  }

  @Test func version() {
    #expect(policyc(["--version"]).out == "policyc " + ProgramVersion.text + "\n")
  }

  @Test(arguments: [
    (["evel", "a", "b"], "是不是“eval”"),
    (["eval"], "缺少政策"),
    (["eval", "a"], "缺少候选人"),
    (["eval", "a", "b", "c"], "多出了“c”"),
    (["eval", "a", "b", "--fromat", "csv"], "是不是“--format”"),
    (["eval", "a", "b", "--format", "xml"], "不能是“xml”"),
    (["eval", "a", "b", "--format"], "后面缺少"),
    (["eval", "a", "b", "--quiet=1"], "不带值"),
    (["eval", "a", "b", "--as-of", "2026-02-30"], "--as-of"),
    (["eval", "a", "b", "--output", "x", "-o", "y"], "写了两次"),
    (["explain", "a", "b"], "--id"),
    (["--nonsense"], "没有选项"),
    (["new", "Ein Name"], "不能作政策的编号"),
    (["compile", "-"], "缺少-o"),
  ])
  func wrongUsage(_ words: [String], _ message: String) {
    let ran = policyc(words)
    #expect(ran.code == 2)
    #expect(ran.err.contains(message), "\(ran.err)")
    #expect(ran.out.isEmpty)
  }

  @Test func checkSaysWhatIsWrongWhere() {
    let good = policyc(["check", folder.policy()])
    #expect(good.code == 0 && good.err.contains("没有问题") && good.out.isEmpty)
    let bad = folder.write(
      "bad.policy", Samples.policy + "资格 再一个 @第五条 { 应当 某条: 年现 至少 5年 }\n")
    let ran = policyc(["check", bad])
    #expect(ran.code == 1)
    #expect(ran.err.contains("bad.policy:") && ran.err.contains("年限"))
    let json = policyc(["check", bad, "--format", "json"])
    #expect(json.code == 1 && json.out.hasPrefix("{\"diagnostics\":["))
    let both = policyc(["check", folder.path, "--format", "json"])
    #expect(both.code == 1 && both.out.hasSuffix("]}\n"))
  }

  @Test func anEnglishPolicySpeaksEnglish() {
    let path = folder.write("e.policy", "policy e \"E\"\nuse nothing_here\n")
    #expect(policyc(["check", path]).err.contains("error[P"))
    #expect(policyc(["check", path, "--lang", "zh"]).err.contains("错误[P"))
  }

  @Test func fmtIsInPlaceAndChecks() {
    let path = folder.policy()
    #expect(policyc(["fmt", path]).code == 0)
    let once = folder.read("demo.policy")
    #expect(policyc(["fmt", path, "--check"]).code == 0)
    #expect(policyc(["fmt", path, "--keywords", "en"]).code == 0)
    #expect(folder.read("demo.policy").hasPrefix("policy demo"))
    #expect(policyc(["fmt", path, "--keywords", "zh"]).code == 0)
    #expect(folder.read("demo.policy") == once)
    folder.write("ugly.policy", "政策   x   \"X\"   使用 demo_words")
    let ugly = policyc(["fmt", folder.at("ugly.policy"), "--check"])
    #expect(ugly.code == 1 && ugly.out.contains("ugly.policy"))
  }

  @Test func explainShowsTheWholeReasoning() {
    let people = folder.write("人.csv", Samples.roster)
    let ran = policyc(["explain", folder.policy(), people, "--id", "c2"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("不符合") && ran.out.contains("第三条") && ran.out.contains("4.9"))
    let json = policyc(["explain", folder.policy(), people, "--id", "c2", "-f", "json"])
    #expect(json.out.contains("\"contested\""))
    #expect(policyc(["explain", folder.policy(), people, "--id", "c22"]).code == 2)
  }

  @Test func testsRunWithCoverage() {
    let ran = policyc(["test", folder.policy()])
    #expect(ran.code == 0)
    #expect(ran.out.contains("3 条测试，通过 3"))
    #expect(ran.out.contains("从未不成立：等级够、素质"))
    folder.write(
      "demo.policy",
      Samples.policy + "测试 错的: 合格者 应得 不符合 因 年限够\n")
    let failing = policyc(["test", folder.at("demo.policy")])
    #expect(failing.code == 1)
    #expect(failing.out.contains("应得 不符合，因 年限够；实得 符合"))
    #expect(policyc(["test", folder.at("demo.policy"), "-f", "json"]).out.contains("\"failed\""))
  }

  @Test func schemaListsWhatIsRead() {
    let path = folder.policy()
    #expect(
      policyc(["schema", path, "--format", "csv"]).out == "编号,姓名,年限,技能,干部,素质,豁免\n")
    #expect(policyc(["schema", path]).out.contains("初级 < 中级 < 高级"))
    let all = policyc(["schema", path, "--format", "csv", "--all", "--lang", "en"]).out
    #expect(all.contains("contests.1.tier"))
    #expect(policyc(["schema", path, "-f", "json-schema"]).out.contains("2020-12"))
  }

  @Test func irIsTextAndCompilingIsStable() {
    let path = folder.policy()
    #expect(policyc(["ir", path]).out.contains("demo"))
    let one = policyc(["compile", path, "-o", "-"]).out
    #expect(one == policyc(["compile", path, "-o", "-"]).out)
  }

  @Test(arguments: ["zh", "en"], [nil, "national", "tongliao"])
  func newFilesCheckClean(_ language: String, _ base: String?) {
    let path = folder.at("dalian.policy")
    var words = ["new", "dalian", "-o", path, "--lang", language]
    if let base { words += ["--like", base] }
    #expect(policyc(words).code == 0)
    let text = folder.read("dalian.policy")
    #expect(text.contains(language == "zh" ? "\n政策 dalian" : "\npolicy dalian"))
    let ran = policyc(["check", path, "--lang", "zh"])
    #expect(ran.code == 0 && !ran.err.contains("错误") && !ran.err.contains("警告"), "\(ran.err)")
    let tested = policyc(["test", path, "--lang", "zh"])
    #expect(tested.code == 0 && !tested.out.contains("未通过"))
    #expect(policyc(words).code == 3)
    #expect(folder.read("dalian.policy") == text)
  }

  @Test func builtInPoliciesAreFoundById() {
    let people = folder.write("人.csv", "编号,姓名\n1,甲\n")
    #expect(policyc(["eval", "tongliao", people]).code == 0)
  }

  @Test func neighboursAndFoldersOfPathComeFirst() {
    _ = folder.policy()
    let other = Folder()
    let path = other.write("demo.policy", Samples.policy)
    #expect(policyc(["check", path]).code == 1)
    #expect(policyc(["check", path, "--path", folder.path]).code == 0)
  }
}
