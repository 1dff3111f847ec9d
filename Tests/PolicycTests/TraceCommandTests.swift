import PolicyRuntime
import Testing

@testable import policyc

@Suite struct TraceCommandTests {
  private let folder = Folder()

  private static let document = """
    示例政策
    第一条 目的。
    第二条 任务。
    第三条 年限不少于5年，技能高级。
    第四条 材料齐全。
    领导干部原则上不参与。

    """

  private func policy() -> String {
    _ = folder.policy()
    return folder.write(
      "demo.policy",
      Samples.policy + "宣示 目的 @第一条\n宣示 任务 @第二条\n宣示 材料 @第四条第一款\n")
  }

  private func trace(_ text: String, _ more: [String] = [], name: String = "办法.txt") -> Ran {
    policyc(["trace", policy(), "--source", folder.write(name, text)] + more)
  }

  @Test func agreementIsSaid() {
    let ran = trace(Self.document)
    #expect(ran.code == 0 && ran.err.isEmpty, "\(ran.err)")
    #expect(ran.out.contains("4 条都有着落\n"))
    #expect(ran.out.contains("第三条  参数 最低年限、解读 哪些等级、资格 基本条件\n"))
    #expect(ran.out.hasSuffix("：核对一致\n"))
  }

  @Test func wrongFiguresEndWithOne() {
    let text = Self.document.split(separator: "5", omittingEmptySubsequences: false)
      .joined(separator: "6")
    let ran = trace(text)
    #expect(ran.code == 1)
    #expect(ran.out.contains("错误[P0914]: 第三条里没有“5年”这个数\n"))
    #expect(ran.out.contains("demo.policy:3:"))
    #expect(ran.out.contains("警告[P0916]: 第三条的“6年”，引用这一条的规则都没有用到\n"))
    #expect(ran.out.contains("办法.txt:4:10\n"))
    let english = trace(text, ["--lang", "en"])
    #expect(english.out.contains("error[P0914]: art.3 does not say `5年`\n"))
    let quiet = trace(text, ["--quiet"])
    #expect(quiet.code == 1 && !quiet.out.contains("P0916") && quiet.out.contains("P0914"))
  }

  @Test func jsonHasEverything() throws {
    let ran = trace(Self.document, ["-f", "json"])
    guard case .object(let members)? = try? JSONReader.read(Array(ran.out.utf8)) else {
      Issue.record("no JSON: \(ran.out)")
      return
    }
    let keys = members.map { $0.key }
    for key in [
      "tool", "version", "policy", "policy_hash", "as_of", "set", "source", "complete", "articles",
      "document_figures", "diagnostics",
    ] {
      #expect(keys.contains(key), "\(key)")
    }
    #expect(ran.out.contains("\"complete\": true"))
    #expect(ran.out.contains("\"minimum_years\""))
    #expect(ran.code == 0)
  }

  @Test func pageLinksBothSides() {
    let ran = trace(Self.document, ["-f", "html"])
    #expect(ran.out.contains("href=\"#c"))
    #expect(ran.out.contains("href=\"#f"))
    #expect(ran.out.contains("lang=\"zh-CN\""))
    for outside in ["http:", "https:", "<script", "src="] {
      #expect(!ran.out.contains(outside), "\(outside)")
    }
    for anchor in anchors(ran.out) {
      #expect(ran.out.contains(" id=\"\(anchor)\""), "\(anchor) leads nowhere")
    }
    let english = trace(Self.document, ["-f", "html", "--lang", "en"])
    #expect(english.out.contains("lang=\"en\""))
  }

  private func anchors(_ html: String) -> [String] {
    html.split(separator: "href=\"#").dropFirst().compactMap {
      $0.split(separator: "\"").first.map { String($0) }
    }
  }

  /// Text of a document never becomes markup.
  @Test func documentsAreEscaped() {
    let ran = trace(Self.document + "第五条 1 < 2 & \"<i\" 3。\n", ["-f", "html"])
    #expect(ran.out.contains("1 &lt; 2 &amp; &quot;&lt;i&quot; 3"))
  }

