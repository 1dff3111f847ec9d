import Foundation
import PolicyTestSupport
import Testing

@testable import policyc

/// Files that are missing, empty or something else than expected.
@Suite struct FileProblemTests {
  let folder = Folder()

  @Test("a slip in the id of a policy that comes with the program is answered with the id")
  func aMissingPolicyNamesTheOneThatIsThere() {
    let slips = [("natoinal", "national"), ("changzou.policy", "changzhou")]
    for (slip, id) in slips {
      let ran = policyc(["check", slip, "--lang", "zh"])
      #expect(ran.code == 3 && ran.err.contains("找不到文件“\(slip)”，是不是“\(id)”？"))
    }
    #expect(policyc(["check", "nowhere", "--lang", "zh"]).err.contains("找不到文件“nowhere”\n"))
  }

  @Test func aMissingFileNamesItsNeighbour() {
    folder.write("候选人.csv", Samples.roster)
    let ran = policyc(["eval", folder.policy(), folder.at("侯选人.csv")])
    #expect(ran.code == 3)
    #expect(ran.err.contains("找不到文件") && ran.err.contains("候选人.csv”？"))
    #expect(policyc(["check", folder.at("nothing.policy")]).code == 3)
  }

  @Test func aFolderInsteadOfAFile() {
    let ran = policyc(["eval", folder.policy(), folder.path])
    #expect(ran.code == 3)
    #expect(ran.err.contains("是文件夹，不是文件"))
    #expect(policyc(["eval", folder.path, folder.path]).code == 3)
  }

  @Test func anEmptyFile() {
    let ran = policyc(["eval", folder.policy(), folder.write("空.csv", "")])
    #expect(ran.code == 1)
    #expect(ran.err.contains("文件是空的"))
    #expect(policyc(["eval", folder.write("空.policy", ""), folder.at("空.csv")]).code == 1)
  }

  @Test func onlyAHeaderIsNoRow() {
    let ran = policyc(["eval", folder.policy(), folder.write("头.csv", Samples.header)])
    #expect(ran.code == 0)
    #expect(ran.err.contains("读入 0 行"))
  }

  @Test(arguments: [[0x50, 0x4B, 0x03, 0x04, 0x14], [0xD0, 0xCF, 0x11, 0xE0, 0xA1]] as [[UInt8]])
  func workbooksSayHowToSaveThem(_ bytes: [UInt8]) {
    let ran = policyc(["eval", folder.policy(), folder.write("人.xlsx", bytes)])
    #expect(ran.code == 1)
    #expect(ran.err.contains("另存为"))
  }

