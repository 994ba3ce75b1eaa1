import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import HTTPTypes
import PKIDirectory
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Every call by every role, on one's own and on others' objects")
struct RoleTests {
    @Test("every role may make exactly the calls of the table, in process", arguments: RoleRow.all)
    func inProcess(_ row: RoleRow) async throws {
        let people = try await RolePeople.make(for: row)
        for cell in people.cells(of: row) {
            let place = try await people.place(cell)
            var failure: (any Error)?
            do { try await row.inProcess(place) } catch { failure = error }
            #expect((failure == nil) == cell.isAllowed, "\(cell.role) on \(cell.isOwn ? "own" : "other"): \(String(describing: failure))")
            if let failure, !cell.isAllowed {
                #expect(Self.isRefusal(failure, row), "\(cell.role) on \(cell.isOwn ? "own" : "other"): \(failure)")
            }
        }
    }

    @Test("every role may make exactly the calls of the table, over HTTP", arguments: RoleRow.all)
    func overHTTP(_ row: RoleRow) async throws {
        let people = try await RolePeople.make(for: row)
        for cell in people.cells(of: row) {
            let target = people.target(cell)
            let text = RolePlaceText(
                account: target.account,
                request: try await people.fixture.authority.request(),
                chain: people.chain,
                envelope: target.envelope
            )
            let method = try #require(HTTPRequest.Method(rawValue: row.method))
            let body = row.body(text).map { Array($0.utf8) }
            let answer = try await people.fixture.call(method, row.path(target).path, as: cell.role.account, body: body)
            let said = String(decoding: answer.octets, as: UTF8.self)
            let what = "\(cell.role) on \(cell.isOwn ? "own" : "other"): \(answer.status.code) \(said)"
            // A denied submission is an answer, not an error.
            let isDenied = (try? answer.decoded(DispositionBody.self).dispositionWord) == "denied" && row.call == "submit"
            if cell.isAllowed {
                #expect((200..<300).contains(answer.status.code), "\(what)")
                #expect(!isDenied, "\(what)")
            } else if row.call == "submit" {
                #expect(isDenied, "\(what)")
            } else {
                #expect(answer.status == (row.hides ? .notFound : .forbidden), "\(what)")
            }
        }
    }

    private static func isRefusal(_ failure: any Error, _ row: RoleRow) -> Bool {
        if let failure = failure as? CAError { return failure.code == (row.hides ? .notFound : .accessDenied) }
        return (failure as? DirectoryError)?.code == .accessDenied
    }

    @Test("the table has every route of the API with each of its methods")
    func routes() {
        let listed = Set(RoleRow.all.map { "\($0.method) \($0.route.rawValue)" })
        // Certificate management has rights of its own: `ManagementRightTests`.
        let all = Set(
            APIRoute.allCases.filter { route in
                !route.rawValue.hasPrefix("/api/v1/management") || route.rawValue.hasPrefix("/api/v1/management/profile-templates")
            }.flatMap { route in
                route.methods.map { "\($0) \(route.rawValue)" }
            }
        )
        #expect(listed == all)
    }

    @Test(
        "the table has every call of the interfaces",
        arguments: [
            "Sources/CAMessages/CertificateAuthority.swift", "Sources/CAInterface/AuthorityAdministration.swift",
            "Sources/CAInterface/AuthoritySecurity.swift", "Sources/CAInterface/AuthoritySource.swift",
            "Sources/CAInterface/AuthorityLife.swift",
            "Sources/CAInterface/CertificateAdministration.swift", "Sources/CAInterface/AuthorityConfiguring.swift",
            "Sources/CAInterface/TemplateAdministration.swift",
            "Sources/CAInterface/Views/ViewQuery.swift", "Sources/PKIDirectory/DirectoryAdministration.swift",
            "Sources/PKIDirectory/DirectoryAdministration+Accounts.swift", "Sources/PKIDirectory/DirectoryAdministration+Groups.swift",
        ]
    )
    func calls(_ file: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
        // The way to an authority asks no right; the calls on it do.
        let listed = Set(RoleRow.all.map(\.call)).union(["authority"])
        for line in text.split(separator: "\n") where line.hasPrefix("    func ") || line.hasPrefix("    public func ") {
            let isProtocol = file.hasPrefix("Sources/CAInterface")
            if isProtocol, !line.hasPrefix("    func ") { continue }
            if !isProtocol, !line.hasPrefix("    public func ") { continue }
            let name = line.split(separator: "(")[0].split(separator: " ").last.map(String.init) ?? ""
            #expect(listed.contains(name), "\(name) of \(file)")
        }
    }
}

