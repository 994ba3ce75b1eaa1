extension TBSCertificateList {
    /// The parts of a list's body around its entries, for writing the entries one after the other without holding them all.
    public struct Frame: Sendable {
        /// What stands before the first entry, including the header of `revokedCertificates` when there are entries.
        public let head: [UInt8]
        /// What stands behind the last entry.
        public let tail: [UInt8]
        /// Octets of the whole body.
        public let byteCount: Int
    }

    /// The body around entries of a given size; ``revoked`` is not looked at.
    /// - Parameter entriesByteCount: the sum of ``RevokedEntry/encodedByteCount``; 0 when there are no entries.
    public func frame(entriesByteCount: Int) -> Frame {
        let start = DERWriter.encode(capacity: 256) { writer in
            writer.writeInteger(1)
            writer.writeRaw(signatureAlgorithm.derEncoded)
            writer.writeRaw(issuer.derEncoded)
            writer.writeTime(thisUpdate)
            if let nextUpdate { writer.writeTime(nextUpdate) }
            if entriesByteCount > 0 { writer.writeRaw(DERLength.header(tag: 0x30, content: entriesByteCount)) }
        }
        let tail = DERWriter.encode(capacity: 256) { writer in
            if !extensions.isEmpty { writer.writeExplicit(0) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
        let content = start.count + entriesByteCount + tail.count
        return Frame(
            head: DERLength.header(tag: 0x30, content: content) + start,
            tail: tail,
            byteCount: DERLength.ofElement(content)
        )
    }

    /// What stands around a body of a given size in the signed list: the header before it, and algorithm and signature behind it.
    public static func envelope(
        bodyByteCount: Int,
        algorithm: AlgorithmIdentifier,
        signature: [UInt8]
    ) -> (head: [UInt8], tail: [UInt8]) {
        let tail = DERWriter.encode(capacity: signature.count + 64) { writer in
            writer.writeRaw(algorithm.derEncoded)
            writer.writeBitString(signature)
        }
        return (DERLength.header(tag: 0x30, content: bodyByteCount + tail.count), tail)
    }
}
