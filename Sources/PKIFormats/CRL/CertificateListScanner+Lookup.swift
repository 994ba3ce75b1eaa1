extension CertificateListScanner {
    /// Calls `body` with each entry in order until it returns `false`.
    /// - Throws: ``FormatError`` when a date or an extension of an entry cannot be read, and what `body` throws.
    public func forEachEntry(_ body: (RevokedEntry) throws -> Bool) throws {
        try octets.withBytes { bytes in
            var walk = CertificateListWalk(bytes, entries)
            while let entry = walk.next() {
                guard try body(Self.value(of: entry, in: bytes)) else { return }
            }
        }
    }

    /// The entry of a certificate, found by walking the list; `nil` when it has none.
    ///
    /// The time is proportional to the list (about 10 ms for a million entries). For many look-ups make a ``CertificateListIndex``.
    /// - Parameters:
    ///   - serialNumber: ``Certificate/serialNumber``.
    ///   - issuer: ``Certificate/issuer``; `nil` for the issuer of the list. See ``CertificateList/entry(serialNumber:issuer:)``.
    /// - Throws: when the date or an extension of the entry cannot be read.
    public func entry(serialNumber: [UInt8], issuer wanted: DistinguishedName? = nil) throws(FormatError) -> RevokedEntry? {
        try found { bytes in
            serialNumber.withUnsafeBytes { serial in
                var walk = CertificateListWalk(bytes, entries)
                while let entry = walk.next() {
                    if entry.has(serial, in: bytes), isOf(wanted, entryAt: entry.start) { return entry }
                }
                return nil
            }
        }
    }

    /// Makes a value of the entry that `search` finds.
    func found(_ search: (UnsafeRawBufferPointer) -> CertificateListWalk.Entry?) throws(FormatError) -> RevokedEntry? {
        let result: Result<RevokedEntry?, FormatError> = octets.withBytes { bytes in
            guard let entry = search(bytes) else { return .success(nil) }
            return Result { () throws(FormatError) in try Self.value(of: entry, in: bytes) }
        }
        return try result.get()
    }

    /// Whether the entry at this place is of the wanted issuer.
    func isOf(_ wanted: DistinguishedName?, entryAt offset: Int) -> Bool {
        let wanted = wanted ?? issuer
        var (low, high) = (0, issuers.count)
        while low < high {
            let middle = low + (high - low) / 2
            if issuers[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return wanted.matches(issuer) }
        return issuers[low - 1].name?.matches(wanted) == true
    }

    private static func value(of entry: CertificateListWalk.Entry, in bytes: UnsafeRawBufferPointer) throws(FormatError) -> RevokedEntry {
        do {
            return try RevokedEntry(DERElement(parsing: Array(bytes[entry.start..<entry.end]), structure: "RevokedCertificate"))
        } catch {
            throw error.inside("CertificateList", field: "revokedCertificates", at: entry.start)
        }
    }
}
