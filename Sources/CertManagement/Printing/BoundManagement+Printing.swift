package import PortableFoundation
import PKIDirectory

/// A document with its variables filled in.
package struct PrintedDocument: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// The documents that a policy has for its requests. Source: "RequestOperations.GetClientDocuments Method".
extension BoundManagement {
    /// The names of a request's documents; nil when the request is absent or invisible.
    package func documents(of id: UUID) async throws -> [String]? {
        guard let situation = try await situation(of: id) else { return nil }
        return situation.contents.policies[situation.request.workflow]?.documents.map(\.name) ?? []
    }

    /// A document to print. Nil when the request is absent or invisible, or has no such document.
    ///
    /// Printing is recorded: a letter may be an envelope for secrets.
    package func print(_ name: String, of id: UUID) async throws -> PrintedDocument? {
        guard let situation = try await situation(of: id) else { return nil }
        try require(.distribute, in: situation, to: "print its documents")
        guard let document = situation.contents.policies[situation.request.workflow]?.documents.first(where: { $0.name == name }) else {
            return nil
        }
        let names = try await accountNames(of: [situation.request.target.id, situation.request.originator.id])
        let target = try await reading { try await service.directory.principal(id: situation.request.target.id) }
        var values = Self.variables(of: situation, target: target, names: names, printed: service.now())
        // A sealed answer is opened only for a text that has its place.
        let named = Set(DocumentVariables.named(in: document.template))
        let sealed = situation.request.dataItems.filter { $0.isSealed && named.contains("data." + $0.name) }
        for item in try await opening(sealed, of: situation) { values["data." + item.name] = item.value ?? "" }
        let text = DocumentVariables.filled(document.template, with: values)
        do {
            try await store.commit([event(.documentPrinted, on: situation.request, from: situation.request.status, detail: name)])
        } catch { throw failed(error) }
        return PrintedDocument(name: name, text: text)
    }

    private static func variables(of situation: Situation, target: Principal?, names: [UUID: String], printed: Date) -> [String: String] {
        let request = situation.request
        var values = [
            "request.id": request.id.uuidString.lowercased(),
            "request.operation": request.operation.rawValue,
            "request.status": request.status.name,
            "request.comment": request.comment,
            "request.submitted": request.submitted.formatted(.iso8601),
            "request.priority": String(request.priority),
            "profileTemplate.name": situation.contents.name,
            "originator.account": names[request.originator.id] ?? "",
            "target.account": names[request.target.id] ?? "",
            "target.name": target?.displayName ?? "",
            "target.mail": target?.mail ?? "",
            "printed": printed.formatted(.iso8601),
        ]
        for item in request.dataItems { values["data." + item.name] = item.value ?? "" }
        return values
    }
}