  @Test func encodingsAreFoundOut() {
    // 示例政策, 第一条 目的。 and so on, with 不少于5年 in 第三条.
    let gb18030: [UInt8] = [
      0xCA, 0xBE, 0xC0, 0xFD, 0xD5, 0xFE, 0xB2, 0xDF, 0x0D, 0x0A, 0xB5, 0xDA, 0xD2, 0xBB,
      0xCC, 0xF5, 0x20, 0xC4, 0xBF, 0xB5, 0xC4, 0xA1, 0xA3, 0x0D, 0x0A, 0xB5, 0xDA, 0xB6,
      0xFE, 0xCC, 0xF5, 0x20, 0xC8, 0xCE, 0xCE, 0xF1, 0xA1, 0xA3, 0x0D, 0x0A, 0xB5, 0xDA,
      0xC8, 0xFD, 0xCC, 0xF5, 0x20, 0xB2, 0xBB, 0xC9, 0xD9, 0xD3, 0xDA, 0x35, 0xC4, 0xEA,
      0xA1, 0xA3, 0x0D, 0x0A, 0xB5, 0xDA, 0xCB, 0xC4, 0xCC, 0xF5, 0x20, 0xBC, 0xD7, 0xA1,
      0xA3, 0x0D, 0x0A, 0xC1, 0xED, 0xD2, 0xBB, 0xBF, 0xEE, 0xB3, 0xC9, 0xCE, 0xAA, 0xC6,
      0xE4, 0xCB, 0xFB, 0xB2, 0xBF, 0xB7, 0xD6, 0xA1, 0xA3, 0x0D, 0x0A,
    ]
    for more in [[], ["--encoding", "gb18030"]] {
      let ran = policyc(
        ["trace", policy(), "--source", folder.write("gb.txt", gb18030)] + more)
      #expect(ran.code == 0 && ran.out.contains("核对一致"), "\(ran.out)\(ran.err)")
    }
    let wide = Array(Self.document.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let ran = policyc(
      ["trace", policy(), "--source", folder.write("wide.txt", [0xFF, 0xFE] + wide)])
    #expect(ran.code == 0, "\(ran.err)")
  }

  @Test func filesThatAreNoTextAreRefused() {
    func id(_ bytes: [UInt8]) -> String {
      let ran = policyc(["trace", policy(), "--source", folder.write("file", bytes)])
      #expect(ran.code == 1 && ran.out.isEmpty)
      return String(ran.err.split(separator: "[").dropFirst().first?.prefix(5) ?? "")
    }
    #expect(id([0x50, 0x4B, 3, 4, 20, 0]) == "P0900")
    #expect(id([0xD0, 0xCF, 0x11, 0xE0]) == "P0900")
    #expect(id(Array("%PDF-1.7".utf8)) == "P0900")
    #expect(id([1, 0, 2, 0, 3]) == "P0900")
    #expect(id([]) == "P0901")
    #expect(id(Array(" \n\n- 1 -\n".utf8)) == "P0901")
    #expect(
      id(Array("Article 1. Candidates must have worked for five years or more.".utf8)) == "P0902")
  }

  @Test func brokenBytesAreMentioned() {
    let ran = policyc([
      "trace", policy(), "--source",
      folder.write("broken.txt", Array(Self.document.utf8) + [0xE4, 0xB8] + Array("尾".utf8)),
    ])
    #expect(ran.code == 0 && ran.out.contains("P0903"))
  }

  @Test func callsAreExplained() {
    let without = policyc(["trace", policy()])
    #expect(without.code == 2 && without.err.contains("P0907"))
    let nowhere = policyc(["trace", policy(), "--source", folder.at("没有.txt")])
    #expect(nowhere.code == 3)
    let unknown = trace(Self.document, ["--document", "通知2020"])
    #expect(unknown.code == 2 && unknown.err.contains("P0906"))
    let encoding = trace(Self.document, ["--encoding", "klingon"])
    #expect(encoding.code == 2)
    let broken = policyc([
      "trace", folder.write("broken.policy", "政策 x \"坏的\"\n名额"), "--source",
      folder.write("a.txt", Self.document),
    ])
    #expect(broken.code == 1 && broken.out.isEmpty && !broken.err.isEmpty)
  }

  @Test func outputGoesToAFile() {
    let ran = trace(Self.document, ["-f", "html", "-o", folder.at("核对.html")])
    #expect(ran.code == 0 && ran.out.isEmpty && ran.err.contains("核对一致"))
    #expect(folder.read("核对.html").hasPrefix("<!doctype html>"))
  }
}
