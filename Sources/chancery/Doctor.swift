import CACore
import CAInterface
import CertCli
import CertManagement
import CertificateTemplates
import Foundation
import PKIFormats
import Store
import SystemFiles

/// Searches a data directory for anything unsafe or about to break.
struct Doctor {
    /// One thing an operator should know.
    struct Finding: Codable, Equatable {
        /// `broken`: does not work now; `soon`: will break; `risk`: works and is unsafe; `note`: deliberate, and worth remembering.
        enum Severity: String, Codable { case broken, soon, risk, note }
        let severity: Severity
        let subject: String
        let what: String
        let remedy: String
    }

    let dataDirectory: String
    let now: Date

    func examine() async throws -> [Finding] {
        try DirectoryPermission.require(to: dataDirectory + "/chancery.sqlite", of: dataDirectory)
        let location = try StoreLocation.read(from: dataDirectory)
        guard location != nil || FileManager.default.fileExists(atPath: dataDirectory + "/chancery.sqlite") else {
            throw CommandError(
                "\(dataDirectory) is not a data directory: it has no chancery.sqlite. Give the right one with --data, or run `chancery serve`."
            )
        }
        var findings = files() + passphrases()
        do {
            if let location { findings += try await database(location) }
            let store =
                if let location {
                    try await StoreInspection.read(location, now: now)
                } else {
                    try await StoreInspection.read(path: dataDirectory + "/chancery.sqlite", now: now)
                }
            if store.integrity != "ok" {
                findings.append(
                    Finding(
                        severity: .broken,
                        subject: "database",
                        what: "SQLite reports damage: \(store.integrity).",
                        remedy: "Restore the newest backup."
                    )
                )
            }
            findings += missingKeys(of: store.authorities)
            findings += missingExchangeKeys(of: store)
            findings += statusSigners(of: store)
            findings += tokenKeys(of: store)
            findings += missingSecretKeys(of: store)
            findings += store.authorities.filter { store.withoutAdministrator.contains($0.number) }.map(withoutAdministrator)
            for authority in store.authorities {
                findings += revocation(of: authority, store)
                findings += examine(authority, store.revocationLists)
            }
            let listener = Endpoints.read(from: dataDirectory)?.http
            for address in Set(store.authorities.map(\.publicAddress)).sorted() {
                findings += Self.publicAddress(address, listener: listener).map { [$0] } ?? []
            }
            for template in store.templates { findings += examine(template) }
            findings += store.acceptances.map(examine)
            findings += uselessPublications(store)
            for authority in store.authorities { findings += modules(of: authority) }
            findings += mail(store)
            findings += await record()
        } catch {
            findings.append(
                Finding(
                    severity: .broken,
                    subject: "database",
                    what: "It cannot be read: \(error).",
                    remedy: location == nil
                        ? "Check its permissions, or restore a backup."
                        : "Check the database server and the way to it. If the schema is at fault, the text says which command mends it."
                )
            )
        }
        return findings + serverCertificate() + listeners() + (await runningServer())
    }

    private func files() -> [Finding] {
        var findings = Restoration.leftovers(of: dataDirectory).map { path in
            Finding(
                severity: .risk,
                subject: path,
                what: "An interrupted `chancery restore` left it. It contains copies of the sealed keys.",
                remedy: "Unless a restore is running: rm -r -- \(ShellText.quoted(path))"
            )
        }
        if mode(dataDirectory) & 0o077 != 0 {
            findings.append(
                Finding(
                    severity: .risk,
                    subject: dataDirectory,
                    what: "Others can read it.",
                    remedy: "chmod 700 \(ShellText.word(dataDirectory))"
                )
            )
        }
        for file in ["/admin-credentials", "/tls.json", "/" + StoreLocation.name, StoredPassphrases.keysFile, StoredPassphrases.rootFile]
        where exists(file) && mode(dataDirectory + file) & 0o077 != 0 {
            findings.append(
                Finding(
                    severity: .risk,
                    subject: dataDirectory + file,
                    what: "Others can read it.",
                    remedy: "chmod 600 \(ShellText.word(dataDirectory + file))"
                )
            )
        }
        // A first start keeps a passphrase for a root that may never be made.
        let hasRoot = (try? StoredPassphrases(dataDirectory: dataDirectory).hasKeys(underThatOf: StoredPassphrases.rootFile)) ?? true
        for file in [StoredPassphrases.keysFile] + (hasRoot ? [StoredPassphrases.rootFile] : []) where exists(file) {
            findings.append(
                Finding(
                    severity: .risk,
                    subject: dataDirectory + file,
                    what: "The passphrase is in the same directory as the keys it seals: whoever copies the directory has both.",
                    remedy:
                        "Keep it elsewhere and start with --passphrase-file and --root-passphrase-file; keep the root's off this machine."
                )
            )
        }
        if exists("/admin-credentials") {
            findings.append(
                Finding(
                    severity: .note,
                    subject: dataDirectory + "/admin-credentials",
                    what: "The first administrator's password is in this file.",
                    remedy: "Add a person of your own to CA Administrators, change this password, then remove the file."
                )
            )
        }
        return findings
    }

