import PKIFormats

/// The proof in a request that a security module holds its key, as it came.
///
/// Source: MS-WCCE §2.2.2.7 (the attributes 1.3.6.1.4.1.311.21.23, .24, .25 and .39).
package struct AttestationClaim: Sendable, Hashable {
    /// The values of the attributes: endorsement key, identity key, statement.
    let endorsements: [[UInt8]]
    let identities: [[UInt8]]
    let statements: [[UInt8]]
    /// The provider that holds the key, as it calls itself; nothing depends on it.
    package let provider: String?

    /// The number under which MS-WCCE prints the statement; it is that of an error of SCEP too.
    private static let printedStatement: OID = "1.3.6.1.4.1.311.21.33"

    /// - Returns: nil when the request brings nothing of it.
    init?(_ attributes: [RequestAttribute]) {
        func values(_ oid: OID) -> [[UInt8]] { attributes.filter { $0.oid == oid }.flatMap(\.values) }
        endorsements = values(EncryptedEndorsementKeyInformation.oid)
        identities = values(EncryptedAttestationIdentityKeyInformation.oid)
        let printed = values(Self.printedStatement).filter { value in
            (try? AttestationStatement(derEncoded: value))?.bytes.starts(with: Array("KAST".utf8)) ?? false
        }
        statements = values(AttestationStatement.oid) + printed
        guard !(endorsements.isEmpty && identities.isEmpty && statements.isEmpty) else { return nil }
        provider = values(KeyStorageProviderName.oid).first.flatMap { try? KeyStorageProviderName(derEncoded: $0) }?.name
    }

    /// The message to the exchange certificate, and whether an endorsement key is in it.
    func envelope() throws(AttestationRefusal) -> (message: EnvelopedData, isEndorsement: Bool) {
        guard endorsements.count + identities.count == 1, let bytes = (endorsements + identities).first else {
            throw .corrupt("The request holds \(endorsements.count + identities.count) keys of security modules; it must hold one.")
        }
        do throws(FormatError) {
            return (try Self.envelope(bytes), identities.isEmpty)
        } catch {
            throw .corrupt("The key of the security module cannot be read: \(error).")
        }
    }

    /// The statement of the module.
    func statement() throws(AttestationRefusal) -> KeyAttestationStatement {
        guard statements.count == 1 else {
            throw .corrupt("The request holds \(statements.count) attestation statements; it must hold one.")
        }
        do throws(FormatError) {
            return try AttestationStatement(derEncoded: statements[0]).statement()
        } catch {
            throw .corrupt("The attestation statement cannot be read: \(error).")
        }
    }

    /// EnvelopedData, in its ContentInfo or alone.
    static func envelope(_ bytes: [UInt8]) throws(FormatError) -> EnvelopedData {
        guard let info = try? ContentInfo(berEncoded: bytes) else { return try EnvelopedData(berEncoded: bytes) }
        guard info.contentType == OID.CMS.envelopedData else {
            throw FormatError(structure: "ContentInfo", field: "contentType", reason: "the content is not EnvelopedData")
        }
        return try EnvelopedData(berEncoded: info.content)
    }
}
