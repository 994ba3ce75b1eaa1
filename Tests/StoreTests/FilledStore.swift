import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import GRDB
import PKIDirectory
import PKIFormats
import PKITesting

@testable import Store

/// A data directory whose store has at least one row in every table, and objects.
enum FilledStore {
    static let number = SampleRecords.number
    static let key = AuthorityKeyID(authority: number, index: 0)

    /// - Parameter requests: how many rows with certificates beside those of every kind.
    static func make(requests: Int = 3) async throws -> ScratchStore {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        try await fill(store, requests: requests)
        let objects = try ObjectDirectory(directory: scratch.directory + "/objects")
        for number in 1...2 { try await objects.put([0x30, UInt8(number)], as: ObjectID(of: [0x30, UInt8(number)])) }
        try await store.close()
        return scratch
    }

    private static func fill(_ store: SQLiteStore, requests: Int) async throws {
        let sample = try await SampleRecords.make()
        try await fillAuthority(store, sample)
        let audit = { CAChange.audited(sample.audit()) }
        for _ in 0..<requests {
            let row = sample.request(try await store.reserveRequestID(of: number))
            try await store.commit([.requestReceived(row), audit()], expecting: .nothing)
        }
        let revoked = sample.request(try await store.reserveRequestID(of: number), disposition: .revoked, submissionKey: "schlüssel\u{0}")
        try await store.commit(
            [
                .revocationRecorded(sample.journalLine(of: revoked)), .requestReceived(revoked),
                .shownAfterExpiry(number, revoked.id, true), .revocationListSigned(sample.revocationList(1)),
                .revocationListSigned(sample.revocationList(2, coversThrough: 1)),
                .revocationListSigned(sample.revocationList(1, partition: 2, coversThrough: 1, form: 7)),
                .revocationListSigned(sample.revocationList(1, partition: 2, base: 1, coversThrough: 1)),
                .revocationListSigned(sample.revocationList(2, partition: 2, base: 1, coversThrough: 1)), audit(),
            ],
            expecting: .nothing
        )
        let pending = sample.request(try await store.reserveRequestID(of: number), serial: nil)
        let denied = sample.request(try await store.reserveRequestID(of: number), serial: nil, disposition: .denied)
        let exchange = sample.request(try await store.reserveRequestID(of: number))
        try await store.commit(
            [
                .requestReceived(pending), .requestReceived(denied), .requestReceived(exchange),
                .officerEdited(
                    OfficerEdits(
                        authority: number,
                        request: pending.id,
                        attributes: [.init(name: "cdc", value: "dc.example.test")],
                        changedBy: "SAMPLE\\olga",
                        changedWhen: sample.time
                    )
                ),
                .precertificateSigned(sample.precertificate(of: pending)), .keyAttested(sample.attestation(of: denied)),
                .statusSignerIssued(
                    StoredStatusSigner(
                        key: AuthorityKeyID(authority: number, index: 0),
                        index: 0,
                        reference: .sealedFile(name: "ocsp-0"),
                        request: denied.id
                    )
                ),
                .keyArchived(sample.archivedKey(of: exchange)), .keyArchived(sample.archivedKey(of: exchange, index: 1)),
                .keyRecoveryActed(sample.recoveryAct(on: exchange, sequence: 0)),
                .exchangeCertificateIssued(
                    StoredExchangeCertificate(authority: number, index: 0, reference: .sealedFile(name: "exchange-0"), request: exchange.id)
                ),
                .signingIntended(SigningIntent(key: key, subject: .certificate(serial: SampleRecords.freshSerial()), body: [0x30, 1])),
                .signingIntended(SigningIntent(key: key, subject: .revocationList(number: 3), body: [0x30, 2])),
                .exitRaised(event(sample), receivers: ["first", "second"]), .exitDelivered(sequence: 2), audit(),
                .recordLogStored(sample.recordLog(2), replacing: nil),
                .recordTileStored(RecordTile(content: .hashes(level: 0), index: 0, bytes: Array(repeating: 1, count: 64))),
            ],
            expecting: .nothing
        )
        _ = try await store.lease(for: .publication)
        // As a copy from PostgreSQL leaves it.
        try await store.write(changesRights: false) { database, _ in
            try BoundStatement(database, "INSERT INTO shared_key (name, sealed) VALUES ('exchange-2-0', x'3001')").run()
        }
        try await fillDirectory(store)
        try await fillManagement(store, sample)
    }