    /// Whether the kept passphrases still open the keys: a start with one that does not fails, perhaps long after it was changed.
    private func passphrases() -> [Finding] {
        let keys = SealedKeyFiles(dataDirectory: dataDirectory)
        guard let files = try? keys.files() else { return [] }
        var findings: [Finding] = []
        for (kept, option, effect) in [
            (StoredPassphrases.keysFile, "--passphrase-file", "`chancery serve` refuses to start"),
            (StoredPassphrases.rootFile, "--root-passphrase-file", "the root signs neither certificates nor revocation lists"),
        ] where exists(kept) {
            let sealed = files.filter { StoredPassphrases.isSealed($0, underThatOf: kept) }
            let passphrase = try? Passphrase.read(file: dataDirectory + kept, descriptor: nil, ask: false)
            let closed = passphrase.map { passphrase in sealed.filter { (try? keys.opens($0, passphrase)) != true } } ?? sealed
            guard !closed.isEmpty else { continue }
            findings.append(
                Finding(
                    severity: .broken,
                    subject: dataDirectory + kept,
                    what: passphrase == nil
                        ? "The file is empty or cannot be read, so \(effect)."
                        : "This passphrase does not open \(closed.joined(separator: ", ")), so \(effect).",
                    remedy:
                        "Put back the passphrase that seals these keys, or the keys from a backup. To see whether a passphrase opens them: chancery key list \(option) FILE \(dataOption)"
                )
            )
        }
        return findings
    }

    private func missingKeys(of authorities: [StoredAuthority]) -> [Finding] {
        let keys = SealedKeyFiles(dataDirectory: dataDirectory)
        return keys.missing(of: authorities).map { missing in
            Finding(
                severity: .broken,
                subject: missing.authority.name,
                what:
                    "The sealed file of its key is missing: \(keys.path(of: missing.name + ".p8")). Without that file the CA signs neither certificates nor revocation lists.",
                remedy: "Put that file back from a backup. A running server opens it within a minute; otherwise start the server."
            )
        }
    }

    private func missingExchangeKeys(of store: StoreInspection) -> [Finding] {
        let keys = SealedKeyFiles(dataDirectory: dataDirectory)
        return store.authorities.flatMap { authority in
            keys.missing(of: (store.exchangeCertificates[authority.number] ?? []).map(\.reference)).map { name in
                Finding(
                    severity: .soon,
                    subject: authority.name,
                    what:
                        "The sealed file of an exchange key is missing: \(keys.path(of: name + ".p8")). After the next start, nobody opens what was encrypted to it.",
                    remedy:
                        "Put that file back from a backup. Without it, requesters encrypt again to the new exchange certificate, which the server makes by itself."
                )
            }
        }
    }

