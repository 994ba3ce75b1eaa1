public import PKIFormats

extension TPMPublicArea {
    /// The name by which modules know the key: the number of its hash, and that hash of the structure (TPM 2.0 Library Part 1 §16).
    public var name: [UInt8] {
        let number = TPMPublicArea.number(of: nameAlgorithm) ?? 0
        return [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)] + Digest.of(encoded, nameAlgorithm)
    }
}
