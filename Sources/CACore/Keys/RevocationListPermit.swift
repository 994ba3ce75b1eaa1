import PKICrypto
package import PKIFormats

/// The right to sign one revocation list, once. Only `RevocationListLint` makes it.
package struct RevocationListPermit: ~Copyable, Sendable {
    /// What is signed: DER of the TBSCertList that was linted, or its hash value where that is too long to be held.
    enum Content: Sendable {
        case body([UInt8])
        case digest(IncrementalDigest)
    }

    let content: Content
    package let algorithm: AlgorithmIdentifier
    package let number: Int

    // Private to this file, which also has the lint's permit, so nobody else can make one.
    fileprivate init(linted content: Content, algorithm: AlgorithmIdentifier, number: Int) {
        self.content = content
        self.algorithm = algorithm
        self.number = number
    }
}

extension RevocationListLint {
    /// Lints a list and returns the permit to sign it.
    /// - Parameters:
    ///   - header: the body without its entries.
    ///   - entries: the DER of the entries, one after the other.
    ///   - isWhole: the body is signed as a whole, for keys that hash themselves.
    static func permit(_ header: TBSCertificateList, entries: any ObjectContent, _ expected: Expectation, isWhole: Bool) async throws
        -> RevocationListPermit
    {
        var faults = faults(of: header, expected)
        let frame = header.frame(entriesByteCount: try await entries.count)
        var lint = RevocationEntryLint(isDelta: expected.baseNumber != nil)
        var body: [UInt8] = []
        var digest: IncrementalDigest?
        if isWhole {
            body.reserveCapacity(frame.byteCount)
        } else if let function = header.signatureAlgorithm.signatureDigest, !header.signatureAlgorithm.hashesOnItsOwn {
            digest = IncrementalDigest(function)
        } else {
            throw IssuanceError("A list signed with \(header.signatureAlgorithm.name) cannot be signed by its hash value.")
        }
        func take(_ octets: [UInt8]) { if isWhole { body += octets } else { digest?.update(octets) } }
        take(frame.head)
        try await entries.forEachPiece { piece in
            lint.take(piece)
            take(piece)
        }
        take(frame.tail)
        lint.finish()
        if let fault = lint.fault { faults.append(fault) }
        let isEmpty = lint.count == 0
        if isEmpty != (lint.byteCount == 0) { faults.append(Fault(rule: .noEntries, detail: "the list of entries is there and empty")) }
        guard faults.isEmpty else { throw LintRefusal(faults: faults.map(\.shown)) }
        let content: RevocationListPermit.Content = digest.map { .digest($0) } ?? .body(body)
        return RevocationListPermit(linted: content, algorithm: header.signatureAlgorithm, number: expected.number)
    }
}
