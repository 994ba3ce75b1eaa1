import CAInterface
import PKICrypto
import PKIFormats

/// A CMC full response, read into the pieces that `fullResponseProperty` returns. Source: RFC 5272 §3.2.2;
/// "ICertRequest2::GetFullResponseProperty".
struct FullResponse {
    private let bytes: [UInt8]
    private let message: SignedData
    private let response: PKIResponse
    private let content: [UInt8]
    /// Microsoft's attributes beside the status.
    private let attributes: [CMSAttribute]

    init(_ bytes: [UInt8]) throws(CAError) {
        self.bytes = bytes
        do {
            message = try SignedData(berContentInfo: bytes)
            guard message.contentType == OID.CMC.pkiResponse, let content = message.content else {
                throw FormatError(
                    structure: "CMC full response",
                    field: "eContentType",
                    reason: "expected id-cct-PKIResponse with its content"
                )
            }
            self.content = content
            response = try PKIResponse(derEncoded: content)
            attributes = try response.controls.values(of: AddAttributesControl.self).flatMap(\.attributes)
        } catch {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's full response cannot be read: \(error).", cause: error)
        }
    }

    func value(of property: FullResponseProperty, index: Int) throws(CAError) -> CAPropertyValue {
        switch property.id {
        case .fullResponse: return .binary(try unindexed(bytes, index))
        case .fullResponseNoPKCS7: return .binary(try unindexed(content, index))
        case .statusInfoCount: return .long(Int32(clamping: try unindexed(response.statuses.count, index)))
        case .claimChallenge:
            _ = try unindexed(0, index)
            throw Self.missing(property)
        default: break
        }
        guard response.statuses.indices.contains(index) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The full response has \(response.statuses.count) status blocks; the index \(index) of \(property.name) is outside them."
            )
        }
        if let value = try indexed(property.id, response.statuses[index]) { return value }
        if let value = try attestation(property.id) { return value }
        throw Self.missing(property)
    }

    private func indexed(_ id: FullResponsePropertyID, _ status: CMCStatusInfo) throws(CAError) -> CAPropertyValue? {
        switch id {
        case .bodyPartString: return .string(status.bodyList.map(String.init).joined(separator: ","))
        case .status: return .long(Int32(clamping: status.status))
        case .statusString: return status.statusString.map { .string($0) }
        case .otherInfoChoice:
            return switch status.otherInfo {
            case .none: .long(0)
            case .failInfo: .long(1)
            case .pendInfo: .long(2)
            }
        case .failInfo: if case .failInfo(let code) = status.otherInfo { return .long(Int32(clamping: code)) }
        case .pendInfoToken: if case .pendInfo(let token, _) = status.otherInfo { return .binary(token) }
        case .pendInfoTime: if case .pendInfo(_, let time) = status.otherInfo { return .date(time) }
        case .issuedCertificateHash: return response.issuedCertificateHash.map { .binary($0) }
        case .issuedCertificate: return issuedCertificate.map { .binary($0) }
        case .issuedCertificateChain: return issuedCertificate.map { .binary(SignedData.certsOnly(chain(from: $0))) }
        case .issuedCertificateCRLChain: return issuedCertificate.map { .binary(SignedData.certsOnly(chain(from: $0), crls: message.crls)) }
        case .encryptedKeyHash: return response.encryptedKeyHash.map { .binary($0) }
        default: break
        }
        return nil
    }

    /// The pieces that come with an attestation challenge.
    private func attestation(_ id: FullResponsePropertyID) throws(CAError) -> CAPropertyValue? {
        do throws(FormatError) {
            switch id {
            case .caExchangeCertificateHash: return try attribute(ExchangeCertificateHash.self).map { .binary($0.bytes) }
            case .caExchangeCertificate: return try exchangeCertificate.map { .binary($0) }
            case .caExchangeCertificateChain: return try exchangeCertificate.map { .binary(SignedData.certsOnly(chain(from: $0))) }
            case .caExchangeCertificateCRLChain:
                return try exchangeCertificate.map { .binary(SignedData.certsOnly(chain(from: $0), crls: message.crls)) }
            case .attestationChallenge: return try attribute(AttestationChallenge.self).map { .binary($0.bytes) }
            case .attestationProviderName: return try attribute(KeyStorageProviderName.self).map { .string($0.name) }
            default: return nil
            }
        } catch {
            throw CAError(.untrustedServer, status: .invalidData, "The CA's full response cannot be read: \(error).", cause: error)
        }
    }

    private func attribute<Value: RequestAttributeValue>(_ type: Value.Type) throws(FormatError) -> Value? {
        guard let value = attributes.first(where: { $0.oid == type.oid })?.values.first else { return nil }
        return try Value(derEncoded: value)
    }

    /// The certificate whose SHA-1 is in the response.
    var issuedCertificate: [UInt8]? { response.issuedCertificateHash.flatMap(certificate) }

    private var exchangeCertificate: [UInt8]? {
        get throws(FormatError) { try attribute(ExchangeCertificateHash.self).flatMap { certificate(withSHA1: $0.bytes) } }
    }

    private func certificate(withSHA1 hash: [UInt8]) -> [UInt8]? { message.certificates.first { Digest.sha1($0) == hash } }

    /// The chain from the certificate to the root, as far as the message carries issuers.
    private func chain(from leaf: [UInt8]) -> [[UInt8]] {
        let candidates = message.certificates.compactMap { try? Certificate(derEncoded: $0) }
        guard var last = try? Certificate(derEncoded: leaf) else { return [leaf] }
        var path = [leaf]
        while !last.isSelfIssued, let issuer = candidates.first(where: { last.issuer.matches($0.subject) }),
            !path.contains(issuer.derEncoded)
        {
            path.append(issuer.derEncoded)
            last = issuer
        }
        return path
    }

    private func unindexed<Value>(_ value: Value, _ index: Int) throws(CAError) -> Value {
        guard index == 0 else {
            throw CAError(.malformed, status: .invalidArgument, "This full response property takes no index; give 0 instead of \(index).")
        }
        return value
    }

    private static func missing(_ property: FullResponseProperty) -> CAError {
        CAError(.notFound, status: .certsrvPropertyEmpty, "The full response has no \(property.name).")
    }
}
