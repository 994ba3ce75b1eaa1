import CAInterface
import PKICrypto
import PKIFormats

extension X509CertificateRequestPkcs10 {
    /// A request from its bytes. Source: "IX509CertificateRequestPkcs10::InitializeDecode".
    /// - Parameter context: the owner. The documented call assumes the user unless a first call has the text `ContextMachine` in encoding 2.
    /// - Throws: `CAError` with 0x800704DF, 0x8007000D.
    public func initializeDecode(_ request: [UInt8], encoding: EncodingType = .base64Any, context: X509CertificateEnrollmentContext = .user)
        throws
    {
        if encoding == .binary, let owner = Self.owner(named: request) {
            guard !isInitialized else { throw CAError.alreadyInitialized("The request") }
            decodingContext = owner
            return
        }
        try decode(try encoding.decode(request), decodingContext ?? context)
    }

    /// As `initializeDecode` with bytes, for text.
    public func initializeDecode(
        _ request: String,
        encoding: EncodingType = .base64Any,
        context: X509CertificateEnrollmentContext = .user
    ) throws {
        try initializeDecode(Array(request.utf8), encoding: encoding, context: context)
    }

    private static func owner(named bytes: [UInt8]) -> X509CertificateEnrollmentContext? {
        switch String(decoding: bytes, as: UTF8.self) {
        case "ContextUser": .user
        case "ContextMachine": .machine
        case "ContextAdministratorForceMachine": .administratorForceMachine
        default: nil
        }
    }

    func take(_ decoded: CertificationRequest) {
        subject = decoded.subject
        x509Extensions = decoded.requestedExtensions
        criticalExtensions = x509Extensions.filter(\.critical).map(\.oid)
        // The parts that `encode` makes itself are removed, because they would occur twice once the request is opened and encoded again; what
        // the request did not have is not put in then.
        let present = Set(decoded.attributes.map(\.oid) + x509Extensions.map(\.oid))
        suppressOids = (Self.defaultAttributes + Self.defaultExtensions).filter {
            $0 != OID.Microsoft.renewalCertificate && !present.contains($0)
        }
        let made =
            [OID.CMS.extensionRequest, OID.Microsoft.certificateExtensions, OID.CMS.challengePassword]
            + Self.defaultAttributes
        cryptAttributes = decoded.attributes.filter { !made.contains($0.oid) }
        clientID = (decoded.clientInformation?.clientID).map { RequestClientInfoClientId(rawValue: Int32(truncatingIfNeeded: $0)) } ?? clientID
        challengePassword = decoded.challengePassword
        renewalCertificate = decoded.renewalCertificate
        namedTemplate = decoded.templateNames.first
        key = RequestKey(publicKey: decoded.subjectPublicKeyInfo)
        signatureInformation.publicKeyAlgorithm = decoded.subjectPublicKeyInfo.algorithm.oid
        signatureInformation.hashAlgorithm = DigestAlgorithm(oid: decoded.signatureAlgorithm.oid)
        signatureInformation.nullSigned = decoded.hasValidNullSignature != nil
        signed = SignedParts(body: decoded.infoBytes, signature: decoded.signature, whole: decoded.derEncoded)
    }
}
