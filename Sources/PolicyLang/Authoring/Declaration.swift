/// Something that a file declares: a field, a clause, a figure, one value of a choice …
public struct Declaration: Sendable {
  public let space: Space
  public let name: Name
  /// The ASCII id in parentheses after the name.
  public let id: Name?
  /// The statement that declares it; for a value or an alternative, the statement in which it stands.
  public let statement: Statement
  /// The named alternative, where that is what is declared.
  public let branch: Expression.Branch?
  /// The citations of the statement, or of the block around it.
  public let articles: [Citation]
  /// The declared thing in which it stands: the field of a value, the list of an element's field.
  public let container: Name?
}

/// Finds all declarations of a file.
struct DeclarationCollector {
  private(set) var declarations: [Declaration] = []
  private(set) var translations: [Translation] = []

  mutating func collect(_ statements: [Statement]) {
    for statement in statements { visit(statement, in: nil, []) }
  }

  private mutating func visit(
    _ statement: Statement, in container: Name?, _ inherited: [Citation]
  ) {
    let cited = statement.citations.isEmpty ? inherited : statement.citations
    translations += statement.translations
    if let space = DeclarationCollector.declaredSpace(statement), let name = statement.name {
      add(space, name, statement.id, statement, cited, container)
    }
    if statement.keyword == .addValue, let value = statement.name(.value) {
      add(.option, value, statement.id, statement, cited, statement.name)
    }
    for slot in statement.slots {
      switch slot.value {
      case .type(let type): visit(type, statement, cited)
      case .expression(let expression): visit(expression, statement, cited)
      default: continue
      }
    }
    if statement.keyword == .reading, statement.details.isEmpty { addWords(of: statement, cited) }
    let isRecord = statement.keyword == .event
    for detail in statement.details {
      visit(detail, in: isRecord ? statement.name : container, cited)
    }
  }

  /// What a statement declares; 认定 declares a clause under the name of a judgement.
  private static func declaredSpace(_ statement: Statement) -> Space? {
    switch statement.form?.head {
    case .declares(let space): space
    case .refers:
      statement.keyword == .attest || statement.keyword == .inPrincipleAttest ? .clause : nil
    default: nil
    }
  }

  private mutating func add(
    _ space: Space, _ name: Name, _ id: Name?, _ statement: Statement, _ cited: [Citation],
    _ container: Name?, branch: Expression.Branch? = nil
  ) {
    declarations.append(
      Declaration(
        space: space, name: name, id: id, statement: statement, branch: branch, articles: cited,
        container: container))
  }

  private mutating func visit(_ type: TypeSyntax, _ statement: Statement, _ cited: [Citation]) {
    switch type.kind {
    case .choice(let choices), .level(let choices):
      for choice in choices {
        add(.option, choice.name, choice.id, statement, cited, statement.name)
      }
    case .list(let fields), .record(let fields):
      for field in fields { visit(field, in: statement.name, cited) }
    default: return
    }
  }

  private mutating func visit(
    _ expression: Expression, _ statement: Statement, _ cited: [Citation]
  ) {
    if case .group(_, let branches) = expression.kind {
      for branch in branches {
        add(
          .clause, branch.name, branch.id, statement,
          branch.citations.isEmpty ? cited : branch.citations, statement.name, branch: branch)
      }
    }
    for child in expression.children { visit(child, statement, cited) }
  }

  /// The words of a reading whose options are mere words are declared by it.
  private mutating func addWords(of statement: Statement, _ cited: [Citation]) {
    for slot in statement.slots {
      guard case .expression(let expression) = slot.value, case .name(let word) = expression.kind
      else { continue }
      add(.option, word, nil, statement, cited, statement.name)
    }
  }
}
