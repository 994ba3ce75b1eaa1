import Foundation
import PKIDirectory
import PKIFormats

/// Fills an empty directory with the well-known accounts, the administrator and this host's machine principal. Every step first checks what
/// exists, so that the next start completes a killed first start and leaves a complete one unchanged.
struct FirstStartDirectory {
    let directory: any DirectoryStore
    let settings: Settings
    let clock: @Sendable () -> Date

    func complete() async throws {
        let domain = try await directory.domainIdentifier()
        // Groups come first, because accounts name the groups they belong to.
        for account in WellKnownAccount.all.filter({ $0.kind == .group }) + WellKnownAccount.all.filter({ $0.kind != .group }) {
            let sid = account.sid(in: domain)
            guard try await directory.principal(sid: sid) == nil else { continue }
            var principal = Principal(
                id: UUID(),
                kind: account.kind,
                name: account.name,
                domain: settings.domainName,
                sid: sid,
                commonName: account.name,
                displayName: account.name,
                distinguishedName: distinguishedName(account.name, in: "Users")
            )
            if account == .administrator {
                principal.displayName = "Administrator"
                principal.mail = "admin@" + settings.domainSuffix
                principal.userPrincipalName = "admin@" + settings.domainSuffix
                principal.groups = Set(
                    [WellKnownAccount.users, .certificateManagers, .authorityAdministrators, .auditors].map { $0.sid(in: domain) }
                )
            }
            try await directory.commit(
                [.added(principal)],
                as: account.kind == .group ? .groupCreated : .accountCreated,
                by: .service(.firstStart),
                when: clock()
            )
        }
        try await addMachine(domain)
        try await setAdministratorPassword()
    }

    private func addMachine(_ domain: (UInt32, UInt32, UInt32)) async throws {
        guard try await directory.principals(kind: .machine, page: DirectoryPage(limit: 1)).isEmpty else { return }
        let dns = settings.machineDNSName
        let host = String(dns.split(separator: ".").first ?? "server")
        let machine = Principal(
            id: UUID(),
            kind: .machine,
            name: host.uppercased() + "$",
            domain: settings.domainName,
            sid: .account(domain: domain, relativeID: try await directory.nextRelativeID()),
            commonName: host,
            displayName: dns,
            dnsHostName: dns,
            distinguishedName: distinguishedName(host, in: "Computers"),
            groups: [WellKnownAccount.machines.sid(in: domain)]
        )
        try await directory.commit([.added(machine)], as: .accountCreated, by: .service(.firstStart), when: clock())
    }

    private func setAdministratorPassword() async throws {
        let sid = WellKnownAccount.administrator.sid(in: try await directory.domainIdentifier())
        guard let admin = try await directory.principal(sid: sid), try await directory.passwordRecord(of: admin.id) == nil else { return }
        // The file comes first: after a kill between the two steps, the next start finds the password again and sets the same one.
        let path = AdministratorCredentials.path(in: settings.dataDirectory)
        let credentials: AdministratorCredentials
        if FileManager.default.fileExists(atPath: path) {
            credentials = try AdministratorCredentials.read(from: path)
        } else {
            credentials = AdministratorCredentials(username: "admin", password: Self.randomPassword())
            try credentials.write(to: settings.dataDirectory)
        }
        let password = try PasswordHashing.record(for: Array(credentials.password.utf8))
        try await directory.commit(
            [.passwordSet(principal: admin.id, password)],
            as: .passwordSet,
            by: .service(.firstStart),
            when: clock()
        )
    }

    private func distinguishedName(_ name: String, in container: String) -> DistinguishedName {
        let components = settings.domainSuffix.split(separator: ".").reversed().map { (OID.domainComponent, String($0)) }
        return .of(components + [(OID.commonName, container), (OID.commonName, name)])
    }

    /// 24 characters from an alphabet of 32 without look-alikes: 120 bits.
    private static func randomPassword() -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<24).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }
}