/// An authority with one person of each role, and the objects of a row.
struct RolePeople {
    struct Cell {
        let role: Role
        let isOwn: Bool
        let isAllowed: Bool
    }

    let fixture: FrontEndFixture
    private(set) var own: [Role: RoleTarget] = [:]
    private(set) var others: [Role: RoleTarget] = [:]
    private(set) var chain: [[UInt8]] = []

    static func make(for row: RoleRow) async throws -> RolePeople {
        var people = RolePeople(fixture: try await FrontEndFixture.make())
        await people.fixture.recordLog.step()
        let test = people.fixture.authority
        let administrator = try await test.bound(test.administrator)
        for (number, role) in Role.allCases.enumerated() { try await people.add(role, 1_400 + UInt32(number)) }
        try await people.addTeam()
        for role in Role.allCases {
            people.own[role] = try await people.object(row.object, of: try await people.principal(role.account))
            people.others[role] = try await people.object(row.object, of: test.bob)
        }
        // Asked again, policy holds a request of such a template again.
        if row.call == "resubmit" { try await test.changeTemplate("User") { $0.enrollmentFlags.remove(.pendAllRequests) } }
        if row.call == "withdrawAcceptance" {
            try await administrator.acceptRule(.init(rule: "ESC1", reason: "a trial"), ofTemplate: "OfflineRouter")
        }
        if row.call == "testExitReceiver" {
            let line = "siem CERTISSUED command:to-siem"
            try await administrator.setConfigurationEntry(node: "exit", entry: "Receivers", value: .texts([line]))
        }
        if ["installCertificate", "discardRenewal"].contains(row.call) {
            let caller = test.caller(test.administrator)
            let order = AuthorityOrder(name: RoleRow.partner, parent: .elsewhere, issues: true)
            let request = try #require(try await test.service.addAuthority(order, for: caller).request)
            people.chain = try await OutsideRoot.make(at: test.clock.now).certify(request, at: test.clock.now)
            if row.call == "discardRenewal" {
                let partner = try await test.bound(test.administrator, to: RoleRow.partner)
                _ = try await partner.installCertificate(AuthorityCertificates(certificates: people.chain))
                _ = try await partner.renew(RenewalOrder(newKey: true))
            }
        }
        if row.call == "retry" { try await people.fixture.outbox.commit([.mail(.queued(RoleRow.failedMail))]) }
        if row.call == "removeAgentGrant" { _ = try await administrator.grantAgent("bob", template: "User", subjects: "Team") }
        var access = try await administrator.security().value
        let (petra, rita) = (try await people.principal("petra"), try await people.principal("rita"))
        access.rights.entries.append(.init(trustee: petra.sid, rights: .operate))
        access.rights.entries.append(.init(trustee: rita.sid, rights: .enroll, isDeny: true))
        _ = try await administrator.setSecurity(access, expecting: nil)
        return people
    }

    private init(fixture: FrontEndFixture) { self.fixture = fixture }

    func cells(of row: RoleRow) -> [Cell] {
        Role.allCases.flatMap { role in
            let others = Cell(role: role, isOwn: false, isAllowed: row.others.contains(role.rawValue))
            let own = Cell(role: role, isOwn: true, isAllowed: row.own.contains(role.rawValue))
            return row.object == .nothing ? [others] : [others, own]
        }
    }