    /// A missing key of a signer is made again by the server; a signer near its end whose authority's key is away needs a person.
    private func statusSigners(of store: StoreInspection) -> [Finding] {
        let keys = SealedKeyFiles(dataDirectory: dataDirectory)
        return store.statusSigners.sorted { $0.key.description < $1.key.description }.flatMap { key, found in
            let name = store.authorities.first { $0.number == key.authority }?.name ?? key.description
            var findings = keys.missing(of: [found.signer.reference]).map { file in
                Finding(
                    severity: .soon,
                    subject: name,
                    what: "The sealed file of its OCSP signer is missing: \(keys.path(of: file + ".p8")).",
                    remedy: "Nothing is lost: the server makes a new signer at its next start, if the CA's key can be opened."
                )
            }
            if found.notAfter.timeIntervalSince(now) < 3 * 86_400 {
                findings.append(
                    Finding(
                        severity: .soon,
                        subject: name,
                        what: "Its OCSP signer ends at \(found.notAfter.formatted(.iso8601)).",
                        remedy: "A running server renews it while it can open the CA's key. Start it with the passphrase of that key."
                    )
                )
            }
            return findings
        }
    }

    /// Keys on tokens: no file has them, so no backup of the directory does either.
    private func tokenKeys(of store: StoreInspection) -> [Finding] {
        store.authorities.flatMap { authority in
            let places = authority.keys.filter { !$0.reference.isInProcess }.map { "\($0.reference)" }
            var findings: [Finding] = []
            if !places.isEmpty {
                findings.append(
                    Finding(
                        severity: .note,
                        subject: authority.name,
                        what: "Its key is on a token: \(places.joined(separator: ", ")). A backup of the data directory does not have it.",
                        remedy:
                            "Back the token up with the tools of its maker. Whether it answers: chancery token list --pkcs11-module FILE"
                    )
                )
            }
            let serials = store.unfinishedSerials[authority.number] ?? []
            if !serials.isEmpty {
                findings.append(
                    Finding(
                        severity: .note,
                        subject: authority.name,
                        what:
                            "Its token may have signed certificates without a row, in moments of failure: \(serials.joined(separator: ", ")).",
                        remedy: "They were sent to nobody. If one turns up, it was taken from the token or from memory: replace the key."
                    )
                )
            }
            return findings
        }
    }

    private func missingSecretKeys(of store: StoreInspection) -> [Finding] {
        let keys = SealedKeyFiles(dataDirectory: dataDirectory)
        return store.secretKeyVersions.sorted().map(SecretKeyDirectory.name).filter { !exists("/keys/\($0).p8") }.map { name in
            Finding(
                severity: .broken,
                subject: "certificate management",
                what:
                    "The sealed file of a key for secrets is missing: \(keys.path(of: name + ".p8")). Without it, the private keys and PINs under it stay closed.",
                remedy: "Put that file back from a backup and start the server again."
            )
        }
    }

    private func withoutAdministrator(_ authority: StoredAuthority) -> Finding {
        Finding(
            severity: .broken,
            subject: authority.name,
            what: authority.duties.roleSeparation
                ? "No enabled user may administer it. Role separation is on, so who holds a second role counts for none."
                : "No enabled user may administer it.",
            remedy:
                "Take the second role from an administrator, enable one, or run: chancery authority recover NAME --authority \(ShellText.word(authority.name)) \(dataOption)"
        )
    }

    /// The answer of a server that runs and is not ready: it knows obstacles that the files do not show, such as another program's lock.
    private func runningServer() async -> [Finding] {
        guard let listener = Endpoints.read(from: dataDirectory)?.http,
            let answer = try? await PublicationFetch.answer(of: listener + "/readyz", seconds: 10), answer.status == 503,
            let line = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n").first, line.hasPrefix("not ready: ")
        else { return [] }
        let database = ShellText.word(dataDirectory + "/chancery.sqlite")
        return [
            Finding(
                severity: .broken,
                subject: "running server",
                what: "\(listener)/readyz answers: \(line)",
                remedy: line.contains("lock of the database")
                    ? "End that program; the server goes on by itself. The programs that have the database open: fuser -v \(database)"
                    : "Remove the cause; the other findings and the server's log say more. The server goes on by itself."
            )
        ]
    }

