package import PortableFoundation
import Logging
import PKICrypto
import PKIDirectory

/// What a request gets of its answers.
struct CollectedData {
    let items: [DataItem]
    let flags: DataCollectionFlags
    /// They keep the sealed answers, and belong into the commit of the request.
    let changes: [ManagementChange]
}

extension BoundManagement {
    /// The answers of a new request. Initiators answer for the user and as managers; who starts for themselves answers the subscriber's
    /// questions.
    /// - Throws: `.invalidClientData` naming the item.
    func collecting(
        _ answers: [DataItem],
        for workflow: Workflow,
        policy: WorkflowPolicy,
        request: UUID,
        target: UUID
    ) async throws -> CollectedData {
        let isManager = target != caller.principal.id || !caller.principal.tokenIdentifiers.isDisjoint(with: policy.initiators)
        let items = try DataCollection.joining(
            answers,
            to: policy.dataItems,
            by: isManager ? [.subscriber, .certificateManager] : [.subscriber]
        )
        try await checkCustom(items, policy.dataItems, workflow)
        let (kept, changes) = try await sealing(items, for: policy.dataItems, of: request)
        return CollectedData(items: kept, flags: DataCollection.flags(of: kept, for: policy.dataItems), changes: changes)
    }

    /// Puts an approver's answers into the request.
    /// - Returns: the changes that keep the sealed ones.
    func collecting(_ answers: [DataItem], atApprovalOf situation: inout Situation, isLast: Bool) async throws -> [ManagementChange] {
        let request = situation.request
        let questions = situation.contents.policies[request.workflow]?.dataItems ?? []
        let items = try DataCollection.approving(answers, items: request.dataItems, questions: questions, isLast: isLast)
        let given = items.filter { item in answers.contains { $0.isNamed(item.name) } }
        try await checkCustom(given, questions, request.workflow)
        let (kept, changes) = try await sealing(items, for: questions, of: request.id)
        situation.request.dataItems = kept
        situation.request.dataCollectionFlags.formUnion(DataCollection.flags(of: kept, for: questions))
        return changes
    }

    /// The answers of a request with the sealed ones opened, for those who distribute secrets; every look is recorded before it is granted.
    /// - Returns: nil when the request is absent or invisible.
    /// - Throws: `.accessDenied`.
    package func dataItemsWithSecrets(of id: UUID) async throws -> [DataItem]? {
        guard let situation = try await situation(of: id) else { return nil }
        try requireDistribution(in: situation, to: "see its sealed answers")
        let opened = try await opening(situation.request.dataItems.filter(\.isSealed), of: situation)
        return situation.request.dataItems.map { item in opened.first { $0.isNamed(item.name) } ?? item }
    }

    /// Sealed answers with their values. The look is in the history before they are given out.
    func opening(_ sealed: [DataItem], of situation: Situation) async throws -> [DataItem] {
        var items: [DataItem] = []
        let id = situation.request.id
        for item in sealed {
            guard let secret = try await reading({ try await store.secret(.dataItem, of: id, named: item.name.lowercased()) })
            else { continue }
            var octets: [UInt8]
            do { octets = try await service.secrets.open(secret) } catch {
                service.logger.error("answer cannot be opened", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
                throw ManagementError(
                    .unavailable,
                    "The sealed answer “\(item.name)” cannot be opened now. Ask the operator to run chancery doctor, and repeat the call.",
                    cause: error
                )
            }
            defer { octets.wipe() }
            var opened = item
            opened.value = String(decoding: octets, as: UTF8.self)
            items.append(opened)
        }
        guard !items.isEmpty else { return [] }
        let names = items.map(\.name).joined(separator: ", ")
        do {
            try await store.commit([
                event(.dataItemsShown, on: situation.request, from: situation.request.status, detail: String(names.prefix(1000)))
            ])
        } catch { throw failed(error) }
        return items
    }

    /// Refuses who may not distribute the secrets of a request. A secret proves that somebody else knows the target, so the target gets it from another
    /// person. Only one who may approve their own request may also hand it to oneself.
    func requireDistribution(in situation: Situation, to act: String) throws(ManagementError) {
        try require(.distribute, in: situation, to: act)
        guard caller.principal.id != situation.request.target.id || situation.permissions.contains(.approve) else {
            throw ManagementError(
                .accessDenied,
                "The secrets of your own request are given to you by somebody else. Ask an approver of this profile template."
            )
        }
    }

    private func checkCustom(_ items: [DataItem], _ questions: [DataCollectionItem], _ workflow: Workflow) async throws {
        for item in items where item.value != nil {
            guard let question = DataCollection.question(named: item.name, in: questions),
                case .custom(let name, _) = question.validation
            else { continue }
            guard let validator = service.validators[name] else {
                throw ManagementError(
                    .policyDisabled,
                    "The data item “\(question.name)” is checked by “\(name)”, which this program does not have. Change the profile template."
                )
            }
            if let fault = try await validator.fault(of: item, for: question, in: workflow) {
                throw ManagementError(.invalidClientData, "The data item “\(question.name)” is not accepted: \(fault)")
            }
        }
    }

    /// The items without the values that the policy keeps sealed, and the changes that keep those.
    private func sealing(_ items: [DataItem], for questions: [DataCollectionItem], of request: UUID) async throws
        -> (items: [DataItem], changes: [ManagementChange])
    {
        var kept = items
        var changes: [ManagementChange] = []
        for index in kept.indices {
            let item = kept[index]
            guard let value = item.value, DataCollection.question(named: item.name, in: questions)?.storage == .sealed else { continue }
            let name = item.name.lowercased()
            if let old = try await reading({ try await store.secret(.dataItem, of: request, named: name) }) {
                changes.append(.secretForgotten(old.id))
            }
            let secret = try await service.secrets.seal(
                Array(value.utf8),
                id: service.newID(),
                kind: .dataItem,
                subject: request,
                name: name
            )
            changes.append(.secretSealed(secret))
            kept[index].value = nil
            kept[index].isSealed = true
        }
        return (kept, changes)
    }
}
