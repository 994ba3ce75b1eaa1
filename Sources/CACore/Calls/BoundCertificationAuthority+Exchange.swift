import CAInterface
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// The certificate to which requesters encrypt what only the authority may read: keys to be archived, and endorsement keys.
///
/// It is issued when somebody asks for it and none is good: missing, near its end, revoked, signed by an older key of the authority, or without its key.
extension BoundCertificationAuthority {
    /// - Throws: `CAError.unavailable` when none is good and none can be made now.
    func exchangeCertificate(of known: KnownAuthority) async throws -> Certificate {
        var known = known
        for _ in 0..<Self.mostAttempts {
            let newest = try await service.store.exchangeCertificates(of: number).first
            var present: StoredCertificate?
            if let newest, let row = try await service.store.request(newest.request, of: number), row.disposition == .issued,
                let certificate = row.certificate, certificate.notAfter > service.clock(),
                try await hasKey(newest, of: certificate)
            {
                present = certificate
                if isGood(certificate, of: known) { return try Certificate(derEncoded: certificate.bytes) }
            }
            do {
                return try await issueExchangeCertificate(index: (newest?.index ?? -1) + 1, of: known)
            } catch CommitError.moved {
                known = try authority(in: try await service.snapshots.load())
            } catch CommitError.serialNumberUsed {
                continue
            } catch {
                // The last day of the former one is better than an error.
                guard let present else { throw error }
                service.logger.warning("no new exchange certificate could be made", metadata: ["error": "\(error)"])
                return try Certificate(derEncoded: present.bytes)
            }
        }
        throw CAError(.unavailable, status: .busy, "The authority's settings kept changing meanwhile. Ask again.")
    }

    /// Opens what somebody encrypted to an exchange certificate of this authority. Former certificates count for a week after their end.
    /// - Throws: `KeyError` when the message is for none of them, or was changed.
    func openExchanged(_ message: EnvelopedData) async throws -> [UInt8] {
        let oldest = service.clock().addingTimeInterval(-Double(ExchangeProfile.graceSeconds))
        for exchange in try await service.store.exchangeCertificates(of: number) {
            guard let row = try await service.store.request(exchange.request, of: number), let stored = row.certificate,
                stored.notAfter > oldest
            else { break }
            let certificate = try Certificate(derEncoded: stored.bytes)
            let isFor = message.recipients.contains { recipient in
                if case .keyTransport(let recipient) = recipient { recipient.identifier.names(certificate) } else { false }
            }
            guard isFor, row.disposition == .issued else { continue }
            return try await service.keys.open(message, with: exchange.reference, of: certificate, legacy: service.legacyCiphers)
        }
        throw KeyError(
            .undecipherable,
            "the message is for none of the exchange certificates of the last two weeks; ask for CAXCHGCERT and encrypt again"
        )
    }

    private func isGood(_ certificate: StoredCertificate, of known: KnownAuthority) -> Bool {
        guard let newest = known.newest, let signed = known.generations.first(where: { $0.index == certificate.generation }),
            signed.key == newest.key
        else { return false }
        let now = service.clock()
        // One that ends with the authority's certificate cannot be replaced by a longer one.
        return certificate.notBefore <= now
            && (certificate.notAfter.timeIntervalSince(now) > Double(ExchangeProfile.overlapSeconds)
                || certificate.notAfter >= newest.limits.notAfter)
    }

    /// - Returns: false when the key is gone or is another one; then a new certificate is made.
    private func hasKey(_ exchange: StoredExchangeCertificate, of certificate: StoredCertificate) async throws -> Bool {
        guard service.keys.opensExchangeKeys else { throw exchangeKeysAreClosed }
        do {
            guard try await service.keys.isKept(exchange.reference) else {
                service.logger.warning(
                    "an exchange key is gone; a new one is made. Put its file back from a backup: without it, nobody opens what was encrypted to it after the next start",
                    metadata: ["key": "\(exchange.reference)"]
                )
                return false
            }
            return try await service.keys.openExchangeKey(exchange.reference)
                == (try Certificate(derEncoded: certificate.bytes)).subjectPublicKeyInfo
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            service.logger.warning(
                "an exchange key could not be opened; a new one is made",
                metadata: ["key": "\(exchange.reference)", "error": "\(error)"]
            )
            return false
        }
    }

    var exchangeKeysAreClosed: CAError {
        CAError(
            .unavailable,
            status: .certsrvServerSuspended,
            "The passphrase of the authority's keys is not available here, so this server has no exchange certificate. Ask a server that issues certificates."
        )
    }

    private func issueExchangeCertificate(index: Int, of known: KnownAuthority) async throws -> Certificate {
        let issuer = try issuer(of: known)
        let signer = try signer(of: issuer, known: known)
        let now = service.clock()
        guard issuer.limits.revocation == nil, now < issuer.limits.notAfter else {
            throw CAError(
                .unavailable,
                status: .certsrvInvalidCACertificate,
                "The certificate of the authority \(known.stored.name.quoted) is revoked or has ended, so it signs no exchange certificate."
            )
        }
        guard service.keys.opensExchangeKeys else { throw exchangeKeysAreClosed }
        let id = try await service.store.reserveRequestID(of: number)
        // The key is on disk before the row that needs it. A start after a kill finds it by its name and uses it.
        let name = "exchange-\(number.rawValue)-\(index)"
        let (reference, key) = try await service.keys.newExchangeKey(named: name, bits: ExchangeProfile.keyBits)
        let names = CertificateNames(subject: ExchangeProfile.subject(of: known.stored.name), alternativeNames: [])
        let issued = try await CertificateIssuance.issue(
            names: names,
            publicKey: key,
            profile: try CertificateProfile(exchangeOf: issuer),
            issuer: issuer,
            signer: signer,
            now: now,
            clockSkewSeconds: service.configuration.clockSkewSeconds,
            sequence: id.rawValue,
            randomness: service.randomBytes(8)
        )
        let row = StoredRequest(
            unrequested: issued,
            id: id,
            by: .service(.exchange),
            at: number,
            generation: issuer.index,
            subject: names.subject.derEncoded,
            flags: RequestFlags.exchangeCertificate,
            templateName: ExchangeProfile.templateName,
            now: now
        )
        let exchange = StoredExchangeCertificate(authority: number, index: index, reference: reference, request: id)
        let facts = AuditEvent.ExchangeFacts(
            authority: number.rawValue,
            index: index,
            request: id.rawValue,
            serial: issued.serialNumber,
            certificateSHA256: Hex.encode(Digest.sha256(issued.bytes))
        )
        try await service.store.commit(
            [
                .requestReceived(row), .exchangeCertificateIssued(exchange),
                .audited(AuditRecord(.exchangeCertificateIssued(facts), by: .service(.exchange), when: now)),
            ],
            expecting: Basis(authority: number, authorityRevision: known.stored.revision)
        )
        service.logger.notice("exchange certificate issued", metadata: ["serial": "\(issued.serialNumber)", "key": "\(reference)"])
        return try Certificate(derEncoded: issued.bytes)
    }
}