    private func examine(_ authority: StoredAuthority, _ lists: [RevocationListPart: RevocationListState]) -> [Finding] {
        var findings: [Finding] = []
        if authority.singleOperator {
            findings.append(
                Finding(
                    severity: .risk,
                    subject: authority.name,
                    what: "One person may request and approve.",
                    remedy:
                        "Have two officers, then run: chancery authority set --single-operator off --authority \(ShellText.word(authority.name)) \(dataOption)"
                )
            )
        }
        let left = AuditFilter.everything.subtracting(authority.duties.auditFilter).rawValue
        if left != 0 {
            findings.append(
                Finding(
                    severity: .note,
                    subject: authority.name,
                    what:
                        "Its audit filter leaves out the events 0x\(String(left, radix: 16)). That keeps nothing out of the record, which is whole: only an export that is told so leaves them out.",
                    remedy:
                        "docs/operating/roles.md says what the filter is for. An auditor sets all of it with: chancery authority audit-filter 127"
                )
            )
        }
        for generation in authority.generations {
            if let certificate = try? Certificate(derEncoded: generation.certificate) {
                findings += expiry(
                    of: authority.name,
                    certificate.notAfter,
                    soonDays: 365,
                    remedy: "Plan its renewal: the certificates that it issues end no later than its own."
                )
            }
        }
        findings += beginning(of: authority)
        for key in authority.keys {
            let id = AuthorityKeyID(authority: authority.number, index: key.index)
            for partition in RevocationListRules(of: authority).partitions {
                let part = RevocationListPart(key: id, partition: partition)
                findings += revocationList(of: authority, key, part, lists[part])
            }
        }
        return findings
    }

    /// The newest certificate issues, also when the clock was set back after it was made.
    private func beginning(of authority: StoredAuthority) -> [Finding] {
        guard let newest = authority.generations.max(by: { $0.index < $1.index }),
            let begin = (try? Certificate(derEncoded: newest.certificate))?.notBefore, now < begin
        else { return [] }
        return [
            Finding(
                severity: .broken,
                subject: authority.name,
                what: "Its newest certificate begins at \(begin), so it issues nothing until then.",
                remedy:
                    "Check the clock of this machine. If it is right now, renew the CA: chancery authority renew --ca \(ShellText.word(authority.name))"
            )
        ]
    }

    private func revocation(of authority: StoredAuthority, _ store: StoreInspection) -> [Finding] {
        guard let revocation = store.revocations[authority.number], let (issuer, serial) = AuthorityRevocation.row(of: authority),
            let parent = store.authorities.first(where: { $0.number == issuer })
        else { return [] }
        let reason = CRLReason(rawValue: revocation.reason)
        let release =
            "chancery certificate revoke \(serial) --reason removeFromCRL --authority \(ShellText.word(parent.name)) --yes-revoke-authority \(dataOption)"
        return [
            Finding(
                severity: .broken,
                subject: revocation.authority,
                what:
                    "Its certificate has been revoked since \(revocation.when) (\(reason)): it issues nothing, and nothing it issued is accepted.",
                remedy: reason == .certificateHold
                    ? "If the hold is over, a CA administrator releases it at the authority above: \(release)"
                    : "Make a new authority in another data directory, and have clients enroll there."
            )
        ]
    }

    private func revocationList(
        of authority: StoredAuthority,
        _ key: AuthorityKey,
        _ part: RevocationListPart,
        _ state: RevocationListState?
    ) -> [Finding] {
        let published = Endpoints.read(from: dataDirectory)?.published ?? dataDirectory + "/published"
        let path = published + "/" + key.listPath(part.partition)
        let rules = RevocationListRules(of: authority)
        if rules.hasDeltas, let delta = state?.delta {
            let deltaPath = published + "/" + key.listPath(part.partition, isDelta: true)
            let copy = FileManager.default.contents(atPath: deltaPath).map { ObjectID(of: [UInt8]($0)) }
            guard copy == delta.object else {
                return [
                    Finding(
                        severity: .broken,
                        subject: authority.name,
                        what: "Its newest delta list is not published at \(deltaPath).",
                        remedy: "Start the server; it publishes at once. If it runs, look for errors of publication in its log."
                    )
                ]
            }
        }
        let copy = FileManager.default.contents(atPath: path).map { ObjectID(of: [UInt8]($0)) }
        guard let latest = state?.latest, copy == latest.object else {
            return [
                Finding(
                    severity: .broken,
                    subject: authority.name,
                    what: "Its newest revocation list is not published at \(path).",
                    remedy: "Start the server; it publishes at once. If it runs, look for errors of publication in its log."
                )
            ]
        }
        // The key of a root is usually not open; the other keys are open while the server runs.
        let isAway = authority.role == .root && !exists(StoredPassphrases.rootFile)
        let entry = PublicationStatus.Entry(
            authority: authority.name,
            part: part,
            state: state,
            rules: rules,
            keyIsOpen: !isAway,
            failure: nil
        )
        guard let warning = entry.warning(at: now, dataDirectory: ShellText.word(dataDirectory)) else { return [] }
        let isBroken = latest.nextUpdate <= now || latest.thisUpdate > now || entry.uncovered > 0
        return [
            Finding(
                severity: isBroken ? .broken : .soon,
                subject: authority.name,
                what: warning,
                remedy: isAway
                    ? "chancery revocation-list publish --ca \(ShellText.word(authority.name)) --ask-passphrase \(dataOption)"
                    : "Start the server; it publishes at once. If it runs, look for errors of publication in its log."
            )
        ]
    }

