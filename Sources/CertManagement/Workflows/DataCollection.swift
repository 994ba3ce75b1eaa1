/// Joins the questions of a policy with the answers.
package enum DataCollection {
    static let mostItems = 100
    static let longestName = 256
    static let longestValue = 4096

    /// The items of a new request: the policy's in its order, nil without an answer and a default; then answers to questions that the policy
    /// does not ask.
    ///
    /// Names are case-insensitive, and the last answer to a name counts. Answers without a question are kept for the record, as clients send them,
    /// but no certificate contains them.
    /// - Throws: `ManagementError.invalidClientData` when a required item of the subscriber is missing or a limit is exceeded.
    static func joining(_ answers: [DataItem], to questions: [DataCollectionItem]) throws(ManagementError) -> [DataItem] {
        try checkLimits(answers)
        var items: [DataItem] = []
        for question in questions {
            let value = answers.last { $0.name.lowercased() == question.name.lowercased() }?.value ?? question.defaultValue
            if value == nil, question.required, question.originator == .subscriber {
                throw ManagementError(
                    .invalidClientData,
                    "The data item “\(question.name)” is required by the policy and was not supplied. Supply it in datacollection."
                )
            }
            items.append(DataItem(name: question.name, value: value))
        }
        return merging(answers, into: items)
    }

    /// Items with the answers inserted: known names are replaced, unknown ones appended.
    static func merging(_ answers: [DataItem], into items: [DataItem]) -> [DataItem] {
        var result = items
        for answer in answers {
            if let index = result.firstIndex(where: { $0.name.lowercased() == answer.name.lowercased() }) {
                if answer.value != nil { result[index].value = answer.value }
            } else {
                result.append(answer)
            }
        }
        return result
    }

    /// Always 32, as in every published example; also 16 if there are subscriber items and all have answers.
    static func flags(of items: [DataItem], for questions: [DataCollectionItem]) -> DataCollectionFlags {
        let asked = questions.filter { $0.originator == .subscriber }.map { $0.name.lowercased() }
        let answered = Set(items.filter { $0.value != nil }.map { $0.name.lowercased() })
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
