/// The cost that one answer may still cause.
struct PathBudget {
    private var signatures = PathValidation.maximumSignatures
    private var names = PathValidation.maximumNameComparisons
    private var judgments = PathValidation.maximumCompletePaths

    /// Whether one more signature may be verified.
    mutating func takeSignature() -> Bool { Self.take(1, from: &signatures) }

    /// Whether this many more names may be compared.
    mutating func takeNames(_ count: Int) -> Bool { Self.take(count, from: &names) }

    /// Whether one more path from a leaf to an anchor may be judged.
    mutating func takeJudgment() -> Bool { Self.take(1, from: &judgments) }

    private static func take(_ count: Int, from account: inout Int) -> Bool {
        guard count <= account else { return false }
        account -= count
        return true
    }
}
