import CAInterface
import CertCli
import PKICrypto
import PKIFormats

extension X509Enrollment {
    // Steps 2, 3 and 10 of docs/request-flow.md.
    public func enroll() async throws {
        let request = try initialized("enroll")
        defer { if !holdsRequestUntilCollected { lock = nil } }
        forgetAnswer()
        requestIDString = ""
        try await reporting {
            let server = try self.reached("enroll")
            let config = try await server.config()
            self.caConfigString = config.description
            let attributes = try self.nameValuePairs.attributes
            try await self.fetchExchangeCertificate(for: request, from: server, config)
            // 2. The request: an unfinished one for the same purpose, or a new one.
            let intent = try await self.resume(request, config.description, server.account, attributes.raw)
            guard var pending = try await self.keep(request, working: true) else {
                throw CAError(
                    .notFound,
                    status: .cryptNotFound,
                    "The store has no key for this request, so its certificate could not be installed; nothing was sent. Use the store the request "
                        + "was made in, or send it with CertRequest."
                )
            }
            if let intent { pending.intent = intent }
            // 3. Send. The submission key is on disk before the request leaves.
            let store = try await self.openStore()
            let prepared = pending
            pending = try await BlockingWork.run {
                try store.prepareSubmission(of: prepared, to: config.description, attributes: attributes.raw)
            }
            // The answer is recorded before anything else is done with it.
            let client = CertCli.CertRequest(connector: server.connector)
            let disposition = try await client.submit(
                pending.request,
                flags: SubmitFlags(.binary, request.format, .fullResponse),
                attributes: attributes,
                config: config.description,
                submissionKey: pending.submissionKey
            )
            try self.take(client)
            let (sent, requestID) = (pending, self.requestIDString)
            try await BlockingWork.run { try store.noteAnswer(to: sent, requestID: requestID, disposition: disposition) }
            // 10. Install.
            try await self.finish(disposition, client, config)
        }
    }

    /// Asks for a pending request again, and installs its certificate when it is issued now. Not a documented member: the documented way is
    /// a CertRequest and `installResponse`.
    public func retrieve(requestID: Int) async throws {
        _ = try initialized("retrieve")
        forgetAnswer()
        try await reporting {
            let server = try self.reached("retrieve")
            let config = try await server.config()
            let client = CertCli.CertRequest(connector: server.connector)
            let disposition = try await client.retrievePending(requestID, config: config.description)
            try self.take(client)
            self.caConfigString = config.description
            try await self.noteAnswer(to: requestID, disposition, config)
            try await self.finish(disposition, client, config)
        }
    }

    /// Whether a file was written for the unfinished request that `enroll` will take up, so that nothing is lost when it is written again. The
    /// file holds the request's private key, or a certificate of its public key.
    package func wasWrittenForUnfinishedRequest(_ file: [UInt8]) async throws -> Bool {
        let request = try initialized("enroll")
        let server = try reached("enroll")
        _ = try await resume(request, try await server.config().description, server.account, try nameValuePairs.attributes.raw)
        guard lock != nil, let publicKey = request.publicKey,
            let first = try? PEMDocument.parse(String(decoding: file, as: UTF8.self)).first
        else {
            return false
        }
        if first.label == "CERTIFICATE" { return (try? Certificate(derEncoded: first.bytes))?.subjectPublicKeyInfo == publicKey }
        guard let reference = request.innermost.key?.reference else { return false }
        return try await provider(reference.provider).export(reference) == first.bytes
    }

    /// The certificate has reached its destination, so its request leaves the store. Needed if ``holdsRequestUntilCollected`` is set.
    public func collected() throws {
        let request = try initialized("collected")
        let store = try store()
        lock = nil
        if let publicKey = request.publicKey { store.removeRequest(publicKey: publicKey) }
    }

    /// Records the CA's answer before anything is done with it.
    private func take(_ client: CertCli.CertRequest) throws {
        requestIDString = String(client.requestID)
        if let certificate = try? client.certificate(.binary).bytes { issuedCertificate = (certificate, try client.issuers()) }
    }

