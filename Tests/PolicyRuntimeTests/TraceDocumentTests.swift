import PolicyLang
import PolicyTestSupport
import Testing

@testable import PolicyRuntime

/// How documents are taken apart.
@Suite struct TraceDocumentTests {
  private func read(_ text: String) -> SourceDocument {
    DocumentReader.read(SourceFile(name: "t.txt", text: text), file: FileID(0))
  }

  /// All places as policies cite them, each with the beginning of its words.
  private func outline(_ text: String) -> [String] {
    let document = read(text)
    return document.places.indices.map { index in
      let words = document.places[index].words.map { document.content.text($0) }.joined()
      let name = document.name(of: index).zh
      return words.isEmpty ? name : name + "|" + words
    }
  }

  @Test func articlesParagraphsAndItems() {
    #expect(
      outline(
        """
        第一章 总 则
        第一条 目的。
        第七条之一　两款：
        （一）甲；
        （二）乙。1.子。2.丑。
        另一款。
        """) == [
          "第一章", "第一条", "第一条|目的。", "第七条之一", "第七条之一第一款|两款:", "第七条之一(一)|甲;",
          "第七条之一(二)|乙。", "第七条之一(二)1|子。", "第七条之一(二)2|丑。", "第七条之一第二款|另一款。",
        ])
  }

  @Test func brokenLinesAreJoined() {
    #expect(
      outline(
        """
        第一条 推荐单位要根据本单位的实际情况和培育对象的特点认真

        — 3 —

        第 4 页 共 9 页
        制定方案，给予一次
        性5万元。
        第二条 前款所称的各项材料，依照本办法
        第一条规定办理。
        """) == [
          "第一条", "第一条|推荐单位要根据本单位的实际情况和培育对象的特点认真制定方案,给予一次性5万元。", "第二条",
          "第二条|前款所称的各项材料,依照本办法第一条规定办理。",
        ])
  }

  @Test func markupIsTakenOut() {
    #expect(
      outline("<p>**第一条** 每年&nbsp;2&#48;名[bookmark: _GoBack]，分两批。<br/>　　另一款。</p><style>p{}</style>")
        == ["第一条", "第一条第一款|每年 20名,分两批。", "第一条第二款|另一款。"])
    #expect(outline("<script>第九条 x</script>第一条 甲。") == ["第一条", "第一条|甲。"])
    #expect(outline("第一条 1 < 2，且 a<b。") == ["第一条", "第一条|1 < 2,且 a<b。"])
  }

  @Test func textWithoutLineBreaksIsCut() {
    #expect(
      outline("关于办法的通知 第一章 总则第一条 甲，见第二条规定。第二条 乙。第二章 附则第三条丙。") == [
        "正文之前|关于办法的通知", "第一章", "第一条", "第一条|甲,见第二条规定。", "第二条", "第二条|乙。", "第二章", "第三条", "第三条|丙。",
      ])
  }

  @Test func numbersInsideSentencesAreNoItems() {
    #expect(
      outline("第一条 符合第三条第（二）项、（三）项。3.5万元；2024.1.3前。（五）不接着数。") == [
        "第一条", "第一条|符合第三条第(二)项、(三)项。3.5万元;2024.1.3前。(五)不接着数。",
      ])
  }

  @Test func headingsWithoutArticles() {
    #expect(
      outline("关于工作的通知\n一、总体要求\n以服务为主。\n二、措施\n（一）培训。每年两次。\n1.集中。\n（二）资金。") == [
        "正文之前|关于工作的通知", "一|总体要求以服务为主。", "二|措施", "二(一)|培训。每年两次。", "二(一)1|集中。",
        "二(二)|资金。",
      ])
  }

  @Test func contentsClosingAndAnnex() {
    #expect(
      outline(
        """
        目录
        第一章 总则
        第二章 附则
        第一章 总则
        第一条 甲。
        第二章 附则
        第二条 乙。
        抄送：各单位。
        2024年1月4日印发
        附件1：名额表
        1.甲区
        """
      ).filter { !$0.hasPrefix("正文之前") } == [
        "第一章", "第一条", "第一条|甲。", "第二章", "第二条", "第二条|乙。", "文末版记|抄送:各单位。2024年1月4日印发",
        "附件1", "附件1.1|甲区",
      ])
  }

  @Test func oddNumbering() {
    func ids(_ text: String) -> [String] {
      DocumentNumbering.findings(read(text)) { _ in nil }.map { $0.kind.id }
    }
    #expect(ids("第一条 甲。\n第二条 乙。\n第二条之一 丙。\n第三条 丁：\n（一）子；\n另说。\n（二）丑。").isEmpty)
    #expect(ids("第一条 甲。\n第四条 乙。") == ["P0920"])
    #expect(ids("第一条 甲。\n第一条 乙。") == ["P0921"])
    #expect(ids("第三条 甲。\n第四条 乙。") == ["P0922"])
    #expect(ids("三、甲。\n四、乙。\n一、丙。\n二、丁。") == ["P0923"])
    #expect(ids("第一条 甲：（一）子；（三）丑。") == ["P0920"])
  }

  /// Whatever the bytes are, reading ends, and places stay inside the file.
  @Test func anyTextCanBeRead() {
    var random = RandomSource(seed: 20_260_501)
    let pieces = [
      "第", "一", "条", "章", "（", "）", "(", "1", ".", "、", "\n", " ", "<p>", "<", "&", ";", "。", "附件",
      "抄送",
      "万", "元", "至", "—", "百分之", "%", "年", "月", "日", "“", "”", "①", "⒈", "㈠", "\u{FFFD}",
      "[bookmark:", "*",
      "😀", "之", "以上", "不超过", "半", "点", "零",
    ]
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<random.below(41) { text += random.pick(pieces) }
      let file = SourceFile(name: "t.txt", text: text)
      let document = DocumentReader.read(file, file: FileID(0))
      for place in document.places.indices {
        #expect(document.span(of: place).upperBound <= file.bytes.count)
        for words in document.places[place].words {
          for figure in FigureScanner.figures(in: document.content, words) {
            #expect(
              words.contains(figure.range.lowerBound) && figure.range.upperBound <= words.upperBound
            )
          }
        }
      }
    }
  }
}
