import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Asks `openssl verify` about the same path.
struct PathJudge {
    let files: OpenSSLFiles
    let root: SampleIdentity

    init() async throws {
        files = try OpenSSLFiles()
        let key = try PrivateKey(generating: .p256)
        root = try await .selfSigned(
            subject: .of([(.organization, "Example"), (.commonName, "Root")]),
            key: key,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: nil, pathLength: nil),
            notBefore: SampleHierarchy.notBefore,
            notAfter: SampleHierarchy.rootNotAfter
        )
    }

    /// A CA below `issuer`, or the root, with more extensions than the usual ones.
    func authority(_ name: String, under issuer: SampleIdentity? = nil, _ extensions: [CertificateExtension] = []) async throws
        -> SampleIdentity
    {
        let issuer = issuer ?? root
        let key = try PrivateKey(generating: .p256)
        return SampleIdentity(
            certificate: try await issuer.issue(
                subject: .of([(.organization, "Example"), (.commonName, name)]),
                publicKey: key.publicKey,
                extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: issuer.key.publicKey, pathLength: nil)
                    + extensions,
                notAfter: SampleHierarchy.issuingNotAfter
            ),
            key: key
        )
    }

    /// A leaf with these alternative names.
    func leaf(
        under issuer: SampleIdentity,
        names: [GeneralName] = [],
        subject: DistinguishedName? = nil,
        _ extensions: [CertificateExtension] = []
    ) async throws -> Certificate {
        let key = try PrivateKey(generating: .p256)
        return try await issuer.issue(
            subject: subject ?? .of([(.organization, "Example"), (.commonName, "Leaf")]),
            publicKey: key.publicKey,
            extensions: SampleHierarchy.leafExtensions(
                key: key.publicKey,
                issuer: issuer.key.publicKey,
                purposes: [OID.KeyPurpose.serverAuth, OID.KeyPurpose.clientAuth],
                names: names
            ) + extensions
        )
    }

    /// Whether openssl finds the path valid.
    func openssl(_ leaf: Certificate, _ between: [Certificate], lists: [CertificateList] = [], _ arguments: [String] = []) throws -> Bool {
        try files.write("root.pem", pem: "CERTIFICATE", root.certificate.derEncoded)
        try files.write("leaf.pem", pem: "CERTIFICATE", leaf.derEncoded)
        var command = ["openssl", "verify", "-x509_strict", "-CAfile", "root.pem"]
        if !arguments.contains("-attime") { command += ["-attime", "\(Int(SampleHierarchy.time.timeIntervalSince1970))"] }
        for (index, certificate) in between.enumerated() {
            try files.write("between\(index).pem", pem: "CERTIFICATE", certificate.derEncoded)
            command += ["-untrusted", "between\(index).pem"]
        }
        for (index, list) in lists.enumerated() {
            try files.write("list\(index).pem", pem: "X509 CRL", list.derEncoded)
            command += ["-CRLfile", "list\(index).pem"]
        }
        if !lists.isEmpty { command += ["-crl_check_all", "-extended_crl", "-use_deltas"] }
        return try runTool(command + arguments + ["leaf.pem"], directory: files.directory).status == 0
    }

    /// The answer of this library.
    func ours(_ leaf: Certificate, _ between: [Certificate], options: PathOptions = PathOptions(time: SampleHierarchy.time)) -> PathReport {
        PathValidation.validate(leaf: leaf, intermediates: between, anchors: [root.certificate], options: options)
    }
}

extension SampleIdentity {
    /// A revocation list of this CA.
    func list(
        _ revoked: [RevokedEntry] = [],
        number: UInt64 = 1,
        _ extensions: [CertificateExtension] = [],
        nextUpdate: Date = SampleHierarchy.time + 86_400,
        issuer: DistinguishedName? = nil
    ) async throws -> CertificateList {
        let algorithm = key.defaultSignatureAlgorithm
        let body = TBSCertificateList(
            signatureAlgorithm: algorithm,
            issuer: issuer ?? certificate.subject,
            thisUpdate: SampleHierarchy.time - 86_400,
            nextUpdate: nextUpdate,
            revoked: revoked,
            extensions: [
                AuthorityKeyIdentifier(keyIdentifier: key.publicKey.keyIdentifier).asExtension(), CRLNumber(number).asExtension(),
            ] + extensions
        ).derEncoded()
        let signature = try await key.sign(body, using: algorithm)
        return try CertificateList(derEncoded: TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature))
    }
}
