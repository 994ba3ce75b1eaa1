extension CertificationRequest {
    /// Faults of PKCS #10 requests that real clients make. A reader can be told to overlook each of them.
    ///
    /// Without leniency the reader is strict, except for two deviations that are too common to refuse: an empty attributes field may be
    /// left out (`openssl req -asn1-kludge` and the CAs it was made for), and an extension may write out `critical FALSE`. No leniency
    /// affects the signature: it is verified over the octets that were sent.
    public struct Leniency: OptionSet, Hashable, Sendable {
        /// One bit for each fault.
        public let rawValue: UInt16

        /// Creates a set from its bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The version is a number other than 0, at most 255. The specification knows only 0. Programs that pass the number of a
        /// certificate's version to their library's "set version" write 1 or 2, as many scripts around pyOpenSSL do with `set_version(2)`.
        public static let otherVersions = Leniency(rawValue: 1 << 0)

        /// An attribute has no value. Programs that ask people for the optional attributes write this for an empty answer.
        public static let emptyAttributeValues = Leniency(rawValue: 1 << 1)

        /// Zero octets, spaces and line breaks follow the end: in files padded to a block, and in files that an editor or a shell has ended
        /// with a line break.
        public static let paddingAfterEnd = Leniency(rawValue: 1 << 2)

        /// BER instead of DER: lengths in more octets than necessary, from devices that reserve the octets before they know the length;
        /// and, inside the signed part, indefinite lengths and strings in segments.
        public static let berEncoding = Leniency(rawValue: 1 << 3)

        /// The attribute with the requested extensions, under one identifier, occurs more than once or has more than one value. The values
        /// are joined; two different values for one extension are still refused.
        public static let repeatedExtensionRequests = Leniency(rawValue: 1 << 4)

        /// Attributes that only inform (operating system, client, provider of the key) cannot be read, are repeated or have several values.
        /// They count as absent and stay in ``CertificationRequest/attributes``.
        public static let unreadableInformation = Leniency(rawValue: 1 << 5)

        /// Everything above.
        public static let all: Leniency = [
            .otherVersions, .emptyAttributeValues, .paddingAfterEnd, .berEncoding, .repeatedExtensionRequests, .unreadableInformation,
        ]
    }

    /// Reads a request and overlooks the faults in `leniency`.
    ///
    /// ``derEncoded`` and ``infoBytes`` are the octets that were sent, without the padding: in BER when the client wrote BER.
    public init(encoded: [UInt8], leniency: Leniency) throws(FormatError) {
        guard !leniency.isDisjoint(with: [.paddingAfterEnd, .berEncoding]) else {
            try self.init(der: encoded, original: nil, leniency: leniency)
            return
        }
        var bytes = encoded
        let outer = try Self.header(in: encoded, at: 0)
        guard let end = outer.contentEnd else {
            throw FormatError(structure: "CertificationRequest", offset: 0, reason: "the length of the request is indefinite")
        }
        if leniency.contains(.paddingAfterEnd), encoded[end...].allSatisfy({ [0x00, 0x09, 0x0A, 0x0D, 0x20].contains($0) }) {
            bytes.removeSubrange(end...)
        }
        guard leniency.contains(.berEncoding) else {
            try self.init(der: bytes, original: nil, leniency: leniency)
            return
        }
        let der = try BERTranscoder.der(from: bytes, structure: "CertificationRequest")
        let info = try Self.header(in: bytes, at: outer.contentStart)
        guard let infoEnd = info.contentEnd else {
            throw FormatError(
                structure: "CertificationRequest",
                field: "certificationRequestInfo",
                offset: info.start,
                reason: "the length of the signed part is indefinite"
            )
        }
        try self.init(der: der, original: (whole: bytes, info: Array(bytes[info.start..<infoEnd])), leniency: leniency)
    }

    private static func header(in bytes: [UInt8], at start: Int) throws(FormatError) -> BERHeader {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<BERHeader, DERScan.ScanError> in
            do throws(DERScan.ScanError) {
                return .success(try BERHeader(buffer, at: start, limit: buffer.count))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let header): return header
        case .failure(let fault): throw FormatError(structure: "CertificationRequest", offset: fault.offset, reason: fault.reason)
        }
    }
}
