import CAInterface

/// Joins the questions of a policy with the answers, and judges them.
package enum DataCollection {
    static let mostItems = 100
    static let longestName = 256
    static let longestValue = 4096

    /// The items of a new request: the policy's in its order, nil without an answer and a default; then answers to questions that the policy
    /// does not ask.
    ///
    /// Names are case-insensitive, and the last answer to a name counts; an empty one to a question is none. Answers without a question are
    /// kept for the record, as clients of the documented interface send them, but no certificate contains them; see `checkAsked`.
    /// - Parameter originators: whose questions the caller may answer.
    /// - Throws: `ManagementError.invalidClientData` when a required item of the subscriber is missing, an answer is not accepted or a limit is
    ///   exceeded.
    static func joining(
        _ answers: [DataItem],
        to questions: [DataCollectionItem],
        by originators: Set<DataCollectionItem.Originator> = [.subscriber, .certificateManager]
    ) throws(ManagementError) -> [DataItem] {
        try checkLimits(answers)
        var items: [DataItem] = []
        for question in questions {
            let value = try answer(to: question, in: answers, by: originators) ?? question.defaultValue
            if value == nil, question.required, question.originator == .subscriber {
                throw ManagementError(
                    .invalidClientData,
                    "The data item “\(question.name)” is required by the policy and was not supplied. Supply it in datacollection."
                )
            }
            items.append(DataItem(name: question.name, value: value))
        }
        return merging(answers.filter { question(named: $0.name, in: questions) == nil }, into: items)
    }

    /// The items of a request after an approver's answers to the certificate manager's questions. An answer that nobody asked is refused.
    /// - Parameter isLast: after it the request is approved, so that the manager's required items must be there.
    /// - Throws: `ManagementError.invalidClientData`.
    static func approving(_ answers: [DataItem], items: [DataItem], questions: [DataCollectionItem], isLast: Bool) throws(ManagementError)
        -> [DataItem]
    {
        try checkLimits(answers)
        try checkAsked(answers, in: questions)
        var given: [DataItem] = []
        for answer in answers {
            guard let question = question(named: answer.name, in: questions) else { continue }
            if let value = try self.answer(to: question, in: [answer], by: [.certificateManager]) {
                given.append(DataItem(name: question.name, value: value))
            }
        }
        let result = merging(given, into: items)
        guard result.count <= mostItems else {
            throw ManagementError(.invalidClientData, "The request would have \(result.count) data items; at most \(mostItems) are kept.")
        }
        for question in questions where isLast && question.required && question.originator == .certificateManager {
            guard result.contains(where: { $0.isNamed(question.name) && $0.isAnswered }) else {
                throw ManagementError(
                    .invalidClientData,
                    "The data item “\(question.name)” is required from who approves and was not supplied. Supply it with the approval."
                )
            }
        }
        return result
    }

    static func question(named name: String, in questions: [DataCollectionItem]) -> DataCollectionItem? {
        questions.first { $0.name.lowercased() == name.lowercased() }
    }

    /// Refuses an answer that nobody asked: with a misspelled name, the answer to a sealed question would be stored for everybody to read.
    static func checkAsked(_ answers: [DataItem], in questions: [DataCollectionItem]) throws(ManagementError) {
        for answer in answers where question(named: answer.name, in: questions) == nil {
            let nearest = Nearest.to(answer.name, among: questions.map(\.name)).map { " Did you mean “\($0)”?" } ?? ""
            let asked =
                questions.isEmpty ? "The policy asks nothing." : "It asks: \(questions.map(\.name).joined(separator: ", "))."
            throw ManagementError(
                .invalidClientData,
                "The policy does not ask for the data item “\(answer.name.prefix(60))”.\(nearest) \(asked) Nothing was changed."
            )
        }
    }

    /// The last answer to a question; nil without one.
    private static func answer(
        to question: DataCollectionItem,
        in answers: [DataItem],
        by originators: Set<DataCollectionItem.Originator>
    ) throws(ManagementError) -> String? {
        guard let value = answers.last(where: { $0.isNamed(question.name) })?.value, !value.isEmpty else { return nil }
        guard originators.contains(question.originator) else {
            let who = question.originator == .subscriber ? "subscriber, when the request is started" : "certificate manager"
            throw ManagementError(
                .invalidClientData,
                "The data item “\(question.name)” is answered by the \(who). Leave it out."
            )
        }
        if let fault = question.validation.fault(of: value) {
            throw ManagementError(.invalidClientData, "The data item “\(question.name)” \(fault). Supply another value.")
        }
        return value
    }

    /// Items with the answers inserted: known names are replaced, unknown ones appended.
    static func merging(_ answers: [DataItem], into items: [DataItem]) -> [DataItem] {
        var result = items
        for answer in answers {
            if let index = result.firstIndex(where: { $0.isNamed(answer.name) }) {
                if answer.value != nil { result[index] = DataItem(name: result[index].name, value: answer.value) }
            } else {
                result.append(answer)
            }
        }
        return result
    }

    /// Always 32, as in every published example; also 16 if there are subscriber items and all have answers.
    static func flags(of items: [DataItem], for questions: [DataCollectionItem]) -> DataCollectionFlags {
        let asked = questions.filter { $0.originator == .subscriber }.map { $0.name.lowercased() }
        let answered = Set(items.filter(\.isAnswered).map { $0.name.lowercased() })
        let isSupplied = !asked.isEmpty && asked.allSatisfy(answered.contains)
        return isSupplied ? [.certificateManagerProvided, .subscriberProvided] : [.certificateManagerProvided]
    }

    static func checkLimits(_ answers: [DataItem]) throws(ManagementError) {
        guard answers.count <= mostItems else {
            throw ManagementError(.invalidClientData, "datacollection has \(answers.count) items; at most \(mostItems) are accepted.")
        }
        for answer in answers where answer.name.isEmpty || answer.name.count > longestName || (answer.value?.count ?? 0) > longestValue {
            throw ManagementError(
                .invalidClientData,
                "A data item has an empty name, a name over \(longestName) characters or a value over \(longestValue). Shorten it."
            )
        }
    }
}

extension DataItem {
    /// Whether somebody answered, though a sealed answer is not shown.
    package var isAnswered: Bool { value != nil || isSealed }

    func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}
