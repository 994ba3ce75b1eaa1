import CAInterface
import CertCli
import CertManagement
import Foundation
import FrontEnds
import PKIFormats
import PKITesting
import Testing
import WireProtocols

/// Every call of the client once, over TLS on this machine.
@Suite("Certificate management by the client, over a running server")
struct RemoteManagementTests {
    /// The client as this account.
    private func client(_ running: RunningFrontEnds, _ name: String) async throws -> RemoteManagement {
        let text = try String(contentsOfFile: "\(running.directory)/root.pem", encoding: .utf8)
        let root = try #require(try PEMDocument.parse(text).first).bytes
        let config = ConfigString(host: "localhost", port: running.ports.https, authority: TestAuthority.issuingName)
        return try await RemoteAdministration(config, credential: .password(name, "\(name)-secret"), trust: .anchors([root])).management
    }

    @Test("requests are started, found, shown, prioritized and approved; others denied, canceled, abandoned")
    func requests() async throws {
        try await RunningFrontEnds.with { running in
            try await running.fixture.management.changePolicy { $0.approvalsNeeded = 1 }
            let (bob, officer) = (try await client(running, "bob"), try await client(running, "officer"))
            let template = SampleProfileTemplate.id.uuidString
            let made = try await bob.start(ManagementStartBody(operation: "enroll", profileTemplate: template))
            let id = try #require(UUID(uuidString: made.id))
            var filter = RemoteManagement.RequestFilter()
            filter.status = "Pending"
            #expect(try await officer.requests(filter).items.map(\.id) == [made.id])
            #expect(try await officer.request(id).access?.isEmpty == false)
            #expect(try await officer.setPriority(of: id, to: 3, expecting: 1).priority == 3)
            await #expect(throws: CAError.self) { try await officer.approve(id, expecting: 1) }
            #expect(try await officer.approve(id, .init(comment: "fine"), expecting: 2).status == "Approved")
            #expect(try await bob.history(of: id).map(\.kind) == ["initiated", "priorityChanged", "approved"])
            #expect(try await bob.complete(id).status == "Completed")
            let bulk = try await officer.start(
                ManagementBulkStartBody(operation: "enroll", profileTemplate: template, targets: ["alice", "bob", "EXAMPLE\\alice"])
            )
            let ids = bulk.compactMap { $0.request.flatMap { UUID(uuidString: $0.id) } }
            #expect(ids.count == 3)
            let alone = try await client(running, "admin")
            #expect(try await alone.deny(ids[0], comment: "no").status == "Denied")
            #expect(try await alone.cancel(ids[1]).status == "Canceled")
            #expect(
                try await alone.abandon(
                    try #require(
                        UUID(
                            uuidString: try await bob.start(
                                ManagementStartBody(operation: "enroll", profileTemplate: template)
                            ).id
                        )
                    )
                ).status == "Canceled"
            )
        }
    }

    @Test("passwords, documents, people, their objects, reports and reasons are read")
    func rest() async throws {
        try await RunningFrontEnds.with { running in
            try await running.fixture.management.changePolicy {
                $0.oneTimePasswords = OneTimePasswordPolicy()
                $0.documents = [PolicyDocument(name: "Letter", template: "For {{target.account}}")]
            }
            let (bob, auditor) = (try await client(running, "bob"), try await client(running, "auditor"))
            let template = SampleProfileTemplate.id.uuidString
            let made = try await bob.start(ManagementStartBody(operation: "enroll", profileTemplate: template))
            let id = try #require(UUID(uuidString: made.id))
            let passwords = try await client(running, "officer").distributePasswords(of: id).passwords.compactMap(\.password)
            #expect(try await bob.redeem(passwords, of: id).id == made.id)
            #expect(try await client(running, "officer").dataItems(of: id) == [])
            #expect(try await bob.documents(of: id) == ["Letter"])
            #expect(try await bob.print("Letter", of: id).text == "For EXAMPLE\\bob")
            let user = try #require(try await auditor.users(matching: "bob").items.first)
            let userID = try #require(UUID(uuidString: user.id))
            #expect(try await auditor.profiles(of: userID).items.isEmpty)
            #expect(try await auditor.smartcards(of: userID).items.isEmpty)
            #expect(try await auditor.certificates(of: userID).items.isEmpty)
            let csv = String(decoding: try await auditor.report(.requests, csv: true, [("user", "bob")]), as: UTF8.self)
            #expect(csv.split(separator: "\r\n").count == 2)
            #expect(
                try await bob.preview(ManagementStartBody(operation: "enroll", profileTemplate: template)).map(\.subject) == ["profile"]
            )
            #expect(try await bob.why("enroll", profileTemplate: template).allowed)
        }
    }
}
