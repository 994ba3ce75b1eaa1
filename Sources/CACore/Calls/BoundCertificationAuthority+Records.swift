package import CAInterface
import PKIDirectory
import PKIFormats

extension BoundCertificationAuthority {
    package func requests(_ query: RecordQuery) async throws -> [RequestRecord] {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            return try await service.store.requests(query, requester: standing.seesAll ? nil : standing.principal.id, of: number).map {
                RequestView.record(of: $0)
            }
        }
    }

    package func request(_ id: RequestID) async throws -> RequestRecord {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            let row = try visible(try await service.store.request(id, of: number), to: standing)
            let first = row.hasTwoSteps ? try await service.store.precertificate(of: id, of: number) : nil
            let edits = try await service.store.officerEdits(of: id, of: number)
            let attestation = try await service.store.attestation(of: id, of: number)
            let archived = try await service.store.archivedKey(of: id, of: number)
            return RequestView.record(of: row, firstStep: first?.bytes, edits: edits, attestation: attestation, archived: archived)
        }
    }

    package func certificates(_ query: RecordQuery) async throws -> [CertificateRecord] {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            let rows = try await service.store.certificates(query, requester: standing.seesAll ? nil : standing.principal.id, of: number)
            return rows.map(certificateRecord)
        }
    }

    package func certificate(serial: String) async throws -> CertificateRecord {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            let row = try await service.store.request(serial: try SerialText.required(serial), of: number)
            return try certificateRecord(try visible(row, to: standing))
        }
    }

    func certificateRecord(_ row: StoredRequest) throws -> CertificateRecord {
        guard let summary = CertificateSummary(row) else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "There is no such certificate.")
        }
        return certificateRecord(summary)
    }

    private func certificateRecord(_ row: CertificateSummary) -> CertificateRecord {
        CertificateRecord(
            requestID: row.id,
            serialNumber: row.serialNumber,
            certificate: row.bytes,
            subject: (try? Certificate(derEncoded: row.bytes))?.subject.rfc4514 ?? "",
            requesterName: row.requesterName,
            template: row.templateName,
            notBefore: row.notBefore,
            notAfter: row.notAfter,
            revokedWhen: row.revokedWhen,
            revokedEffectiveWhen: row.revokedEffectiveWhen,
            revocationReason: row.revokedReason
        )
    }
}
