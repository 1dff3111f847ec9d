internal import PolicyLang

/// Finds vocabularies, calendars and policies by id: beside the file that asks, then in the folders of
/// `--path`, then among the copies built into the program.
struct PolicyLibrary {
  let folders: [String]

  /// The name under which messages mention a built-in copy.
  static func builtinName(_ id: String) -> String { "<policyc>/" + id + ".policy" }

  var library: Library {
    let folders = folders
    return Library { id, asker in PolicyLibrary.find(id, asker, folders) }
  }

  private static func find(
    _ id: String, _ asker: String, _ folders: [String]
  ) -> (name: String, bytes: [UInt8])? {
    // An id is a word; this also keeps `../` out of paths.
    guard !id.utf8.contains(UInt8(ascii: "/")), !id.hasPrefix(".") else { return nil }
    let isBuiltin = asker.hasPrefix("<policyc>/")
    let places = (isBuiltin ? [] : [FileAccess.folder(of: asker)]) + folders
    for folder in places {
      let path = FileAccess.join(folder, id + ".policy")
      guard FileAccess.kind(path) == .file, let bytes = try? FileAccess.read(path) else {
        continue
      }
      return (path, bytes)
    }
    return BuiltinPolicies.text(id).map { (builtinName(id), Array($0.utf8)) }
  }

  /// Where a policy named on the command line is: a file, or else the id of one that can be found.
  func locate(_ name: String) throws(FileProblem) -> (name: String, bytes: [UInt8]) {
    if FileAccess.kind(name) == nil, isID(name),
      let found = PolicyLibrary.find(name, "", folders)
    {
      return found
    }
    do throws(FileProblem) {
      return (name, try FileAccess.read(name))
    } catch {
      // A policy that comes with the program is named by its id alone.
      guard error.diagnostic.kind == .noSuchFile, let known = PolicyLibrary.builtin(near: name)
      else {
        throw error
      }
      throw FileProblem(.noSuchFileNear, [LocalText(name), LocalText(known)])
    }
  }

  private static func builtin(near name: String) -> String? {
    let ending = ".policy"
    let id = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    if BuiltinPolicies.ids.contains(id) { return id }
    return Suggestion.closest(to: id, in: BuiltinPolicies.ids)
  }

  private func isID(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (byte >= 0x61 && byte <= 0x7A)
          || (byte >= 0x30 && byte <= 0x39)
      }
  }
}
