package import CAInterface
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Takes certificates into the records that have no row there. Source: "ICertAdmin::ImportCertificate".
extension BoundCertificationAuthority {
    /// The most octets of the RawCertificate column.
    private static let largestCertificate = 16_384

    package func importCertificate(_ bytes: [UInt8], options: CertificateImportOptions) async throws -> RequestID {
        try await acting { snapshot, standing in
            try require(.issueAndManage, of: standing, to: "import certificates")
            guard bytes.count <= Self.largestCertificate, let certificate = try? Certificate(derEncoded: bytes) else {
                throw CAError(
                    .malformed,
                    status: .invalidData,
                    "This is not one certificate in DER, or it has more than \(Self.largestCertificate) bytes."
                )
            }
            if certificate.basicConstraints?.isCA == true {
                try require(.manageAuthority, of: standing, to: "import the certificate of a certification authority")
            }
            if let row = try await service.store.request(serial: certificate.serialHex, of: number) {
                throw CAError(
                    .conflict,
                    status: .objectAlreadyExists,
                    "The serial number \(certificate.serialHex) is that of request \(row.id) already. Nothing was imported."
                )
            }
            let issuer = try issuer(of: certificate, in: try authority(in: snapshot))
            // Source: "ICertAdmin::ImportCertificate" with CRL partitions.
            if issuer?.listRules?.partitionCount ?? 0 > 0 {
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "This authority divides its certificates among lists, so that it takes none of its own into the records. Nothing was imported."
                )
            }
            if options.contains(.existingRow) {
                guard let issuer else { throw foreign(certificate, remedy: "Only our own certificate belongs to a pending request.") }
                return try await complete(with: certificate, issuer: issuer, standing: standing, snapshot: snapshot)
            }
            guard issuer != nil || options.contains(.allowForeign) else {
                throw foreign(certificate, remedy: "To keep it as a foreign certificate, say so (--allow-foreign).")
            }
            let row = try await self.row(for: certificate, issuer: issuer, standing: standing)
            try await requireOfficer(standing, for: row, in: snapshot, to: "import certificates")
            return try await add(row, issuer: issuer, snapshot: snapshot)
        }
    }

    /// The generation whose key signed it; nil when none of this authority did.
    func issuer(of certificate: Certificate, in known: KnownAuthority) throws -> IssuingGeneration? {
        try known.generations.last { generation in
            guard generation.limits.subject == certificate.issuer.derEncoded else { return false }
            return try certificate.isSigned(with: generation.certificate.subjectPublicKeyInfo, verifier: service.verifier)
        }
    }

    private func foreign(_ certificate: Certificate, remedy: String) -> CAError {
        CAError(
            .unacceptable,
            status: .issuerChaining,
            "This authority did not sign the certificate of \(certificate.subject.rfc4514.quoted) by \(certificate.issuer.rfc4514.quoted). \(remedy)",
            reason: DenialReason(rule: "ImportedCertificateIsOurs", field: "certificate", value: certificate.serialHex, remedy: remedy)
        )
    }

    /// A row whose requester is nobody: the certificate names its subject, and no account can be told from it. So it signs nobody in, and nobody renews with it.
    private func row(for certificate: Certificate, issuer: IssuingGeneration?, standing: Standing) async throws -> StoredRequest {
        let now = service.clock()
        return StoredRequest(
            authority: number,
            id: try await service.store.reserveRequestID(of: number),
            rawRequest: [],
            requestType: 0,
            requestFlags: 0,
            rawAttributes: "",
            attributes: [],
            disposition: issuer == nil ? .foreign : .issued,
            statusCode: .ok,
            message: "Imported by " + standing.principal.accountName,
            submittedWhen: now,
            resolvedWhen: now,
            requesterName: standing.principal.accountName,
            requester: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            callerName: standing.principal.accountName,
            caller: standing.principal.id,
            door: caller.door.rawValue,
            remoteAddress: caller.remoteAddress,
            correlationID: caller.correlationID,
            submissionKey: nil,
            templateName: nil,
            templateVersion: nil,
            rawName: certificate.subject.derEncoded,
            officer: standing.principal.id,
            certificate: stored(certificate, generation: issuer?.index ?? -1)
        )
    }

    func stored(_ certificate: Certificate, generation: Int) -> StoredCertificate {
        let template = (try? certificate.value(of: CertificateTemplateInformation.self))?.templateID.dotted
        return StoredCertificate(
            serialNumber: certificate.serialHex,
            bytes: certificate.derEncoded,
            generation: generation,
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            enrollmentFlags: 0,
            generalFlags: 0,
            privateKeyFlags: 0,
            templateIdentifier: template ?? (try? certificate.value(of: MicrosoftTemplateName.self))?.name ?? ""
        )
    }

    /// Makes the row of a certificate revoked if a published list had it so: whoever imports it may not know.
    /// - Returns: the line of the journal of a revoked row, whoever revoked it.
    func takeOverRevocation(of row: inout StoredRequest, issuer: IssuingGeneration?, when: Date) async throws -> [CAChange] {
        guard let issuer, let serial = row.certificate?.serialNumber else { return [] }
        if let foreign = try await service.store.foreignRevocation(serial: serial, of: number),
            foreign.key == issuer.key, foreign.reason != CRLReason.removeFromCRL.rawValue
        {
            row.disposition = .revoked
            (row.revokedWhen, row.revokedEffectiveWhen, row.revokedReason) = (foreign.when, foreign.when, foreign.reason)
        }
        guard row.disposition == .revoked, let reason = row.revokedReason else { return [] }
        let line = RevocationRecord(
            key: issuer.key,
            request: row.id,
            revision: row.revision,
            serialNumber: serial,
            reason: reason,
            when: when
        )
        return [.revocationRecorded(line)]
    }

    /// Stores the new row. A certificate that a published list had revoked comes in revoked.
    private func add(_ new: StoredRequest, issuer: IssuingGeneration?, snapshot: AuthoritySnapshot) async throws -> RequestID {
        var row = new
        let lines = try await takeOverRevocation(of: &row, issuer: issuer, when: row.submittedWhen)
        let record = AuditRecord(
            .request(row, .imported, by: caller, certificateIsNew: true),
            by: .caller(caller),
            when: row.submittedWhen
        )
        let known = try authority(in: snapshot)
        let basis = Basis(rightsEpoch: snapshot.rightsEpoch, authority: number, authorityRevision: known.stored.revision)
        try await service.store.commit(
            lines + [.requestReceived(row), .audited(record)] + known.exitChanges(row, ExitEvents.imported, when: row.submittedWhen),
            expecting: basis
        )
        return row.id
    }

    /// Gives the certificate to the oldest pending request with its key.
    private func complete(
        with certificate: Certificate,
        issuer: IssuingGeneration,
        standing: Standing,
        snapshot: AuthoritySnapshot
    ) async throws -> RequestID {
        guard var row = try await pending(withKey: certificate.subjectPublicKeyInfo.keyIdentifier) else {
            throw CAError(
                .notFound,
                status: .noMatch,
                "No pending request has the key of this certificate. Import it without --existing-row."
            )
        }
        try await requireOfficer(standing, for: row, in: snapshot, to: "import certificates")
        try requireAnother(isOwn(row, signers: [], of: standing), standing, in: snapshot)
        try await requireFirstStep(of: row)
        guard try await service.store.foreignRevocation(serial: certificate.serialHex, of: number) == nil else {
            throw CAError(
                .wrongState,
                status: .cryptRevoked,
                "A published list has revoked this certificate. Import it without --existing-row."
            )
        }
        _ = try move(row, .policyAllowed)
        let now = service.clock()
        row.revision += 1
        row.disposition = .issued
        row.statusCode = .ok
        row.reason = nil
        row.message = "Imported by " + standing.principal.accountName
        row.resolvedWhen = now
        row.officer = standing.principal.id
        row.certificate = stored(certificate, generation: issuer.index)
        try await commit(row, .imported, when: now, snapshot: snapshot, template: false)
        return row.id
    }

    private func pending(withKey identifier: [UInt8]) async throws -> StoredRequest? {
        var after: RequestID?
        while true {
            let page = try await service.store.requests(
                RecordQuery(disposition: .pending, limit: 1000, after: after),
                requester: nil,
                of: number
            )
            for summary in page {
                guard let row = try await service.store.request(summary.id, of: number),
                    let received = try? ReceivedRequest(
                        Submission(bytes: row.rawRequest, format: row.format),
                        verifier: service.verifier
                    ), received.subjectPublicKeyInfo.keyIdentifier == identifier
                else { continue }
                return row
            }
            guard page.count == 1000, let last = page.last else { return nil }
            after = last.id
        }
    }
}
