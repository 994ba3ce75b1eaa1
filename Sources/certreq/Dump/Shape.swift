/// Guesses the intended structure of damaged bytes from the types of their first elements.
enum Shape {
    /// The name of a candidate of ``Recognition``; `nil` when the bytes resemble none.
    static func structure(of bytes: [UInt8]) -> String? {
        guard let whole = try? ASN1Node(bytes, at: 0, isLenient: true), whole.isUniversal(16), whole.isConstructed,
            let members = try? whole.members(10), let first = members.first
        else { return nil }
        let second = members.dropFirst().first
        if first.isUniversal(6) { return second.map { $0.isContext(0) } ?? true ? "ContentInfo" : nil }
        if first.isUniversal(10) { return "OCSPResponse" }
        if first.isUniversal(2) { return ofNumbered(members) }
        guard first.isUniversal(16), let inner = try? first.members(12), let start = inner.first else { return nil }
        if start.isUniversal(6) {
            guard let second else { return nil }
            return second.isUniversal(3) ? "SubjectPublicKeyInfo" : second.isUniversal(4) ? "EncryptedPrivateKeyInfo" : nil
        }
        return ofSigned(
            inner,
            isWhole: members.count == 3 && members[2].isUniversal(3) && members[1].isUniversal(16),
            isOnly: second == nil
        )
    }

    /// A SEQUENCE that begins with a number.
    private static func ofNumbered(_ members: [ASN1Node]) -> String? {
        guard members.count > 1 else { return nil }
        let second = members[1]
        if second.isUniversal(2) { return members.count == 2 ? "RSAPublicKey" : "RSAPrivateKey" }
        if second.isUniversal(4) { return "ECPrivateKey" }
        guard second.isUniversal(16), let inner = try? second.members(2), inner.first?.isUniversal(6) ?? false else { return nil }
        if inner.count > 1, inner[1].isContext(0) { return "PFX" }
        return members.count > 2 && members[2].isUniversal(4) ? "PrivateKeyInfo" : nil
    }

    /// A body, an algorithm and a signature, or the beginning of them.
    private static func ofSigned(_ body: [ASN1Node], isWhole: Bool, isOnly: Bool) -> String? {
        guard isWhole || isOnly, let start = body.first else { return nil }
        if start.isContext(0) { return "Certificate" }
        if body.contains(where: { $0.isUniversal(23) || $0.isUniversal(24) }) { return "CertificateList" }
        if body.count == 2, body[1].isUniversal(22) { return "SignedPublicKeyAndChallenge" }
        if start.isUniversal(2) {
            if body.count > 2, body[2].isContext(0) { return "AttributeCertificate" }
            if body.last?.isContext(0) ?? false { return "CertificationRequest" }
            return isWhole ? "Certificate" : nil
        }
        return nil
    }
}
