import Glibc
import Testing

@testable import policyc

/// What a command wrote, and its exit code.
struct Ran {
  let code: Int32
  let out: String
  let err: String
}

/// Runs the program without a process.
func policyc(
  _ words: [String], input: [UInt8] = [], environment: [String: String] = ["LANG": "zh_CN.UTF-8"],
  outputFails: Bool = false, atTerminal: Bool = false,
  isInterrupted: @escaping () -> Bool = { false }
) -> Ran {
  let box = Streams(input)
  let console = Console(
    Channels(
      writeOutput: { bytes in
        if outputFails { return false }
        box.out += bytes
        return true
      },
      writeError: { box.err += $0 },
      readInput: { box.take($0) },
      environment: { environment[$0] },
      outputIsTerminal: false,
      errorIsTerminal: atTerminal,
      inputIsTerminal: atTerminal,
      isInterrupted: isInterrupted))
  let code = CommandList.run(words, console)
  return Ran(
    code: code.rawValue, out: String(decoding: box.out, as: UTF8.self),
    err: String(decoding: box.err, as: UTF8.self))
}

private final class Streams {
  var out: [UInt8] = []
  var err: [UInt8] = []
  private var input: ArraySlice<UInt8>

  init(_ input: [UInt8]) { self.input = input[...] }

  func take(_ limit: Int) -> [UInt8] {
    let chunk = Array(input.prefix(limit))
    input = input.dropFirst(chunk.count)
    return chunk
  }
}

/// A folder of its own for one test, gone afterwards.
final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/policyc-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = mkdtemp(base) else { return "/tmp" }
      return String(cString: made)
    }
  }

  deinit {
    Folder.remove(path)
  }

  private static func remove(_ path: String) {
    for name in allNames(path) {
      let inner = path + "/" + name
      if FileAccess.kind(inner) == .folder { remove(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }

  /// The names in the folder, hidden ones too.
  static func allNames(_ path: String) -> [String] {
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func at(_ name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let descriptor = open(at(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = Descriptor.write(bytes, to: descriptor)
    close(descriptor)
    return at(name)
  }

  func read(_ name: String) -> String {
    guard let bytes = try? FileAccess.read(at(name)) else { return "<missing>" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A small vocabulary and policy; the path of the policy.
  func policy() -> String {
    write("demo_words.policy", Samples.vocabulary)
    return write("demo.policy", Samples.policy)
  }
}

enum Samples {
  static let vocabulary = """
    词汇 demo_words "示例词汇"
    主体 人(person) "Person" {
      字段 编号(id) "ID": 文本
      字段 姓名(name) "Name": 文本
      字段 年限(years) "Years": 年 小数1位
      字段 技能(level) "Level": 等级 初级(junior) < 中级(middle) < 高级(senior)
      字段 干部(cadre) "Cadre": 是否
      字段 素质(quality) "Quality": 认定结果
      字段 竞赛(contests) "Contests": 列表 {
        字段 级别(tier) "Tier": 等级 市级(city) < 省级(province)
        字段 名次(place) "Place": 整数
      }
      字段 豁免(waivers) "Waivers": 条款列表
    }

    """

  static let policy = """
    政策 demo "示例政策"
    使用 demo_words
    参数 最低年限 @第三条: 5年
    解读 哪些等级 @第三条 "中级算不算": {高级} 另解 {中级、高级}
    机构 评委会 "评审委员会" @第三条
    资格 基本条件 @第三条 {
      应当 年限够: 年限 至少 最低年限
      应当 等级够: 技能 属于 哪些等级
      认定 素质 { 由 评委会 }
    }
    资格 不参与 @第四条第二款 {
      原则上不得 领导干部: 干部
    }
    样例 合格者 { 年限: 8年  技能: 高级  干部: 否  素质: 合格 }
    测试 正好五年: 合格者 但 { 年限: 5年 } 应得 符合
    测试 不满五年: 合格者 但 { 年限: 4.9年 } 应得 不符合 因 年限够
    测试 干部: 合格者 但 { 干部: 是 } 应得 待豁免 因 领导干部
    译名 {
      最低年限: minimum_years "Least years"
      哪些等级: which_levels "Which levels"
      年限够: enough_years "Enough years"
      等级够: enough_level "Enough level"
      领导干部: leading_cadre "Leading cadres"
    }

    """

  static let header = "id,年限,技能,干部,素质\n"
  static let roster =
    header + """
      c1,8,高级,否,合格
      c2,4.9年,senior,否,合格
      c3,8,高级,是,合格
      c4,,高级,否,合格
      c5,8,高级,否,

      """
}
