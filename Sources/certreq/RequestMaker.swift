import CertCli
import CAInterface
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The work of `new`, for both spellings.
struct RequestMaker {
    struct Made {
        let text: String
        let contents: [UInt8]
        let ignored: [String]
        /// Whether a self-signed certificate was made and installed, instead of a request.
        let isCertificate: Bool
        /// Sentences about what `-f` replaced.
        var remarks: [String] = []
    }

    /// More attributes, as the option gives them.
    var attributes: String?
    let stores: StoreOptions
    var binary = false
    /// The certificate that signs the request besides the new key, as `-cert` names it.
    var signer: String?
    /// Whether a container's name may go to the new key, and a request that waits with the same key may be replaced (`-f`).
    var replaces = false
    /// A file with the CA's exchange certificate, to which a key that is to be archived is encrypted (`-xchg`).
    var exchange: String?
    /// The CA that gives its exchange certificate when no file has it.
    var connection: (() async throws -> Connection)?

    func make(_ path: String) async throws -> Made {
        let policy = try PolicyRequest(try Files.read(path), path: path)
        var stores = stores
        if policy.machine { stores.machine = true }
        let old = try policy.renewedCertificate.map { try StoredCertificate.find($0, stores) }
        let archival = try await RequestArchival(policy, exchange: exchange, connection: connection)
        let request = X509CertificateRequestPkcs10()
        try await begin(request, policy, old, stores)
        fill(request, policy, old)
        let enrollment = stores.enrollment(server: archival?.server, legacy: Legacy())
        let message = try await wrapped(request, policy, old, stores)
        try archival?.apply(to: message)
        try await enrollment.initializeFromRequest(message)
        if let name = policy.friendlyName { try enrollment.setCertificateFriendlyName(name) }
        let encoded = try await enrollment.createRequest(binary ? .binary : .base64RequestHeader)
        var remarks: [String] = []
        if let container = policy.keyContainer, !policy.usesExistingKey, try name(container, enrollment) != nil {
            remarks.append("The container \"\(container)\" holds the new key now. Its former key stays with its certificate or request.")
        }
        guard policy.requestType == .certificate else {
            return Made(
                text: try enrollment.request.rawData(EncodingType(.base64RequestHeader, .noCR)).text,
                contents: encoded.written,
                ignored: policy.ignored,
                isCertificate: false,
                remarks: remarks
            )
        }
        let dates = policy.validity.dates(now: Date())
        let certificate = try await request.selfSignedCertificate(notBefore: dates.notBefore, notAfter: dates.notAfter)
        try await enrollment.installResponse(.allowUntrustedCertificate, response: certificate, encoding: .binary)
        let form: OutputFlags = binary ? .binary : .base64Header
        return Made(
            text: EncodedBytes(certificate, as: OutputFlags(.base64Header, .noCR)).text,
            contents: EncodedBytes(certificate, as: form).written,
            ignored: policy.ignored,
            isCertificate: true,
            remarks: remarks
        )
    }

    /// Initializes the request, with its key when that exists already.
    private func begin(
        _ request: X509CertificateRequestPkcs10,
        _ policy: PolicyRequest,
        _ old: StoredCertificate?,
        _ stores: StoreOptions
    ) async throws {
        guard policy.usesExistingKey else {
            if let container = policy.keyContainer {
                let directory = stores.directories[0]
                if EnrollmentStore.exists(at: directory) {
                    try EnrollmentStore(directory: directory).requireFreeContainer(container, replaces: replaces)
                }
            }
            return try request.initialize(stores.context)
        }
        let (store, reference): (EnrollmentStore, KeyReference)
        if let container = policy.keyContainer {
            store = try EnrollmentStore(directory: stores.directories[0])
            guard let found = try store.container(named: container) else {
                throw CAError(
                    .notFound,
                    status: .badKeyset,
                    "No key of \(store.directory) has the container name \"\(container)\". Make it with KeyContainer and without UseExistingKeySet."
                )
            }
            reference = found
        } else if let old {
            (store, reference) = (old.store, try old.reference)
        } else {
            return try request.initialize(stores.context)
        }
        let key = try await StoreKeyProvider(store: store, maker: ProgramKeys()).open(reference)
        try requireNoWaitingRequest(key.publicKey, policy, store)
        if policy.archival != nil { try RequestArchival.requireExportable(key.publicKey, reference, old, store) }
        try request.initializeFromPrivateKey(stores.context, key: key, reference: reference)
        request.exportable = old?.installed.exportable ?? false
    }