    private func examine(_ template: CertificateTemplate) -> [Finding] {
        guard template.acceptsSHA1ProofOfPossession else { return [] }
        return [
            Finding(
                severity: .note,
                subject: "template \(template.name)",
                what:
                    "It accepts proofs of possession signed with SHA-1, because clients of 2015 send them. Its certificates have no logon purpose and last at most \(template.validitySeconds / 86_400) days.",
                remedy:
                    "This is deliberate; there is nothing to do. docs/limitations.md says how such a signature can be abused, and how not."
            )
        ]
    }

    private func examine(_ acceptance: TemplateAcceptance) -> Finding {
        let days = max(0, Int(now.timeIntervalSince(acceptance.when) / 86_400))
        return Finding(
            severity: .risk,
            subject: "template \(acceptance.template)",
            what:
                "It breaks the rule \(acceptance.rule) (\(acceptance.values.sorted().joined(separator: "; "))). \(acceptance.author) accepted that \(days == 0 ? "today" : "\(days) days ago"): \(acceptance.reason)",
            remedy:
                "If the reason no longer holds: chancery template withdraw-acceptance \(ShellText.word(acceptance.template)) \(acceptance.rule)"
        )
    }

    /// Templates that an authority issues for and that break a rule which nobody accepts, or accepts any more.
    private func uselessPublications(_ store: StoreInspection) -> [Finding] {
        let judge = TemplateJudge(authorities: store.authorities, acceptances: store.acceptances)
        let published = Set(store.publications.map { $0.template.lowercased() })
        return store.templates.filter { published.contains($0.name.lowercased()) }.compactMap { template in
            guard let broken = judge.standing(of: template).brokenRule else { return nil }
            let name = ShellText.word(template.name)
            return Finding(
                severity: .broken,
                subject: "template \(template.name)",
                what: "It is published and issues nothing: it breaks the rule \(broken.rule) (\(broken.value)), and nobody accepts that.",
                remedy:
                    "\(broken.remedy) Or accept it: chancery template accept \(name) \(broken.rule) --reason TEXT. Or withdraw it: chancery template withdraw \(name)"
            )
        }
    }

    /// Files that a policy module or an exit receiver names and that are not there.
    private func modules(of authority: StoredAuthority) -> [Finding] {
        let files = ModuleFiles(directory: dataDirectory + "/modules")
        return authority.moduleFaults(in: files).map { fault in
            Finding(
                severity: .broken,
                subject: "\(authority.name), \(fault.user)",
                what: "\(fault.effect) The reason: \(fault.reason).",
                remedy: fault.remedy
            )
        }
    }

    /// Mails that failed or wait too long, and texts of mails that cannot be used.
    private func mail(_ store: StoreInspection) -> [Finding] {
        var findings: [Finding] = []
        if store.mail.failed > 0 {
            findings.append(
                Finding(
                    severity: .broken,
                    subject: "outgoing mail",
                    what: "\(store.mail.failed) failed. The last reason: \(store.mailReason ?? "")",
                    remedy: "Correct the address or the mail server, then: chancery mail list --failed, and chancery mail retry ID"
                )
            )
        }
        if let oldest = store.mail.oldest, now.timeIntervalSince(oldest) > 86_400 {
            findings.append(
                Finding(
                    severity: .broken,
                    subject: "outgoing mail",
                    what: "\(store.mail.waiting) wait, the oldest since \(oldest).",
                    remedy: "chancery mail list says why; chancery mail test ADDRESS tries the mail server."
                )
            )
        }
        return findings
            + MailTexts(directory: dataDirectory + "/mail").faults().map {
                Finding(
                    severity: .broken,
                    subject: "mail template \($0.file)",
                    what: "It cannot be used: \($0.reason).",
                    remedy: "Correct or remove it; a server with mail-host does not start with it."
                )
            }
    }

