#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The fields that ``CertificateListScanner`` reads when it goes through a list once. It checks the outline of the entries and counts them.
struct CertificateListOutline {
    let version: Int
    let signatureAlgorithm: AlgorithmIdentifier
    let innerSignatureAlgorithm: AlgorithmIdentifier
    let issuer: DistinguishedName
    let thisUpdate: Date
    let nextUpdate: Date?
    let extensions: [CertificateExtension]
    let signature: [UInt8]
    let tbs: Range<Int>
    private(set) var entries: Range<Int>
    private(set) var count = 0
    private(set) var issuers: [(offset: Int, name: DistinguishedName?)] = []

    init(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        var whole = Reader(bytes, 0..<bytes.count, "CertificateList")
        var outer = try whole.enter("", "CertificateList")
        try whole.finish()
        let tbsStart = outer.position
        var fields = try outer.enter("tbsCertList", "TBSCertList")
        tbs = tbsStart..<outer.position
        signatureAlgorithm = try AlgorithmIdentifier(outer.element("signatureAlgorithm"))
        signature = try outer.element("signatureValue").octetAlignedBitString()
        try outer.finish()

        if fields.tag == 0x02 {
            let element = try fields.element("version")
            guard try element.integer() == 1 else { throw fields.fail("version", "a version that is given must be v2 (1)") }
            version = 2
        } else {
            version = 1
        }
        innerSignatureAlgorithm = try AlgorithmIdentifier(fields.element("signature"))
        issuer = try DistinguishedName(fields.element("issuer"))
        thisUpdate = try fields.element("thisUpdate").certificateTime()
        nextUpdate = fields.tag == 0x17 || fields.tag == 0x18 ? try fields.element("nextUpdate").certificateTime() : nil
        if fields.tag == 0x30 {
            entries = try fields.enter("revokedCertificates", "TBSCertList").range
        } else {
            entries = 0..<0
        }
        extensions =
            fields.tag == 0xA0 ? try CertificateExtension.readSequence(fields.element("crlExtensions").explicitContent(0)) : []
        try fields.finish()
        let isIndirect = (try? IssuingDistributionPoint.find(in: extensions))?.isIndirect == true
        try checkEntries(bytes, isIndirect: isIndirect)
    }

    private mutating func checkEntries(_ bytes: UnsafeRawBufferPointer, isIndirect: Bool) throws(FormatError) {
        var position = entries.lowerBound
        let limit = entries.upperBound
        while position < limit {
            guard let entry = DERHeader(bytes, at: position, limit: limit), entry.tag == 0x30 else {
                throw Self.fault(at: position, "expected an entry, a SEQUENCE")
            }
            guard let serial = DERHeader(bytes, at: entry.contentStart, limit: entry.end), serial.tag == 0x02,
                Self.isMinimal(bytes, serial.contentStart..<serial.end)
            else { throw Self.fault(at: position, "the entry does not begin with a serial number, a minimal INTEGER") }
            guard let time = DERHeader(bytes, at: serial.end, limit: entry.end), time.tag == 0x17 || time.tag == 0x18 else {
                throw Self.fault(at: position, "the serial number is not followed by a time")
            }
            if time.end < entry.end {
                guard let last = DERHeader(bytes, at: time.end, limit: entry.end), last.tag == 0x30, last.end == entry.end else {
                    throw Self.fault(at: position, "the time is followed by something else than extensions")
                }
                if isIndirect { try noteIssuer(bytes, position..<entry.end) }
            }
            count += 1
            position = entry.end
        }
    }

    private mutating func noteIssuer(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) throws(FormatError) {
        do {
            let entry = try RevokedEntry(DERElement(parsing: Array(bytes[range]), structure: "RevokedCertificate"))
            guard entry.extensions.contains(where: { $0.oid == EntryCertificateIssuer.oid }) else { return }
            issuers.append((range.lowerBound, try EntryCertificateIssuer.find(in: entry.extensions)?.directoryName))
        } catch {
            throw error.inside("CertificateList", field: "revokedCertificates", at: range.lowerBound)
        }
    }

    private static func isMinimal(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        guard range.count > 1 else { return range.count == 1 }
        let (first, second) = (bytes[range.lowerBound], bytes[range.lowerBound + 1])
        return !(first == 0 && second & 0x80 == 0 || first == 0xFF && second & 0x80 != 0)
    }

    private static func fault(at offset: Int, _ reason: String) -> FormatError {
        FormatError(structure: "CertificateList", field: "revokedCertificates", offset: offset, reason: reason)
    }

    /// Reads the fields of a SEQUENCE; only the small ones are copied.
    private struct Reader {
        private let bytes: UnsafeRawBufferPointer
        private(set) var position: Int
        private let end: Int
        private let structure: String

        init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ structure: String) {
            self.bytes = bytes
            position = range.lowerBound
            end = range.upperBound
            self.structure = structure
        }

        var range: Range<Int> { position..<end }

        /// The identifier octet of the next field; `nil` at the end.
        var tag: UInt8? { position < end ? bytes[position] : nil }

        func fail(_ field: String, _ reason: String) -> FormatError {
            FormatError(structure: structure, field: field, offset: position, reason: reason)
        }

        private mutating func header(_ field: String) throws(FormatError) -> DERHeader {
            guard position < end else { throw fail(field, "the field is missing") }
            guard let header = DERHeader(bytes, at: position, limit: end) else {
                throw fail(field, "tag and length are not DER, or the element is cut off")
            }
            return header
        }

        mutating func enter(_ field: String, _ inner: String) throws(FormatError) -> Reader {
            let header = try header(field)
            guard header.tag == 0x30 else { throw fail(field, "expected SEQUENCE, found \(DERTag(identifier: header.tag).name)") }
            position = header.end
            return Reader(bytes, header.contentStart..<header.end, inner)
        }

        mutating func element(_ field: String) throws(FormatError) -> DERElement {
            let header = try header(field)
            let start = position
            position = header.end
            do {
                return try DERElement(parsing: Array(bytes[start..<header.end]), structure: structure, field: field)
            } catch {
                throw FormatError(structure: structure, field: field, offset: error.offset.map { $0 + start }, reason: error.reason)
            }
        }

        func finish() throws(FormatError) {
            guard position == end else { throw fail("", "unexpected octets after the last field") }
        }
    }
}