    /// A store has one request for each key. Another one would take the place of a request whose answer is still to come.
    private func requireNoWaitingRequest(_ key: SubjectPublicKeyInfo, _ policy: PolicyRequest, _ store: EnrollmentStore) throws {
        guard let waiting = try store.request(publicKey: key) else { return }
        // The self-signed certificate would end the wait for the answer, which no other command could accept then.
        let isLost = policy.requestType == .certificate
        guard isLost || !replaces else { return }
        let place = waiting.requestID.map { "as request \($0) at \(waiting.enrollmentAddress ?? "its CA")" } ?? "unsent"
        throw CAError(
            .conflict,
            status: .nteExists,
            "A request for this key waits in \(store.directory) \(place), and another one would take its place. Accept its answer first"
                + (isLost ? "" : ", or replace the request with -f") + ". Nothing was made."
        )
    }

    private func fill(_ request: X509CertificateRequestPkcs10, _ policy: PolicyRequest, _ old: StoredCertificate?) {
        // A renewal keeps the subject that the file does not give, and the template.
        request.subject = policy.subject.rdns.isEmpty ? old?.certificate.subject ?? policy.subject : policy.subject
        request.keySpecification = policy.keySpecification
        request.hashAlgorithm = policy.hashAlgorithm
        request.alternateSignatureAlgorithm = policy.alternateSignatureAlgorithm
        if !policy.usesExistingKey { request.exportable = policy.exportable }
        request.suppressDefaults = policy.suppressDefaults
        request.x509Extensions += policy.extensions
        request.clientID = 9
        var pairs = policy.attributes + AttributeArgument.pairs(attributes).map { EnrollmentNameValuePair(name: $0.name, value: $0.value) }
        if let old, !pairs.contains(where: { $0.name.lowercased() == "certificatetemplate" }) {
            request.x509Extensions += old.certificate.templateExtensions
        }
        if policy.requestType == .cmc { pairs = [] }
        for pair in pairs { request.cryptAttributes.append(.nameValuePair(name: pair.name, value: pair.value)) }
    }

    /// The request as its type wants it: alone, or signed by a certificate of the store.
    private func wrapped(
        _ request: X509CertificateRequestPkcs10,
        _ policy: PolicyRequest,
        _ old: StoredCertificate?,
        _ stores: StoreOptions
    ) async throws -> any IX509CertificateRequest {
        let agent = try signer.map { try StoredCertificate.find($0, stores) }
        guard policy.requestType == .pkcs7 || policy.requestType == .cmc else {
            if signer != nil {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "A second signature needs RequestType = PKCS7 or CMC in the policy file. Set it, or omit the certificate."
                )
            }
            return request
        }
        if policy.requesterName != nil, agent == nil {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "RequesterName needs the signature of an enrollment agent. Name the agent's certificate (-cert)."
            )
        }
        request.renewalCertificate = old?.certificate.derEncoded
        let signers = [old, agent].compactMap { $0 }
        guard policy.requestType == .cmc else {
            guard signers.count == 1 else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "A PKCS #7 request is signed by one certificate: that to be renewed, or an enrollment agent's. Name it, or use CMC."
                )
            }
            let message = X509CertificateRequestPkcs7()
            try message.initializeFromInnerRequest(request)
            message.requesterName = policy.requesterName ?? ""
            message.signerCertificate = try await signers[0].signer()
            return message
        }
        let message = X509CertificateRequestCmc()
        try message.initializeFromInnerRequest(request)
        for pair in policy.attributes { message.nameValuePairs.add(pair.name, pair.value) }
        for pair in AttributeArgument.pairs(attributes) { message.nameValuePairs.add(pair.name, pair.value) }
        message.requesterName = policy.requesterName ?? ""
        for signer in signers { try message.signerCertificates.add(try await signer.signer()) }
        return message
    }

    /// - Returns: the key that had the name before.
    private func name(_ container: String, _ enrollment: X509Enrollment) throws -> KeyReference? {
        let store = try enrollment.store()
        guard let publicKey = try enrollment.request.publicKey, let pending = try store.request(publicKey: publicKey) else { return nil }
        do {
            return try store.nameContainer(container, key: pending.key, replaces: replaces)
        } catch {
            // Another process took the name meanwhile. The request has not left, so nothing needs its key.
            try store.discard(pending)
            throw error
        }
    }
}

extension Certificate {
    /// The extensions that name the certificate's template.
    var templateExtensions: [CertificateExtension] {
        extensions.filter { [OID.Microsoft.templateName, OID.Microsoft.certificateTemplate].contains($0.oid) }
    }
}
