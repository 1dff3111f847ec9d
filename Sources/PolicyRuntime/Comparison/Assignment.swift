/// The pairing of two lists with the greatest sum of weights (Kuhn 1955, in the O(n³) form with
/// potentials). The same weights give the same pairs, also with the lists exchanged.
enum Assignment {
  /// For each row its column, or `nil`. Pairs without a positive weight are never made.
  static func best(_ weights: [[Int]], columns: Int) -> [Int?] {
    let rows = weights.count
    let size = max(rows, columns)
    guard rows > 0, columns > 0 else { return Array(repeating: nil, count: rows) }
    // Equal weights are settled by place: what stands alike far down goes together.
    func cost(_ row: Int, _ column: Int) -> Int {
      guard row < rows, column < columns, weights[row][column] > 0 else { return 0 }
      return -(weights[row][column] * (4 * size * size) - abs(row - column))
    }
    var (left, right) = (
      Array(repeating: 0, count: size + 1), Array(repeating: 0, count: size + 1)
    )
    var partner = Array(repeating: 0, count: size + 1)
    for row in 1...size {
      partner[0] = row
      var column = 0
      var least = Array(repeating: Int.max, count: size + 1)
      var came = Array(repeating: 0, count: size + 1)
      var isUsed = Array(repeating: false, count: size + 1)
      repeat {
        isUsed[column] = true
        let current = partner[column]
        var (step, next) = (Int.max, 0)
        for other in 1...size where !isUsed[other] {
          let reduced = cost(current - 1, other - 1) - left[current] - right[other]
          if reduced < least[other] {
            least[other] = reduced
            came[other] = column
          }
          if least[other] < step {
            step = least[other]
            next = other
          }
        }
        for other in 0...size {
          if isUsed[other] {
            left[partner[other]] += step
            right[other] -= step
          } else if least[other] != Int.max {
            least[other] -= step
          }
        }
        column = next
      } while partner[column] != 0
      repeat {
        partner[column] = partner[came[column]]
        column = came[column]
      } while column != 0
    }
    var result: [Int?] = Array(repeating: nil, count: rows)
    for column in 1...size where column <= columns {
      let row = partner[column] - 1
      if row >= 0, row < rows, weights[row][column - 1] > 0 { result[row] = column - 1 }
    }
    return result
  }
}