  /// Whatever the file is called and whatever encoding is named.
  @Test func whatIsNoTextIsCalledWhatItIs() {
    let kinds: [(bytes: [UInt8], zh: String, en: String)] = [
      ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0xE6, 0x2C], "Excel 工作簿", "an Excel workbook"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel 工作簿", "an Excel workbook"),
      (Array("%PDF-1.7\n".utf8) + [0xE2, 0xE3], "这是PDF，不是表格", "this is a PDF file"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "这是图片，不是表格", "this is a picture"),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10], "这是图片，不是表格", "this is a picture"),
      (Array("GIF89a".utf8), "这是图片，不是表格", "this is a picture"),
    ]
    for (bytes, zh, en) in kinds {
      for name in ["人.csv", "人.jsonl", "人.xlsx", "人"] {
        let file = folder.write(name, bytes)
        for command in [["eval"], ["match"], ["eval", "--encoding", "utf-8"], ["explain"]] {
          let id = command == ["explain"] ? ["--id", "1"] : []
          let files = command == ["match"] ? [file, folder.policy()] : [folder.policy(), file]
          let ran = policyc(command + files + id)
          #expect(ran.code == 1 && ran.err.contains(zh), "\(command) \(name) \(ran.err)")
          #expect(ran.err.contains("另存为"), "\(ran.err)")
        }
        let english = policyc(["eval", folder.policy(), file, "--lang", "en"])
        #expect(english.err.contains(en) && english.err.contains("Save As"), "\(english.err)")
      }
    }
  }

  /// The same reader everywhere: rows with nothing in them are nobody's.
  @Test func blankRowsAreNobodys() {
    let data = folder.write("人.csv", Samples.header + ",,,,\n\n" + " , \n")
    for command in [["eval"], ["match"]] {
      let files = command == ["match"] ? [data, folder.policy()] : [folder.policy(), data]
      let ran = policyc(command + files + ["--rejects", folder.at("r.csv")])
      #expect(ran.code == 0 && ran.err.contains("有 2 个空行没有算，第一个在第 2 行"), "\(ran.err)")
      #expect(!folder.read("r.csv").contains("\n2,"), "\(folder.read("r.csv"))")
    }
    let roster = folder.write("名册.csv", Samples.roster)
    let left = folder.write("多空行.csv", Samples.roster + ",,,,\n" + "\"\",,,,\n,\n")
    let letters = policyc(["doc", folder.policy(), "--letters", left])
    #expect(letters.out == policyc(["doc", folder.policy(), "--letters", roster]).out)
    #expect(letters.err.contains("有 3 个空行没有算"), "\(letters.err)")
    let fixtures = "Tests/Fixtures/selection/stars"
    let stars = Repository.url(fixtures + ".policy").path
    let table = Repository.text(fixtures + ".csv") ?? ""
    let select = { (data: String) in
      policyc(["select", stars, folder.write("stars.csv", data), "--as-of", "2026-05-01"])
    }
    let chosen = select(table + ",,\n\n,,,,,\n")
    #expect(chosen.out == select(table).out)
    #expect(chosen.err.contains("有 2 个空行没有算"), "\(chosen.err)")
    #expect(chosen.err.contains("读入 40 行 = 判定 40 + 拒收 0"), "\(chosen.err)")
  }

  /// Through every way in which a header is read, however few bytes come at a time.
  @Test func tablesOfAnotherKindSayWhatToDo() {
    let cases = [
      (data: "编号\t年限\r\nc1\t8\r\n", zh: "用制表符分隔", en: "separated by tabs", advice: "另存为"),
      ("编号;年限\nc1;8\n", "用分号分隔", "separated by semicolons", "另存为"),
      ("候选人名单,,\r\n\r\n编号,年限,技能\r\nc1,8,高级\r\n", "列名看来在第 3 行", "on line 3", "请删去"),
      ("{\"id\":\"c1\",\"years\":8}\n", "是 JSON Lines，不是 CSV", "is JSON Lines", ".jsonl"),
    ]
    for (data, zh, en, advice) in cases {
      let file = folder.write("人.csv", data)
      let policy = folder.policy()
      for command in [
        ["eval", policy, file], ["match", file, policy], ["eval", policy, file, "--reference"],
        ["eval", policy, file, "--chunk", "16", "-f", "csv"], ["doc", policy, "--letters", file],
      ] {
        let ran = policyc(command)
        #expect(ran.code == 1 && ran.err.contains(zh), "\(command) \(ran.err)")
        #expect(ran.err.contains(advice), "\(ran.err)")
      }
      let english = policyc(["eval", folder.policy(), file, "--lang", "en"])
      #expect(english.err.contains(en), "\(english.err)")
    }
  }

  @Test func jsonArraysSayHowToSaveThem() {
    let ran = policyc(["eval", folder.policy(), folder.write("人.json", "[\n{\"id\":1}\n]")])
    #expect(ran.code == 1)
    #expect(ran.err.contains("JSON Lines"))
  }

  @Test func headersThatCannotBeUsed() {
    for (data, text) in [
      ("id,年限,年限\n", "出现了两次"), ("id,年限,years\n", "是同一个字段"),
      ("1,2,3\n", "没有一列"), ("\"id,年限\n", "表头读不出来"),
    ] {
      let ran = policyc(["eval", folder.policy(), folder.write("h.csv", data)])
      #expect(ran.code == 1, "\(data)")
      #expect(ran.err.contains(text), "\(ran.err)")
    }
  }

  @Test func invalidUTF8InAPolicy() {
    let path = folder.write("bad.policy", Array("政策 x \"".utf8) + [0xFF, 0xFE] + [0x22, 0x0A])
    let ran = policyc(["check", path])
    #expect(ran.code == 1)
    #expect(ran.err.contains("UTF-8"))
  }

  @Test func aVocabularyIsNoPolicy() {
    _ = folder.policy()
    let people = folder.write("人.csv", Samples.roster)
    let ran = policyc(["eval", folder.at("demo_words.policy"), people])
    #expect(ran.code == 1)
    #expect(ran.err.contains("词汇"))
  }

  @Test func filesAreReplacedAndDevicesWrittenTo() throws {
    folder.write("a", "alt")
    let file = try AtomicFile(path: folder.at("a"))
    try file.write("neu")
    #expect(folder.read("a") == "alt")
    try file.commit()
    #expect(folder.read("a") == "neu")
    let device = try AtomicFile(path: "/dev/null")
    try device.write("x")
    try device.commit()
    #expect(Folder.allNames(folder.path) == ["a"])
  }

  @Test func anAbandonedFileLeavesNothing() throws {
    do {
      let file = try AtomicFile(path: folder.at("b"))
      try file.write("halb")
    }
    #expect(Folder.allNames(folder.path).isEmpty)
  }

  /// What is named does not fit: say so, and what it looks like.
  @Test func theNamedEncodingDoesNotFit() {
    let policy = folder.policy()
    // 编号,年限 … 甲 in GB 18030.
    let old: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xEA, 0xCF, 0xDE, 0x0A, 0xBC, 0xD7, 0x2C, 0x38, 0x0A]
    let gb = folder.write("旧.csv", old)
    let wrong = policyc(["eval", policy, gb, "--encoding", "utf-8"])
    #expect(wrong.code == 1)
    #expect(wrong.err.contains("错误[P0748]: 按“utf-8”读不通这个文件，它看来是 gb18030"), "\(wrong.err)")
    #expect(wrong.err.contains("--encoding gb18030") && !wrong.err.contains("P0744"))
    #expect(policyc(["eval", policy, gb, "--encoding", "gbk"]).out.contains("甲  "))
    #expect(policyc(["eval", policy, gb]).out.contains("甲  "))
    let new = folder.write("新.csv", "编号,年限\n甲,8\n")
    let other = policyc(["eval", policy, new, "--encoding", "gb18030", "--lang", "en"])
    #expect(other.err.contains("cannot be read as gb18030; it looks like utf-8"))
    #expect(policyc(["eval", policy, new, "--encoding", "utf-8"]).out.contains("甲  "))
  }
}