    func target(_ cell: Cell) -> RoleTarget { (cell.isOwn ? own : others)[cell.role] ?? RoleTarget(account: "bob") }

    func place(_ cell: Cell) async throws -> RolePlace {
        let test = fixture.authority
        let caller = test.caller(try await principal(cell.role.account))
        let clock = test.clock
        let signIn = SignIn(directory: test.directory, clock: { clock.now }, hashing: Self.hashing, uptime: { clock.uptime })
        return RolePlace(
            bound: try await test.service.authority(named: FrontEndFixture.ca, for: caller),
            authorities: test.service,
            accounts: DirectoryAdministration(directory: test.directory, signIn: signIn, clock: { clock.now }),
            management: fixture.management.service.management(for: caller),
            mail: fixture.mail,
            record: fixture.record,
            caller: caller,
            target: target(cell),
            request: try await test.request(),
            chain: chain
        )
    }

    private static let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)

    func principal(_ name: String) async throws -> Principal {
        try #require(try await fixture.authority.directory.principal(named: name))
    }

    private func add(_ role: Role, _ relativeID: UInt32) async throws {
        let test = fixture.authority
        var groups: [WellKnownAccount] = [.users]
        switch role {
        case .administrator: groups.append(.authorityAdministrators)
        case .officer: groups.append(.certificateManagers)
        case .auditor: groups.append(.auditors)
        case .backupOperator, .reader, .enrollee: break
        }
        let principal = Principal(
            id: UUID(),
            kind: .user,
            name: role.account,
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: relativeID),
            commonName: role.account,
            displayName: role.account,
            mail: "\(role.account)@example.test",
            userPrincipalName: "\(role.account)@example.test",
            distinguishedName: .of([
                (OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.commonName, "Users"), (OID.commonName, role.account),
            ]),
            groups: Set(groups.map { $0.sid(in: TestAuthority.domain) })
        )
        let password = try Self.hashing.record(
            of: Array("\(role.account)-secret".utf8),
            randomBytes: PasswordHashing.systemRandomBytes
        )
        try await test.directory.commit(
            [.added(principal), .passwordSet(principal: principal.id, password)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: test.clock.now
        )
    }

    private func addTeam() async throws {
        let test = fixture.authority
        let team = Principal(
            id: UUID(),
            kind: .group,
            name: "Team",
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: 1_450),
            commonName: "Team",
            displayName: "Team",
            distinguishedName: .of([(OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.commonName, "Team")])
        )
        try await test.directory.commit([.added(team)], as: .groupCreated, by: .service(.firstStart), when: test.clock.now)
    }

    /// A request of this person in the state that the row wants.
    private func object(_ object: RoleObject, of owner: Principal) async throws -> RoleTarget {
        let test = fixture.authority
        var target = RoleTarget(account: owner.name)
        guard [.pending, .denied, .issued, .held, .archived].contains(object) else { return target }
        let isPending = object == .pending || object == .denied
        try await test.changeTemplate("User") { template in
            if isPending {
                template.enrollmentFlags.insert(.pendAllRequests)
            } else {
                template.enrollmentFlags.remove(.pendAllRequests)
            }
        }
        let key = try PrivateKey(generating: .p256)
        let disposition: Disposition
        if object == .archived {
            let archived = try await ArchivedRequest.make(on: test)
            let envelope = try await archived.envelope(try ArchivedRequest.blob(key))
            target.envelope = envelope
            disposition = try await test.bound(owner).submit(try await archived.submission(key: key, envelope: envelope))
            try await archived.agree(on: disposition.requestID)
        } else {
            disposition = try await test.bound(owner).submit(test.submission(try await test.request(key: key), template: "User"))
        }
        target.id = disposition.requestID
        if let certificate = disposition.certificate { target.serial = try Certificate(derEncoded: certificate).serialHex }
        let administrator = try await test.bound(test.administrator)
        if object == .denied { _ = try await administrator.deny(target.id) }
        if object == .held { _ = try await administrator.revoke(serial: target.serial, reason: .certificateHold) }
        return target
    }
}
