package import CAInterface
import Logging
import Metrics
import PKICrypto
import PKIFormats
package import PortableFoundation
import Synchronization

/// Answers questions about the status of certificates: OCSP, RFC 6960, RFC 9654, RFC 9919.
///
/// Each answer begins with the certificates' rows, whether it is in memory or not. So a revocation by any server, or by a command, is in the next answer of every
/// server. Where no other process can revoke, the store's mark says whether anything was revoked since a row was read, which saves the read.
package final class StatusResponder: StatusSource, Sendable {
    private let service: CertificationService
    private let signers: StatusSigners
    let memory = StatusMemory()
    private let rows = StatusRows()
    private let issuers = Mutex<StatusIssuers?>(nil)

    private let refused = Counter(label: "chancery_ocsp_responses_total", dimensions: [("kind", "refused")])
    private let remembered = Counter(label: "chancery_ocsp_responses_total", dimensions: [("kind", "remembered")])
    private let signed = Counter(label: "chancery_ocsp_responses_total", dimensions: [("kind", "signed")])

    package init(service: CertificationService) {
        self.service = service
        signers = StatusSigners(service: service)
        for counter in [refused, remembered, signed] { counter.increment(by: 0) }
    }

    package func status(answering request: [UInt8]) async -> StatusAnswer {
        do {
            return try await answer(StatusQuestion(request))
        } catch {
            refused.increment()
            return StatusAnswer(OCSPResponse(failure: status(of: error)).derEncoded)
        }
    }

    /// Issues and renews signers that are due, and signs the answers that are produced beforehand.
    package func renewDue() async throws {
        try await signers.renewDue()
        try await produceDue()
    }

    /// Sentences for the operator.
    package func warnings(at now: Date) -> [String] { signers.warnings(at: now) }

    private func status(of error: any Error) -> OCSPResponseStatus {
        switch error {
        case let refusal as StatusQuestion.Refusal:
            service.logger.debug("an OCSP request was refused", metadata: ["reason": "\(refusal.reason)"])
            return refusal.status
        case CommitError.unavailable: return .tryLater
        case is TokenKeyError:
            // A token that is away comes back, and clients ask again.
            service.logger.error("an OCSP response could not be signed", metadata: ["error": "\(error)"])
            return .tryLater
        default:
            service.logger.error("an OCSP request could not be answered", metadata: ["error": "\(error)"])
            return .internalError
        }
    }

    // MARK: Answering

    /// The key that a question is about, and who signs for it.
    private struct Subject {
        let known: KnownAuthority
        let issuer: IssuingGeneration
        let holder: StatusSigners.Holder
        var settings: OCSPSettings { known.stored.settings.ocsp }
    }

    private func answer(_ question: StatusQuestion) async throws -> StatusAnswer {
        let issuers = try await currentIssuers()
        let keys = question.certificates.map { issuers.key(of: $0) }
        guard let key = keys.lazy.compactMap({ $0 }).first, let (known, issuer) = issuers.issuer(of: key) else {
            throw StatusQuestion.Refusal(status: .unauthorized, reason: "none of the issuers is an authority of this server")
        }
        // One signer answers for one key. A response with the words of another key's signer would be refused.
        guard keys.allSatisfy({ $0 == nil || $0 == key }) else {
            throw StatusQuestion.Refusal(status: .unauthorized, reason: "it asks about certificates of several keys at once")
        }
        guard let holder = await signers.holder(of: issuer, in: known) else {
            throw StatusQuestion.Refusal(status: .tryLater, reason: "there is no signer for the key \(key)")
        }
        let subject = Subject(known: known, issuer: issuer, holder: holder)
        let algorithm = question.algorithm(of: holder.signer)
        let serials = zip(question.certificates, keys).compactMap { $1 == nil ? nil : $0.serialHex }
        let rows = try await rows(of: serials, of: key.authority)
        let found = zip(question.certificates, keys).map { id, own in
            rows[id.serialHex].flatMap { own == nil || $0.key != key.index ? nil : $0 }
        }
        // Only what says the same to everybody is remembered, and only for certificates that exist: others would fill the memory.
        if question.certificates.count == 1, question.nonce == nil, let row = found[0] {
            return try await answer(question.certificates[0], row, of: subject, algorithm)
        }
        let now = service.clock()
        let singles = zip(question.certificates, zip(keys, found)).map { id, about in
            single(id, about.1, isOurs: about.0 != nil, of: subject, now: now)
        }
        var extensions = question.nonce.map { [$0] } ?? []
        if singles.contains(where: { $0.status == ResponseLint.neverIssued }) { extensions.append(OCSPExtendedRevoke().asExtension()) }
        let data = OCSPResponseData(
            responderID: holder.signer.responderID,
            producedAt: now,
            responses: singles,
            extensions: extensions
        )
        let signature = try await sign(data, algorithm, of: subject)
        let isForAll = question.nonce == nil && found.allSatisfy { $0 != nil }
        let bytes = Self.assemble(data, algorithm, signature, of: holder)
        guard isForAll, let end = singles.compactMap(\.nextUpdate).min() else { return StatusAnswer(bytes) }
        return Self.kept(bytes, now, end)
    }

    /// The rows of certificates, from memory where nobody else can revoke and nobody has.
    private func rows(of serials: [String], of authority: AuthorityNumber) async throws -> [String: CertificateStatus] {
        guard let mark = try await service.store.statusMark() else {
            return try await service.store.certificateStatuses(of: serials, of: authority)
        }
        let known = rows.rows(of: serials, of: authority, mark: mark)
        let missing = serials.filter { known[$0] == nil }
        if missing.isEmpty { return known }
        let read = try await service.store.certificateStatuses(of: missing, of: authority)
        rows.put(read, of: authority, mark: mark)
        return known.merging(read) { $1 }
    }

    /// The answer about one certificate, from memory if it is there and still right.
    private func answer(_ id: OCSPCertID, _ row: CertificateStatus, of subject: Subject, _ algorithm: AlgorithmIdentifier) async throws
        -> StatusAnswer
    {
        let now = service.clock()
        if algorithm == subject.holder.signer.usualAlgorithm, let known = memory.answer(to: id),
            Self.isRight(known, row, of: subject, at: now)
        {
            return again(known, id, of: subject)
        }
        return try await sign(id, row, of: subject, algorithm, now: now, isKept: false)
    }

    /// An answer from memory.
    private func again(_ known: StatusMemory.Answer, _ id: OCSPCertID, of subject: Subject) -> StatusAnswer {
        remembered.increment()
        let single = OCSPSingleResponse(
            certID: id,
            status: known.status,
            thisUpdate: known.producedAt,
            nextUpdate: known.nextUpdate,
            extensions: Self.archive(known.archiveSeconds, producedAt: known.producedAt)
        )
        let signer = subject.holder.signer
        let data = OCSPResponseData(responderID: signer.responderID, producedAt: known.producedAt, responses: [single])
        let bytes = Self.assemble(data, signer.usualAlgorithm, known.signature, of: subject.holder)
        return Self.kept(bytes, known.producedAt, known.nextUpdate)
    }

    /// Whether a remembered answer says what the row says, and may be given: in the first half of its validity, by the present signer, under the present settings.
    private static func isRight(_ known: StatusMemory.Answer, _ row: CertificateStatus, of subject: Subject, at now: Date) -> Bool {
        let (status, end) = said(of: row, at: now)
        return known.status == status && known.nextUpdate <= end ?? .distantFuture && now < known.refresh && known.producedAt <= now
            && known.signer == subject.holder.index && known.archiveSeconds == subject.settings.archiveSeconds
    }

    /// Signs an answer about one certificate and remembers it.
    private func sign(
        _ id: OCSPCertID,
        _ row: CertificateStatus,
        of subject: Subject,
        _ algorithm: AlgorithmIdentifier,
        now: Date,
        isKept: Bool
    ) async throws -> StatusAnswer {
        let single = single(id, row, isOurs: true, of: subject, now: now)
        let data = OCSPResponseData(responderID: subject.holder.signer.responderID, producedAt: now, responses: [single])
        let signature = try await sign(data, algorithm, of: subject)
        let next = single.nextUpdate ?? now
        if algorithm == subject.holder.signer.usualAlgorithm, let index = subject.holder.index {
            let answer = StatusMemory.Answer(
                status: single.status,
                producedAt: now,
                nextUpdate: next,
                signer: index,
                archiveSeconds: subject.settings.archiveSeconds,
                signature: signature
            )
            memory.put(answer, to: id, isKept: isKept)
        }
        return Self.kept(Self.assemble(data, algorithm, signature, of: subject.holder), now, next)
    }

    /// An answer that others may keep.
    private static func kept(_ bytes: [UInt8], _ producedAt: Date, _ nextUpdate: Date) -> StatusAnswer {
        StatusAnswer(bytes, caching: .init(producedAt: producedAt, nextUpdate: nextUpdate, tag: Hex.encode(Digest.sha256(bytes))))
    }

    /// Composing, linting and signing stay together: only the lint makes the permit that the signer consumes.
    private func sign(_ data: OCSPResponseData, _ algorithm: AlgorithmIdentifier, of subject: Subject) async throws -> [UInt8] {
        let signer = subject.holder.signer
        let permit = try ResponseLint.permit(data, algorithm: algorithm, signer: signer, issuer: subject.issuer)
        signed.increment()
        return try await signer.sign(permit)
    }

    /// - Parameter isOurs: false for a certificate of an issuer that is not ours.
    private func single(_ id: OCSPCertID, _ row: CertificateStatus?, isOurs: Bool, of subject: Subject, now: Date) -> OCSPSingleResponse {
        let settings = subject.settings
        var next = min(now.addingTimeInterval(Double(settings.validitySeconds)), subject.holder.signer.certificate.notAfter)
        guard let row else {
            // The number may be given at any time, so that nobody is to remember this for long.
            next = min(next, now.addingTimeInterval(Self.unknownSeconds))
            let status = isOurs && settings.neverIssued == .revoked ? ResponseLint.neverIssued : .unknown
            return OCSPSingleResponse(certID: id, status: status, thisUpdate: now, nextUpdate: next)
        }
        let (status, end) = Self.said(of: row, at: now)
        if let end { next = min(next, end) }
        return OCSPSingleResponse(
            certID: id,
            status: status,
            thisUpdate: now,
            nextUpdate: next,
            extensions: Self.archive(settings.archiveSeconds, producedAt: now)
        )
    }

    /// The validity of an answer about a serial number that was never given.
    private static let unknownSeconds = 900.0

    /// What is so now, and until when it is at most: until a revocation begins that was ordered for later.
    private static func said(of row: CertificateStatus, at now: Date) -> (RevocationStatus, until: Date?) {
        guard let begins = row.revokedFrom else { return (.good, nil) }
        if row.isOrderedAhead, begins > now { return (.good, begins) }
        let reason = CRLReason(known: row.reason).flatMap { $0 == .unspecified ? nil : $0 }
        // Fractions of a second are not written, and this is compared with what was.
        return (.revoked(reason: reason, date: Date(timeIntervalSince1970: min(begins, now).timeIntervalSince1970.rounded(.down))), nil)
    }

    private static func archive(_ seconds: Int, producedAt: Date) -> [CertificateExtension] {
        seconds == 0 ? [] : [OCSPArchiveCutoff(producedAt.addingTimeInterval(-Double(seconds))).asExtension()]
    }

    private static func assemble(
        _ data: OCSPResponseData,
        _ algorithm: AlgorithmIdentifier,
        _ signature: [UInt8],
        of holder: StatusSigners.Holder
    ) -> [UInt8] {
        let signature = OCSPSignature(
            algorithm: algorithm,
            value: signature,
            certificates: holder.isDelegated ? [holder.signer.certificate.derEncoded] : []
        )
        let basic = BasicOCSPResponse.assemble(tbs: data.derEncoded(), signature: signature)
        return OCSPResponse(type: OID.OCSP.basicResponse, response: basic).derEncoded
    }

    private func currentIssuers() async throws -> StatusIssuers {
        let snapshot = try await service.snapshots.current()
        if let known = issuers.withLock({ $0 }), known.snapshot === snapshot { return known }
        let read = StatusIssuers(of: snapshot)
        issuers.withLock { $0 = read }
        return read
    }

    // MARK: Producing beforehand

    private static let page = 500

    /// Signs answers for every certificate of the authorities that want it: those that are missing, wrong, or in the second half of their validity. Clients are
    /// known to ask with SHA-1; RFC 9919 asks with SHA-256.
    private func produceDue() async throws {
        memory.sweep(at: service.clock())
        let issuers = try await currentIssuers()
        for known in issuers.snapshot.authorities where known.stored.settings.ocsp.mode == .preProduced {
            for issuer in StatusSigners.issuers(of: known, at: service.clock()) {
                guard let holder = await signers.holder(of: issuer, in: known) else { continue }
                try await produce(for: Subject(known: known, issuer: issuer, holder: holder))
            }
        }
    }

    private func produce(for subject: Subject) async throws {
        let certificate = subject.issuer.certificate
        var after: RequestID?
        while !Task.isCancelled {
            let page = try await service.store.unexpiredCertificates(
                of: subject.issuer.key,
                at: service.clock(),
                after: after,
                limit: Self.page
            )
            for row in page {
                guard let serial = SerialText.octets(of: row.serialNumber) else { continue }
                for hash in [DigestAlgorithm.sha1, .sha256] {
                    let id = OCSPCertID(
                        serialNumber: serial,
                        issuerName: certificate.subject,
                        issuerKey: certificate.subjectPublicKeyInfo,
                        hash: hash
                    )
                    let now = service.clock()
                    if let present = memory.answer(to: id), Self.isRight(present, row, of: subject, at: now) { continue }
                    _ = try await sign(id, row, of: subject, subject.holder.signer.usualAlgorithm, now: now, isKept: true)
                }
            }
            guard page.count == Self.page, let last = page.last else { return }
            after = last.request
            await Task.yield()
        }
    }
}