    /// Records the answer in the store, when the request is there.
    private func noteAnswer(to requestID: Int, _ disposition: DispositionCode, _ config: ConfigString) async throws {
        let store = try await openStore()
        try await BlockingWork.run {
            let sent = try store.requests().first { $0.requestID == String(requestID) && $0.enrollmentAddress == config.description }
            if let sent { try store.noteAnswer(to: sent, requestID: String(requestID), disposition: disposition) }
        }
    }

    /// Takes up an unfinished request for the same purpose. A request with a key of its own is found by that key as well, because its
    /// signatures are other octets each time.
    /// - Returns: the purpose of a new request; nil when the request is encoded already, and is found by its octets.
    private func resume(
        _ request: any IX509CertificateRequest,
        _ address: String,
        _ account: String,
        _ attributes: String
    ) async throws -> String? {
        guard (try? request.rawData(.binary)) == nil else { return nil }
        let intent = EnrollmentIntent(request, address: address, account: account, attributes: attributes).digest
        guard let intent, resumesUnfinished else { return intent }
        let store = try await openStore()
        for unfinished in try store.requests() where unfinished.intent == intent && unfinished.kind == request.type {
            guard let lock = try store.lockRequest(publicKey: unfinished.publicKey) else { continue }
            // The holder of the lock may have finished a moment ago.
            guard try store.requests().contains(where: { $0.publicKey == unfinished.publicKey && $0.intent == intent }) else { continue }
            self.lock = lock
            if let signed = request as? X509CertificateRequestPkcs7 {
                try signed.adopt(unfinished)
            } else {
                try request.innermost.adopt(unfinished)
            }
            break
        }
        return intent
    }

    /// A CA may say by its disposition alone that there is no certificate.
    private static func code(of disposition: DispositionCode, _ status: HRESULT) -> HRESULT {
        if status.isFailure { return status }
        switch disposition {
        case .revoked: return .cryptRevoked
        case .denied: return .certsrvAdminDeniedRequest
        default: return .fail
        }
    }

    private func finish(_ disposition: DispositionCode, _ client: CertCli.CertRequest, _ config: ConfigString) async throws {
        let message = try client.dispositionMessage()
        note(answer: try? client.fullResponseProperty(.fullResponse).bytes)
        switch disposition {
        case .issued, .issuedOutOfBand:
            var bytes = try client.certificate(OutputFlags(.binary, .chain)).bytes
            if let full = try? client.fullResponseProperty(.fullResponse).bytes { bytes = full }
            // The caller's own choice of trust authenticated the CA, so its root is trusted as a directory's would be.
            let roots = try await Self.chain(of: client, config).filter { (try? Certificate(derEncoded: $0))?.isSelfIssued == true }
            try await install(try EnrollmentResponse(bytes, verifier: verifier), .allowNone, roots: roots, message: message)
        case .underSubmission:
            status = X509EnrollmentStatus(status: .enrollPended, text: message)
        default:
            status = X509EnrollmentStatus(
                status: disposition == .denied ? .enrollDenied : .enrollError,
                error: Self.code(of: disposition, client.lastStatus),
                text: message,
                reason: client.denialReason
            )
        }
    }

    /// The issuers that came with the certificate; a CA that sends none is asked for its chain.
    private static func chain(of client: CertCli.CertRequest, _ config: ConfigString) async throws -> [[UInt8]] {
        let issuers = try client.issuers()
        if !issuers.isEmpty { return issuers }
        return try SignedData(
            contentInfo: try await client.caCertificate(exchange: false, config: config.description, flags: OutputFlags(.binary, .chain))
                .bytes
        ).certificates
    }

    /// Copies every error that is thrown from here into `status`.
    func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            let failure =
                (error as? CAError) ?? CAError(.internal, status: .fail, "The enrollment failed in this process: \(error).", cause: error)
            status = X509EnrollmentStatus(
                status: .enrollError,
                error: failure.status,
                text: failure.message,
                reason: failure.reason
            )
            throw failure
        }
    }
}
