import PolicyRuntime
import PolicyTestSupport
import Testing

@testable import policyc

@Suite struct SQLCommandTests {
  private func run(_ policy: String, _ more: [String]) -> Ran {
    policyc(["sql", policy] + more)
  }

  @Test(arguments: SQLDialect.allCases)
  func writesOneQuery(dialect: SQLDialect) {
    let ran = run("tongliao", ["--dialect", dialect.id, "--as-of", "2026-05-01", "-q"])
    #expect(ran.code == 0 && ran.err.isEmpty)
    #expect(ran.out.hasPrefix("-- policyc "))
    #expect(ran.out.contains("\n-- as of 2026-05-01\n"))
    for column in [" AS id,", " AS decision,", " AS violated,", " AS waivable,", " AS unknown\n"] {
      #expect(ran.out.contains(column), "\(column)")
    }
    // One statement: a semicolon stands only between the ids of a list.
    let parts = ran.out.split(separator: ";", omittingEmptySubsequences: false)
    #expect(parts.dropLast().allSatisfy { $0.hasSuffix("concat_ws('") })
    let again = run("tongliao", ["--dialect", dialect.id, "--as-of", "2026-05-01", "-q"])
    #expect(again.out == ran.out)
  }

  @Test func settingsAndDayCount() {
    let plain = run("tongliao", ["-q", "--as-of", "2026-05-01"])
    let other = run("tongliao", ["-q", "--as-of", "2026-05-01", "--set", "最低一线年限=8年"])
    #expect(plain.out.contains("f_frontline_years >= 5"))
    #expect(!plain.out.contains("--set"))
    #expect(other.out.contains("f_frontline_years >= 8"))
    #expect(other.out.contains("\n-- --set "))
    let later = run("tongliao", ["-q", "--as-of", "2027-05-01"])
    #expect(later.out.contains("DATE '2027-05-01'") && !plain.out.contains("DATE '2027-05-01'"))
  }

  @Test func tableNamesAreQuoted() {
    let ran = run("tongliao", ["--table", "hr.\"odd\" 表", "-q"])
    #expect(ran.out.contains("FROM \"hr\".\"\"\"odd\"\" 表\" AS t\n"))
    let spark = run("tongliao", ["--table", "a`b", "--dialect", "spark", "-q"])
    #expect(spark.out.contains("FROM `a``b` AS t\n"))
    for bad in ["", "hr.", "a\nb"] {
      let refused = run("tongliao", ["--table=" + bad, "-q"])
      #expect(refused.code == 2 && refused.out.isEmpty && refused.err.contains("P0865"), "\(bad)")
    }
  }

  @Test func schemaHasEveryField() {
    let duckdb = run("tongliao", ["--schema", "-q"])
    #expect(duckdb.code == 0 && duckdb.out.hasPrefix("CREATE TABLE \"candidates\" (\n"))
    for line in [
      "  \"frontline_years\" DECIMAL(14, 2),", "  \"cadre_rank\" VARCHAR,",
      "  \"birth_date\" DATE,",
      "  \"political_quality\" VARCHAR,", "  \"above_average_years\" BIGINT,",
      "  \"waivers\" VARCHAR[]",
      "  \"craftsman_titles\" STRUCT(\"issuer\" VARCHAR)[],",
    ] {
      #expect(duckdb.out.contains(line), "\(line)")
    }
    #expect(
      run("tongliao", ["--schema", "-q", "--dialect", "postgres"]).out.contains(
        "\"contests\" jsonb"))
  }

  /// What has no equal in SQL is refused with the clause and its article, and nothing is written.
  @Test func refusesWhatItCannotSay() {
    let folder = Folder()
    let policy = folder.write(
      "marks.policy",
      """
      政策 marks "打分"
      使用 craftsman
      资格 基本 @三 { 应当 高分 @第三条: 打分表 至少 60分 }
      评分 打分表 @四 {
        评分项 技能: 权重 100% 满分 100分
        合成 平均
        缺分 不计
      }
      """)
    let ran = policyc(["sql", policy, "--lang", "en", "-q"])
    #expect(ran.code == 1 && ran.out.isEmpty)
    #expect(ran.err.contains("P0860") && ran.err.contains("高分") && ran.err.contains("第三条"))
    let dated = folder.write(
      "dated.policy",
      """
      政策 dated "近年"
      使用 craftsman
      资格 基本 @三 { 应当 够年纪 @第三条: 出生日期 近 40年 }
      """)
    let without = policyc(["sql", dated, "-q"])
    #expect(without.code == 1 && without.out.isEmpty)
    #expect(without.err.contains("P0662") && without.err.contains("P0861"))
    #expect(without.err.contains("“够年纪”（第三条）"))
    #expect(policyc(["sql", dated, "-q", "--as-of", "2026-05-01"]).code == 0)
  }
}
