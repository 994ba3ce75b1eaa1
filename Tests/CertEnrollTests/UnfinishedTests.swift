import CAInterface
import CertEnroll
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Enrollments that were interrupted")
struct UnfinishedTests {
    /// A new object over the fixture's store, like that of the same program when it runs again.
    private func enrollment(_ fixture: EnrollmentFixture, _ server: WatchedServer, template: String = "User") async throws -> X509Enrollment
    {
        let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server)
        try await enrollment.initializeFromTemplateName(.user, templateName: template)
        return enrollment
    }

    private func rows(_ fixture: EnrollmentFixture) async throws -> Int {
        try await fixture.authority.bound(fixture.caller).requests(RecordQuery()).count
    }

    @Test("the submission key, the CA and the attributes are on disk before the request is sent")
    func keyFirst() async throws {
        try await EnrollmentFixture.with { fixture in
            let directory = fixture.directory
            let server = WatchedServer(fixture) { submission in
                let pending = try EnrollmentStore(directory: directory).requests()
                #expect(pending.map(\.submissionKey) == [submission.submissionKey])
                #expect(pending.first?.request == submission.bytes && pending.first?.attributes == "color:blue")
                #expect(pending.first?.enrollmentAddress == "localhost\\\(TestAuthority.issuingName)")
            }
            let enrollment = try await enrollment(fixture, server)
            try enrollment.nameValuePairs.add("color", "blue")
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled && server.submissions.count == 1)
            #expect(server.submissions.first?.submissionKey?.count == 36)
        }
    }

    @Test("the same enrollment run again collects the first certificate, whether request or answer was lost", arguments: [true, false])
    func again(_ arrived: Bool) async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture, fates: [arrived ? .answerLost : .requestLost])
            let first = try await enrollment(fixture, server)
            #expect(await failure { try await first.enroll() } == .rpcServerUnavailable)
            #expect(first.status.status == .enrollError && first.status.error == .rpcServerUnavailable)
            let second = try await enrollment(fixture, server)
            try await second.enroll()
            #expect(second.status.status == .enrolled)
            #expect(Set(server.submissions.map(\.submissionKey)).count == 1 && Set(server.submissions.map(\.bytes)).count == 1)
            #expect(try await rows(fixture) == 1)
            let store = try fixture.store()
            let left = (try store.requests().count, try store.certificates().count)
            #expect(left == (0, 1))
            // A finished enrollment is not taken up again.
            let third = try await enrollment(fixture, server)
            try await third.enroll()
            #expect(try await rows(fixture) == 2)
        }
    }

    @Test("the same object tried again sends the same request under the same key")
    func retried() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture, fates: [.answerLost])
            let enrollment = try await enrollment(fixture, server)
            #expect(await failure { try await enrollment.enroll() } == .rpcServerUnavailable)
            try await enrollment.enroll()
            #expect(enrollment.status.status == .enrolled)
            #expect(try await rows(fixture) == 1)
        }
    }

    @Test("another purpose is another request: kind of key, subject, template, account")
    func otherPurpose() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture, fates: [.requestLost, .requestLost, .requestLost, .requestLost])
            for change in 0..<4 {
                let enrollment = try await enrollment(fixture, server, template: change == 3 ? "ClientAuth" : "User")
                if change == 1 { try enrollment.innermostRequest.keySpecification = .p384 }
                if change == 2 { try enrollment.innermostRequest.subject = .of([(OID.commonName, "other")]) }
                #expect(await failure { try await enrollment.enroll() } == .rpcServerUnavailable)
            }
            let bob = EnrollmentFixture(authority: fixture.authority, directory: fixture.directory, caller: fixture.authority.bob)
            let theirs = WatchedServer(bob, fates: [.requestLost])
            let enrollment = try await enrollment(bob, theirs)
            #expect(await failure { try await enrollment.enroll() } == .rpcServerUnavailable)
            #expect(Set((server.submissions + theirs.submissions).map(\.submissionKey)).count == 5)
        }
    }

    @Test("a request on which somebody works is not taken up by another")
    func atWork() async throws {
        try await EnrollmentFixture.with { fixture in
            let first = try await enrollment(fixture, WatchedServer(fixture))
            first.holdsRequestUntilCollected = true
            try await first.enroll()
            let second = try await enrollment(fixture, WatchedServer(fixture))
            try await second.enroll()
            #expect(second.requestID != first.requestID)
            #expect(try await rows(fixture) == 2)
        }
    }

    @Test("a held request stays until it is collected, and can be collected again until then")
    func held() async throws {
        try await EnrollmentFixture.with { fixture in
            do {
                let first = try await enrollment(fixture, WatchedServer(fixture))
                first.holdsRequestUntilCollected = true
                try await first.enroll()
                #expect(first.status.status == .enrolled)
            }
            let second = try await enrollment(fixture, WatchedServer(fixture))
            second.holdsRequestUntilCollected = true
            try await second.enroll()
            #expect(second.status.status == .enrolled)
            #expect(try await rows(fixture) == 1)
            #expect(try fixture.store().requests().count == 1)
            try second.collected()
            #expect(try fixture.store().requests().isEmpty)
            let files = try runTool(["find", fixture.directory + "/requests", "-type", "f"]).text
            #expect(files.isEmpty)
        }
    }

    @Test("a request that waits for an officer is asked for again, and installed once it is issued")
    func pending() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let first = try await enrollment(fixture, WatchedServer(fixture))
            try await first.enroll()
            let second = try await enrollment(fixture, WatchedServer(fixture))
            try await second.enroll()
            #expect(second.status.status == .enrollPended && second.requestID == first.requestID)
            _ = try await fixture.authority.bound(fixture.authority.officer).approve(RequestID(first.requestID))
            let third = try await enrollment(fixture, WatchedServer(fixture))
            try await third.enroll()
            #expect(third.status.status == .enrolled && third.requestID == first.requestID)
        }
    }

    @Test(
        "a request is free again although a child of the process still has a copy of the lock's descriptor",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "the test finds the descriptor in /proc")
    )
    func copiedLock() async throws {
        try await EnrollmentFixture.with { fixture in
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            let first = try await enrollment(
                fixture,
                WatchedServer(fixture) { _ in
                    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
                        if let target, target.hasPrefix(fixture.directory), target.hasSuffix(".lock"), let number = Int32(name) {
                            _ = dup(number)
                        }
                    }
                }
            )
            try await first.enroll()
            let second = try await enrollment(fixture, WatchedServer(fixture))
            try await second.enroll()
            #expect(second.requestID == first.requestID)
        }
    }

    @Test("a refused request stays for an officer, and the same enrollment run again makes another")
    func refused() async throws {
        try await EnrollmentFixture.with { fixture in
            for round in 1...2 {
                let enrollment = try await enrollment(fixture, WatchedServer(fixture), template: "WebServer")
                try await enrollment.enroll()
                #expect(enrollment.status.status == .enrollDenied)
                #expect(try await rows(fixture) == round)
            }
            #expect(try fixture.store().requests().map(\.submissionKey) == [nil, nil])
        }
    }

    @Test("resumesUnfinished switched off makes another request each time")
    func switchedOff() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = WatchedServer(fixture, fates: [.answerLost])
            for _ in 0..<2 {
                let enrollment = try await enrollment(fixture, server)
                enrollment.resumesUnfinished = false
                try? await enrollment.enroll()
            }
            #expect(try await rows(fixture) == 2)
        }
    }
}
