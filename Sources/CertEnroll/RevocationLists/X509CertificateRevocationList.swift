import CAInterface
public import CertCli
public import PortableFoundation
import PKICrypto
public import PKIFormats

/// A revocation list while it is made, or after it was read. Source: "IX509CertificateRevocationList interface".
///
///     let list = X509CertificateRevocationList()
///     try list.initialize()
///     list.signerCertificate = issuer
///     list.nextUpdate = list.thisUpdate.addingTimeInterval(7 * 86_400)
///     try list.x509CRLEntries.add(entry)
///     try await list.encode()
///
/// One object is for one task at a time: it is not `Sendable`.
public final class X509CertificateRevocationList {
    private var isInitialized = false
    private var signed: (body: [UInt8], signature: [UInt8], whole: [UInt8])?
    private var givenIssuer: DistinguishedName?

    /// The time at which the list is made; that of ``initialize()`` unless set. Source: "IX509CertificateRevocationList::get_ThisUpdate".
    public var thisUpdate = Date(timeIntervalSince1970: 0)
    /// The latest time at which the next list appears; must be set. Source: "IX509CertificateRevocationList::get_NextUpdate".
    public var nextUpdate: Date?
    /// The revoked certificates. Source: "IX509CertificateRevocationList::get_X509CRLEntries".
    public private(set) var x509CRLEntries = X509CertificateRevocationListEntries()
    /// Extensions besides the authority key identifier, the number and the CA version, which are written where they are known. Source:
    /// "IX509CertificateRevocationList::get_X509Extensions".
    public var x509Extensions: [CertificateExtension] = []
    /// The extensions marked critical. Source: "IX509CertificateRevocationList::get_CriticalExtensions".
    public var criticalExtensions: [OID] = []
    /// The issuer with its key; without it, the list has a hash in the place of the signature. Source:
    /// "IX509CertificateRevocationList::get_SignerCertificate".
    public var signerCertificate: SignerCertificate?
    /// The number of the list, at most 20 octets, the most significant first; nil for none. Source:
    /// "IX509CertificateRevocationList::get_CRLNumber".
    public var crlNumber: [UInt8]?
    /// The number of the CA's certificate and key; nil for none. Source: "IX509CertificateRevocationList::get_CAVersion".
    public var caVersion: UInt32?
    /// The algorithms of the signature. Source: "IX509CertificateRevocationList::get_SignatureInformation".
    public let signatureInformation = X509SignatureInformation()

    /// An object without content: call ``initialize()`` or ``initializeDecode(_:encodedData:)``.
    public init() {}

    // MARK: Initialization, once

