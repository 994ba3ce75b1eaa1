import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Certificate Transparency in two steps: a precertificate that logs may have, then the certificate with what the logs signed.
///
/// Source: RFC 6962 §3; certcli.h `CR_IN_CERTIFICATETRANSPARENCY` and `CR_IN_SIGNEDCERTIFICATETIMESTAMPLIST`.
extension BoundCertificationAuthority {
    /// Refuses a request for a precertificate where the authority makes none.
    func checkTransparency(of submission: Submission, known: KnownAuthority) throws(CAError) {
        guard submission.wantsPrecertificate, !known.stored.settings.certificateTransparency else { return }
        throw CAError(
            .malformed,
            status: .invalidArgument,
            "The authority \(known.stored.name.quoted) makes no precertificates.",
            reason: DenialReason(
                rule: "TransparencyIsOn",
                field: "certificateTransparency",
                value: "true",
                remedy: "Send the request without it, or ask a CA administrator for: chancery authority set --certificate-transparency on."
            )
        )
    }

    /// The second step: makes the certificate of a request that waits for its timestamps.
    ///
    /// Whoever sent the request sends the list too. Nobody judges the timestamps here: the authority knows no logs, and relying parties check them. A refused
    /// list leaves the request waiting.
    func complete(_ submission: Submission) async throws -> Disposition {
        try await acting { snapshot, standing in
            guard let id = submission.attributes["RequestId"].flatMap({ Int($0) }), id > 0,
                var row = try await service.store.request(RequestID(id), of: number), row.caller == standing.principal.id,
                row.wantsPrecertificate, let precertificate = try await service.store.precertificate(of: RequestID(id), of: number)
            else { throw unknownPrecertificate(submission.attributes["RequestId"]) }
            let known = try authority(in: snapshot)
            let list = try timestamps(submission.bytes, atMost: known.stored.settings.largestTimestampList)
            if let certificate = row.certificate, let parsed = try? Certificate(derEncoded: certificate.bytes),
                parsed.extensions.contains(list.asExtension())
            {
                // A repeat of the list that made the certificate.
                return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
            }
            let step = try move(row, .timestampsGiven)
            guard let issuer = known.generations.first(where: { $0.index == precertificate.generation }) else {
                throw mismatch(
                    "generation",
                    "\(precertificate.generation)",
                    "The authority no longer has the certificate that signed the precertificate."
                )
            }
            try checkDoor(of: issuer)
            let now = service.clock()
            guard issuer.limits.revocation == nil, now < precertificate.notAfter else {
                throw mismatch(
                    "validity",
                    precertificate.serialNumber,
                    "The precertificate has ended, or a certificate of the authority was revoked meanwhile."
                )
            }
            let bytes: [UInt8]
            do {
                bytes = try await CertificateIssuance.complete(
                    precertificate.bytes,
                    with: list,
                    issuer: issuer,
                    signer: try signer(of: issuer, known: known)
                )
            } catch let refusal as LintRefusal {
                throw mismatch("request", precertificate.serialNumber, "\(refusal.description).")
            }
            row.revision += 1
            row.disposition = step == .sign ? .issued : row.disposition
            row.statusCode = .ok
            row.message = DispositionMessage.completed(row.message)
            row.reason = nil
            row.resolvedWhen = now
            row.certificate = precertificate.with(bytes)
            try await commit(row, .issued, when: now, snapshot: snapshot, template: false)
            return try await answer(row, snapshot: snapshot, wantsFullResponse: submission.wantsFullResponse)
        }
    }

    /// The list as TLS carries it, or in the OCTET STRING of the extension.
    private func timestamps(_ bytes: [UInt8], atMost most: Int) throws(CAError) -> SignedCertificateTimestampList {
        guard bytes.count <= most else {
            throw mismatch(
                "request",
                "\(bytes.count) bytes",
                "The list of timestamps has \(bytes.count) bytes; this authority takes \(most). Send fewer timestamps."
            )
        }
        do throws(FormatError) {
            // Both forms state their own length, so neither is taken for the other.
            if let list = try? SignedCertificateTimestampList(encoded: bytes) { return try checked(list) }
            return try checked(try SignedCertificateTimestampList(value: bytes))
        } catch {
            throw mismatch("request", "\(bytes.count) bytes", "The list of timestamps cannot be read: \(error).")
        }
    }

    private func checked(_ list: SignedCertificateTimestampList) throws(FormatError) -> SignedCertificateTimestampList {
        guard list.timestamps.count == list.entries.count else {
            throw FormatError(structure: "SignedCertificateTimestampList", field: "sct_version", reason: "a timestamp is not of version 1")
        }
        return list
    }

    private func mismatch(_ field: String, _ value: String, _ text: String) -> CAError {
        CAError(
            .malformed,
            status: .certsrvRequestPrecertificateMismatch,
            text,
            reason: DenialReason(
                rule: "TimestampsFitThePrecertificate",
                field: field,
                value: value,
                remedy: "Send the timestamps that logs gave for this precertificate. The request still waits."
            )
        )
    }

    private func unknownPrecertificate(_ id: String?) -> CAError {
        CAError(
            .notFound,
            status: .certsrvInvalidRequestID,
            "The attribute RequestId names no request of yours that has a precertificate.",
            reason: DenialReason(
                rule: "TimestampsNameTheirRequest",
                field: "RequestId",
                value: String((id ?? "").prefix(40)),
                remedy: "Send the list from the account that sent the request, with the attribute RequestId and its number."
            )
        )
    }
}

extension StoredRequest {
    /// The bit of the wire word that asks for a precertificate.
    static let precertificateBit: UInt32 = 0x400_0000
    var wantsPrecertificate: Bool { requestType & Self.precertificateBit != 0 }

    /// The format alone, without the options of the wire word.
    var format: RequestFormat { RequestFormat(rawValue: requestType & 0xFF00) }

    /// Takes the certificate that was just signed out of the row: it is a precertificate, or a throw-away key signed it.
    /// - Returns: that certificate, to be stored beside the row.
    mutating func takeFirstStep() -> StoredPrecertificate? {
        guard hasTwoSteps, let signed = certificate else { return nil }
        certificate = nil
        statusCode = .ok
        message = wantsPresigned ? DispositionMessage.waitingForConfirmation(message) : DispositionMessage.waitingForTimestamps(message)
        reason = nil
        resolvedWhen = nil
        return StoredPrecertificate(authority: authority, request: id, certificate: signed)
    }
}

extension StoredCertificate {
    fileprivate func with(_ bytes: [UInt8]) -> StoredCertificate {
        StoredCertificate(
            serialNumber: serialNumber,
            bytes: bytes,
            generation: generation,
            notBefore: notBefore,
            notAfter: notAfter,
            enrollmentFlags: enrollmentFlags,
            generalFlags: generalFlags,
            privateKeyFlags: privateKeyFlags,
            templateIdentifier: templateIdentifier,
            partition: partition
        )
    }
}
