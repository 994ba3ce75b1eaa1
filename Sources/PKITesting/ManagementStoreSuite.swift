package import CertManagement
import PortableFoundation
import PKIDirectory

/// The promises of `ManagementStore`, each a check that any implementation must pass on an empty store. Run by the tests of every backend.
package struct ManagementStoreSuite: Sendable, CustomStringConvertible {
    /// A promise was not kept.
    package struct BrokenError: Error, CustomStringConvertible {
        package let description: String
    }

    package let description: String
    /// Throws `BrokenError`, or the store's own error.
    package let check: @Sendable (any ManagementStore) async throws -> Void

    package static let promises: [ManagementStoreSuite] = [
        .init(description: "versions of a profile template stay, the newest is listed", check: templateVersions),
        .init(description: "two profile templates cannot have one name", check: templateNames),
        .init(description: "an outdated change is refused and stores nothing", check: outdated),
        .init(description: "a change-set is stored whole or not at all", check: wholeOrNothing),
        .init(description: "requests come in pages in the order of submission, filtered by target and status", check: listing),
        .init(description: "an attempt has its key once and keeps its bytes", check: attempts),
        .init(description: "the first certificate of a request and option stays", check: certificates),
        .init(description: "profiles come in pages, of one user, profile template or state", check: profiles),
        .init(description: "a chip waits for one request, and its cards come in pages", check: smartcards),
        .init(description: "a secret is there once, and can be erased", check: secrets),
        .init(description: "the standing of a certificate can be changed where it is", check: standing),
        .init(description: "history comes in the order it happened", check: history),
        .init(description: "absent objects are nil or empty", check: absent),
        .init(description: "of many simultaneous changes of one request, one is stored", check: contention),
    ]

    static func require(_ holds: Bool, _ what: String) throws { if !holds { throw BrokenError(description: what) } }

    static func requireMoved(_ what: String, _ commit: () async throws -> Void) async throws {
        do { try await commit() } catch ManagementCommitError.moved { return }
        throw BrokenError(description: "\(what) was stored")
    }

    // MARK: Samples

    static let time = Date(timeIntervalSince1970: 1_795_219_200.25)
    static let domain: (UInt32, UInt32, UInt32) = (1, 2, 3)

    static func template(_ name: String = "One") -> ProfileTemplate {
        var template = SampleProfileTemplate.make(domain: domain)
        template.name = name
        return ProfileTemplate(
            id: UUID(),
            name: name,
            description: template.description,
            certificates: template.certificates,
            policies: template.policies,
            access: template.access
        )
    }

    static func request(_ template: ProfileTemplate, target: UUID = UUID(), approvals: Int = 0) -> ManagementRequest {
        let party = ManagementRequest.Party(id: target, sid: .account(domain: domain, relativeID: 1200))
        return ManagementRequest(
            id: UUID(),
            workflow: .enroll,
            machine: WorkflowMachine(approvalsNeeded: approvals),
            flags: [],
            dataItems: [DataItem(name: "Cost centre", value: nil), DataItem(name: "Town", value: "Split")],
            dataCollectionFlags: [.certificateManagerProvided],
            originator: party,
            target: party,
            submitted: time,
            priority: 10,
            comment: "“é”\n",
            profileTemplate: template.id,
            profileTemplateVersion: template.version
        )
    }

    static func event(_ request: ManagementRequest, _ kind: HistoryEvent.Kind) -> HistoryEvent {
        HistoryEvent(
            id: UUID(),
            request: request.id,
            when: time,
            kind: kind,
            actor: request.originator.id,
            actorName: "LAB\\ana",
            from: .none,
            to: request.status,
            comment: "c",
            detail: "d",
            correlationID: UUID()
        )
    }

    static func happened(_ event: HistoryEvent) -> ManagementChange { .happened(event, audit: event.audited(by: .service(.firstStart))) }

    static func saved(_ template: ProfileTemplate) throws -> ManagementChange {
        .profileTemplateSaved(template, audit: try template.audited(by: .service(.firstStart), when: time))
    }
}
