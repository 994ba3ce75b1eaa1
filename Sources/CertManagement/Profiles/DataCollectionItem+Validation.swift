import PortableFoundation

extension DataCollectionItem.Validation {
    /// Why no answer can be checked by it; nil when it is sound.
    /// - Parameter validators: the names of those that the program has.
    package func fault(validators: Set<String>) -> String? {
        switch self {
        case .any, .date: return nil
        case .pattern(let pattern):
            do throws(AnswerPattern.PatternError) {
                _ = try AnswerPattern(pattern)
                return nil
            } catch {
                return "The pattern cannot be used: \(error.reason)."
            }
        case .oneOf(let values): return values.isEmpty ? "List the answers that are accepted." : nil
        case .number(let least, let most):
            guard let least, let most, least > most else { return nil }
            return "The smallest number is above the largest; change one."
        case .custom(let name, _):
            if validators.contains(name) { return nil }
            let known = validators.sorted().joined(separator: ", ")
            return "This program has no validator “\(name)”. " + (known.isEmpty ? "It has none." : "It has \(known).")
        }
    }

    /// Why an answer is not accepted, as a phrase after “the answer”; nil when it is. A custom validator is asked elsewhere.
    package func fault(of answer: String) -> String? {
        switch self {
        case .any, .custom: return nil
        case .pattern(let pattern):
            guard let compiled = try? AnswerPattern(pattern), compiled.matches(answer) else { return "does not match \(pattern)" }
            return nil
        case .oneOf(let values):
            return values.contains(answer) ? nil : "is not one of \(values.joined(separator: ", "))"
        case .number(let least, let most):
            guard let number = Int(answer), "\(number)" == answer else { return "is not a whole number" }
            if let least, number < least { return "is below \(least)" }
            if let most, number > most { return "is above \(most)" }
            return nil
        case .date: return Self.isDate(answer) ? nil : "is not a date such as 2026-11-30 or 2026-11-30T14:05:00Z (ISO 8601)"
        }
    }

    /// A calendar date, with or without a time and its zone. Source: RFC 3339, which has the usual subset of ISO 8601.
    private static func isDate(_ text: String) -> Bool {
        let date = text.prefix(10)
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0, (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return false }
        if text.count == 10 { return true }
        return time?.matches(String(text.dropFirst(10))) == true
    }

    private static let time = try? AnswerPattern(
        #"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?"#
    )
}