    private static func event(_ sample: SampleRecords) -> ExitEvent {
        ExitEvent(id: UUID(), authority: number, event: .issued, document: Array("{}".utf8), when: sample.time)
    }

    private static func fillAuthority(_ store: SQLiteStore, _ sample: SampleRecords) async throws {
        var authority = sample.authority
        authority.settings = SampleDocuments.settings
        authority.access = SampleDocuments.access
        authority.renewal = SampleDocuments.renewal
        authority.parentRevocation = SampleDocuments.parentRevocation
        authority.keys.append(sample.secondKey)
        authority.generations.append(sample.secondGeneration)
        authority.crossCertificates = [sample.crossCertificate]
        let retired = sample.template("Retired", oid: "1.3.6.1.4.1.311.21.8.2")
        let author = TemplateAuthor(name: "SAMPLE\\änne", when: sample.time)
        try await store.commit(
            [
                .authorityCreated(authority), .templateSaved(SampleDocuments.template, author: author), .templateSaved(retired),
                .templatePublished(TemplatePublication(authority: number, template: SampleDocuments.template.name)),
                .templateRuleAccepted(
                    TemplateAcceptance(
                        template: SampleDocuments.template.name,
                        rule: "ESC1",
                        values: ["a", "b"],
                        reason: "“gewollt”",
                        author: author.name,
                        when: sample.time
                    )
                ),
                .templateRetired(name: retired.name, by: author),
                .agentGranted(AgentGrant(agent: SampleDocuments.id(1), template: "Sample", subjects: SampleDocuments.sid)),
                .audited(sample.audit()),
            ],
            expecting: .nothing
        )
        try await store.managementWrite { database in
            try database.execute(
                sql: "INSERT INTO foreign_revocation (authority, key_idx, serial, at, reason, shard) VALUES (1, 0, '4aff', 5, 1, 2)"
            )
        }
    }

    private static func fillDirectory(_ store: SQLiteStore) async throws {
        let group = Principal(
            id: SampleDocuments.id(20),
            kind: .group,
            name: "clerks",
            domain: "LAB",
            sid: .account(domain: (1, 2, 3), relativeID: 1301),
            commonName: "clerks",
            displayName: "Clerks",
            distinguishedName: .of([(.commonName, "clerks")]),
            enabled: true,
            revision: 1
        )
        let password = PasswordRecord(
            algorithm: "scrypt",
            cost: 16,
            blockSize: 8,
            parallelism: 1,
            salt: Array(0..<16),
            hash: Array(0..<32),
            generation: SampleDocuments.id(8)
        )
        try await store.commit(
            [
                .added(SampleDocuments.principal), .added(group), .passwordSet(principal: SampleDocuments.id(1), password),
                .memberAdded(group: group.sid, member: SampleDocuments.sid),
            ],
            as: .accountCreated,
            by: .service(.firstStart),
            when: SampleDocuments.time
        )
    }

    private static func fillManagement(_ store: SQLiteStore, _ sample: SampleRecords) async throws {
        var passwords = SampleDocuments.oneTimePasswords
        passwords.revision = 1
        let mails = (0..<2).map { number in
            OutgoingMail(
                id: UUID(),
                event: .approved,
                template: number == 0 ? nil : "vorlage",
                address: "änne@example.com",
                variables: ["user": "Änne \u{0}"],
                queued: sample.time
            )
        }
        try await store.commit([
            .profileTemplateSaved(
                SampleDocuments.profileTemplate,
                audit: try SampleDocuments.profileTemplate.audited(by: .service(.firstStart), when: SampleDocuments.time)
            ),
            .requestCreated(SampleDocuments.request), .attemptStarted(SampleDocuments.certificateAttempt),
            .profileCreated(SampleDocuments.profile), .certificateAdded(SampleDocuments.certificate),
            .happened(SampleDocuments.event, audit: SampleDocuments.event.audited(by: .service(.command))),
            .smartcardCreated(SampleDocuments.smartcard),
            .secretSealed(SealedSecret(id: UUID(), kind: .pin, subject: SampleDocuments.id(7), name: "a", sealed: [1, 2])),
            .oneTimePasswordsSaved(passwords), .mail(.queued(mails[0])), .mail(.queued(mails[1])), .mail(.sent(mails[1].id)),
            .mail(.reminded(ExpiryReminder(SampleDocuments.certificate, days: 30))),
        ])
    }
}
