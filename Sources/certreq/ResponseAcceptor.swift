import CAInterface
import CertCli
import CertEnroll
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The work of `accept`, for both spellings.
enum ResponseAcceptor {
    /// Several certificates in one PEM file are a chain too.
    private static func joined(_ bytes: [UInt8]) throws -> [UInt8] {
        if let text = EncodedInput.text(from: bytes), let documents = try? PEMDocument.parse(text), documents.count > 1 {
            let certificates = try documents.compactMap { try $0.certificate() }
            if !certificates.isEmpty { return SignedData.certsOnly(certificates) }
        }
        return try EncodingType.any.decode(bytes)
    }

    static func accept(
        _ bytes: [UInt8],
        stores: StoreOptions,
        trust: String?,
        fingerprint: String?,
        allowUntrustedRoot: Bool
    ) async throws -> X509Enrollment {
        var anchors: [[UInt8]] = []
        if let trust { anchors += try ServerTrust.anchors(file: try Files.read(trust)).anchorCertificates }
        let der = try joined(bytes)
        if let fingerprint {
            _ = try ServerTrust.root(fingerprint: fingerprint)
            let wanted = try Hex.decode(fingerprint)
            anchors += ((try? SignedData(berContentInfo: der))?.certificates ?? []).filter { Digest.sha256($0) == wanted }
        }
        let flags: InstallResponseRestrictionFlags = allowUntrustedRoot ? .allowUntrustedRoot : .allowNone
        func install(_ context: X509CertificateEnrollmentContext) async throws -> X509Enrollment {
            let enrollment = stores.enrollment(anchors: anchors)
            try enrollment.initialize(context)
            try await enrollment.installResponse(flags, response: der, encoding: .binary)
            return enrollment
        }
        do {
            return try await install(stores.context)
        } catch let error as CAError where error.status == .cryptNotFound && stores.directories.contains(where: Self.isElsewhere(stores)) {
            // The policy file may have said MachineKeySet. If the machine's store has the request, no option is needed.
            do {
                return try await install(.machine)
            } catch let other as CAError where other.status == .cryptNotFound {
                throw error
            }
        }
    }

    /// Installs the certificate of a PKCS #12 file with its key; no request waits for it.
    static func importPFX(
        _ bytes: [UInt8],
        password: String?,
        stores: StoreOptions,
        trust: String?,
        allowUntrustedRoot: Bool
    ) async throws -> X509Enrollment {
        let anchors = try trust.map { try ServerTrust.anchors(file: try Files.read($0)).anchorCertificates } ?? []
        let enrollment = stores.enrollment(anchors: anchors, legacy: Legacy())
        try enrollment.initialize(stores.context)
        var flags: InstallResponseRestrictionFlags = .allowNoOutstandingRequest
        if allowUntrustedRoot { flags.insert(.allowUntrustedRoot) }
        try await enrollment.installResponse(flags, response: bytes, encoding: .any, password: password)
        return enrollment
    }

    private static func isElsewhere(_ stores: StoreOptions) -> (String) -> Bool {
        { !stores.machine && $0 == stores.location.machine && $0 != stores.location.user && EnrollmentStore.exists(at: $0) }
    }
}
