import Testing

@testable import PolicyLang

@Suite struct ChineseNumeralTests {
  @Test(arguments: [
    ("零", "0"), ("两", "2"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("二百一十", "210"),
    ("二百十", "210"), ("一百零五", "105"), ("一千零五十", "1050"), ("两千", "2000"),
    ("一万二千", "12000"), ("十万零三百", "100300"), ("二十万", "200000"), ("一亿零五", "100000005"),
    ("二〇二四", "2024"), ("一九九八", "1998"), ("四点九", "4.9"), ("零点五", "0.5"), ("一点五万", "15000"),
    ("1.5万", "15000"), ("５万", "50000"), ("12", "12"),
  ])
  func reads(text: String, value: String) {
    #expect(ChineseNumeral.read(text.unicodeScalars)?.description == value)
  }

  @Test(arguments: [
    "", "万", "百", "千零一", "一百五", "一万五", "三五", "十百", "零零", "一点", "点五", "两两", "甲", "一二三",
    "1.", "1.2.3", "一亿亿亿亿",
  ])
  func refuses(text: String) {
    #expect(ChineseNumeral.read(text.unicodeScalars) == nil)
  }

  @Test func readsBackWhatItSpells() {
    let samples =
      Array(0...2100) + [
        9999, 10_000, 10_001, 10_010, 100_000, 120_300, 5_000_000,
        10_010_010, 100_000_000, 120_003_004, 200_050_000, 1_000_000_001,
      ]
    for number in samples {
      let text = ChineseNumeral.spell(number)
      #expect(ChineseNumeral.read(text.unicodeScalars) == Rational(Int64(number)), "\(text)")
    }
  }
}
