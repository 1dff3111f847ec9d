public import PolicyLang

// The words that data uses for states; they never change with the language.
extension StageStatus {
  public var id: String {
    switch self {
    case .notBegun: "not_begun"
    case .running: "running"
    case .cutShort: "cut_short"
    case .failed: "failed"
    case .done: "done"
    }
  }

  public var text: LocalText {
    switch self {
    case .notBegun: LocalText(zh: "尚未开始", en: "not begun")
    case .running: LocalText(zh: "进行中", en: "under way")
    case .cutShort: LocalText(zh: "提前结束", en: "ended too early")
    case .failed: LocalText(zh: "没有通过", en: "not passed")
    case .done: LocalText(zh: "已完成", en: "done")
    }
  }
}

extension LifeState {
  public var id: String {
    switch self {
    case .none: "none"
    case .candidate: "candidate"
    case .announced: "announced"
    case .inTraining: "in_training"
    case .awaitingEvaluation: "awaiting_evaluation"
    case .notPassed: "not_passed"
    case .evaluated: "evaluated"
    case .certified: "certified"
    case .stopped: "stopped"
    case .revoked: "revoked"
    }
  }

  public var text: LocalText {
    switch self {
    case .none: LocalText(zh: "尚未开始", en: "nothing yet")
    case .candidate: LocalText(zh: "候选", en: "candidate")
    case .announced: LocalText(zh: "已公布", en: "announced")
    case .inTraining: LocalText(zh: "培育期内", en: "in training")
    case .awaitingEvaluation: LocalText(zh: "期满待考评", en: "term over, to be evaluated")
    case .notPassed: LocalText(zh: "考评未通过", en: "evaluation not passed")
    case .evaluated: LocalText(zh: "考评通过", en: "evaluated")
    case .certified: LocalText(zh: "已发证", en: "certified")
    case .stopped: LocalText(zh: "已停止", en: "stopped")
    case .revoked: LocalText(zh: "已撤销", en: "revoked")
    }
  }
}

extension DutyFinding.Status {
  public var id: String {
    switch self {
    case .due: "due"
    case .done: "done"
    case .late: "late"
    }
  }
}

extension RevocationFinding.Approval {
  public var id: String {
    switch self {
    case .given: "given"
    case .missing: "missing"
    case .notRequired: "not_required"
    case .unstated: "unstated"
    }
  }
}

extension RevocationEffect.Kind {
  public var id: String {
    switch self {
    case .stopTraining: "stop_training"
    case .withdraw: "withdraw"
    case .endBenefits: "end_benefits"
    case .recover: "recover"
    case .cancelCandidacy: "cancel_candidacy"
    case .cancelRight: "cancel_right"
    case .refer: "refer"
    case .bar: "bar"
    }
  }

  /// What it is done to, as a norm.
  public var target: Int? {
    switch self {
    case .stopTraining(let term): term
    case .withdraw(let norm), .endBenefits(let norm), .recover(let norm, _), .refer(let norm),
      .cancelRight(let norm, _), .bar(let norm, _):
      norm
    case .cancelCandidacy: nil
    }
  }

  /// The last day of what has an end.
  public var until: CivilDate? {
    switch self {
    case .cancelRight(_, let until), .bar(_, let until): until
    case .stopTraining, .withdraw, .endBenefits, .recover, .cancelCandidacy, .refer: nil
    }
  }
}

extension RevocationEffect.Recovery {
  public var id: String {
    switch self {
    case .inFull: "in_full"
    case .unpaidPart: "unpaid_part"
    case .byTime: "by_time"
    case .byShare(let share): "by_share " + share.description
    case .amount(let amount): "amount " + amount.fixed(places: 2)
    case .nothing: "nothing"
    case .unsettled: "open"
    }
  }
}
