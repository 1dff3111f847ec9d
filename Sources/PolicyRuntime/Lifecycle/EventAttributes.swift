internal import PolicyLang

/// The attributes of an event that the rules of the language ask for, as fields of its record.
struct EventAttributes: Sendable {
  /// The amount in money that a bounded subsidy takes.
  var amount: Int?
  /// Who approved a revocation.
  var approvedBy: Int?
  /// Which honour is meant.
  var honour: Int?
  /// On which ground something is taken back.
  var ground: Int?

  init(of event: IREvent, in program: IRProgram) {
    guard program.records.indices.contains(event.record) else { return }
    for (index, field) in program.records[event.record].fields.enumerated() {
      switch (field.label.id, field.type) {
      case ("amount", .money): amount = index
      case ("approved_by", .text): approvedBy = index
      case ("honour", .text): honour = index
      case ("ground", .text): ground = index
      default: break
      }
    }
  }
}
