/// Checks the answers of a request beyond the rule of their item.
package protocol DataItemValidator: Sendable {
    /// - Returns: why the answer is not acceptable, to be shown; nil when it is.
    func fault(of answer: DataItem, for item: DataCollectionItem, in workflow: Workflow) async throws -> String?
}

/// Accepts everything that the item's own rule accepts.
package struct AcceptingDataItemValidator: DataItemValidator {
    package init() {}
    package func fault(of answer: DataItem, for item: DataCollectionItem, in workflow: Workflow) -> String? { nil }
}
