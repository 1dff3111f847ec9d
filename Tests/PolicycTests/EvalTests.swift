import Testing

@testable import policyc

@Suite struct EvalTests {
  let folder = Folder()

  private func eval(_ data: String, _ more: [String] = [], name: String = "人.csv") -> Ran {
    policyc(["eval", folder.policy(), folder.write(name, data)] + more)
  }

  @Test func textNamesReasonsAndArticles() {
    let ran = eval(Samples.roster)
    #expect(ran.code == 0)
    #expect(
      ran.out == """
        c1  符合
        c2  不符合：违反 年限够（第三条）
        c3  待豁免：须豁免 领导干部（第四条第二款）
        c4  待补：未明 年限够（第三条）；待补 年限
        c5  待认定：未明 素质（第三条）；待认定 素质

        共判定 5 人：符合 1，待豁免 1，待认定 1，待补 1，不符合 1

        """)
    #expect(ran.err.contains("读入 5 行 = 判定 5 + 拒收 0"))
  }

  @Test func csvHasTheFixedColumns() {
    let ran = eval(Samples.roster, ["--format", "csv"])
    #expect(
      ran.out == """
        id,decision,violated,waivable,unknown,missing,pending
        c1,eligible,,,,,
        c2,ineligible,enough_years,,,,
        c3,needs_waiver,,leading_cadre,,,
        c4,undetermined,,,enough_years,years,
        c5,needs_judgement,,,quality,,quality

        """)
  }

  @Test func jsonLinesHaveTheFixedKeys() {
    let ran = eval(
      Samples.header + "c3,8,高级,是,合格\n", ["--format=jsonl", "--as-of", "2026-05-01"])
    #expect(
      ran.out.hasPrefix(
        #"{"id":"c3","policy":"demo","as_of":"2026-05-01","decision":"needs_waiver","violated":[],"#
          + #""waived":[],"waivable":[{"clause":"leading_cadre","article":"第四条第二款","#
          + #""articles":["第四条第二款"]}],"unknown":[],"missing":[],"pending":[]"#))
  }

  @Test func jsonSaysWhereItComesFrom() {
    let ran = eval(Samples.roster, ["--format", "json", "--set", "最低年限=9年"])
    #expect(ran.out.hasPrefix(#"{"tool":"policyc","version":"#))
    #expect(ran.out.contains(#""set":{"minimum_years":"9年"}"#))
    #expect(ran.out.contains(#""rows":5,"decisions":5,"rejects":0"#))
    #expect(ran.out.contains(#""policy_hash":""#))
  }

  @Test func settingsChangeFiguresAndReadings() {
    #expect(eval(Samples.roster, ["--set", "minimum_years=4"]).out.contains("c2  符合"))
    let middle = Samples.header + "c6,8,中级,否,合格\n"
    #expect(eval(middle).out.contains("c6  不符合"))
    #expect(eval(middle, ["--set", "哪些等级={中级、高级}"]).out.contains("c6  符合"))
    #expect(eval(middle, ["--contested"]).out.contains("若“哪些等级”取“"))
  }

  @Test(arguments: ["最低年线=9年", "最低年限", "最低年限=很多", "哪些等级={初级}"])
  func wrongSettingsAreWrongUsage(_ setting: String) {
    #expect(eval(Samples.roster, ["--set", setting]).code == 2)
  }

  @Test func rejectsKeepLineColumnValueAndReason() {
    let data = Samples.header + "c1,8,高技,否,合格\nc2,八,高级,否,合格\nc3,8,高级,否,合格\n"
    let ran = eval(data, ["--rejects", folder.at("拒收.csv"), "-f", "csv"])
    #expect(ran.code == 1)
    #expect(ran.out.contains("c3,eligible"))
    #expect(ran.err.contains("读入 3 行 = 判定 1 + 拒收 2"))
    let rejects = folder.read("拒收.csv")
    #expect(rejects.hasPrefix("line,id,column,value,reason,code\n2,c1,技能,高技,"))
    #expect(rejects.contains("\n3,c2,年限,八,"))
    #expect(rejects.contains("初级、中级、高级"))
  }

  @Test func rejectsAreShownWithoutAFile() {
    let ran = eval(Samples.header + "c1,8,高技,否,合格\n", ["--quiet"])
    #expect(ran.code == 1)
    #expect(ran.err.contains("第 2 行（编号 c1），列“技能”：“高技”"))
    // Another level may be meant, so none is proposed; all are listed.
    #expect(ran.err.contains("初级、中级、高级") && !ran.err.contains("是不是"))
  }

  @Test func columnsInAnyOrderAndUnknownOnesWithAWarning() {
    let ran = eval("素质,技能,备注,干部,年限,编号\n合格,高级,好,否,8,c1\n", ["-f", "csv"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("c1,eligible"))
    #expect(ran.err.contains("没有名为“备注”的字段"))
    let near = eval("编号,年限,技术,干部,素质\nc1,8,高级,否,合格\n")
    #expect(near.err.contains("是不是“技能”"))
  }

  @Test func byteOrderMarkAndCRLF() {
    let data = "\u{FEFF}" + Samples.roster.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    let ran = eval(data, ["-f", "csv"])
    #expect(ran.code == 0)
    #expect(ran.out.contains("c5,needs_judgement,,,quality,,quality\n"))
  }

  @Test func gb18030IsFoundOut() {
    // 编号,年限,技能,干部,素质 / c1,8,高级,否,合格
    let bytes: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xEA, 0xCF, 0xDE, 0x2C, 0xBC, 0xBC, 0xC4, 0xDC, 0x2C]
      + [0xB8, 0xC9, 0xB2, 0xBF, 0x2C, 0xCB, 0xD8, 0xD6, 0xCA, 0x0D, 0x0A]
      + Array("c1,8,".utf8) + [0xB8, 0xDF, 0xBC, 0xB6, 0x2C, 0xB7, 0xF1, 0x2C]
      + [0xBA, 0xCF, 0xB8, 0xF1, 0x0D, 0x0A]
    let path = folder.write("gb.csv", bytes)
    for more in [[], ["--encoding", "gbk"]] {
      let ran = policyc(["eval", folder.policy(), path, "-f", "csv"] + more)
      #expect(ran.code == 0)
      #expect(ran.out.contains("c1,eligible"))
      #expect(!ran.err.contains("警告"))
    }
    #expect(policyc(["eval", folder.policy(), path, "--encoding", "latin1"]).code == 2)
  }

  @Test func brokenBytesRejectOnlyTheirRow() {
    let bytes =
      Array((Samples.header + "c1,8,高级,否,合格\nc2,8,高").utf8) + [0xFF]
      + Array("级,否,合格\nc3,8,高级,否,合格\n".utf8)
    let ran = policyc(["eval", folder.policy(), folder.write("x.csv", bytes), "-f", "csv"])
    #expect(ran.code == 1)
    #expect(ran.out.contains("c1,eligible") && ran.out.contains("c3,eligible"))
    #expect(ran.err.contains("读入 3 行 = 判定 2 + 拒收 1"))
  }

  @Test func standardInputAsCSVAndAsJSONLines() {
    let policy = folder.policy()
    let csv = policyc(["eval", policy, "-", "-f", "csv"], input: Array(Samples.roster.utf8))
    #expect(csv.out.contains("c2,ineligible"))
    let line = #"{"id":"j1","years":"8年","技能":"高级","干部":false,"素质":{"verdict":"合格","by":"评委会"}}"#
    let json = policyc(["eval", policy, "-", "-f", "csv"], input: Array(line.utf8))
    #expect(json.out.contains("j1,eligible"))
  }

  @Test func aLineThatIsNoObjectIsRejected() {
    let data = "{\"id\":\"j1\",\"years\":8}\n[1,2]\n\"x\"\n{\"id\":\"j2\",}\n{\"id\":\"j3\"}\n"
    let ran = eval(data, ["-f", "csv"], name: "人.jsonl")
    #expect(ran.code == 1)
    #expect(ran.err.contains("第 2 行：这一行应当是一个 JSON 对象，却是列表"))
    #expect(ran.err.contains("读入 5 行 = 判定 2 + 拒收 3"))
  }

  @Test func keptColumnsAndFormulasInOutput() {
    let data = "id,姓名,年限,技能,干部,素质\n=1+1,\"@SUM(1,2)\",8,高级,否,合格\n"
    let ran = eval(data, ["-f", "csv", "--keep", "姓名", "--columns", "id,decision,姓名"])
    #expect(ran.out == "id,decision,姓名\n'=1+1,eligible,\"'@SUM(1,2)\"\n")
    #expect(eval(data, ["--keep", "单位"]).code == 2)
    #expect(eval(data, ["-f", "csv", "--columns", "id,decisoin"]).code == 2)
  }

  @Test func excelGetsAMarkAndCRLF() {
    let ran = eval(Samples.header + "c1,8,高级,否,合格\n", ["-f", "csv", "--excel"])
    #expect(ran.out.unicodeScalars.first == "\u{FEFF}")
    #expect(ran.out.utf8.filter { $0 == 0x0D }.count == 2)
  }

  @Test func outputFilesAppearWholeOrNotAtAll() {
    let good = eval(Samples.roster, ["-o", folder.at("结果.csv"), "-f", "csv"])
    #expect(good.code == 0 && good.out.isEmpty)
    #expect(folder.read("结果.csv").hasPrefix("id,decision"))
    folder.write("旧.csv", "旧内容")
    let bad = eval("谁,什么\n1,2\n", ["-o", folder.at("旧.csv"), "-f", "csv"])
    #expect(bad.code == 1)
    #expect(folder.read("旧.csv") == "旧内容")
    let nowhere = eval(Samples.roster, ["-o", folder.at("没有/结果.csv")])
    #expect(nowhere.code == 3)
    #expect(!Folder.allNames(folder.path).contains { $0.hasSuffix(".tmp") })
  }

  @Test func manifestNamesTheRun() {
    let ran = eval(
      Samples.roster, ["-f", "csv", "--manifest", folder.at("m.json"), "--as-of", "2026/5/1"])
    #expect(ran.code == 0)
    let text = folder.read("m.json")
    for part in ["\"policy\": \"demo\"", "\"as_of\": \"2026-05-01\"", "\"rows\": 5"] {
      #expect(text.contains(part))
    }
  }

  @Test func aCompiledPolicyDecidesTheSame() {
    let compiled = folder.at("demo.bin")
    #expect(policyc(["compile", folder.policy(), "-o", compiled]).code == 0)
    let people = folder.write("人.csv", Samples.roster)
    let one = policyc(["eval", folder.at("demo.policy"), people, "-f", "jsonl"])
    let two = policyc(["eval", compiled, people, "-f", "jsonl"])
    #expect(one.out == two.out && two.code == 0)
  }

  @Test func damagedCompiledFilesAreRefused() {
    let compiled = folder.at("demo.bin")
    #expect(policyc(["compile", folder.policy(), "-o", compiled]).code == 0)
    guard var bytes = try? FileAccess.read(compiled) else {
      Issue.record("no compiled file")
      return
    }
    bytes[bytes.count / 2] ^= 0x55
    folder.write("broken.bin", bytes)
    folder.write("cut.bin", Array(bytes.prefix(60)))
    let people = folder.write("人.csv", Samples.roster)
    for name in ["broken.bin", "cut.bin"] {
      let ran = policyc(["eval", folder.at(name), people])
      #expect(ran.code == 1)
      #expect(ran.err.contains("错误[P06"))
    }
  }

  @Test func aReaderThatWentAwayIsNoMessage() {
    let policy = folder.policy()
    let people = folder.write("人.csv", Samples.roster)
    let ran = policyc(["eval", policy, people, "--quiet"], outputFails: true)
    #expect(ran.code == 3)
    #expect(ran.err.isEmpty)
  }

  @Test func numberedColumns() {
    let data = """
      id,竞赛.1.级别,竞赛.1.名次,contests.2.tier,年限,技能,干部,素质
      c1,省级,3,,8,高级,否,合格
      c2,省级,三,,8,高级,否,合格

      """
    let ran = eval(data, ["-f", "csv"])
    #expect(ran.out.contains("c1,eligible"))
    #expect(ran.err.contains("列“竞赛.1.名次”：“三”不是数"))
  }
}
