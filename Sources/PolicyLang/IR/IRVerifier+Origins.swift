// Where declarations come from: every ancestor that one names must be there.
extension IRVerifier {
  func checkOrigins() throws(IRRefusal) {
    for parameter in program.parameters { try check(parameter.origin, parameter.label) }
    for reading in program.readings { try check(reading.origin, reading.label) }
    for point in program.openPoints { try check(point.origin, point.label) }
    for table in program.tables { try check(table.origin, table.label) }
    for requirement in program.requirements {
      try check(requirement.origin, requirement.label)
      var open = requirement.exceptions + requirement.lifts
      while let exception = open.popLast() {
        try check(exception.origin, exception.label)
        open += exception.exceptions
      }
    }
    for result in program.results { try check(result.origin, result.label) }
    for norm in program.norms { try check(norm.origin, norm.label) }
    for removal in program.removals {
      try check(IROrigin(policy: removal.policy, replaced: removal.by), removal.label)
    }
  }

  private func check(_ origin: IROrigin, _ label: IRLabel) throws(IRRefusal) {
    for index in [origin.policy, origin.replaced] {
      guard let index, !program.ancestors.indices.contains(index) else { continue }
      throw IRRefusal("\(label.id) comes from no ancestor")
    }
  }
}
