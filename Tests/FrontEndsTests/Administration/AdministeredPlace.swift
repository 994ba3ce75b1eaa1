import CAInterface
import CertCli
import Foundation
import FrontEnds
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

/// A complete authority, and how `CertAdmin` and `CertView` reach it.
struct AdministeredPlace: Sendable {
    /// The two ways that every test of these classes runs.
    enum Way: String, Sendable, CaseIterable, CustomTestStringConvertible {
        case inProcess
        /// Over HTTPS on this machine, through the front ends that the server has.
        case loopback

        var testDescription: String { rawValue }
    }

    let test: TestAuthority
    let config: String
    private let connector: @Sendable (Principal) -> any AuthorityConnector

    /// Runs `body` at an authority that is reached this way.
    static func with(_ way: Way, _ body: @Sendable (AdministeredPlace) async throws -> Void) async throws {
        switch way {
        case .inProcess:
            let test = try await TestAuthority.make()
            try await body(
                AdministeredPlace(test: test, config: "localhost\\\(TestAuthority.issuingName)") {
                    InProcessConnector(authorities: test.service, caller: test.caller($0))
                }
            )
        case .loopback:
            try await RunningFrontEnds.with { running in
                let text = try String(contentsOfFile: "\(running.directory)/root.pem", encoding: .utf8)
                let root = try #require(try PEMDocument.parse(text).first).bytes
                try await body(
                    AdministeredPlace(
                        test: running.fixture.authority,
                        config: "localhost:\(running.ports.https)\\\(TestAuthority.issuingName)"
                    ) {
                        RemoteConnector(credential: .password($0.name, "\($0.name)-secret"), trust: .anchors([root]))
                    }
                )
            }
        }
    }

    private init(test: TestAuthority, config: String, _ connector: @escaping @Sendable (Principal) -> any AuthorityConnector) {
        self.test = test
        self.config = config
        self.connector = connector
    }

    /// - Parameter principal: the administrator, who has every role, when nil.
    func admin(as principal: Principal? = nil) -> CertAdmin { CertAdmin(connector: connector(principal ?? test.administrator)) }

    /// - Parameter principal: the auditor when nil.
    func view(as principal: Principal? = nil) -> CertView { CertView(connector: connector(principal ?? test.auditor)) }

    func request() -> CertRequest { CertRequest(connector: connector(test.administrator)) }

    /// The serial number of a new certificate.
    func issued() async throws -> String {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate)).serialHex
    }

    /// The number of a request that waits for an officer.
    func held() async throws -> Int {
        try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent")).requestID.rawValue
    }
}

/// The status of a call that must be refused.
func refusalStatus(_ body: () async throws -> Void) async -> HRESULT? {
    do {
        try await body()
        Issue.record("the call was not refused")
    } catch let error as CAError {
        return error.status
    } catch {
        Issue.record(error)
    }
    return nil
}