    private func serverCertificate() -> [Finding] {
        guard let certificate = ServerCertificate.certificate(in: dataDirectory) else {
            return [
                Finding(severity: .note, subject: "TLS certificate", what: "There is none yet.", remedy: "The next start makes one.")
            ]
        }
        if certificate.notBefore > now {
            return [
                Finding(
                    severity: .broken,
                    subject: "TLS certificate",
                    what: "It is not valid before \(certificate.notBefore): it was made when the clock was ahead.",
                    remedy: "Start the server, or wait an hour while it runs: it makes a new one."
                )
            ]
        }
        return expiry(
            of: "TLS certificate",
            certificate.notAfter,
            soonDays: 14,
            remedy: "Keep the server running: it renews its certificate by itself; look for errors in its log."
        )
    }

    private func listeners() -> [Finding] {
        guard let endpoints = Endpoints.read(from: dataDirectory), let host = URL(string: endpoints.http)?.host,
            !ListenAddress(host: host, port: 0).isLoopback
        else { return [] }
        return [
            Finding(
                severity: .note,
                subject: "plain listener",
                what: "CRLs and CA certificates are served to the network at \(endpoints.http).",
                remedy: "This is intended for relying parties. Nothing else is served there."
            )
        ]
    }

    /// Findings about the address in certificates, which stays in them forever: whether other machines reach it, and whether this server
    /// answers there.
    /// - Parameter listener: the URL of the plain listener; nil when no server has run.
    static func publicAddress(_ address: String, listener: String?) -> Finding? {
        guard let url = URL(string: address), let host = url.host else { return nil }
        let here = listener.flatMap { URL(string: $0) }
        let isLoopback = ListenAddress(host: host, port: 0).isLoopback
        let listensHereOnly = here?.host.map { $0 != "localhost" && ListenAddress(host: $0, port: 0).isLoopback } ?? false
        if isLoopback, let here, here.port != url.port {
            return Finding(
                severity: .broken,
                subject: "public address",
                what:
                    "Certificates name \(address), but the server listens at \(here.absoluteString), so nobody finds revocation lists there.",
                remedy: "Start with --http \(ListenAddress(host: host, port: url.port ?? 80))."
            )
        }
        if isLoopback {
            return Finding(
                severity: .note,
                subject: "public address",
                what: "Certificates name \(address), which other machines cannot reach.",
                remedy: "This is fine for a trial. Before relying parties exist, make a new data directory with --public-http URL."
            )
        }
        guard let here, listensHereOnly || here.port ?? 80 != url.port ?? 80 else { return nil }
        return Finding(
            severity: .risk,
            subject: "public address",
            what: "Certificates name \(address), but the server listens at \(here.absoluteString).",
            remedy: "Make that address lead here, or start with --http *:\(url.port ?? 80)."
        )
    }

    private func expiry(of subject: String, _ end: Date, soonDays: Double, remedy: String) -> [Finding] {
        if end < now { return [Finding(severity: .broken, subject: subject, what: "It expired at \(end).", remedy: remedy)] }
        guard end < now.addingTimeInterval(soonDays * 86_400) else { return [] }
        return [Finding(severity: .soon, subject: subject, what: "It expires at \(end).", remedy: remedy)]
    }

    private func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: dataDirectory + file) }

    /// The option that makes a command of a remedy work from every directory.
    var dataOption: String { "--data \(ShellText.word(dataDirectory))" }

    /// The mode of a file, or of the target of a link: the mode of a link itself protects nothing.
    private func mode(_ path: String) -> Int {
        SystemCalls.mode(of: path) ?? 0
    }
}