    /// An empty list of now. Source: "IX509CertificateRevocationList::Initialize".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize() throws {
        try begin()
        thisUpdate = Date().wholeSeconds
    }

    /// A list from its bytes. Source: "IX509CertificateRevocationList::InitializeDecode".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8007000D when the data is not in the encoding, 0x8009310B when it is no list.
    public func initializeDecode(_ encoding: EncodingType, encodedData: [UInt8]) throws {
        guard !isInitialized else { throw CAError.alreadyInitialized("The revocation list") }
        let bytes = try encoding.decode(encodedData)
        let list: CertificateList
        do {
            list = try CertificateList(derEncoded: bytes)
        } catch {
            throw CAError.unreadable("The revocation list", error)
        }
        try begin()
        (thisUpdate, nextUpdate, givenIssuer) = (list.thisUpdate, list.nextUpdate, list.issuer)
        x509CRLEntries = X509CertificateRevocationListEntries(list.revoked)
        crlNumber = (try? CRLNumber.find(in: list.extensions))?.bytes
        caVersion = (try? CAVersion.find(in: list.extensions)).flatMap { $0.map(Self.number) }
        x509Extensions = list.extensions
        criticalExtensions = list.extensions.filter(\.critical).map(\.oid)
        signatureInformation.hashAlgorithm = list.signatureAlgorithm.signatureDigest
        signatureInformation.nullSigned = DigestAlgorithm(oid: list.signatureAlgorithm.oid) != nil
        signed = (list.tbsBytes, list.signature, bytes)
    }

    // MARK: Encoding

    /// Signs the list. Source: "IX509CertificateRevocationList::Encode".
    /// - Throws: `CAError`: 0x80040007 blank, 0x80094004 without issuer or next update, 0x80070057 for times, numbers or entries that cannot be,
    ///   0x800B0110 when the issuer may not sign lists, 0x8009200A when its key cannot be loaded.
    public func encode() async throws {
        guard isInitialized else { throw CAError.blank("encode") }
        guard signed == nil else { return }
        let signer = try await signerCertificate?.identity()
        if let certificate = signer?.certificate { try Self.checkUsage(of: certificate) }
        let algorithm = try signer.map { try signatureInformation.algorithm(for: $0.key) } ?? .digest(hashAlgorithm ?? .sha256)
        let body = TBSCertificateList(
            signatureAlgorithm: algorithm,
            issuer: try requiredIssuer(),
            thisUpdate: thisUpdate,
            nextUpdate: try requiredNextUpdate(),
            revoked: try x509CRLEntries.values,
            extensions: try extensions(signer?.certificate)
        ).derEncoded()
        let signature =
            if let signer { try await signer.key.sign(body, using: algorithm) } else { Digest.of(body, hashAlgorithm ?? .sha256) }
        signatureInformation.nullSigned = signer == nil
        signed = (body, signature, TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature))
    }

    /// Forgets the signed form, so that the list may be changed. Source: "IX509CertificateRevocationList::ResetForEncode".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F when not encoded.
    public func resetForEncode() throws {
        _ = try encoded("resetForEncode")
        signed = nil
    }

    // MARK: Checking

    /// Checks the signature with the issuer's key. Source: "IX509CertificateRevocationList::CheckPublicKeySignature".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F not encoded, 0x8009200E a hash in the place of the signature, 0x80090006 wrong.
    public func checkPublicKeySignature(_ publicKey: SubjectPublicKeyInfo) throws {
        let list = try CertificateList(derEncoded: try encoded("checkPublicKeySignature").whole)
        guard !nullSigned else {
            throw CAError(
                .wrongState,
                status: .noSigner,
                "The list has a hash in the place of the signature. Set signerCertificate and encode it."
            )
        }
        guard try list.isSigned(with: publicKey) else { throw Self.wrong("The list is not signed with that key.") }
    }

    /// Checks the signature with the key of ``signerCertificate``, or the hash in its place. Source:
    /// "IX509CertificateRevocationList::CheckSignature".
    /// - Throws: `CAError`: as ``checkPublicKeySignature(_:)``; 0x80094004 when the issuer is not known; 0x8009200E for a hash that is not allowed.
    public func checkSignature(_ allowedSignatureTypes: Pkcs10AllowedSignatureTypes = .keySignature) throws {
        let parts = try encoded("checkSignature")
        guard nullSigned, allowedSignatureTypes.contains(.nullSignature) else {
            guard let signerCertificate else {
                throw CAError.empty("The issuer of the list is not known. Set signerCertificate, or use checkPublicKeySignature.")
            }
            return try checkPublicKeySignature(try signerCertificate.plainCertificate.subjectPublicKeyInfo)
        }
        guard Digest.of(parts.body, hashAlgorithm ?? .sha256) == parts.signature else {
            throw Self.wrong("The value in the place of the signature is not the hash of the list.")
        }
    }

    // MARK: Properties

    /// The name of the issuer: that of ``signerCertificate`` unless set. Source: "IX509CertificateRevocationList::get_Issuer".
    public var issuer: DistinguishedName {
        get { givenIssuer ?? (try? signerCertificate?.plainCertificate.subject) ?? .empty }
        set { givenIssuer = newValue }
    }

    /// Whether the list is complete, and not the changes since another one. Source: "IX509CertificateRevocationList::get_BaseCRL".
    public var baseCRL: Bool { !x509Extensions.contains { $0.oid == DeltaCRLIndicator.oid } }

    /// Whether there is a hash in the place of the signature. Source: "IX509CertificateRevocationList::get_NullSigned".
    public var nullSigned: Bool { signatureInformation.nullSigned }

    /// The digest of the signature; nil for the key's own. Source: "IX509CertificateRevocationList::get_HashAlgorithm".
    public var hashAlgorithm: DigestAlgorithm? {
        get { signatureInformation.hashAlgorithm }
        set { signatureInformation.hashAlgorithm = newValue }
    }

    /// Whether an RSA key signs with RSA-PSS. Source: "IX509CertificateRevocationList::get_AlternateSignatureAlgorithm".
    public var alternateSignatureAlgorithm: Bool {
        get { signatureInformation.alternateSignatureAlgorithm }
        set { signatureInformation.alternateSignatureAlgorithm = newValue }
    }

    /// The signed list. Source: "IX509CertificateRevocationList::get_RawData".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F before `encode`.
    public func rawData(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try encoded("rawData").whole) }

    /// The part that the signature covers. Source: "IX509CertificateRevocationList::get_RawDataToBeSigned".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F before `encode`.
    public func rawDataToBeSigned(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try encoded("rawDataToBeSigned").body)
    }

    /// The signature. Source: "IX509CertificateRevocationList::get_Signature".
    /// - Throws: `CAError`: 0x80040007 blank, 0x8007139F before `encode`.
    public func signature(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try encoded("signature").signature)
    }

    // MARK: Parts

    private func begin() throws(CAError) {
        guard !isInitialized else { throw .alreadyInitialized("The revocation list") }
        isInitialized = true
    }

    private func encoded(_ member: String) throws(CAError) -> (body: [UInt8], signature: [UInt8], whole: [UInt8]) {
        guard isInitialized else { throw .blank(member) }
        guard let signed else { throw CAError(.wrongState, status: .invalidState, "The list is not encoded. Call encode first.") }
        return signed
    }

    private func requiredIssuer() throws(CAError) -> DistinguishedName {
        guard !issuer.isEmpty else { throw .empty("The list has no issuer. Set signerCertificate, or issuer.") }
        return issuer
    }

    private func requiredNextUpdate() throws(CAError) -> Date {
        guard let nextUpdate else { throw .empty("The list does not say when the next one appears. Set nextUpdate.") }
        guard thisUpdate < nextUpdate else {
            throw .badArgument("The next list would appear before this one. Set nextUpdate to a time after it.")
        }
        return nextUpdate
    }

    private func extensions(_ signer: Certificate?) throws -> [CertificateExtension] {
        var written: [CertificateExtension] = []
        if let identifier = signer?.subjectKeyIdentifier { written.append(AuthorityKeyIdentifier(keyIdentifier: identifier).asExtension()) }
        if let crlNumber {
            let octets = try SerialOctets.number(crlNumber)
            written.append(CertificateExtension(CRLNumber.oid, value: DERWriter.encode(capacity: 24) { $0.writeInteger(unsigned: octets) }))
        }
        if let caVersion {
            written.append(CAVersion(certificateIndex: Int(caVersion & 0xFFFF), keyIndex: Int(caVersion >> 16)).asExtension())
        }
        let own = Set(written.map(\.oid))
        written += x509Extensions.filter { !own.contains($0.oid) }
        guard Set(written.map(\.oid)).count == written.count else {
            throw CAError.badArgument("An extension occurs twice. Keep one of each.")
        }
        return written.map {
            CertificateExtension($0.oid, critical: $0.critical || criticalExtensions.contains($0.oid), value: $0.value)
        }
    }

    private static func number(_ version: CAVersion) -> UInt32 { UInt32(version.keyIndex) << 16 | UInt32(version.certificateIndex) }

    private static func checkUsage(of certificate: Certificate) throws(CAError) {
        let usage: KeyUsage?
        do {
            usage = try certificate.value(of: KeyUsage.self)
        } catch {
            throw .unreadable("The key usage of the issuer's certificate", error)
        }
        guard let usage, !usage.contains(.cRLSign) else { return }
        throw CAError(
            .unacceptable,
            status: .wrongUsage,
            "The certificate \(certificate.serialHex) may not sign revocation lists (key usage). Use one with cRLSign."
        )
    }

    private static func wrong(_ message: String) -> CAError { CAError(.unacceptable, status: .badSignature, message) }
}

extension SerialOctets {
    /// The number of a list: at most 20 octets, and 0 is possible.
    static func number(_ octets: [UInt8]) throws(CAError) -> [UInt8] {
        let number = Array(octets.drop { $0 == 0 })
        guard number.count <= 20 else { throw .badArgument("The number of a list has at most 20 octets, this has \(number.count).") }
        return number
    }
}
