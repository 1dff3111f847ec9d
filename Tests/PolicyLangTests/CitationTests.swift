import PolicyLang
import Testing

@Suite struct CitationTests {
  private let span = SourceSpan(file: FileID(0), start: 0, end: 0)

  @Test(arguments: [
    ("第四条(二)1", "第四条(二)1", "art.4(2)1"),
    ("第四条（二）１", "第四条(二)1", "art.4(2)1"),
    ("第4条第2款", "第四条第二款", "art.4para.2"),
    ("第七条之一", "第七条之一", "art.7-1"),
    ("第十二条2", "第十二条2", "art.12.2"),
    ("第四条(二)第三项", "第四条(二)第三项", "art.4(2)pt.3"),
    ("第二章第三条", "第二章第三条", "ch.2art.3"),
    ("第一百零五条", "第一百零五条", "art.105"),
    ("通知", "通知", "notice"),
    ("文末版记", "文末版记", "colophon"),
    ("附件第二条", "附件第二条", "annex.art.2"),
    ("附件2", "附件2", "annex2"),
    ("二(三)1", "二(三)1", "sec.2(3)1"),
    ("通知2021/三", "通知2021/三", "通知2021/sec.3"),
    ("通知2021 第三条", "通知2021/第三条", "通知2021/art.3"),
    ("ART.4(2)1", "第四条(二)1", "art.4(2)1"),
    ("①", "1", "1"),
  ])
  func readsAndSpells(text: String, zh: String, en: String) throws {
    let citation = try #require(Citation.read(text, span: span))
    #expect(citation.spelling(.chinese) == zh)
    #expect(citation.description == zh)
    #expect(Citation.read(zh, span: span) == citation)
    #expect(Citation.read(citation.spelling(.english), span: span) == citation)
    #expect(citation.spelling(.english) == en)
  }

  @Test(arguments: ["", "第", "第四条至第六条", "art.", "art.4(", "(", "第四条之规定", "第四条,"])
  func refusesWhatIsNoPlace(text: String) {
    let citation = Citation.read(text, span: span)
    #expect(citation == nil || citation?.parts == [.word(text)])
  }

  @Test(arguments: [
    ("第四条(二)1", "第四条"), ("第七条之一第二款", "第七条之一"), ("第二章第三条", "第三条"),
    ("通知", "通知"), ("二(三)1", "二(三)1"), ("附件第二条(一)", "附件第二条"),
    ("通知2021/第三条1", "通知2021/第三条"),
  ])
  func namesTheArticle(text: String, article: String) throws {
    #expect(try #require(Citation.read(text, span: span)).article == article)
  }
}
