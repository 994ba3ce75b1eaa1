package import CACore
package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory
import PKICrypto
package import PKIFormats

/// Rows as a CA writes them, for tests of stores. Ids and keys are fresh where they must not repeat.
package struct SampleRecords: Sendable {
    /// The CA's certificate and key.
    package let identity: SampleIdentity
    package let authority: StoredAuthority
    package let time: Date

    package static let number = AuthorityNumber(rawValue: 1)

    /// What a renewal with a new key adds to the authority; the certificates are none.
    package let secondKey = AuthorityKey(
        index: 1,
        reference: .sealedFile(name: "key-1-1"),
        publicKey: [0x30, 0x00],
        signatureAlgorithm: [0x30, 0x00],
        listPath: "crl/Sample CA(1).crl"
    )
    package let secondGeneration = StoredAuthority.Generation(
        index: 1,
        keyIndex: 1,
        certificate: [0x30, 0x02, 0x05, 0x00],
        aiaPath: "aia/Sample CA(1).cer",
        issuers: [[0x30, 0x00], [0x30, 0x82, 0x00, 0x02, 0x05, 0x00]]
    )
    package let crossCertificate = StoredAuthority.CrossCertificate(
        issuer: 0,
        subject: 1,
        certificate: [0x30, 0x00],
        path: "aia/Sample CA(0-1).cer"
    )

    package static func make(number: Int = 1, name: String = "Sample CA") async throws -> SampleRecords {
        let key = try PrivateKey(generating: .p256)
        let identity = try await SampleIdentity.selfSigned(
            subject: .of([(.commonName, name)]),
            key: key,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: nil),
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.rootNotAfter
        )
        let generation = StoredAuthority.Generation(
            index: 0,
            keyIndex: 0,
            certificate: identity.certificate.derEncoded,
            aiaPath: "aia/\(name).cer"
        )
        let authorityKey = AuthorityKey(
            index: 0,
            reference: .sealedFile(name: "key-\(number)-0"),
            publicKey: key.publicKey.derEncoded,
            signatureAlgorithm: key.defaultSignatureAlgorithm.derEncoded,
            listPath: "crl/\(name).crl"
        )
        let authority = StoredAuthority(
            number: AuthorityNumber(rawValue: number),
            id: UUID(),
            role: .root,
            name: name,
            parent: nil,
            dnsName: "ca.example.test",
            keys: [authorityKey],
            generations: [generation],
            settings: AuthoritySettings(
                singleOperator: false,
                crlPeriodSeconds: 86_400,
                crlValiditySeconds: 7 * 86_400,
                publicAddress: "http://ca.example.test"
            ),
            access: AccessControlList([.init(trustee: .authenticatedUsers, rights: [.read, .enroll])]),
            createdWhen: SampleHierarchy.time
        )
        return SampleRecords(identity: identity, authority: authority, time: SampleHierarchy.time)
    }

    /// A request row; with a certificate unless `serial` is nil. Certificates are bytes of the right size, not real ones: stores do not read them.
    package func request(
        _ id: RequestID,
        serial: String? = SampleRecords.freshSerial(),
        disposition: StoredDisposition? = nil,
        submissionKey: String? = nil,
        requester: UUID = UUID(),
        caller: UUID? = nil,
        notAfter: Date? = nil,
        partition: Int = 0
    ) -> StoredRequest {
        let certificate = serial.map { serial in
            StoredCertificate(
                serialNumber: serial,
                bytes: [0x30] + (0..<900).map { UInt8(truncatingIfNeeded: $0 &* 31) },
                generation: 0,
                notBefore: time,
                notAfter: notAfter ?? time + 365 * 86_400,
                enrollmentFlags: 0x20,
                generalFlags: 0x1_0240,
                privateKeyFlags: 0xFFFF_FFFF,
                templateIdentifier: "1.3.6.1.4.1.311.21.8.1",
                partition: partition
            )
        }
        let disposition = disposition ?? (serial == nil ? .pending : .issued)
        return StoredRequest(
            authority: authority.number,
            id: id,
            rawRequest: [0x30] + (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 17) },
            requestType: 0x4_0400,
            requestFlags: 0x4,
            rawAttributes: "CertificateTemplate:User\r\nnote: ümläut\0x",
            attributes: [.init(name: "CertificateTemplate", value: "User")],
            disposition: disposition,
            statusCode: HRESULT(rawValue: disposition == .denied ? 0x8009_4012 : 0),
            message: disposition == .issued ? "Issued" : "Taken Under Submission",
            reason: disposition == .denied ? DenialReason(rule: "r", field: "f", value: "", remedy: "do “this”") : nil,
            submittedWhen: time,
            resolvedWhen: disposition == .pending ? nil : time,
            revokedWhen: disposition == .revoked ? time : nil,
            revokedEffectiveWhen: disposition == .revoked ? time - 60 : nil,
            revokedReason: disposition == .revoked ? 1 : nil,
            requesterName: "SAMPLE\\alice",
            requester: requester,
            callerName: "SAMPLE\\agent",
            caller: caller ?? requester,
            door: "api",
            remoteAddress: "127.0.0.1",
            correlationID: UUID(),
            submissionKey: submissionKey,
            templateName: "User",
            templateVersion: 1,
            rawName: [0x30, 0x00],
            certificate: certificate
        )
    }

    /// A precertificate for a row, with the serial number of the certificate to come.
    package func precertificate(of row: StoredRequest, serial: String = SampleRecords.freshSerial()) -> StoredPrecertificate {
        let certificate = StoredCertificate(
            serialNumber: serial,
            bytes: [0x30] + (0..<900).map { UInt8(truncatingIfNeeded: $0 &* 37) },
            generation: 0,
            notBefore: time,
            notAfter: time + 365 * 86_400,
            enrollmentFlags: 0x20,
            generalFlags: 0x1_0240,
            privateKeyFlags: 0xFFFF_FFFF,
            templateIdentifier: "1.3.6.1.4.1.311.21.8.1"
        )
        return StoredPrecertificate(authority: row.authority, request: row.id, certificate: certificate)
    }

    /// An attestation with a challenge for a row.
    package func attestation(of row: StoredRequest, keyHash: String = String(repeating: "ab", count: 32)) -> StoredAttestation {
        StoredAttestation(
            authority: row.authority,
            request: row.id,
            identity: [0x30, 0x00],
            isEndorsement: true,
            endorsementKeyHash: keyHash,
            endorsementCertificateHash: nil,
            challenge: StoredAttestation.Challenge(bytes: [1, 2, 3], secretHash: [UInt8](repeating: 7, count: 32), expires: time + 86_400)
        )
    }

    /// A sealed key for a row.
    package func archivedKey(of row: StoredRequest, index: Int = 0) -> StoredArchivedKey {
        StoredArchivedKey(
            authority: row.authority,
            request: row.id,
            index: index,
            sealed: [0x30, UInt8(index)],
            agentHashes: "ab cd\nef 0\(index)",
            stored: time
        )
    }

    package func recoveryAct(
        on row: StoredRequest,
        sequence: Int,
        _ kind: StoredRecoveryAct.Kind = .proposed,
        by officer: UUID = UUID()
    ) -> StoredRecoveryAct {
        StoredRecoveryAct(
            authority: row.authority,
            request: row.id,
            sequence: sequence,
            kind: kind,
            officer: officer,
            officerName: "SAMPLE\\olga",
            reason: "lost card",
            when: time
        )
    }

    /// Each has another salt.
    package func audit() -> AuditRecord {
        AuditRecord(.publicationOrdered(authority: authority.number.rawValue), by: .service(.command), when: time)
    }

    package func template(_ name: String = "User", version: Int = 1, oid: OID = "1.3.6.1.4.1.311.21.8.1") -> CertificateTemplate {
        var template = CertificateTemplate(
            name: name,
            displayName: name,
            oid: oid,
            schemaVersion: 2,
            majorVersion: 100 + version,
            minorVersion: 0,
            flags: [.isDefault],
            nameFlags: [],
            enrollmentFlags: [],
            keySpec: 1,
            keyUsage: [.digitalSignature],
            validitySeconds: 86_400,
            extendedKeyUsage: [OID.KeyPurpose.clientAuth],
            access: AccessControlList([.init(trustee: .authenticatedUsers, rights: .enroll)])
        )
        template.version = version
        return template
    }

    package func revocationList(
        _ number: Int,
        partition: Int = 0,
        base: Int = 0,
        thisUpdate: Date? = nil,
        coversThrough: Int = 0,
        form: Int = 0
    ) -> StoredRevocationList {
        let thisUpdate = thisUpdate ?? time
        return StoredRevocationList(
            part: RevocationListPart(key: AuthorityKeyID(authority: authority.number, index: 0), partition: partition),
            number: number,
            baseNumber: base,
            signedWhen: thisUpdate,
            thisUpdate: thisUpdate,
            nextUpdate: thisUpdate + 86_400,
            count: 0,
            coversThrough: coversThrough,
            object: ObjectID(of: [0x30, UInt8(truncatingIfNeeded: number)]),
            form: form
        )
    }

    /// The line of the journal that a revoked row needs.
    package func journalLine(of row: StoredRequest, reason: Int = 1) -> RevocationRecord {
        RevocationRecord(
            key: AuthorityKeyID(authority: authority.number, index: 0),
            shard: row.certificate?.partition ?? 0,
            request: row.id,
            revision: row.revision,
            serialNumber: row.certificate?.serialNumber ?? "00",
            reason: reason,
            when: time
        )
    }

    /// 16 random octets in hexadecimal.
    package static func freshSerial() -> String { Hex.encode([0x4A] + SecureRandom.bytes(15)) }
}
